"""No key is a secret: what the screens bind is in `?` and in the palette, and every keyboard has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from facilitator.locale import gettext as _
from facilitator.tui.console.desks import PLACES
from facilitator.tui.console.keys import EVERYWHERE, key_names
from facilitator.tui.keymap import Remappable
from facilitator.tui.remapping import remappable
from tests.browser.scenes import WORKSHOP
from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import Facilitator, at_the_console

GESTURES = remappable()
PHASES: dict[str, str] = {phase.id: phase.kind for phase in a_session(str(WORKSHOP)).state.script.phase}
SCREENS = [*{kind: phase for phase, kind in reversed(PHASES.items())}.values(), "bacs"]
"""A phase of each kind, and a sort into given bins."""
TALL = (100, 170)
"""A terminal so tall that no list has to be scrolled."""
SAME_GESTURE = {"group.rename": "ideas.edit", "validate.edit": "ideas.edit", "validate.drop": "ideas.mask"}
"""General gestures that act on a group or a sentence where these are what the phase works on."""
NAMED = (
    "up down left right home end pageup pagedown space enter escape tab shift+tab delete plus equals_sign"
    " question_mark f2 f3 f4 ctrl+q ctrl+p ctrl+c"
).split()


def at(place: str) -> EngineLink:
    link = a_session(str(WORKSHOP))
    if place == "lobby":
        return link
    link.go_to(place if place in PHASES else next(iter(PHASES)))
    if place == "end":
        link.do("end-session")
    return link


def bound(facilitator: Facilitator) -> Iterator[Binding]:
    """The program's own bindings where the facilitator is, those that a nearer one replaces left out."""
    app = facilitator.pilot.app
    taken: set[str] = set()
    for node in (app.screen.focused or app.screen).ancestors_with_self:
        nearer = set(taken)
        for kind in type(node).__mro__:
            if issubclass(kind, DOMNode):
                for binding in vars(kind).get("BINDINGS", ()):
                    if binding.id and not binding.id.startswith("pending.") and not binding.system:
                        if not nearer.issuperset(binding.key.split(",")):
                            yield binding
                        taken.update(binding.key.split(","))


@pytest.mark.parametrize("place", ["lobby", *SCREENS, "end"])
async def test_every_key_that_works_here_is_in_the_help_and_in_the_palette(place: str) -> None:
    async with at_the_console(at(place), TALL) as facilitator:
        here = list(bound(facilitator))
        assert len(here) >= len(EVERYWHERE)
        await facilitator.press("question_mark")
        help_lines = (await facilitator.sees("Toutes les touches d’ici")).splitlines()
        await facilitator.press("escape", "ctrl+p")
        palette = await facilitator.sees("Fond clair", "Toutes les touches")
        app = facilitator.pilot.app
        offered = [command.title for command in app.get_system_commands(app.screen)]
        assert len(offered) == len(set(offered)), "the palette offers something twice"
        for binding in here:
            words, names = _(binding.description).replace("\u00a0", " "), key_names(binding.key).split()
            assert any(words in line and names[0] in line for line in help_lines), (binding.id, "is not in the help")
            assert words in palette, (binding.id, "is not in the palette")


def test_the_workshop_that_is_looked_at_has_every_kind() -> None:
    assert set(PHASES.values()) == set(PLACES)


@pytest.mark.parametrize("gesture", GESTURES.values(), ids=GESTURES)
def test_no_key_needs_the_digits_a_slash_or_brackets(gesture: Remappable) -> None:
    keys = gesture.keys
    assert all(key in NAMED or (len(key) == 1 and key.isascii() and key.isalpha()) for key in keys)


def test_a_letter_works_with_the_capitals_locked_unless_another_gesture_has_its_capital() -> None:
    for gesture in GESTURES.values():
        letters = {key for key in gesture.keys if len(key) == 1}
        alone = {letter for letter in letters if letter.swapcase() not in letters}
        family = [other for other in GESTURES.values() if other.family == gesture.family and other is not gesture]
        assert all(any(letter.swapcase() in other.keys for other in family) for letter in alone), gesture.id


@pytest.mark.parametrize("gesture", [one for one in GESTURES.values() if one.family in PLACES], ids=lambda one: one.id)
def test_what_a_kind_of_phase_binds_never_replaces_a_general_key(gesture: Remappable) -> None:

    general = {key: binding.id for binding in EVERYWHERE for key in binding.key.split(",")}
    assert {general[key] for key in gesture.keys if key in general} <= {SAME_GESTURE.get(gesture.id)}
