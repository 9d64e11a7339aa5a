"""The time of the phases and of their rounds: given, taken back, shared out again."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, any_phase, between, decides, running, the_current
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.state import PhaseRun, SessionState
from facilitator.engine.timebox import elapsed, later_phases, round_seconds, silence

HOUR = 3600.0


@decides(c.AddTime)
def add_time(command: c.AddTime, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """More or less time; a phase keeps at least what it has spent, a protected one its shortest length."""
    phase = any_phase(state, command.phase)
    yield from _added(command.seconds, phase, state, moment)


def _added(seconds: float, phase: Phase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    between(seconds, -HOUR, HOUR, "Une heure au plus à la fois.")
    run = state.runs[phase.id]
    floor = elapsed(run, moment.now)
    if phase.priority == "protected":
        floor = max(floor, min(phase.floor_minutes * 60, run.granted))
    given = max(seconds, min(0.0, floor - run.granted))
    if given == 0:
        raise Refused("Il ne reste plus de temps à reprendre dans cette étape.")
    yield e.TimeAdded(phase.id, given)
    if phase.round and phase.id == state.phase:
        yield e.Replanned(rounds=((phase.id, _longer_round(given, phase, run, moment.now)),))


def _longer_round(seconds: float, phase: Phase, run: PhaseRun, now: float) -> tuple[float, ...]:
    """The minute is wanted now: the current round has it, since rounds go on by themselves."""
    rounds = [round_seconds(phase, run, index) for index in range(len(phase.round))]
    rounds[run.round] = max(rounds[run.round] + seconds, elapsed(run, now) - run.round_from)
    return tuple(rounds)


@decides(c.AddSilence)
def add_silence(command: c.AddSilence, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """On top of what is left of it, or from now; never past the end of the phase."""
    phase = the_current(state)
    run = state.runs[phase.id]
    between(command.seconds, 1, HOUR, "Une heure au plus à la fois.")
    begun = max(silence(phase, run), elapsed(run, moment.now))
    until = min(run.granted, begun + command.seconds)
    if until <= begun:
        raise Refused("Il ne reste plus de temps pour un silence dans cette étape.")
    yield e.SilenceAnnounced(phase.id, until)


@decides(c.SkipTime)
def skip_time(command: c.SkipTime, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """At most the time the phase has counted; a round that began in the meantime has not begun."""
    phase = the_current(state)
    run = state.runs[phase.id]
    between(command.seconds, 0, elapsed(run, moment.now), "L’étape n’a pas compté autant de temps.")
    if not command.seconds:
        return
    yield e.TimeSkipped(phase.id, command.seconds)
    counted = elapsed(run, moment.now) - command.seconds
    index, begun = run.round, run.round_from
    while index and begun > counted:
        index -= 1
        begun -= round_seconds(phase, run, index)
    if index != run.round:
        yield e.RoundStarted(phase.id, index, max(0.0, begun))
    yield from _subject_back(phase, run, counted, command.seconds)


def _subject_back(phase: Phase, run: PhaseRun, counted: float, skipped: float) -> Iterator[e.Event]:
    """A subject that came after the skipped time began that much earlier; one whose time it alone used up goes on."""
    begun = run.subject_from - skipped if run.subject_from > counted else run.subject_from
    left = begun + run.subject_seconds - counted
    if begun != run.subject_from or (run.thumbs and 0 < left <= skipped):
        yield e.FocusSet(phase.id, run.focus, max(0.0, begun), run.subject_seconds)


@decides(c.MoveEnd)
def move_end(command: c.MoveEnd, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A later or earlier real end, once one is planned."""
    running(state)
    yield from _moved_end(command.minutes, state)


def _moved_end(minutes: float, state: SessionState) -> Iterator[e.Event]:
    between(minutes, -240, 240, "Quatre heures au plus à la fois.")
    if minutes and state.planned_end is None:
        raise Refused("L’heure de fin sera fixée au démarrage.")
    if minutes and state.planned_end is not None:
        yield e.EndMoved(state.planned_end + minutes * 60)


@decides(c.ApplyReplan)
def apply_replan(command: c.ApplyReplan, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """New durations for the current phase and those to come, protected ones excepted; all of it, or nothing."""
    running(state)
    _open_to_change(command, state)
    _possible(command, state, moment)
    if command.added:
        yield from _added(command.added, the_current(state), state, moment)
    if command.granted or command.dropped or command.rounds or command.cases:
        yield e.Replanned(command.granted, command.dropped, command.rounds, command.cases)
    yield from _moved_end(command.end_moves, state)


def _open_to_change(command: c.ApplyReplan, state: SessionState) -> None:
    """Phases that are over keep the time they had, and people alone shorten what closes a workshop."""
    later = {phase.id: phase for phase in later_phases(state)}
    present = later | ({state.phase: state.script.find(state.phase)} if state.phase else {})
    for phase_id in (*dict(command.granted), *dict(command.rounds), *dict(command.cases)):
        if phase_id not in present:
            raise Refused("On ne replanifie que les étapes à venir.")
    for phase_id in command.dropped:
        if phase_id not in later:
            raise Refused("On ne replanifie que les étapes à venir.")
        if later[phase_id].priority == "protected":
            raise Refused("« {title} » est protégée : on ne la supprime pas.", title=later[phase_id].title)
    if len(set(command.dropped)) == len(later) and state.current is None:
        raise Refused("Il faut garder au moins une étape.")
    for phase_id, seconds in command.granted:
        if present[phase_id].priority == "protected" and seconds < state.runs[phase_id].granted:
            raise Refused("« {title} » est protégée : on ne la raccourcit pas.", title=present[phase_id].title)


def _possible(command: c.ApplyReplan, state: SessionState, moment: Moment) -> None:
    for phase_id, seconds in command.granted:
        between(seconds, elapsed(state.runs[phase_id], moment.now), 8 * HOUR, "Cette durée n’est pas possible.")
    for phase_id, rounds in command.rounds:
        if len(rounds) != len(state.script.find(phase_id).round) or not all(0 <= each <= 8 * HOUR for each in rounds):
            raise Refused("Cette durée n’est pas possible.")
    if any(count < 1 for _, count in command.cases):
        raise Refused("Il faut garder au moins un cas.")


@decides(c.NextRound)
def next_round(command: c.NextRound, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The next round starts now, or exactly where the time box said when it advances alone."""
    phase = the_current(state)
    run = state.runs[phase.id]
    if run.round + 1 >= len(phase.round):
        raise Refused("C’est le dernier tour.")
    now = elapsed(run, moment.now)
    planned = run.round_from + round_seconds(phase, run, run.round)
    if command.auto and now < planned:
        raise Refused("Le tour n’est pas fini.")
    yield e.RoundStarted(phase.id, run.round + 1, planned if command.auto else now)
