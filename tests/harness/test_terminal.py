from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

pytest.importorskip("termios", reason="this system has no pty")

from tests.harness import processes
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

ASK = [sys.executable, "-S", "-u", "-c"]


@pytest.fixture
def cat() -> Iterator[Terminal]:
    """A terminal in which `cat` repeats each line."""
    with Terminal(["cat"]) as terminal:
        yield terminal


def test_what_is_typed_is_shown_and_repeated(cat: Terminal) -> None:
    cat.type("déjà vu")
    cat.press("enter")
    assert cat.wait_for("déjà vu\ndéjà vu") == "déjà vu\ndéjà vu"


def test_a_text_that_never_comes_is_told_with_the_screen(cat: Terminal) -> None:
    cat.type("ici")
    cat.wait_for("ici")
    with pytest.raises(AssertionError, match="'là' on this screen:\nici"):
        cat.wait_for("là", timeout=0.1)


def test_control_c_reaches_the_program() -> None:
    with Terminal(["cat"]) as terminal:
        terminal.type("prêt\r")
        terminal.wait_for("prêt\nprêt")
        terminal.press("ctrl+c")
        assert terminal.wait() == -2


def test_the_exit_code_comes_with_the_last_words() -> None:
    with Terminal([*ASK, "print('adieu'); raise SystemExit(7)"]) as terminal:
        assert terminal.wait() == 7
        assert terminal.text() == "adieu"


def test_the_program_sees_the_size_and_its_changes() -> None:
    program = "import os\nwhile True: print(*os.get_terminal_size()); input()"
    with Terminal([*ASK, program], columns=100, rows=30) as terminal:
        terminal.wait_for("100 30")
        terminal.resize(72, 20)
        terminal.press("enter")
        terminal.wait_for("72 20")


def test_a_stalled_terminal_blocks_the_program_until_it_reads_again() -> None:
    program = (
        "import sys\nprint('prêt')\ninput()\nfor n in range(3000): sys.stdout.write('x' * 79 + '\\n')\nprint('fin')"
    )
    with Terminal([*ASK, program]) as terminal:
        terminal.wait_for("prêt")
        terminal.stall()
        before = len(terminal.written)
        terminal.press("enter")
        with pytest.raises(AssertionError):
            wait_until(lambda: not processes.is_alive(terminal.pid), "the end", timeout=0.5)
        assert len(terminal.written) <= before + 65536
        terminal.unstall()
        assert terminal.wait() == 0
        assert terminal.text().endswith("fin")


def test_modes_and_rawness_left_behind_are_seen() -> None:
    with Terminal([*ASK, r"print('\x1b[?1000;1006h\x1b[?1049h\x1b[?1049l', end='')"]) as terminal:
        terminal.wait()
        assert terminal.modes_left_on() == {"1000", "1006"}
    with Terminal([*ASK, "import tty; input(); tty.setraw(0); print('brut'); input()"]) as terminal:
        assert terminal.is_cooked()
        terminal.press("enter")
        terminal.wait_for("brut")
        assert not terminal.is_cooked()


def test_closing_takes_away_the_children_too() -> None:
    with Terminal(["sh", "-c", "sleep 60 & echo pid=$!; wait"]) as terminal:
        screen = terminal.wait_for("pid=")
        child = int(screen.rpartition("=")[2])
    processes.wait_gone(child)


@pytest.mark.slow
def test_a_textual_app_is_drawn_and_leaves_the_terminal_as_it_was() -> None:
    program = (
        "from textual.app import App\nfrom textual.widgets import Static\n"
        "class Hello(App[None]):\n"
        "    def compose(self):\n        yield Static('Bonjour à tous')\n"
        "    def key_f2(self):\n        self.query_one(Static).update('Deuxième face')\n"
        "Hello().run()"
    )
    with Terminal([sys.executable, "-c", program], columns=60, rows=10) as terminal:
        terminal.wait_for("Bonjour à tous")
        assert not terminal.is_cooked()
        terminal.press("f2")
        terminal.wait_for("Deuxième face")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_cooked()
        assert terminal.modes_left_on() == set()
