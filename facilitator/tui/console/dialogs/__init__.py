"""Small screens laid over the console: one line to type, one thing to choose, the time to share out, the keys."""

from __future__ import annotations

from facilitator.tui.console.dialogs.choose import ChooseDialog, prompt_choices
from facilitator.tui.console.dialogs.help import HelpDialog
from facilitator.tui.console.dialogs.line import LineDialog
from facilitator.tui.console.dialogs.retime import RetimeDialog
from facilitator.tui.console.dialogs.start import StartDialog
from facilitator.tui.console.dialogs.twins import TwinsDialog
from facilitator.tui.console.dialogs.way_in import WayInDialog

__all__ = [
    "ChooseDialog",
    "HelpDialog",
    "LineDialog",
    "RetimeDialog",
    "StartDialog",
    "TwinsDialog",
    "WayInDialog",
    "prompt_choices",
]
