"""Who is in the room, and what the screens show beside the work."""

from __future__ import annotations

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on
from facilitator.engine.state import Message, Participant


@on(e.HeadCounted)
def _head_counted(event: e.HeadCounted, draft: Draft) -> None:
    draft.set("head_count", event.count)


@on(e.RoomFilled)
def _room_filled(event: e.RoomFilled, draft: Draft) -> None:
    draft.set("full", event.full)


@on(e.PollAnswered)
def _poll_answered(event: e.PollAnswered, draft: Draft) -> None:
    draft.put("poll", event.participant, event.choice)


@on(e.PollHandsCounted)
def _poll_hands_counted(event: e.PollHandsCounted, draft: Draft) -> None:
    draft.put("poll_hands", event.choice, event.count)


@on(e.ParticipantJoined)
def _participant_joined(event: e.ParticipantJoined, draft: Draft) -> None:
    draft.put("participants", event.participant, Participant(event.at))


@on(e.GroupJoined)
def _group_joined(event: e.GroupJoined, draft: Draft) -> None:
    draft.change("participants", event.participant, group=event.group)


@on(e.ReadySaid)
def _ready_said(event: e.ReadySaid, draft: Draft) -> None:
    draft.change("participants", event.participant, ready=event.phase)


@on(e.PromptShown)
def _prompt_shown(event: e.PromptShown, draft: Draft) -> None:
    draft.set("prompt", event.text)
    draft.set("prompt_at", event.at)
    draft.put("prompts_used", (event.phase, event.text), event.at)
    if event.by_itself:
        shown = draft["runs"][event.phase].prompts_by_itself
        draft.change("runs", event.phase, prompts_by_itself=shown + 1)


@on(e.PromptHidden)
def _prompt_hidden(event: e.PromptHidden, draft: Draft) -> None:
    draft.set("prompt", "")
    draft.set("prompt_at", None)


@on(e.MessageShown)
def _message_shown(event: e.MessageShown, draft: Draft) -> None:
    draft.set("message", Message(event.text, event.at))


@on(e.MessageCleared)
def _message_cleared(event: e.MessageCleared, draft: Draft) -> None:
    draft.set("message", None)


@on(e.ScreenBlanked)
def _screen_blanked(event: e.ScreenBlanked, draft: Draft) -> None:
    draft.set("blank", event.blank)


@on(e.ScreenZoomed)
def _screen_zoomed(event: e.ScreenZoomed, draft: Draft) -> None:
    draft.set("zoom", event.zoom)


@on(e.KeyboardHandedOver)
def _keyboard_handed_over(event: e.KeyboardHandedOver, draft: Draft) -> None:
    draft.set("keyboard_code", event.code)


@on(e.KeyboardTakenBack)
def _keyboard_taken_back(event: e.KeyboardTakenBack, draft: Draft) -> None:
    draft.set("keyboard_code", "")


@on(e.RemoteOpened)
def _remote_opened(event: e.RemoteOpened, draft: Draft) -> None:
    draft.set("remote_open", event.opened)


@on(e.ReviewSet)
def _review_set(event: e.ReviewSet, draft: Draft) -> None:
    draft.set("review", event.review)
