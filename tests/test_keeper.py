"""What `facilitator screen` runs under, in a real terminal; that it comes back is in `faults/test_turns.py`."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_screen import screen
from tests.harness.hosting import hosted
from tests.harness.processes import children, kill, stop, wait_gone
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with hosted(tmp_path), screen(tmp_path) as terminal:
        terminal.wait_for("Petit atelier")
        yield terminal


def face(terminal: Terminal) -> int:
    """The process that draws."""
    return children(terminal.pid)[0]


def test_the_room_never_sees_a_shell_between_two_lives(terminal: Terminal) -> None:
    written = len(terminal.written)
    kill(face(terminal))
    wait_until(lambda: b"\x1b[?1049h" in terminal.written[written:], "another screen")

    assert b"\x1b[?1049l" not in terminal.written[written:]


def test_whoever_was_killed_the_terminal_is_usable_when_the_screen_is_left(terminal: Terminal) -> None:
    written = len(terminal.written)
    kill(face(terminal))
    wait_until(lambda: b"Petit atelier" in terminal.written[written:], "another screen")
    terminal.press("ctrl+q")

    assert terminal.wait() == 0
    assert terminal.is_cooked()
    assert not terminal.modes_left_on()


def test_a_frozen_screen_is_ended_all_the_same(terminal: Terminal) -> None:
    stop(face(terminal))
    os.kill(terminal.pid, signal.SIGTERM)

    assert terminal.wait() == 128 + signal.SIGTERM
    assert terminal.is_cooked()
    assert not terminal.modes_left_on()


def test_without_its_keeper_the_screen_leaves(terminal: Terminal) -> None:
    alone = face(terminal)
    os.kill(terminal.pid, signal.SIGKILL)

    wait_gone(alone)
