"""`facilitator screen`, in a real terminal before a real host."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from facilitator.cli.screen import command
from tests.cli.test_check import run
from tests.harness.hosting import host_process, hosted
from tests.harness.terminal import Terminal


def screen(folder: Path, *arguments: str, columns: int = 80, rows: int = 24) -> Terminal:
    call = [sys.executable, "-m", "facilitator", "--data", str(folder / "data"), "screen", *arguments]
    return Terminal(call, columns=columns, rows=rows, environment={"PYTHONPATH": str(Path(__file__).parents[2])})


def test_without_a_terminal_it_says_what_it_needs(tmp_path: Path) -> None:
    result = run("--data", str(tmp_path), "screen")
    assert result.exit_code == 2
    assert "terminal" in result.output


def test_without_a_workshop_it_says_how_to_open_one(tmp_path: Path) -> None:
    with screen(tmp_path) as terminal:
        assert terminal.wait() == 1
        assert "facilitator run" in terminal.text()


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    with screen(tmp_path, "ftp://ici") as terminal:
        assert terminal.wait() == 2
        assert "ftp://ici" in terminal.text()


@pytest.mark.slow
def test_it_finds_the_workshop_of_this_machine_and_follows_it(tmp_path: Path) -> None:
    with hosted(tmp_path) as host, screen(tmp_path) as terminal:
        terminal.wait_for("Petit atelier")
        host.send("start-phase")
        terminal.wait_for("Qu'est-ce qui bloque")
        host.send("submit-idea", id="i1", text="[/b] \x1b]2;titre\x07 mot", column="Chez nous")
        assert "[/b]" in terminal.wait_for("mot")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_cooked()
        assert not terminal.modes_left_on()
        assert b"\x1b]2;titre" not in terminal.written


@pytest.mark.slow
def test_a_host_that_dies_leaves_what_was_known_and_comes_back(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        host.hosted.send("start-phase")
        with screen(tmp_path, f"http://127.0.0.1:{host.address.port}") as terminal:
            terminal.wait_for("Qu'est-ce qui bloque")
            host.kill()
            assert "Qu'est-ce qui bloque" in terminal.wait_for("on se reconnecte")
            host.start()
            terminal.wait_without("on se reconnecte")
            host.hosted.send("submit-idea", id="i1", text="De retour", column="Chez nous")
            terminal.wait_for("De retour")


@pytest.mark.slow
def test_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with hosted(tmp_path), screen(tmp_path, columns=60, rows=18) as terminal:
        terminal.wait_for("Petit atelier")
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait()
        assert terminal.is_cooked()
        assert not terminal.modes_left_on()


def test_its_help_is_french() -> None:
    assert command.help is not None and "écran de la salle" in command.help
