from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness.tmux import Tmux
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.needs("tmux")


@pytest.fixture
def window() -> Iterator[Tmux]:
    """A window in which `cat` repeats each line."""
    with Tmux(["cat"], columns=50, rows=10) as tmux:
        yield tmux


def test_what_is_typed_is_shown_and_repeated(window: Tmux) -> None:
    window.type("déjà; vu")
    window.press("enter")
    assert window.wait_for("déjà; vu\ndéjà; vu") == "déjà; vu\ndéjà; vu"


def test_the_window_outlives_its_command(window: Tmux) -> None:
    window.type("adieu")
    window.press("enter")
    window.wait_for("adieu\nadieu")
    window.press("ctrl+d")
    wait_until(window.has_ended, "cat to end")
    assert "adieu" in window.text()


def test_the_window_has_the_size_asked_and_takes_another() -> None:
    with Tmux(["sh", "-c", "stty size; read _; stty size; read _"], columns=50, rows=10) as window:
        window.wait_for("10 50")
        window.resize(44, 12)
        window.press("enter")
        window.wait_for("12 44")


def test_a_title_written_by_a_program_can_be_read() -> None:
    with Tmux(["sh", "-c", r"printf '\033]2;détourné\033\\'; echo fait; read _"]) as window:
        window.wait_for("fait")
        assert window.title() == "détourné"


def test_the_command_gets_its_environment() -> None:
    with Tmux(["sh", "-c", "echo [$MOT]; read _"], environment={"MOT": "deux mots"}) as window:
        window.wait_for("[deux mots]")
