"""Which screen a session calls for."""

from __future__ import annotations

from facilitator.tui.console.ending import EndScreen
from facilitator.tui.console.keyboard import KeyboardScreen
from facilitator.tui.console.live import LiveScreen
from facilitator.tui.console.lobby import LobbyScreen
from facilitator.tui.console.messages import Draft
from facilitator.tui.console.session_screen import SessionScreen
from facilitator.tui.console.snapshot import Snapshot


def make_place(
    kind: type[SessionScreen], shown: Snapshot, drafts: dict[str, Draft], *, tell_code: bool
) -> SessionScreen:
    """A new screen, with what it must know from before."""
    if kind is LiveScreen:
        return LiveScreen(shown, drafts)
    if kind is EndScreen:
        return EndScreen(shown, drafts)
    if kind is KeyboardScreen:
        return KeyboardScreen(shown, tell_code=tell_code)
    return kind(shown)


def place_for(shown: Snapshot) -> type[SessionScreen]:
    """The screen for what the session is doing."""
    view = shown.view
    if view["status"] == "ended":
        return EndScreen
    if view["keyboard_code"]:
        return KeyboardScreen
    return LobbyScreen if view["phase"] is None else LiveScreen
