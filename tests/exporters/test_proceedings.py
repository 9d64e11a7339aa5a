from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.engine.synthesis.compendium import Compendium, compendium
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
        "Actes des ateliers", "L’essentiel en une page", "Programme", "Atelier 1 : Au secours, numéro 1 !",
        "Atelier 2 : Au secours, numéro 2 !", "Lecture croisée", "Note de méthode",
        "Annexe : Atelier 1 : Au secours, numéro 1 !",
    ]  # fmt: skip
    place = 0
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
    crossing = text[text.index("Lecture croisée") :]
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
