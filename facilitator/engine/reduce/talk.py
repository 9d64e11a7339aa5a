"""Turns to speak: a queue, a timer, the facilitators’ own share; subjects, and the thumbs that let them go on."""

from __future__ import annotations

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on
from facilitator.engine.state import Hand


@on(e.HandRaised)
def _hand_raised(event: e.HandRaised, draft: Draft) -> None:
    draft.set("queue", (*draft["queue"], Hand(event.id, event.at, event.participant)))


@on(e.HandLowered)
def _hand_lowered(event: e.HandLowered, draft: Draft) -> None:
    draft.set("queue", tuple(hand for hand in draft["queue"] if hand.id != event.id))


@on(e.ThumbsAsked)
def _thumbs_asked(event: e.ThumbsAsked, draft: Draft) -> None:
    former = [key for key in draft["thumbs"] if key[:2] == (event.phase, event.item)]
    for key in former:
        draft.drop("thumbs", key)
    draft.drop("thumb_hands", (event.phase, event.item))
    draft.change("runs", event.phase, thumbs=True)


@on(e.ThumbGiven)
def _thumb_given(event: e.ThumbGiven, draft: Draft) -> None:
    draft.put("thumbs", (event.phase, event.item, event.voter), event.up)


@on(e.ThumbsCounted)
def _thumbs_counted(event: e.ThumbsCounted, draft: Draft) -> None:
    draft.put("thumb_hands", (event.phase, event.item), (event.up, event.down))


@on(e.SubjectExtended)
def _subject_extended(event: e.SubjectExtended, draft: Draft) -> None:
    draft.change("runs", event.phase, subject_seconds=event.seconds, thumbs=False)


@on(e.TurnStarted)
def _turn_started(event: e.TurnStarted, draft: Draft) -> None:
    end_turn(event.phase, event.at, draft)
    hand = next((hand for hand in draft["queue"] if hand.id == event.hand), None)
    if hand is not None:
        draft.set("queue", tuple(other for other in draft["queue"] if other is not hand))
        if hand.participant:
            spoken = draft["participants"][hand.participant].spoken
            draft.change("participants", hand.participant, spoken=spoken + 1)
    turns = draft["runs"][event.phase].turns + (not event.facilitator)
    draft.change("runs", event.phase, turns=turns, turn_since=event.at, turn_by_facilitator=event.facilitator)


@on(e.TurnEnded)
def _turn_ended(event: e.TurnEnded, draft: Draft) -> None:
    end_turn(event.phase, event.at, draft)


def end_turn(phase: str, at: float, draft: Draft) -> None:
    """Whoever speaks in that phase has spoken."""
    run = draft["runs"][phase]
    if run.turn_since is None:
        return
    seconds = max(0.0, at - run.turn_since)
    if run.turn_by_facilitator:
        draft.change("runs", phase, facilitator_seconds=run.facilitator_seconds + seconds)
    draft.change("runs", phase, speaking_seconds=run.speaking_seconds + seconds, turn_since=None)
