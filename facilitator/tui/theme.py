"""Two looks for one language: « salle » for a dimmed room, « jour » for a projector in daylight.

Whoever sits in the fifth row reads the question and the time first: these two alone are bold and bright, all the rest
steps back. Space and rules (`─`) separate, never boxes in boxes. A few marks carry the state, always with a word beside
them, so that nothing depends on colour: `●` now or before, `○` later or after, `▢` a veiled card, `›` where you are,
`■` untouchable, `▼` shortened, `★` kept for the synthesis.
"""

from __future__ import annotations

import os
from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="salle",
    dark=True,
    background="#10151c",
    surface="#1b2430",
    panel="#243040",
    foreground="#f4f1e8",
    primary="#8ab8ff",
    secondary="#b8c4d2",
    accent="#ffcf5c",
    warning="#ffb454",
    error="#ff8f86",
    success="#8fd6a0",
    variables={
        "text": "#f4f1e8",
        "text-muted": "#a6b2c0",
        "block-cursor-background": "#ffcf5c",
        "block-cursor-foreground": "#10151c",
        "rule": "#46566a",
        "border": "#46566a",
        "border-blurred": "#46566a",
        "scrollbar": "#46566a",
        "scrollbar-hover": "#a6b2c0",
        "scrollbar-active": "#ffcf5c",
        "scrollbar-background": "#10151c",
        "input-selection-background": "#35506f",
    },
)

LIGHT = Theme(
    name="jour",
    dark=False,
    background="#ffffff",
    surface="#f1efe7",
    panel="#e5e2d8",
    foreground="#12161b",
    primary="#0b4a8f",
    secondary="#414d5b",
    accent="#8f3a00",
    warning="#8a4700",
    error="#a3201d",
    success="#1a6330",
    variables={
        "text": "#12161b",
        "text-muted": "#4c5763",
        "block-cursor-background": "#0b4a8f",
        "block-cursor-foreground": "#ffffff",
        "rule": "#9a9c98",
        "border": "#9a9c98",
        "border-blurred": "#9a9c98",
        "scrollbar": "#9a9c98",
        "scrollbar-hover": "#4c5763",
        "scrollbar-active": "#8f3a00",
        "scrollbar-background": "#ffffff",
        "input-selection-background": "#b9d3f0",
    },
)

THEMES = (DARK, LIGHT)


# For themes that are not ours (`FACILITATOR_THEME=ansi-dark`): a colour every terminal has.
VARIABLE_DEFAULTS = {"rule": "ansi_bright_black"}


def dress(app: App[Any], theme: str | None = None) -> None:
    """Register both looks on an app and put one on: the one asked for, else `FACILITATOR_THEME`, else the dark one."""
    for look in THEMES:
        app.register_theme(look)
    wanted = theme or os.environ.get("FACILITATOR_THEME", "")
    app.theme = wanted if wanted in app.available_themes else DARK.name
