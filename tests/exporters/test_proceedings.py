from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.engine.synthesis.compendium import Compendium, compendium
from facilitator.engine.synthesis.shapes import Finding, Ranking
from facilitator.exporters import PROCEEDINGS, UnknownFormat, export_proceedings, proceedings_name
from facilitator.exporters.json import read
from tests.exporters.hostile import hostile_state
from tests.exporters.reading import read_back
from tests.sample import play


def five() -> list[Report]:
    signed, unsigned = report(play().state), report(play(until="tri").state)
    made = [replace(signed, number=n, session=f"2026-s{n}", title=f"Au secours, numéro {n} !") for n in (1, 2, 4)]
    return [*made, replace(unsigned, number=5, session="2026-s5", title="Au secours, numéro 5 !")]


@pytest.fixture(scope="module")
def made() -> Compendium:
    return compendium([*five(), five()[0]], "Actes des ateliers")


@pytest.mark.parametrize("format_", [name for name in PROCEEDINGS if name != "json"])
def test_the_proceedings_follow_the_house_form_in_every_format(made: Compendium, format_: str) -> None:
    text = read_back(export_proceedings(made, format_, UTC), format_)
    headings = [
        "Programme", "Atelier 1 : Au secours, numéro 1 !",
        "Atelier 2 : Au secours, numéro 2 !", "Lecture croisée", "Note de méthode",
        "Annexe : Atelier 1 : Au secours, numéro 1 !",
    ]  # fmt: skip
    place = text.index("Pour chaque atelier, une phrase de ceux qui l’ont animé")
    contents = text[text.index("Sommaire") : place]
    assert text.startswith(("Actes des ateliers", "# Actes des ateliers")) or format_ == "html"
    assert all(heading in contents for heading in headings)
    for heading in headings:
        place = text.index(heading, place)


def test_each_thing_to_look_at_is_told_once(made: Compendium) -> None:
    text = read_back(export_proceedings(made, "md", UTC), "md")
    for remark in (
        "Atelier 1, « Au secours, numéro 1 ! » : le même export est là plusieurs fois",
        "Atelier 3 : aucun export.",
        "Atelier 5, « Au secours, numéro 5 ! » : la salle n’a pas relu la synthèse.",
    ):
        assert text.count(remark.replace("!", r"!")) == 1


@pytest.mark.parametrize("format_", PROCEEDINGS)
def test_the_same_files_give_the_same_bytes_whatever_their_order(format_: str) -> None:
    there, back = five(), five()[::-1]
    assert export_proceedings(compendium(there, "Actes"), format_, UTC) == export_proceedings(
        compendium(back, "Actes"), format_, UTC
    )


def test_proceedings_in_json_can_be_read_back(made: Compendium) -> None:
    assert read(export_proceedings(made, "json")) == made.reports


def test_a_format_that_cannot_hold_several_workshops_says_which_can(made: Compendium) -> None:
    with pytest.raises(UnknownFormat, match="md, html"):
        export_proceedings(made, "ics")


def test_no_workshop_is_ranked_above_another(made: Compendium) -> None:
    text = read_back(export_proceedings(made, "md", UTC), "md")
    crossing = text[text.rindex("Lecture croisée") :]
    assert "%" not in crossing
    # The marks of the feedback stay in each chapter; across workshops there is only how many answered.
    assert "temps perdu" not in crossing


@pytest.mark.parametrize("format_", PROCEEDINGS)
def test_hostile_workshops_make_sound_proceedings(format_: str) -> None:
    hostile = report(hostile_state())
    content = export_proceedings(compendium([hostile, *five()], "</title><script>"), format_, UTC)
    if format_ == "html":
        assert b"<script" not in content.lower()


def test_headings_follow_each_other_without_a_gap(made: Compendium) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", export_proceedings(made, "html", UTC).decode())]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_name_of_the_file_says_the_day_and_changes_with_what_is_inside(made: Compendium) -> None:
    assert re.fullmatch(r"2026-11-24-actes-des-ateliers-[0-9a-f]{4}\.odt", proceedings_name(made, "odt", UTC))
    assert proceedings_name(made, "odt") != proceedings_name(compendium(five()[:2], "Actes des ateliers"), "odt")


def test_the_contents_lead_to_every_part_and_to_its_page(made: Compendium) -> None:
    page = export_proceedings(made, "html", UTC).decode()
    links, parts = re.findall(r'href="#(\w+)"', page), re.findall(r'<h2 id="(\w+)"', page)
    assert links == parts and len(parts) == 12
    with ZipFile(BytesIO(export_proceedings(made, "odt", UTC))) as file:
        content = file.read("content.xml").decode()
    assert re.findall(r'bookmark-ref text:reference-format="page" text:ref-name="(\w+)"', content) == parts
    assert re.findall(r'text:bookmark text:name="(\w+)"', content) == parts
    with ZipFile(BytesIO(export_proceedings(made, "docx", UTC))) as file:
        content = file.read("word/document.xml").decode()
    assert re.findall(r"PAGEREF (\w+)", content) == parts
    assert re.findall(r'bookmarkStart [^>]*w:name="(\w+)"', content) == parts


def test_the_first_page_chooses_nothing(made: Compendium) -> None:
    text = read_back(export_proceedings(made, "txt", UTC), "txt")
    page = text[text.index("Pour chaque atelier") : text.rindex("Programme ─")]
    for one in made.reports:
        assert f"{one.title} ┄" in page
        for sentence in (*one.conclusions, *one.disagreements):
            assert page.count(sentence.text) >= 3  # in each of the three workshops that signed
        assert all(debate.statement in page for debate in one.debates)
    assert page.count("En une phrase : …") == len(made.reports)
    assert page.count("Le nombre d’abonnés doit disparaître des bilans. — refusée") == 3
    assert page.count("La salle n’a pas encore relu de conclusion.") == 1


def test_what_a_vote_put_first_is_told_with_its_ties() -> None:
    ranking = Ranking((("Lundi", 4), ("Mardi", 4), ("Jeudi", 1)), 3, 3, 2)
    [one] = [replace(one, practices=(Finding("v", "Choix", "Quel jour ?", ranking),)) for one in five()[:1]]
    text = read_back(export_proceedings(compendium([one], "Actes"), "md", UTC), "md")
    assert "**Quel jour ?** « Lundi », « Mardi » (4 sur 9 points)." in text
    hidden = replace(one, practices=(Finding("v", "Choix", "Quel jour ?", replace(ranking, voters=None)),))
    text = read_back(export_proceedings(compendium([hidden], "Actes"), "md", UTC), "md")
    assert "**Quel jour ?**" not in text


def test_what_several_workshops_say_in_the_same_words_is_told_once(made: Compendium) -> None:
    text = read_back(export_proceedings(made, "txt", UTC), "txt")
    told = (
        "« Qui a le droit de lire les statistiques d’un compte d’élu ? » (atelier 1, atelier 2, atelier 4, atelier 5)"
    )
    assert text.count(told) == 1


def test_one_speaking_rule_is_told_once_and_several_each_with_its_workshops() -> None:
    one, two, three = five()[:3]
    cover = cover_of([one, two, three])
    assert cover.count(one.speaking_rule) == 1 and "Règle de parole :" in cover
    cover = cover_of([one, replace(two, speaking_rule="On se tait."), three])
    assert "On se tait. (atelier 2)" in cover and f"{one.speaking_rule} (atelier 1, atelier 4)" in cover


def cover_of(reports: list[Report]) -> str:
    text = read_back(export_proceedings(compendium(reports, "Actes"), "txt", UTC), "txt")
    return text[: text.index("Sommaire")]


def test_workshops_of_several_days_each_have_theirs_in_the_programme() -> None:
    one, two = five()[:2]
    assert two.started_at is not None
    later = replace(two, started_at=two.started_at + 86400)
    text = read_back(export_proceedings(compendium([one, later], "Actes"), "txt", UTC), "txt")
    assert "Mardi 24 novembre 2026 · Mercredi 25 novembre 2026" in text
    programme = text[text.rindex("Programme ─") : text.index("Le contexte")]
    assert "mercredi 25" in programme


def test_each_chapter_numbers_its_conclusions_from_one(made: Compendium) -> None:
    document = docx.Document(BytesIO(export_proceedings(made, "docx", UTC)))
    numbered = [p for p in document.paragraphs if p.style is not None and p.style.name == "List Number"]
    lists = [int(number) for p in numbered for number in p._p.xpath("w:pPr/w:numPr/w:numId/@w:val")]
    assert len(numbered) == 12 and len(set(lists)) == 3
    numbering = document.part.numbering_part.element
    starts = [
        numbering.num_having_numId(one).xpath("w:lvlOverride/w:startOverride/@w:val") for one in dict.fromkeys(lists)
    ]
    assert starts == [["1"]] * 3
