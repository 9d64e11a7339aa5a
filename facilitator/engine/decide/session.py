"""The session, its phases and their time."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, any_phase, between, decides, running, the_current
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import elapsed, later_phases, round_seconds

HOUR = 3600.0


@decides(c.StartPhase)
def start_phase(command: c.StartPhase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The first one starts the session; later ones start the clock again."""
    running(state)
    current = state.current
    if current is not None:
        yield from _resume(current, state, moment)
        return
    first = later_phases(state)[0]
    slot = state.script.workshop.minutes * 60
    start = state.planned_start
    if start is None or (command.shift_end and moment.now > start):
        start = moment.now
    yield e.SessionStarted(moment.now, start, start + slot)
    yield e.PhaseStarted(first.id, moment.now)


def _resume(phase: Phase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    if state.runs[phase.id].since is not None:
        raise Refused("L’étape est déjà lancée.")
    yield e.Resumed(phase.id, moment.now)


@decides(c.NextPhase)
def next_phase(command: c.NextPhase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The next phase that is not dropped."""
    current = the_current(state)
    later = later_phases(state)
    if not later:
        raise Refused("C’est la dernière étape.")
    yield e.PhaseEnded(current.id, moment.now)
    yield e.PhaseStarted(later[0].id, moment.now)


@decides(c.PreviousPhase)
def previous_phase(command: c.PreviousPhase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The phase before, dropped ones skipped."""
    current = the_current(state)
    phases = state.script.phase
    before = [p for p in phases[: phases.index(current)] if not state.runs[p.id].dropped]
    if not before:
        raise Refused("C’est la première étape.")
    yield e.PhaseEnded(current.id, moment.now)
    yield e.PhaseStarted(before[-1].id, moment.now)


@decides(c.GoToPhase)
def go_to_phase(command: c.GoToPhase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Any phase, a dropped one included: going there takes it back."""
    current = the_current(state)
    target = any_phase(state, command.phase)
    if target.id == current.id:
        raise Refused("L’atelier en est déjà là.")
    yield e.PhaseEnded(current.id, moment.now)
    yield e.PhaseStarted(target.id, moment.now)


@decides(c.Pause)
def pause(command: c.Pause, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Only a running clock pauses."""
    current = the_current(state)
    if state.runs[current.id].since is None:
        raise Refused("L’étape est déjà en pause.")
    yield e.Paused(current.id, moment.now)


@decides(c.Resume)
def resume(command: c.Resume, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Only a paused clock resumes."""
    yield from _resume(the_current(state), state, moment)


@decides(c.AddTime)
def add_time(command: c.AddTime, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """More or less time; a phase keeps at least what it has spent."""
    phase = any_phase(state, command.phase)
    between(command.seconds, -HOUR, HOUR, "Une heure au plus à la fois.")
    run = state.runs[phase.id]
    seconds = max(command.seconds, min(0.0, elapsed(run, moment.now) - run.granted))
    if seconds == 0:
        raise Refused("Il ne reste plus de temps à reprendre dans cette étape.")
    yield e.TimeAdded(phase.id, seconds)


@decides(c.SkipTime)
def skip_time(command: c.SkipTime, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """At most the time the phase has counted."""
    phase = the_current(state)
    between(command.seconds, 0, elapsed(state.runs[phase.id], moment.now), "L’étape n’a pas compté autant de temps.")
    if command.seconds:
        yield e.TimeSkipped(phase.id, command.seconds)


@decides(c.MoveEnd)
def move_end(command: c.MoveEnd, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A later or earlier real end, once one is planned."""
    running(state)
    between(command.minutes, -240, 240, "Quatre heures au plus à la fois.")
    if state.planned_end is None:
        raise Refused("L’heure de fin sera fixée au démarrage.")
    if command.minutes:
        yield e.EndMoved(state.planned_end + command.minutes * 60)


@decides(c.ApplyReplan)
def apply_replan(command: c.ApplyReplan, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """New durations for phases to come, protected ones excepted."""
    running(state)
    later = {phase.id: phase for phase in later_phases(state)}
    rounds = dict(command.rounds)
    for phase_id in (*dict(command.granted), *rounds, *command.dropped):
        if phase_id not in later:
            raise Refused("On ne replanifie que les étapes à venir.")
    for phase_id, seconds in command.granted:
        between(seconds, 0, 8 * HOUR, "Cette durée n’est pas possible.")
        if later[phase_id].priority == "protected" and seconds < state.runs[phase_id].granted:
            raise Refused("« {title} » est protégée : on ne la raccourcit pas.", title=later[phase_id].title)
    for phase_id, seconds_of in rounds.items():
        if len(seconds_of) != len(later[phase_id].round) or not all(0 <= s <= 8 * HOUR for s in seconds_of):
            raise Refused("Cette durée n’est pas possible.")
    if any(later[phase_id].priority != "droppable" for phase_id in command.dropped):
        raise Refused("On ne supprime que les étapes prévues pour l’être.")
    if len(set(command.dropped)) == len(later) and state.current is None:
        raise Refused("Il faut garder au moins une étape.")
    if command.granted or command.dropped or command.rounds:
        yield e.Replanned(command.granted, command.dropped, command.rounds)


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


@decides(c.Reveal)
def reveal(command: c.Reveal, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Shows what the phase veils."""
    phase = the_current(state)
    if not state.veiled(phase):
        raise Refused("Tout est déjà visible.")
    yield e.Revealed(phase.id)


@decides(c.Veil)
def veil(command: c.Veil, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Hides what the phase veils by nature and was shown."""
    phase = the_current(state)
    if not state.runs[phase.id].revealed:
        raise Refused("Rien n’a été dévoilé dans cette étape.")
    yield e.Veiled(phase.id)


@decides(c.EndSession)
def end_session(command: c.EndSession, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Ends the workshop; what was gathered stays."""
    current = the_current(state)
    yield e.PhaseEnded(current.id, moment.now)
    yield e.SessionEnded(moment.now)


@decides(c.Undo)
def undo(command: c.Undo, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The last gesture still standing."""
    if not state.history:
        raise Refused("Il n’y a rien à annuler.")
    yield e.GestureReverted(state.history[-1].seq)
