from __future__ import annotations

from facilitator.engine.commands import Contribution, Gesture, Undo, command_name
from facilitator.engine.decide import COMMANDS
from facilitator.locale.gestures import gesture_name

BY_PHONES_ALONE = {
    "answer-poll", "approve-publishing", "erase-participant", "give-opinion", "give-thumb", "join", "join-group",
    "object-to-sentence", "propose-wording", "say-ready", "take-stance", "withdraw-idea",
}  # fmt: skip


def test_every_gesture_that_can_be_taken_back_has_a_name_of_its_own() -> None:
    nameless = [
        name
        for name, kind in COMMANDS.items()
        if issubclass(kind, Gesture | Contribution) and kind is not Undo and gesture_name(name) == "le dernier geste"
    ]

    assert set(nameless) == BY_PHONES_ALONE
    assert command_name(Undo) not in BY_PHONES_ALONE
