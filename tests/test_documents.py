"""What the README and the guide promise is true of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.cli.group import COMMANDS
from facilitator.store.scripts.reading import read_text
from facilitator.tui.console.keys import EVERYWHERE, merged

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide-fr.md").read_text(encoding="utf-8")
CALLS = re.findall(r"(?:start\.py|`facilitator) ([a-z]+)", README + GUIDE)


@pytest.mark.parametrize("keys", [keys for keys, _words, _action in merged(EVERYWHERE)])
def test_the_guide_tells_every_key_that_works_everywhere(keys: str) -> None:
    assert all(f"`{key}`" in GUIDE for key in keys.split())


@pytest.mark.parametrize("command", sorted({*CALLS} - {"test"}))
def test_every_command_named_exists(command: str) -> None:
    assert command in COMMANDS


def test_the_script_of_the_readme_is_sound() -> None:
    written = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert written is not None
    assert read_text(written[1].encode(), "readme.toml").sound


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_and_picture_of_the_readme_is_there(target: str) -> None:
    assert (ROOT / target).is_file()


@pytest.mark.parametrize("document", ["README.md", "docs/guide-fr.md"])
def test_no_space_that_may_break_stands_before_french_punctuation(document: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", (ROOT / document).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\w [:;!?»]|« ", prose)
