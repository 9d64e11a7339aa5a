"""From what happened to what is: `reduce(entry, state)`, and `fold` for a whole journal.

The laws of this file:

1. Everything that changes a session's state is written here, one small function per event, and nowhere else.
2. These functions only copy facts from the event. They decide nothing, refuse nothing and never fail on an event that
   `decide` made: a journal that was accepted once is accepted for ever.
3. They read no clock and make no identity: folding the same entries gives the same state, today or in ten years.
4. Writes go through the draft, which remembers them: undo puts back exactly what an entry wrote, and leaves alone what
   somebody else wrote since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.script import Case
from facilitator.engine.state import (
    Ballot,
    Change,
    Commitment,
    Hand,
    Hands,
    Idea,
    Message,
    Participant,
    Rating,
    Roti,
    Sentence,
    SessionState,
    Stance,
    Step,
    Theme,
)

UNDO_LEVELS: Final = 100

E = TypeVar("E")
_reducers: dict[type[Any], Callable[[Any, Draft], None]] = {}


def reduce(entry: e.Entry, state: SessionState) -> tuple[SessionState, tuple[Change, ...]]:
    """The state after an entry, and what the entry wrote."""
    draft = Draft(state)
    _apply(entry, draft)
    return draft.freeze(), tuple(draft.changes)


def fold(entries: Iterable[e.Entry], state: SessionState) -> SessionState:
    """The state after all the entries."""
    draft = Draft(state)
    for entry in entries:
        draft.changes.clear()
        draft.remembers = bool(entry.gesture)  # only gestures are undone
        _apply(entry, draft)
    return draft.freeze()


def _apply(entry: e.Entry, draft: Draft) -> None:
    for event in entry.events:
        _reducers[type(event)](event, draft)
    if entry.gesture:
        step = Step(entry.seq, entry.gesture, tuple(draft.changes))
        draft.set("history", (*draft["history"], step)[-UNDO_LEVELS:])
    draft.stamp(entry.seq, entry.at)


def _on(kind: type[E]) -> Callable[[Callable[[E, Draft], None]], Callable[[E, Draft], None]]:
    def register(function: Callable[[E, Draft], None]) -> Callable[[E, Draft], None]:
        _reducers[kind] = function
        return function

    return register


@_on(e.GestureReverted)
def _gesture_reverted(event: e.GestureReverted, draft: Draft) -> None:
    steps: tuple[Step, ...] = draft["history"]
    undone = next(step for step in reversed(steps) if step.seq == event.seq)
    draft.set("history", tuple(step for step in steps if step is not undone))
    for change in reversed(undone.changes):
        draft.revert(change)


# The session and its time


@_on(e.SessionStarted)
def _session_started(event: e.SessionStarted, draft: Draft) -> None:
    draft.set("status", "running")
    draft.set("started_at", event.at)
    draft.set("planned_start", event.planned_start)
    draft.set("planned_end", event.planned_end)


@_on(e.SessionEnded)
def _session_ended(event: e.SessionEnded, draft: Draft) -> None:
    draft.set("status", "ended")
    draft.set("ended_at", event.at)


@_on(e.EndMoved)
def _end_moved(event: e.EndMoved, draft: Draft) -> None:
    draft.set("planned_end", event.planned_end)
    draft.set("thanks", None)


@_on(e.ThanksShown)
def _thanks_shown(event: e.ThanksShown, draft: Draft) -> None:
    draft.set("thanks", event.shown)


@_on(e.SoundSet)
def _sound_set(event: e.SoundSet, draft: Draft) -> None:
    draft.set("sound", event.sound)


@_on(e.PhaseStarted)
def _phase_started(event: e.PhaseStarted, draft: Draft) -> None:
    run = draft["runs"][event.phase]
    started = event.at if run.started_at is None else run.started_at
    draft.change("runs", event.phase, since=event.at, started_at=started, ended_at=None, dropped=False)
    draft.set("phase", event.phase)
    draft.set("prompt", "")
    draft.set("prompt_at", None)


@_on(e.PhaseEnded)
def _phase_ended(event: e.PhaseEnded, draft: Draft) -> None:
    _stop_clock(event.phase, event.at, draft)
    _end_turn(event.phase, event.at, draft)
    draft.change("runs", event.phase, ended_at=event.at)


@_on(e.Paused)
def _paused(event: e.Paused, draft: Draft) -> None:
    _stop_clock(event.phase, event.at, draft)


@_on(e.Resumed)
def _resumed(event: e.Resumed, draft: Draft) -> None:
    draft.change("runs", event.phase, since=event.at)


def _stop_clock(phase: str, at: float, draft: Draft) -> None:
    run = draft["runs"][phase]
    if run.since is not None:
        draft.change("runs", phase, spent=run.spent + max(0.0, at - run.since), since=None)


@_on(e.TimeAdded)
def _time_added(event: e.TimeAdded, draft: Draft) -> None:
    draft.change("runs", event.phase, granted=draft["runs"][event.phase].granted + event.seconds)


@_on(e.TimeSkipped)
def _time_skipped(event: e.TimeSkipped, draft: Draft) -> None:
    draft.change("runs", event.phase, spent=draft["runs"][event.phase].spent - event.seconds)


@_on(e.Replanned)
def _replanned(event: e.Replanned, draft: Draft) -> None:
    for phase, seconds in event.granted:
        draft.change("runs", phase, granted=seconds)
    for phase, rounds in event.rounds:
        draft.change("runs", phase, round_seconds=rounds)
    for phase, cases in event.cases:
        draft.change("runs", phase, cases=cases)
    for phase in event.dropped:
        draft.change("runs", phase, dropped=True)


@_on(e.RoundStarted)
def _round_started(event: e.RoundStarted, draft: Draft) -> None:
    draft.change("runs", event.phase, round=event.round, round_from=event.from_seconds)


@_on(e.Revealed)
def _revealed(event: e.Revealed, draft: Draft) -> None:
    draft.change("runs", event.phase, revealed=True)


@_on(e.Veiled)
def _veiled(event: e.Veiled, draft: Draft) -> None:
    draft.change("runs", event.phase, revealed=False)


# The room


@_on(e.HeadCounted)
def _head_counted(event: e.HeadCounted, draft: Draft) -> None:
    draft.set("head_count", event.count)


@_on(e.RoomFilled)
def _room_filled(event: e.RoomFilled, draft: Draft) -> None:
    draft.set("full", event.full)


@_on(e.PollAnswered)
def _poll_answered(event: e.PollAnswered, draft: Draft) -> None:
    draft.put("poll", event.participant, event.choice)


@_on(e.PollHandsCounted)
def _poll_hands_counted(event: e.PollHandsCounted, draft: Draft) -> None:
    draft.put("poll_hands", event.choice, event.count)


@_on(e.ParticipantJoined)
def _participant_joined(event: e.ParticipantJoined, draft: Draft) -> None:
    draft.put("participants", event.participant, Participant(event.at))


@_on(e.GroupJoined)
def _group_joined(event: e.GroupJoined, draft: Draft) -> None:
    draft.change("participants", event.participant, group=event.group)


@_on(e.ReadySaid)
def _ready_said(event: e.ReadySaid, draft: Draft) -> None:
    draft.change("participants", event.participant, ready=event.phase)


@_on(e.PromptShown)
def _prompt_shown(event: e.PromptShown, draft: Draft) -> None:
    draft.set("prompt", event.text)
    draft.set("prompt_at", event.at)
    draft.put("prompts_used", (event.phase, event.text), event.at)


@_on(e.PromptHidden)
def _prompt_hidden(event: e.PromptHidden, draft: Draft) -> None:
    draft.set("prompt", "")
    draft.set("prompt_at", None)


@_on(e.MessageShown)
def _message_shown(event: e.MessageShown, draft: Draft) -> None:
    draft.set("message", Message(event.text, event.at))


@_on(e.MessageCleared)
def _message_cleared(event: e.MessageCleared, draft: Draft) -> None:
    draft.set("message", None)


@_on(e.ScreenBlanked)
def _screen_blanked(event: e.ScreenBlanked, draft: Draft) -> None:
    draft.set("blank", event.blank)


@_on(e.ScreenZoomed)
def _screen_zoomed(event: e.ScreenZoomed, draft: Draft) -> None:
    draft.set("zoom", event.zoom)


@_on(e.KeyboardHandedOver)
def _keyboard_handed_over(event: e.KeyboardHandedOver, draft: Draft) -> None:
    draft.set("keyboard_code", event.code)


@_on(e.KeyboardTakenBack)
def _keyboard_taken_back(event: e.KeyboardTakenBack, draft: Draft) -> None:
    draft.set("keyboard_code", "")


@_on(e.RemoteOpened)
def _remote_opened(event: e.RemoteOpened, draft: Draft) -> None:
    draft.set("remote_open", event.opened)


@_on(e.ReviewSet)
def _review_set(event: e.ReviewSet, draft: Draft) -> None:
    draft.set("review", event.review)


# Ideas and themes


@_on(e.IdeaSubmitted)
def _idea_submitted(event: e.IdeaSubmitted, draft: Draft) -> None:
    idea = Idea(
        id=event.id,
        phase=event.phase,
        text=event.text,
        at=event.at,
        channel=event.channel,
        author=event.author,
        column=event.column,
        fields=event.fields,
        row=event.row,
        parent=event.parent,
        group=event.group,
        round=event.round,
        prompt=event.prompt,
        signature=event.signature,
        on_behalf=event.on_behalf,
        late=event.late,
        approved=event.approved,
        parked=event.parked,
    )
    draft.put("ideas", event.id, idea)


@_on(e.IdeaEdited)
def _idea_edited(event: e.IdeaEdited, draft: Draft) -> None:
    approved = event.approved and draft["ideas"][event.id].approved
    draft.change("ideas", event.id, text=event.text, fields=event.fields, edited_at=event.at, approved=approved)


@_on(e.IdeaWithdrawn)
def _idea_withdrawn(event: e.IdeaWithdrawn, draft: Draft) -> None:
    draft.change("ideas", event.id, withdrawn=True)


@_on(e.IdeaMoved)
def _idea_moved(event: e.IdeaMoved, draft: Draft) -> None:
    draft.change("ideas", event.id, column=event.column, row=event.row)


@_on(e.IdeaApproved)
def _idea_approved(event: e.IdeaApproved, draft: Draft) -> None:
    draft.change("ideas", event.id, approved=True)


@_on(e.IdeaMasked)
def _idea_masked(event: e.IdeaMasked, draft: Draft) -> None:
    draft.change("ideas", event.id, masked=True)


@_on(e.IdeaUnmasked)
def _idea_unmasked(event: e.IdeaUnmasked, draft: Draft) -> None:
    draft.change("ideas", event.id, masked=False)


@_on(e.IdeaParked)
def _idea_parked(event: e.IdeaParked, draft: Draft) -> None:
    draft.change("ideas", event.id, parked=event.parked)


@_on(e.IdeaKept)
def _idea_kept(event: e.IdeaKept, draft: Draft) -> None:
    draft.change("ideas", event.id, kept=event.kept)


@_on(e.IdeasMerged)
def _ideas_merged(event: e.IdeasMerged, draft: Draft) -> None:
    for idea in event.ids:
        draft.change("ideas", idea, merged_into=event.into)


@_on(e.IdeaSplit)
def _idea_split(event: e.IdeaSplit, draft: Draft) -> None:
    draft.change("ideas", event.id, merged_into="")


@_on(e.ThemeCreated)
def _theme_created(event: e.ThemeCreated, draft: Draft) -> None:
    draft.put("themes", event.id, Theme(event.id, event.phase, event.name, event.group))


@_on(e.ThemeRenamed)
def _theme_renamed(event: e.ThemeRenamed, draft: Draft) -> None:
    draft.change("themes", event.id, name=event.name)


@_on(e.ThemeDropped)
def _theme_dropped(event: e.ThemeDropped, draft: Draft) -> None:
    for key in [key for key, theme in draft["placements"].items() if theme == event.id]:
        draft.drop("placements", key)
    draft.drop("themes", event.id)


@_on(e.ItemPlaced)
def _item_placed(event: e.ItemPlaced, draft: Draft) -> None:
    key = (event.phase, event.group, event.item)
    if event.theme:
        draft.put("placements", key, event.theme)
    else:
        draft.drop("placements", key)


@_on(e.FocusSet)
def _focus_set(event: e.FocusSet, draft: Draft) -> None:
    draft.change("runs", event.phase, focus=event.item)


@_on(e.ItemsPicked)
def _items_picked(event: e.ItemsPicked, draft: Draft) -> None:
    draft.change("runs", event.phase, picks=event.items)


# Votes, stances, ratings


@_on(e.VotesCast)
def _votes_cast(event: e.VotesCast, draft: Draft) -> None:
    if event.points:
        draft.put("ballots", (event.phase, event.voter), Ballot(event.points, event.channel))
    else:
        draft.drop("ballots", (event.phase, event.voter))


@_on(e.HandsCounted)
def _hands_counted(event: e.HandsCounted, draft: Draft) -> None:
    draft.put("hands", (event.phase, event.item), Hands(event.count, event.present))


@_on(e.CaseChosen)
def _case_chosen(event: e.CaseChosen, draft: Draft) -> None:
    draft.change("runs", event.phase, case=event.case, moment=event.moment, revealed=False)


@_on(e.StatementWritten)
def _statement_written(event: e.StatementWritten, draft: Draft) -> None:
    case = Case(title=event.title, statement=event.statement, story=event.story)
    draft.put("statements", (event.phase, event.case), case)


@_on(e.StanceTaken)
def _stance_taken(event: e.StanceTaken, draft: Draft) -> None:
    key = (event.phase, event.case, event.moment, event.voter)
    draft.put("stances", key, Stance(event.value, event.channel, event.reason))


@_on(e.StanceHandsCounted)
def _stance_hands_counted(event: e.StanceHandsCounted, draft: Draft) -> None:
    draft.put("stance_hands", (event.phase, event.case, event.moment), event.counts)


@_on(e.ItemRated)
def _item_rated(event: e.ItemRated, draft: Draft) -> None:
    draft.put("ratings", (event.phase, event.item, event.voter), Rating(event.x, event.y, event.channel))


# Commitments, sentences, synthesis


@_on(e.CommitmentShared)
def _commitment_shared(event: e.CommitmentShared, draft: Draft) -> None:
    commitment = Commitment(event.id, event.phase, event.fields, event.at, event.channel, event.author)
    draft.drop("private_commitments", (event.phase, event.id))
    draft.put("commitments", event.id, commitment)


@_on(e.CommitmentCounted)
def _commitment_counted(event: e.CommitmentCounted, draft: Draft) -> None:
    draft.drop("commitments", event.id)
    draft.put("private_commitments", (event.phase, event.id), event.channel)


@_on(e.SentenceWritten)
def _sentence_written(event: e.SentenceWritten, draft: Draft) -> None:
    draft.put("sentences", event.id, Sentence(event.id, event.phase, event.text, event.section, event.evidence))


@_on(e.SentenceEdited)
def _sentence_edited(event: e.SentenceEdited, draft: Draft) -> None:
    before: Sentence = draft["sentences"][event.id]
    original = before.original or (before.text if before.text != event.text else "")
    draft.change(
        "sentences",
        event.id,
        text=event.text,
        section=event.section,
        evidence=event.evidence,
        original=original,
    )


@_on(e.SentenceJudged)
def _sentence_judged(event: e.SentenceJudged, draft: Draft) -> None:
    draft.change("sentences", event.id, verdict=event.verdict, nuance=event.nuance, judged_at=event.at)


@_on(e.SentenceDropped)
def _sentence_dropped(event: e.SentenceDropped, draft: Draft) -> None:
    draft.change("sentences", event.id, dropped=True)


@_on(e.OpinionGiven)
def _opinion_given(event: e.OpinionGiven, draft: Draft) -> None:
    draft.put("opinions", (event.sentence, event.participant), event.opinion)


@_on(e.RotiGiven)
def _roti_given(event: e.RotiGiven, draft: Draft) -> None:
    draft.put("roti", event.voter, Roti(event.score, event.channel, event.word))


@_on(e.SynthesisFrozen)
def _synthesis_frozen(event: e.SynthesisFrozen, draft: Draft) -> None:
    draft.put("syntheses", event.synthesis.version, event.synthesis)


# Turns to speak


@_on(e.HandRaised)
def _hand_raised(event: e.HandRaised, draft: Draft) -> None:
    draft.set("queue", (*draft["queue"], Hand(event.id, event.at, event.participant)))


@_on(e.HandLowered)
def _hand_lowered(event: e.HandLowered, draft: Draft) -> None:
    draft.set("queue", tuple(hand for hand in draft["queue"] if hand.id != event.id))


@_on(e.TurnStarted)
def _turn_started(event: e.TurnStarted, draft: Draft) -> None:
    _end_turn(event.phase, event.at, draft)
    hand = next((hand for hand in draft["queue"] if hand.id == event.hand), None)
    if hand is not None:
        draft.set("queue", tuple(other for other in draft["queue"] if other is not hand))
        if hand.participant:
            spoken = draft["participants"][hand.participant].spoken
            draft.change("participants", hand.participant, spoken=spoken + 1)
    turns = draft["runs"][event.phase].turns + (not event.facilitator)
    draft.change("runs", event.phase, turns=turns, turn_since=event.at, turn_by_facilitator=event.facilitator)


@_on(e.TurnEnded)
def _turn_ended(event: e.TurnEnded, draft: Draft) -> None:
    _end_turn(event.phase, event.at, draft)


def _end_turn(phase: str, at: float, draft: Draft) -> None:
    run = draft["runs"][phase]
    if run.turn_since is None:
        return
    seconds = max(0.0, at - run.turn_since)
    if run.turn_by_facilitator:
        draft.change("runs", phase, facilitator_seconds=run.facilitator_seconds + seconds)
    draft.change("runs", phase, speaking_seconds=run.speaking_seconds + seconds, turn_since=None)
