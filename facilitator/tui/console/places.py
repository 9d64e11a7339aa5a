"""Which screen a session calls for."""

from __future__ import annotations

from facilitator.tui.console.ending import EndScreen
from facilitator.tui.console.keyboard import KeyboardScreen
from facilitator.tui.console.live import LiveScreen
from facilitator.tui.console.lobby import LobbyScreen
from facilitator.tui.console.session_screen import SessionScreen
from facilitator.tui.console.snapshot import Snapshot


def place_for(shown: Snapshot) -> type[SessionScreen]:
    """The screen for what the session is doing."""
    view = shown.view
    if view["status"] == "ended":
        return EndScreen
    if view["keyboard_code"]:
        return KeyboardScreen
    return LobbyScreen if view["phase"] is None else LiveScreen
