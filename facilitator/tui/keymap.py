"""The facilitator's own keys: `keys.toml` beside the sessions, and a sentence for each line that cannot be followed.

[time]
next = "F5"
start-pause = ["Espace", "Ctrl+E"]
"""

from __future__ import annotations

import difflib
import errno
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from textual.binding import Binding
from textual.keys import KEY_ALIASES, Keys

from facilitator.locale import gettext as _
from facilitator.tui.french import KEY_NAMES, key_name

FILE: Final = "keys.toml"
_MOST_BYTES: Final = 8_192
_MODIFIERS: Final = ("ctrl", "shift", "alt", "super")
_EVERYWHERE: Final = {"time", "words", "ideas", "screen", "room", "session", "app", "pending", "wall", "list"}
"""Families whose keys are there whatever the phase; the others never meet each other."""
_APART: Final = {"dialog", "order", "retime", "start", "capture", "keyboard", "home"}
"""Families that have the keyboard to themselves."""


@dataclass(frozen=True, slots=True)
class Remappable:
    """One gesture that has keys."""

    id: str
    keys: tuple[str, ...]
    words: str
    """French source."""
    while_typing: bool
    """Whether its keys act even in a text field."""

    @property
    def family(self) -> str:
        """What comes before the first dot of the id."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Keymap:
    """What a file asks for, as far as it can be had."""

    keys: Mapping[str, tuple[str, ...]]
    """By the gesture's id."""
    problems: tuple[str, ...]

    @property
    def for_textual(self) -> dict[str, str]:
        """The same, as `App.set_keymap` wants it."""
        return {id_: ",".join(keys) for id_, keys in self.keys.items()}


def printed(keys: Iterable[str]) -> tuple[str, ...]:
    """The same keys as they are printed on a keyboard, a letter once for both its cases; read back the same."""
    every = tuple(keys)
    return tuple(key_name(key) for key in every if not (len(key) == 1 and key.isupper() and key.lower() in every))


def keymap_at(path: Path, gestures: Iterable[Remappable]) -> Keymap:
    """What the file asks for; nothing where there is none."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise OSError(errno.EINVAL, _("ce n’est pas un fichier"))
        with path.open("rb") as file:
            return read_keymap(file.read(_MOST_BYTES), gestures)
    except FileNotFoundError:
        return Keymap({}, ())
    except OSError as why:
        return Keymap({}, (_("{file} ne se lit pas : {why}.").format(file=FILE, why=why.strerror),))


def read_keymap(content: bytes, gestures: Iterable[Remappable]) -> Keymap:
    """Everything the file asks for that is possible; the rest is told."""
    known = {gesture.id: gesture for gesture in gestures}
    problems: list[str] = []
    asked: dict[str, tuple[str, ...]] = {}
    try:
        lines = list(_lines(tomllib.loads(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Keymap({}, (_not_toml(error),))
    except RecursionError:
        return Keymap({}, (_("{file} ne se lit pas : {why}.").format(file=FILE, why=_("trop de crochets")),))
    for id_, value in lines:
        try:
            asked[id_] = _keys_for(known, id_, value)
        except ValueError as why:
            problems.append(str(why))
    while clash := _clash(asked, known):
        id_, problem = clash
        del asked[id_]
        problems.append(problem)
    return Keymap(asked, tuple(problems))


def _lines(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _lines(value, f"{before}{name}.")
        else:
            yield before + name, value


def _not_toml(error: Exception) -> str:
    line = re.search(r"at line (\d+)", str(error))
    if line is None:
        return _("{file} ne se lit pas : ce n’est pas du TOML.").format(file=FILE)
    return _('{file}, ligne {n} : ce n’est pas du TOML. Exemple : next = "F5"').format(file=FILE, n=line[1])


def _keys_for(known: Mapping[str, Remappable], id_: str, value: Any) -> tuple[str, ...]:
    """The keys that a line gives; ValueError with a sentence when it cannot."""
    if id_ not in known:
        near = difflib.get_close_matches(id_, known, 1)
        told = _("{file} : « {id} » n’est le nom d’aucun geste.").format(file=FILE, id=id_)
        raise ValueError(f"{told} {_('Peut-être « {id} » ?').format(id=near[0])}" if near else told)
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name for name in names):
        raise ValueError(_("{file} : « {id} » attend une touche entre guillemets.").format(file=FILE, id=id_))
    keys = tuple(dict.fromkeys(key for name in names for key in _keys_named(name, known[id_])))
    if known[id_].while_typing and any(len(key) == 1 or key == "space" for key in keys):
        told = _("{file} : « {id} » agit aussi pendant qu’on écrit. Prenez une touche F ou Ctrl+lettre.")
        raise ValueError(told.format(file=FILE, id=id_))
    return keys


def _keys_named(name: str, gesture: Remappable) -> tuple[str, ...]:
    """The keys of that name: as printed on the keyboard, or as Textual calls them."""
    *modifiers, last = [name] if len(name) == 1 else name.replace(" ", "").split("+")
    held = [_by_print().get(modifier.lower(), modifier.lower()) for modifier in modifiers]
    key = _by_print().get(last.lower(), last if len(last) == 1 else last.lower())
    if not set(held) <= set(_MODIFIERS) or not (len(key) == 1 and key.isprintable() or key in _named_keys()):
        told = _("{file} : « {key} » n’est le nom d’aucune touche (pour « {id} »).")
        raise ValueError(told.format(file=FILE, key=name, id=gesture.id))
    if len(key) == 1 and key.isalpha() and held in ([], ["shift"]):
        if held:
            return (key.upper(),)
        # Capital locks change nothing, but for gestures that share a letter, one with Maj and one without.
        cases = {letter.isupper() for letter in gesture.keys if len(letter) == 1}
        return (key.lower(),) if len(cases) == 1 else (key.lower(), key.upper())
    return ("+".join([*(modifier for modifier in _MODIFIERS if modifier in held), _as_textual_says(key)]),)


def _as_textual_says(key: str) -> str:
    if len(key) > 1 or key == ",":
        return "comma" if key == "," else key
    (binding,) = Binding.make_bindings([Binding(key.lower(), "", "")])
    return binding.key


@lru_cache
def _named_keys() -> set[str]:
    return {key.value for key in Keys} | set(KEY_NAMES) | set(KEY_ALIASES)


@lru_cache
def _by_print() -> dict[str, str]:
    """Textual's name of each key, by what is printed on it, in French and in the language spoken."""
    names = {printed.lower().replace(" ", ""): key for key, printed in KEY_NAMES.items()}
    return names | {_(printed).lower().replace(" ", ""): key for key, printed in KEY_NAMES.items()}


def _clash(asked: Mapping[str, tuple[str, ...]], known: Mapping[str, Remappable]) -> tuple[str, str] | None:
    """A line that takes a key from another gesture, and what is said of it."""
    for id_, keys in asked.items():
        for other in known.values():
            taken = set(keys) & set(asked.get(other.id, other.keys))
            if other.id != id_ and taken and _meet(known[id_], other) and not set(known[id_].keys) & set(other.keys):
                told = _("{file} : « {key} » sert déjà à « {words} » ({other}) ; « {id} » garde sa touche.")
                key = key_name(min(taken, key=str.swapcase))
                return id_, told.format(file=FILE, key=key, words=_(other.words), other=other.id, id=id_)
    return None


def _meet(one: Remappable, other: Remappable) -> bool:
    """Whether both may be there at once."""
    families = {one.family, other.family}
    if len(families) == 1:
        return True
    if families & _APART:
        return "app" in families
    return bool(families & _EVERYWHERE)
