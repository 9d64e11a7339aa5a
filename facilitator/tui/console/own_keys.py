"""The facilitator's own keys on this console: where their file is, and what they are called wherever one is named."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from facilitator.locale import language, ngettext
from facilitator.tui.console.keys import key_names

if TYPE_CHECKING:
    from textual.app import App

_ENGLISH_WORDS: Final = {"A", "I"}
_renamed: dict[str, dict[str, str]] = {}
"""By family of gestures: the usual name of a key, and the one it has here."""


def use_own_keys(app: App[Any]) -> str:
    """Use the keys that the facilitator's file asks for, where there is one; returns what there is to tell about it."""
    _renamed.clear()
    if not (path := keys_file()).exists():
        return ""
    # Every screen is loaded to know its keys: only for those who change some.
    from facilitator.tui.keymap import keymap_at
    from facilitator.tui.remapping import remappable

    gestures = remappable()
    keymap = keymap_at(path, gestures.values())
    app.set_keymap(keymap.for_textual)
    for id_, keys in keymap.keys.items():
        usual, here = key_names(",".join(gestures[id_].keys)), key_names(",".join(keys))
        _renamed.setdefault(gestures[id_].family, {})[usual] = here
    first, *others = keymap.problems or ("",)
    if others:
        first += " " + ngettext(
            "(et {n} autre : facilitator keys)", "(et {n} autres : facilitator keys)", len(others)
        ).format(n=len(others))
    return first


def keys_file() -> Path:
    """Beside the sessions, where the data folder was chosen, else in this system's usual place."""
    chosen = os.environ.get("FACILITATOR_DATA")
    if chosen:
        data = Path(chosen)
        # One rehearses with the keys of the day.
        return (data.parent if data.name == "rehearsals" else data) / "keys.toml"
    from platformdirs import user_data_path

    return user_data_path("facilitator", appauthor=False) / "keys.toml"


def retold(words: str, kind: str = "") -> str:
    """A sentence or the name of a key, with the keys as they are called here and now: `kind` is that of the phase."""
    if not _renamed:
        return words
    names = {usual: here for family, found in _renamed.items() if family == kind for usual, here in found.items()}
    for family in ("time", "ideas", "words", "screen", "room", "session"):
        names = _renamed.get(family, {}) | names
    if language() == "en" and len(words) > 1:
        names = {usual: here for usual, here in names.items() if usual not in _ENGLISH_WORDS}
    if not names:
        return words
    usual = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<![\w’'+])(?:{usual})(?![\w’'+])", lambda found: names[found[0]], words)
