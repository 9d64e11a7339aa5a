"""The session and its phases: where the room is, and what it sees of it."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, any_phase, decides, running, the_current
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import later_phases


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


@decides(c.SayThanks)
def say_thanks(command: c.SayThanks, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Over whatever is not finished; nothing stops."""
    the_current(state)
    if command.shown != bool(state.thanks):
        yield e.ThanksShown(command.shown)


@decides(c.SetSound)
def set_sound(command: c.SetSound, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A soft signal, or none."""
    if command.sound != state.sound:
        yield e.SoundSet(command.sound)


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
