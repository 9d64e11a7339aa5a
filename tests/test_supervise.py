from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.harness.hosting import ideas_on_disk, script_file
from tests.harness.processes import is_alive, kill, resume, stop, wait_gone
from tests.harness.supervised import Supervised
from tests.harness.waiting import wait_until


def run_to_first_phase(folder: Path) -> Supervised:
    terminal = Supervised(folder)
    terminal.wait_for("STATUS=lobby", timeout=20)
    terminal.press("s")
    terminal.wait_for("STATUS=running")
    return terminal


def test_run_opens_a_console_on_a_new_session(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        terminal.press("i")
        terminal.wait_for("IDEAS=1")


def test_leaving_on_purpose_ends_everything_and_says_how_to_come_back(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        host, session = terminal.host, terminal.hosted.session
        terminal.press("i", "q")

        assert terminal.wait() == 0
        assert f"facilitator resume {session}" in terminal.text()
        assert terminal.is_as_it_was_lent()
        assert not is_alive(host)
    with Supervised(tmp_path, "resume", session) as terminal:
        terminal.wait_for("IDEAS=1", timeout=20)


def test_resume_without_a_name_is_the_last_session(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        terminal.press("q")
        terminal.wait()
    with Supervised(tmp_path, "resume") as terminal:
        terminal.wait_for("STATUS=running PHASE=idees", timeout=20)


def test_a_session_begun_without_the_network_is_resumed_on_no_network(tmp_path: Path) -> None:
    with Supervised(tmp_path, "run", str(script_file(tmp_path)), "--no-web") as terminal:
        terminal.wait_for("STATUS=lobby")
        terminal.press("q")
        terminal.wait()
    with Supervised(tmp_path, "resume") as terminal:
        terminal.wait_for("STATUS=lobby", timeout=20)
        assert not answers_elsewhere(terminal.hosted.address.port)
        kill(terminal.host)
        terminal.wait_for("LOST")
        terminal.wait_for("STATUS=lobby", timeout=20)
        assert not answers_elsewhere(terminal.hosted.address.port)
        terminal.press("q")
        terminal.wait()
    with Supervised(tmp_path, "resume", "--web") as terminal:
        terminal.wait_for("STATUS=lobby", timeout=20)
        assert answers_elsewhere(terminal.hosted.address.port)


def answers_elsewhere(port: int) -> bool:
    """Whether another address of this machine than the loopback that browsers use is listened on."""
    try:
        socket.create_connection(("127.0.0.2", port), 2).close()
    except ConnectionRefusedError:
        return False
    return True


def test_a_dead_host_is_a_pause(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        for n in range(1, 4):
            terminal.press("i")
            terminal.wait_for(f"IDEAS={n}")
            kill(terminal.host)
            terminal.wait_for("LOST")
            terminal.wait_for(f"IDEAS={n}", timeout=20)


def test_a_host_killed_before_it_could_answer_is_started_again_as_often_as_it_takes(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        for _ in range(8):
            kill(terminal.host)
        terminal.wait_for("STATUS=running", timeout=20)
        terminal.press("i")
        terminal.wait_for("IDEAS=1", timeout=20)


def test_a_killed_console_comes_back_on_a_terminal_made_clean(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        face = terminal.face
        written = len(terminal.written)
        kill(face)
        wait_gone(face)
        # The dead one's words stay on the screen until the next one has the terminal.
        wait_until(lambda: b"\x1b[?1049h" in terminal.written[written:], "another console")
        terminal.wait_for("STATUS=running")

        assert b"\x1b[?1049l" in terminal.written[written:].split(b"\x1b[?1049h")[0]
        assert terminal.face != face


def test_a_console_that_crashes_comes_back_too(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        face = terminal.face
        terminal.press("c")
        wait_gone(face)
        terminal.wait_for("STATUS=running")


def test_a_console_that_cannot_start_is_given_up_and_the_session_kept(tmp_path: Path) -> None:
    with Supervised(tmp_path, face="tests.harness.no_such_face") as terminal:
        assert terminal.wait(30) == 1
        assert "facilitator resume" in terminal.text()
        assert terminal.is_as_it_was_lent()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_everything_and_leaves_the_terminal_usable(tmp_path: Path, number: signal.Signals) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        host, face = terminal.host, terminal.face
        asked = time.monotonic()
        os.kill(terminal.pid, number)

        assert terminal.wait() == 128 + number
        assert time.monotonic() - asked < 2
        assert terminal.is_as_it_was_lent()
        assert not is_alive(host) and not is_alive(face)


def test_a_frozen_console_is_ended_all_the_same(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        stop(terminal.face)
        os.kill(terminal.pid, signal.SIGTERM)

        assert terminal.wait() == 128 + signal.SIGTERM
        assert terminal.is_as_it_was_lent()


def test_without_its_supervisor_the_host_ends_in_good_order(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        terminal.press("i")
        terminal.wait_for("IDEAS=1")
        host, folder = terminal.host, terminal.hosted.folder
        os.kill(terminal.pid, signal.SIGKILL)
        wait_gone(host, timeout=3)

        assert '"Une id' in (folder / "session.json").read_text(encoding="ascii")
        assert len(ideas_on_disk(folder)) == 1


def test_a_second_resume_shows_the_same_session_and_leaves_it_alone(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as first:
        with Supervised(tmp_path, "resume") as second:
            second.wait_for("STATUS=running", timeout=20)
            second.press("i")
            first.wait_for("IDEAS=1")
            second.wait_for("IDEAS=1")
            second.press("q")
            assert second.wait() == 0
        first.press("i")
        first.wait_for("IDEAS=2")


def test_a_second_resume_takes_the_session_over_when_the_first_is_gone(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as first:
        orphan, theirs = first.host, first.hosted.address.port
        stop(orphan)  # it learns late that its supervisor is dead, as on a machine that has much to do
        kill(first.pid)
        with Supervised(tmp_path, "resume") as second:
            wait_until(lambda: second.hosted.address.port == theirs, "the second console to go to the first host")
            resume(orphan)
            wait_gone(orphan)
            second.wait_for("STATUS=running", timeout=20)
            second.press("i")
            second.wait_for("IDEAS=1")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("run", "no-such-script"), 2, "no-such-script"),
        (("resume", "no-such-session"), 1, "no-such-session"),
        (("run", "au-secours-stats", "--start", "14h"), 2, "14h"),
    ],
)
def test_what_the_host_refuses_is_told_on_a_clean_terminal(
    tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    with Supervised(tmp_path, *arguments) as terminal:
        assert terminal.wait(20) == code
        assert words in terminal.text()
        assert "Traceback" not in terminal.text()
        assert terminal.is_as_it_was_lent()


def test_a_port_taken_is_told(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        port = str(terminal.hosted.address.port)
        with Supervised(tmp_path, "run", "au-secours-stats", "--port", port) as other:
            assert other.wait(20) == 1
            assert port in other.text()


def test_without_a_terminal_run_says_what_it_needs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "--data", str(tmp_path), "run", "au-secours-stats"],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )

    assert done.returncode == 2
    assert "terminal" in done.stderr and not done.stdout


def test_the_key_is_on_no_command_line(tmp_path: Path) -> None:
    with run_to_first_phase(tmp_path) as terminal:
        key = terminal.hosted.address.key
        for pid in (terminal.pid, terminal.host, terminal.face):
            assert key not in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


def test_the_supervisor_needs_nothing_but_the_standard_library() -> None:
    # Without its site packages, Python has nothing else to give.
    subprocess.run(
        [sys.executable, "-S", "-c", "import facilitator.cli, facilitator.supervise"],
        env={"PYTHONPATH": str(Path(__file__).parents[1])},
        check=True,
    )
