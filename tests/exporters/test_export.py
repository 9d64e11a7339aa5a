from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.exporters import (
    DOCUMENTS,
    FORMATS,
    Document,
    UnknownFormat,
    export,
    file_name,
    format_of,
    write_all,
    write_export,
)
from facilitator.locale import speaking, use
from facilitator.store.atomic import write_atomically
from tests.exporters.hostile import TEXTS
from tests.exporters.reading import words_of
from tests.sample import play

WRITTEN = [name for name, format_ in FORMATS.items() if not format_.data]
DATA = [name for name, format_ in FORMATS.items() if format_.data]
TERMINAL_WORDS = r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*"
"""What a word is where a terminal is painted: the spaces that do not break are in it."""
BOTH = [(document, format_) for document in DOCUMENTS for format_ in WRITTEN]


def told(document: Document = "account", format_: str = "md", **changes: object) -> str:
    changed: Report = replace(report(play().state), **changes)  # type: ignore[arg-type]
    return export(changed, format_, document, UTC).decode().replace("\u00a0", " ")


def read(document: Document = "account", format_: str = "md") -> str:
    return words_of(report(play().state), format_, document)


@pytest.mark.parametrize(("document", "format_"), [*BOTH, *(("account", format_) for format_ in DATA)])
def test_the_same_session_gives_the_same_bytes(document: Document, format_: str) -> None:
    assert export(report(play().state), format_, document, UTC) == export(report(play().state), format_, document, UTC)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_text_is_the_same_from_the_console_and_from_a_command(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = []
    for words in (r"\s*\S+\s*", TERMINAL_WORDS):
        monkeypatch.setattr("rich._wrap.re_word", re.compile(words))
        texts.append(export(report(play().state), "txt", document, UTC))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(("document", "format_"), BOTH)
def test_what_the_room_signed_is_in_every_document_and_format(document: Document, format_: str) -> None:
    text = read(document, format_)
    for sentence in ("Trois chiffres au plus par objectif", "Le nombre d’abonnés doit disparaître des bilans."):
        assert sentence in text
    assert "Relu par 18 personnes" in text
    assert "Sauf quand deux structures ont le même objectif" in text


@pytest.mark.parametrize("format_", WRITTEN)
def test_the_account_follows_the_house_form(format_: str) -> None:
    text = read("account", format_)
    headings = [
        "Le contexte", "Ce qui coince", "Ce qui marche, ce qui a raté", "Les points de controverse",
        "Conclusions partagées", "Désaccords", "Questions ouvertes", "Ce que nous allons essayer",
        "Méthode et fiabilité", "Annexe",
    ]  # fmt: skip
    places = [text.find(heading) for heading in headings]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("format_", [*WRITTEN, "xlsx", "ods", "csv", "json"])
def test_every_contribution_is_word_for_word_in_every_format(format_: str) -> None:
    made = report(play().state)
    text = _letters(read("account", format_))
    cards = [card for part in made.annex for pile in part.piles for card in pile.cards if not card.fields]
    assert len(cards) > 20
    assert [card.text for card in cards if _letters(card.text) not in text] == []


def _letters(text: str) -> str:
    """The words without what Markdown escapes, JSON quotes and a page's width cuts."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize(("document", "format_"), BOTH)
def test_every_format_tells_the_same_words(document: Document, format_: str) -> None:
    # In any order: a page reads a table line by line across its cells; some draw the numbers of a list.
    said, expected = (Counter(re.findall(r"[^\W\d_]+", read(document, name))) for name in (format_, "md"))
    assert expected - said == Counter()
    # A page of a PDF repeats the headers of the table that it goes on with.
    assert said - expected == Counter() or format_ == "pdf"


def test_the_take_away_holds_on_few_words() -> None:
    text = told("take-away")
    assert len(text.split()) < 700
    assert "Annexe" not in text
    assert "- [ ] Rendre service" in text
    assert "- Mon objectif : …" in text


def test_an_unsigned_account_says_so_at_once() -> None:
    state = play(until="engagement").state
    text = export(report(state), "md", "account", UTC).decode()
    assert "proposition des animateurs, non relue par la salle." in text[:600].replace("\u00a0", " ")


@pytest.mark.parametrize(("document", "format_"), BOTH)
def test_a_warning_says_that_it_is_one_before_its_look_does(document: Document, format_: str) -> None:
    text = words_of(report(play(until="engagement").state), format_, document).replace("*", "")
    assert "À noter : proposition des animateurs, non relue par la salle." in text


def test_a_warning_speaks_its_readers_language() -> None:
    with speaking("en"):
        text = words_of(report(play(until="engagement").state), "txt")
    assert "Note: a proposal by the facilitators" in text


def test_no_percentage_and_every_figure_with_its_number_of_people() -> None:
    for document in DOCUMENTS:
        assert "%" not in told(document)
    assert "2 sur 18" in told()
    assert "(11 réponses sur 18 personnes)" in told()


def test_a_debate_tells_how_split_the_room_was_before_and_after() -> None:
    assert re.search(r"Controverse, de 0 .* à 100 .* : \d+ avant, \d+ après\.", told().replace("\u00a0", " "))


def test_hidden_figures_are_told_in_words() -> None:
    state = play().state
    rules = replace(state.script.ground_rules, min_group_size=50)
    text = export(
        report(replace(state, script=replace(state.script, ground_rules=rules))), "md", "account", UTC
    ).decode()
    assert "Trop peu de réponses pour publier une répartition." in text
    assert "Controverse, de 0" not in text
    assert "Trop peu de notes pour publier des moyennes." in text
    assert "trop peu de réponses pour publier des notes" in text
    assert "Aucun chiffre n’est publié quand moins de 50 personnes ont répondu" in text
    assert "engagements pris" not in text
    assert not re.search(r"\d sur \d", text)


def test_times_are_told_on_the_clocks_of_the_zone() -> None:
    made = {
        zone: export(report(play().state), "md", "account", zone).decode()
        for zone in (UTC, timezone(timedelta(hours=5)))
    }
    hours = [re.search(r"de (\d+)\u00a0h", text) for text in made.values()]
    assert hours[0] and hours[1]
    assert (int(hours[1][1]) - int(hours[0][1])) % 24 == 5


def test_documents_speak_english_to_english_readers() -> None:
    use("en")
    try:
        text = told("account", "html", language="en")
    finally:
        use("fr")
    assert '<html lang="en">' in text
    assert "<main>" in text


def test_words_in_another_language_than_the_page_are_marked() -> None:
    assert '<main lang="en">' in told("account", "html", language="en")


@pytest.mark.parametrize(("name", "format_"), [("md", "md"), (".HTML", "html"), ("markdown", "md"), (".htm", "html")])
def test_formats_are_known_by_suffix_and_by_name(name: str, format_: str) -> None:
    assert format_of(name) == format_


def test_an_unknown_format_names_the_possible_ones() -> None:
    with pytest.raises(UnknownFormat, match="md, html, txt"):
        format_of("xyz")


def test_a_file_name_says_the_day_the_title_the_session_and_the_version() -> None:
    name = file_name(report(play().state), "html", zone=UTC)
    assert name == "2026-11-24-au-secours-je-suis-perdu-dans-les-outils-de-stats-3fa9-v1.html"
    assert file_name(report(play(until="tri").state), "md", "take-away").endswith("-take-away-3fa9-v0.md")


@pytest.mark.parametrize("title", [*TEXTS, "../../etc/passwd", "CON", "…", "a" * 300, "Œuvre d’été"])
def test_whatever_the_title_the_name_is_safe(title: str) -> None:
    name = file_name(replace(report(play().state), title=title), "md", zone=UTC)
    assert re.fullmatch(r"2026-11-24-[a-z0-9-]{1,100}\.md", name)


def test_a_document_goes_to_the_file_asked_for_or_takes_its_name_in_a_folder(tmp_path: Path) -> None:
    made = report(play().state)
    assert write_export(made, tmp_path / "x.html", write_atomically, format="html") == tmp_path / "x.html"
    inside = write_export(made, tmp_path, write_atomically, format="md")
    assert (inside.parent, inside.name) == (tmp_path, file_name(made, "md"))
    assert inside.read_bytes() == export(made, "md")


def test_all_formats_at_once_speak_their_workshop_s_language(tmp_path: Path) -> None:
    made = replace(report(play().state), language="en")
    paths = write_all(made, tmp_path, write_atomically)
    assert {path.suffix for path in paths} >= {".md", ".html", ".csv", ".json", ".txt"}
    [page] = [path.read_text(encoding="utf-8") for path in paths if path.suffix == ".html"]
    assert '<html lang="en">' in page and "Shared conclusions" in page
