"""One desk for each kind of phase: what the facilitator works on, and the keys that are useful there."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from facilitator.tui.console.desks.desk import Desk
from facilitator.tui.console.snapshot import Snapshot

if TYPE_CHECKING:  # faces load this, and need not wait for the script's dataclasses
    from facilitator.engine.script import Kind

PLACES: Final[dict[Kind, str]] = {
    "talk": "talk:TalkDesk",
    "collect": "collect:CollectDesk",
    "respond": "respond:RespondDesk",
    "group": "group:GroupDesk",
    "vote": "vote:VoteDesk",
    "position": "position:PositionDesk",
    "matrix": "matrix:MatrixDesk",
    "commit": "commit:CommitDesk",
    "validate": "validate:ValidateDesk",
    "break": "pause:PauseDesk",
}
"""Where each desk stands; it is imported when the room comes to it."""


AHEAD: Final = "group:AheadDesk"
"""The desk of a sort that is prepared before its phase."""


def desk_for(shown: Snapshot, *, ahead: bool = False) -> Desk:
    """A new desk for the current phase, or for the sort to come."""
    phase = shown.view["phase"]
    assert phase is not None
    module, _, name = (AHEAD if ahead else PLACES[phase["kind"]]).partition(":")
    desk = getattr(import_module(f"{__name__}.{module}"), name)(shown)
    assert isinstance(desk, Desk)
    return desk
