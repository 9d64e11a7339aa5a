import re

import pytest

from facilitator.engine import commands as c
from facilitator.engine.public_time import public_time
from facilitator.engine.views import PublicView
from facilitator.tui.screen.paper import Paper
from facilitator.tui.screen.timing import time_height, time_lines
from tests.tui.screen.workshop import doubts_veiled, metrics, reached, seen, subjects

SMALL, MEDIUM, LARGE = Paper(58, 12, scale="small"), Paper(74, 16, scale="medium"), Paper(144, 30, scale="large")


def _said(view: PublicView, later: float = 0, paper: Paper = MEDIUM) -> str:
    assert view["phase"] is not None
    return "\n".join(line.plain for line in time_lines(view["phase"], view["now"] + later, paper))


@pytest.mark.parametrize("mode", ["bar", "digits", "discreet"])
@pytest.mark.parametrize("later", [0, 300, 1_000, 100_000])
def test_past_zero_the_room_finishes_its_sentence_and_reads_no_figure(mode: str, later: float) -> None:
    view = seen(doubts_veiled())
    assert view["phase"] is not None
    view["phase"]["clock"]["mode"] = mode  # type: ignore[typeddict-item]
    said = _said(view, later)
    assert "-" not in said and "−" not in said and "+" not in said and "retard" not in said
    if later >= 300:
        assert "On termine sa phrase" in said
        assert not re.search(r"\d", said)


def test_a_pause_is_said_without_seconds() -> None:
    playing = doubts_veiled()
    playing.do(c.Pause())
    assert "En pause" in _said(seen(playing), 30)
    assert not re.search(r"\d", _said(seen(playing), 30))


def test_the_bar_comes_with_words() -> None:
    said = _said(seen(reached("doutes")), 200)
    assert "encore presque 3" in said and "█" in said


def test_an_announced_silence_is_told_with_what_is_left_of_it() -> None:
    for mode in ("digits", "words", "discreet"):
        view = seen(reached("doutes"))
        assert view["phase"] is not None
        view["phase"]["clock"]["mode"] = mode  # type: ignore[typeddict-item]
        assert "Silence, on écrit encore 3\u00a0minutes" in _said(view)
        assert "Silence" not in _said(view, 200)


def test_discreet_time_has_no_bar_and_no_figures_of_a_clock() -> None:
    view = seen(reached("doutes"))
    assert view["phase"] is not None
    view["phase"]["clock"]["mode"] = "discreet"
    assert "█" not in _said(view) and ":" not in _said(view)


def test_a_round_has_its_own_time_and_is_announced_before_it_ends() -> None:
    view = seen(reached("table"))
    assert view["phase"] is not None and view["phase"]["round"] is not None
    standing = public_time(view["phase"], view["now"])
    assert standing.granted == 360
    assert "Écrire les lignes" in _said(view, standing.left - 6)
    assert "Écrire les lignes" not in _said(view, standing.left - 30)


def test_the_last_round_ends_with_its_phase() -> None:
    view = seen(metrics())
    assert view["phase"] is not None
    assert public_time(view["phase"], view["now"] + 10_000).moment == "over"


def test_a_break_that_ends_calls_back_instead_of_ending_sentences() -> None:
    assert "On reprend" in _said(seen(reached("tampon")), 1_000)


@pytest.mark.parametrize("paper", [SMALL, MEDIUM, LARGE])
@pytest.mark.parametrize("mode", ["bar", "digits", "discreet"])
def test_the_time_takes_the_same_room_from_the_first_second_to_the_last(paper: Paper, mode: str) -> None:
    view = seen(reached("table"))
    phase = view["phase"]
    assert phase is not None
    phase["clock"]["mode"] = mode  # type: ignore[typeddict-item]
    heights = {len(time_lines(phase, view["now"] + later, paper)) for later in range(0, 900, 5)}
    assert max(heights) <= time_height(phase, paper)


@pytest.mark.parametrize("paper", [SMALL, MEDIUM, LARGE])
def test_no_line_of_the_time_is_wider_than_the_paper(paper: Paper) -> None:
    view = seen(reached("table"))
    assert view["phase"] is not None
    for later in range(0, 900, 5):
        assert all(line.cell_length <= paper.width for line in time_lines(view["phase"], view["now"] + later, paper))


def test_a_turn_to_speak_is_a_bar_that_shortens_without_a_figure_or_a_name() -> None:
    playing = reached("ouverture")
    playing.do(c.StartTurn())
    view = seen(playing)

    first, later, last = (_said(view, after).splitlines()[0] for after in (0, 30, 90))

    assert first.startswith("Prise de parole") and not re.search(r"\d", first)
    assert first.count("━") > later.count("━") > 0
    assert last.startswith("On passe la parole") and "━" not in last
    playing.do(c.StartTurn(facilitator=True))
    assert "parole" not in _said(seen(playing))


def test_a_subject_has_its_own_minutes_in_the_room_too() -> None:
    playing = subjects()
    assert "encore un peu plus de 5" in _said(seen(playing)).replace("\u00a0", " ")
    assert "On termine sa phrase" in _said(seen(playing), 480)
