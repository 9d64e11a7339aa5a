from __future__ import annotations

import re
from pathlib import Path

from facilitator.engine.script import KINDS
from tests.store.scripts.writing import read

README = (Path(__file__).parents[1] / "sessions" / "README.md").read_text(encoding="utf-8")


def test_the_workshop_of_the_read_me_is_sound() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert read(example).problems == ()


def test_the_read_me_names_every_kind() -> None:
    assert re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE) == list(KINDS)


def test_the_read_me_holds_on_a_page() -> None:
    assert len(README.splitlines()) <= 80
