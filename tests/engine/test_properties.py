"""What holds whatever people ask, in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.engine import commands as c
from facilitator.engine.decide import COMMANDS, Refused
from facilitator.engine.events import Event
from facilitator.engine.reduce import fold
from facilitator.engine.running_order import ADDABLE
from facilitator.engine.sources import items
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.engine.told import as_told, told_phases
from facilitator.engine.views import Room, console_view, phone_view, public_view
from facilitator.engine.voting import tally
from tests.engine.play import KINDS, Play

WORDS = ("", "Une idée", "[/b]", "\x1b[2J", "Je doute", "for", "Oui", "Marche", "x" * 400)
NAMES = ("a", "b", "s1", "t1", "p1", "p2", "row:0", "card:1", "bin:0", "case:0", "", *(k.id for k in KINDS))
POOLS: dict[str, st.SearchStrategy[Any]] = {
    "str": st.sampled_from(NAMES + WORDS),
    "str | None": st.none() | st.sampled_from(NAMES + WORDS),
    "bool": st.booleans(),
    "int": st.integers(-1, 6),
    "int | None": st.none() | st.integers(0, 6),
    "float": st.sampled_from((-600.0, -60.0, 0.0, 60.0, 600.0, float("nan"), float("inf"))),
    "Channel": st.sampled_from(("phone", "keyboard", "facilitator", "paper")),
    "Moment": st.sampled_from(("before", "after")),
    "Verdict": st.sampled_from(("draft", "agreed", "nuanced", "disagreed")),
    "Opinion": st.sampled_from(("agree", "nuance", "disagree")),
    "tuple[str, ...]": st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
    "tuple[int, ...]": st.lists(st.integers(-1, 5), min_size=3, max_size=5).map(tuple),
    "tuple[tuple[str, int], ...]": st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(-1, 3)), max_size=3
    ).map(tuple),
    "tuple[tuple[str, str], ...]": st.lists(
        st.tuples(st.sampled_from(("Chiffre", "Quoi", "")), st.sampled_from(WORDS)), max_size=2
    ).map(tuple),
    "tuple[tuple[str, float], ...]": st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from((0.0, 90.0, -1.0))), max_size=2
    ).map(tuple),
    "tuple[tuple[str, tuple[float, ...]], ...]": st.lists(
        st.tuples(st.sampled_from(NAMES), st.just((60.0, 60.0))), max_size=1
    ).map(tuple),
}  # fmt: skip


def _any(kind: type[Any]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{name: POOLS[str(field.type)] for name, field in kind.__dataclass_fields__.items()})


def _moves() -> st.SearchStrategy[c.Command]:
    """Commands that take the session forward, more often than chance would."""
    return st.one_of(
        st.builds(c.GoToPhase, st.sampled_from([kind.id for kind in KINDS])),
        st.builds(c.SubmitIdea, st.sampled_from("abcdef"), st.just("Une idée"), channel=POOLS["Channel"]),
        st.builds(c.Join, st.sampled_from(("p1", "p2"))),
        st.builds(c.CastVotes, st.sampled_from(("p1", "p2")), POOLS["tuple[tuple[str, int], ...]"]),
        st.builds(c.TakeStance, st.just("p1"), st.integers(0, 3), st.just(0), POOLS["Moment"]),
        st.builds(c.AddPhase, st.sampled_from("xyz"), st.just("Un mot"), st.sampled_from(ADDABLE), after=POOLS["str"]),
        st.builds(c.GoToPhase, st.sampled_from("xyz")),
        st.permutations([kind.id for kind in KINDS[2:]]).map(lambda order: c.OrderPhases(tuple(order))),
        st.just(c.Undo()),
    )


commands: st.SearchStrategy[c.Command] = st.one_of(_moves(), *(_any(kind) for kind in COMMANDS.values()))
sessions = st.lists(st.tuples(commands, st.sampled_from((0, 1, 45, 400))), min_size=8, max_size=24)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _without_history(state: SessionState) -> SessionState:
    return replace(state, seq=0, at=0.0, history=())


def _told(state: SessionState) -> SessionState:
    """Without the phases that were added and taken back, which stay aside."""
    known = {phase.id for phase in told_phases(state)}
    kept = _without_history(as_told(state))
    return replace(
        kept,
        runs={phase: run for phase, run in kept.runs.items() if phase in known},
        additions={phase: added for phase, added in kept.additions.items() if phase in known},
    )


def played(session: list[tuple[c.Command, int]], play: Play | None = None) -> Play:
    play = play or Play().do(c.StartPhase())
    for command, seconds in session:
        try:
            play.wait(seconds).do(command)
        except Refused as refused:
            assert refused.sentence()
    return play


@many
@given(sessions)
def test_no_order_of_commands_raises_anything_but_a_refusal_and_every_view_can_be_made(
    session: list[tuple[c.Command, int]],
) -> None:
    play = played(session)

    console_view(play.state, play.now, Room())
    public_view(play.state, play.now, Room())
    phone_view(play.state, play.now, Room(), "p1")


@many
@given(sessions, st.sets(st.integers(0, 24), min_size=1, max_size=4), sessions)
def test_a_session_of_which_entries_are_lost_goes_on(
    session: list[tuple[c.Command, int]], lost: set[int], following: list[tuple[c.Command, int]]
) -> None:
    play = played(session)
    left = [entry for place, entry in enumerate(play.entries) if place not in lost]
    orphans: list[Event] = []
    play.state = fold(left, play.opened, orphans.append)

    played(following, play)

    assert len(orphans) <= sum(len(entry.events) for entry in left)
    console_view(play.state, play.now, Room())
    public_view(play.state, play.now, Room())
    phone_view(play.state, play.now, Room(), "p1")
    report(play.state)


@many
@given(sessions)
def test_folding_the_journal_gives_the_live_state(session: list[tuple[c.Command, int]]) -> None:
    play = played(session)

    assert play.replayed() == play.state


@many
@given(sessions, commands)
def test_undoing_any_gesture_restores_the_state(session: list[tuple[c.Command, int]], command: c.Command) -> None:
    play = played(session)
    before, entries = play.state, len(play.entries)
    try:
        play.do(command)
    except Refused:
        return
    if len(play.entries) == entries or not play.entries[-1].gesture:
        return

    play.do(c.Undo())

    assert _told(play.state) == _told(before)


@many
@given(sessions)
def test_votes_never_exceed_points_times_voters(session: list[tuple[c.Command, int]]) -> None:
    play = played(session)
    vote = play.script.find("vote")

    result = tally(play.state, "vote")

    assert result.total <= vote.points * result.voters


@many
@given(sessions)
def test_nothing_masked_withdrawn_or_pending_is_ever_an_item(session: list[tuple[c.Command, int]]) -> None:
    play = played(session)

    for phase in play.script.phase:
        for item in items(play.state, phase):
            assert item.id not in play.state.ideas or play.state.ideas[item.id].visible


@many
@given(sessions)
def test_no_control_character_reaches_a_state(session: list[tuple[c.Command, int]]) -> None:
    assert "\\x1b" not in repr(played(session).state)
