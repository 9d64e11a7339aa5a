from __future__ import annotations

import json

from facilitator.engine import commands as c
from facilitator.engine.opening import opening
from facilitator.engine.replan import STEP
from facilitator.engine.timebox import lateness
from facilitator.engine.views import Room, console_view
from facilitator.web.bodies import read_command
from facilitator.web.control import CONTROL
from facilitator.web.control_context import context_of
from facilitator.web.control_time import Timing
from facilitator.web.gestures import as_json
from tests.harness.hosting import Hosted
from tests.sample import Playing
from tests.tui.screen.workshop import elsewhere, reached
from tests.web.pages import HOME, press


def timing(playing: Playing) -> Timing:
    view = console_view(playing.state, playing.now, Room())
    found = context_of(view, playing.state, "fr", everything=False)["timing"]
    assert isinstance(found, Timing)
    return found


def take(playing: Playing, fields: dict[str, str]) -> None:
    """Presses a button of the page."""
    playing.do(read_command("apply-replan", json.dumps(as_json("apply-replan", fields)).encode()))


def test_late_the_page_proposes_a_plan_that_its_button_applies() -> None:
    playing = reached("doutes")
    playing.do(c.AddTime(900))
    found = timing(playing)
    assert found.lines and not any(line.title == "Nos conclusions, relues ensemble" for line in found.lines)
    assert [offer.words for offer in found.offers][0] == "Appliquer ce découpage"

    take(playing, found.offers[0].fields)

    assert lateness(playing.state, playing.now) <= found.missing + STEP
    assert playing.state.runs["table"].round_seconds and playing.state.runs["lectures"].cases == 1


def test_when_time_is_missing_the_page_names_what_to_cut_or_how_far_the_end_moves() -> None:
    for choice in (1, 2):
        playing = reached("doutes")
        playing.do(c.AddTime(1020))
        found = timing(playing)
        assert found.missing
        assert "Supprimer" in found.offers[1].words and "plus tard" in found.offers[2].words

        take(playing, found.offers[choice].fields)

        assert lateness(playing.state, playing.now) <= STEP


def test_an_advance_is_given_to_a_phase_in_one_press() -> None:
    playing = reached("doutes")
    playing.do(c.MoveEnd(6))
    advance = lateness(playing.state, playing.now)
    [offer] = timing(playing).offers
    assert offer.words.startswith("Donner l’avance à")

    take(playing, offer.fields)

    assert advance <= -300 and abs(lateness(playing.state, playing.now)) <= STEP


def test_a_minute_more_says_who_pays_for_it() -> None:
    playing = reached("doutes")
    playing.do(c.MoveEnd(round(-lateness(playing.state, playing.now)) / -60))
    found = timing(playing)
    assert found.price == "Respiration 2 → 1"

    take(playing, found.minute)

    assert playing.state.runs["tampon"].granted == 60


def test_starting_late_is_a_question_with_two_answers() -> None:
    start = 1_790_000_000.0
    state = opening("essai", reached("doutes").state.script, start - 60, start)
    view = console_view(state, start + 540, Room())
    assert context_of(view, state, "fr", everything=False)["timing"].starts_late == 540
    assert context_of(view | {"now": start + 60}, state, "fr", everything=False)["timing"].starts_late == 0


def test_a_machine_that_slept_asks_the_remote_whether_that_time_counts(host: Hosted) -> None:
    playing = reached("doutes")
    view = console_view(playing.state, playing.now, Room(slept=240))
    page = CONTROL.part("fr", "run", {**context_of(view, playing.state, "fr", everything=False), "home": HOME})
    assert "L’ordinateur a dormi 4\u00a0min\u00a0: compter ce temps\u00a0?" in page
    assert f'action="{HOME}/count-sleep"' in page and f'action="{HOME}/skip-time"' in page

    assert press(host, "count-sleep").status == 303


def test_near_a_firm_end_the_page_leads_to_the_closing() -> None:
    playing = reached("doutes")
    end = playing.state.planned_end
    assert end is not None and timing(playing).closing is None

    playing.now = end - 599

    found = timing(playing).closing
    assert found is not None and found["id"] == "cloture"


def test_a_round_that_ends_by_itself_is_told_ten_seconds_before() -> None:
    playing = elsewhere("au-secours-messageries", "tables")
    far = timing(playing).round
    assert far is not None and far.words == "puis Deuxième tour"
    assert [line[:2] for line in json.loads(far.later)][1:] == [[10, "soon"]]

    playing.wait((far.left - 8) / 60)
    near = timing(playing).round
    assert near is not None and near.words == json.loads(far.later)[1][2]
    assert near.words.startswith("«\u00a0Deuxième tour\u00a0» commence tout seul. Dites-le\u00a0:")

    playing.do(c.NextRound(), c.NextRound())
    assert timing(playing).round is None
