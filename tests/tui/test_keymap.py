from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from facilitator.tui.keymap import Keymap, keymap_at, printed, read_keymap
from facilitator.tui.remapping import remappable

GESTURES = remappable()


def read(text: str) -> Keymap:
    return read_keymap(text.encode(), GESTURES.values())


@pytest.mark.parametrize(
    ("asked", "gesture", "keys"),
    [
        ('time.next = "F5"', "time.next", ("f5",)),
        ('time.next = "é"', "time.next", ("é", "É")),
        ('time.next = "Maj+É"', "time.next", ("É",)),
        ('time.start-pause = ["Espace", "Ctrl+E"]', "time.start-pause", ("space", "ctrl+e")),
        ('[time]\nmore = "*"', "time.more", ("asterisk",)),
        ('words.next-prompt = "o"', "words.next-prompt", ("o",)),
        ('ideas.mask = "Retour arrière"', "ideas.mask", ("backspace",)),
        ('screen.switch = "ctrl+pagedown"', "screen.switch", ("ctrl+pagedown",)),
    ],
)
def test_keys_are_named_as_on_the_keyboard_or_as_the_library_does(
    asked: str, gesture: str, keys: tuple[str, ...]
) -> None:
    if gesture == "words.next-prompt":
        asked += '\nvalidate.agreed = "l"\nroom.way-in = "F9"'
    keymap = read(asked)
    assert keymap.problems == ()
    assert keymap.keys[gesture] == keys


def test_two_gestures_may_swap_their_keys() -> None:
    keymap = read('[time]\nnext = "P"\nprevious = "N"')
    assert (keymap.problems, keymap.keys["time.previous"]) == ((), ("n", "N"))


def test_gestures_of_two_kinds_of_phase_never_meet() -> None:
    assert read('[vote]\nhands = "T"').problems == ()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ('time.nxt = "F5"', "« time.nxt » n’est le nom d’aucun geste. Peut-être « time.next » ?"),
        ('xyzzy = "F5"', "« xyzzy » n’est le nom d’aucun geste."),
        ('time.next = "F99"', "« F99 » n’est le nom d’aucune touche (pour « time.next »)."),
        ('time.next = "Fn+A"', "« Fn+A » n’est le nom d’aucune touche"),
        ("time.next = 3", "« time.next » attend une touche entre guillemets."),
        ('time.next = ""', "« time.next » attend une touche entre guillemets."),
        ('time.next = "P"', "« P » sert déjà à « Étape précédente » (time.previous) ; « time.next » garde sa touche."),
        ('time.more = "K"', "« K » sert déjà à « Mettre de côté » (ideas.park)"),
        ('vote.hands = "K"', "« K » sert déjà à « Mettre de côté » (ideas.park)"),
        ('app.quit = "q"', "« app.quit » agit aussi pendant qu’on écrit. Prenez une touche F ou Ctrl+lettre."),
        ("[time]\nnext = N", "ligne 2 : ce n’est pas du TOML"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_sentence_and_the_rest_is_taken(asked: str, told: str) -> None:
    keymap = read(asked)
    assert keymap.keys == {}
    (problem,) = keymap.problems
    assert problem.startswith("keys.toml") and told in problem.replace("\u00a0", " ")


def test_one_wrong_line_does_not_cost_the_others() -> None:
    keymap = read('[time]\nnext = "P"\nmanage = "F6"')
    assert keymap.keys == {"time.manage": ("f6",)}
    assert len(keymap.problems) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 10, b"[[[[" * 10_000], ids=["utf-16", "zeros", "deep"])
def test_a_file_that_is_none_is_told(content: bytes) -> None:
    assert len(read_keymap(content, GESTURES.values()).problems) == 1


def test_a_folder_in_its_place_is_told_and_nothing_in_its_place_is_nothing(tmp_path: Path) -> None:
    assert len(keymap_at(tmp_path, GESTURES.values()).problems) == 1
    assert keymap_at(tmp_path / "keys.toml", GESTURES.values()) == Keymap({}, ())


def test_every_gesture_can_be_written_as_it_is_and_read_back() -> None:
    asked = "\n".join(f"{id_} = {list(printed(gesture.keys))!r}" for id_, gesture in GESTURES.items())
    assert tomllib.loads(asked)
    keymap = read(asked)
    assert keymap.problems == ()
    assert {id_: set(keys) for id_, keys in keymap.keys.items()} == {
        id_: set(gesture.keys) for id_, gesture in GESTURES.items()
    }
