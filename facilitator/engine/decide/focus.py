"""What the room is turned to: an item, an idea, a sentence, a consented commitment, a quadrant; a subject has its time
and then the room's thumbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import (
    Moment,
    at_hand,
    ballot_identity,
    between,
    decides,
    of_kind,
    started,
    the_current,
)
from facilitator.engine.quadrants import QUADRANTS
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.sources import has_subject, is_item
from facilitator.engine.state import PhaseRun, SessionState
from facilitator.engine.timebox import elapsed, extension, subject_remaining

MOST: Final = 2000
"""People that a room can hold."""
LONGEST: Final = 3600.0


@decides(c.Focus)
def focus(command: c.Focus, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One thing, or all of them; the time of a subject begins as it comes before the room."""
    phase = the_current(state)
    if command.item and command.item not in _shown(state, phase):
        raise Refused("Cette carte n’existe pas.")
    run = state.runs[phase.id]
    if run.focus == command.item:
        return
    if phase.per_item_minutes:
        own = phase.per_item_minutes * 60 if is_item(state, phase, command.item) else 0.0
        yield e.FocusSet(phase.id, command.item, elapsed(run, moment.now), own)
    else:
        yield e.FocusSet(phase.id, command.item)


def _shown(state: SessionState, phase: Phase) -> set[str]:
    """A commitment that somebody keeps to themselves is nowhere, and so is never before the room."""
    found = at_hand(state, phase) | set(state.sentences)
    found |= {one.id for one in state.commitments.values() if one.phase == phase.id}
    return found | set(QUADRANTS) if phase.x_axis and phase.y_axis else found


@decides(c.AskThumbs)
def ask_thumbs(command: c.AskThumbs, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """When its time is up, or sooner by hand; former thumbs no longer count."""
    phase, run = _subject(state)
    if run.thumbs:
        return
    if command.auto and subject_remaining(run, moment.now) > 0:
        raise Refused("Le temps de ce sujet n’est pas fini.")
    yield e.ThumbsAsked(phase.id, run.focus)


@decides(c.GiveThumb)
def give_thumb(command: c.GiveThumb, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """For the subject that the phone showed, as long as the room is asked."""
    phase = of_kind(started(state, command.phase), "talk")
    run, voter = state.runs[phase.id], ballot_identity(command.voter)
    asked = phase.id == state.phase and run.thumbs and has_subject(state, phase)
    if not asked or command.item not in ("", run.focus):
        raise Refused("La salle a déjà répondu pour ce sujet.")
    if state.thumbs.get((phase.id, run.focus, voter)) != command.up:
        yield e.ThumbGiven(phase.id, run.focus, voter, command.up)


@decides(c.CountThumbs)
def count_thumbs(command: c.CountThumbs, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Hands in the room; counting asks."""
    phase, run = _subject(state)
    for count in (command.up, command.down):
        between(count, 0, MOST, "Entre {low} et {high} personnes.")
    if not run.thumbs:
        yield e.ThumbsAsked(phase.id, run.focus)
    yield e.ThumbsCounted(phase.id, run.focus, command.up, command.down)


@decides(c.ExtendSubject)
def extend_subject(command: c.ExtendSubject, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """From now when its time is up, else on top of what is left."""
    phase, run = _subject(state)
    seconds = command.seconds or extension(phase)
    between(seconds, 1, LONGEST, "Une heure au plus à la fois.")
    spent = elapsed(run, moment.now) - run.subject_from
    yield e.SubjectExtended(phase.id, max(run.subject_seconds, spent) + seconds)


def _subject(state: SessionState) -> tuple[Phase, PhaseRun]:
    phase = the_current(state)
    if not has_subject(state, phase):
        raise Refused("Aucun sujet minuté n’est devant la salle.")
    return phase, state.runs[phase.id]
