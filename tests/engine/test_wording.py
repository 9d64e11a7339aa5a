from __future__ import annotations

from typing import get_args

import pytest

from facilitator.engine import wording
from facilitator.engine.script import KINDS, Priority
from facilitator.engine.wording import Language

NB = "\u00a0"


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (600, f"encore 10{NB}minutes", "10 minutes left"),
        (305, f"encore 5{NB}minutes", "5 minutes left"),
        (340, f"encore un peu plus de 5{NB}minutes", "a little over 5 minutes left"),
        (225, f"encore presque 4{NB}minutes", "almost 4 minutes left"),
        (80, "encore un peu plus d’une minute", "a little over a minute left"),
        (55, "encore une minute", "one minute left"),
        (40, "encore moins d’une minute", "less than a minute left"),
        (9, "encore quelques secondes", "a few seconds left"),
        (0, "on termine sa phrase", "finish your sentence"),
        (-30, "on termine sa phrase", "finish your sentence"),
    ],
)
def test_what_is_left_is_said_as_to_a_room(seconds: float, french: str, english: str) -> None:
    assert wording.remaining(seconds, "fr") == french
    assert wording.remaining(seconds, "en") == english


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (0, "0 min", "0 min"),
        (45, "45 s", "45 s"),
        (90, "1 min 30", "1 min 30 s"),
        (600, "10 min", "10 min"),
        (3600, "1 h", "1 h"),
        (3900, "1 h 05", "1 h 05"),
    ],
)
def test_a_duration_takes_the_fewest_words(seconds: float, french: str, english: str) -> None:
    assert wording.duration(seconds, "fr") == french.replace(" ", NB)
    assert wording.duration(seconds, "en") == english.replace(" ", NB)


def test_a_length_on_a_full_line_is_as_short_as_can_be() -> None:
    assert [wording.short(seconds) for seconds in (300, 150, 4.6)] == ["5", "2:30", "0:05"]


def test_a_clock_shows_minutes_hours_and_what_is_over() -> None:
    assert [wording.digits(seconds) for seconds in (80, -45, 3900, -0.4)] == [
        "01:20",
        "\u221200:45",
        "1:05:00",
        "00:00",
    ]


def test_a_time_of_day_wraps_at_midnight() -> None:
    assert wording.clock_time(16 * 60 + 44, "fr") == f"16{NB}h{NB}44"
    assert wording.clock_time(24 * 60 + 5, "en") == "0:05"


def test_zero_and_one_are_singular_in_french_only() -> None:
    assert [wording.count(n, "idée", "idées", "fr") for n in (0, 1, 2)] == ["0 idée", "1 idée", "2 idées"]
    assert [wording.count(n, "idea", "ideas", "en") for n in (0, 1, 2)] == ["0 ideas", "1 idea", "2 ideas"]


def test_numbers_are_written_as_each_language_does() -> None:
    assert wording.number(1250.5, "fr") == "1\u202f250,5"
    assert wording.number(1250.5, "en") == "1,250.5"
    assert wording.number(-3, "fr") == "-3"


def test_french_is_typeset_without_adding_a_space() -> None:
    assert (
        wording.typeset("« Quoi » ? Oui : 5 min, http://x", "fr") == f"«{NB}Quoi{NB}»{NB}? Oui{NB}: 5{NB}min, http://x"
    )
    assert wording.typeset("Quoi? 10 000", "fr") == f"Quoi? 10{NB}000"
    assert wording.typeset("« Quoi » ?", "en") == "« Quoi » ?"


def test_how_the_workshop_stands_is_said_to_the_minute() -> None:
    assert [wording.lateness(s, "fr") for s in (20, 360, -120)] == [
        "à l’heure",
        f"6{NB}min de retard",
        f"2{NB}min d’avance",
    ]
    assert [wording.lateness(s, "en") for s in (20, 360, -120)] == ["on time", f"6{NB}min late", f"2{NB}min ahead"]


@pytest.mark.parametrize("lang", get_args(Language))
def test_every_kind_and_priority_has_a_name(lang: Language) -> None:
    assert len({wording.kind_name(kind, lang) for kind in KINDS}) == len(KINDS)
    assert len({wording.priority_name(priority, lang) for priority in get_args(Priority)}) == 5


def test_what_a_shortened_phase_keeps_has_the_name_of_its_kind_and_holds_on_one_line() -> None:
    told = [wording.kept_of(kind, 2, 3, "fr") for kind in ("position", "talk", "respond", "vote")]
    assert [one.replace("\u00a0", "_") for one in told] == [
        "2_cas_sur_3", "2_sujets_sur_3", "2_lignes_sur_3", "2_lignes_sur_3",
    ]  # fmt: skip
    assert wording.kept_of("talk", 1, 3, "en").split() == ["1", "of", "3", "subjects"]


def test_means_that_stand_in_a_column_always_have_their_decimal() -> None:
    assert [wording.mean(value, "fr") for value in (3, 2.84)] == ["3,0", "2,8"]
    assert wording.mean(3, "en") == "3.0"
