"""start.py from its own door; the Python of the environment is a double that tells how it was called."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import start

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the double of Python is a shell script")

ROOT = Path(__file__).parents[1]

DOUBLE = """#!/bin/sh
case "$*" in
  "-c import pip"*) exit 0 ;;
  "-m pip"*)
    sleep "${{PIP_TAKES:-0}}"; echo "$*" >> "{log}"
    case "$*" in *"${{PIP_LACKS:-nothing}}"*) echo "no wheel" >&2; exit 1 ;; esac
    test -z "$PIP_FAILS" || {{ echo "no network" >&2; exit 1; }} ;;
  "-m compileall"*) ;;
  *"pytest"*"-n ${{FAILS_WITH-none}}"*)
    echo "called: $*"; mkdir -p "{remembered}"; echo "$FAILED" > "{remembered}/lastfailed"; exit 1 ;;
  *) echo "called: $*" ;;
esac
"""


REMEMBERING = "-m pytest -o cache_dir={}/.pytest_cache/start"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing installed."""
    for file in ("start.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


@pytest.fixture
def prepared(checkout: Path) -> Path:
    """A checkout whose environment is the double, installed a moment ago."""
    double = checkout / ".venv" / "bin" / "python"
    double.parent.mkdir(parents=True)
    double.write_text(
        DOUBLE.format(log=checkout / "pip.log", remembered=checkout / ".pytest_cache/start/v/cache"), encoding="utf-8"
    )
    double.chmod(0o755)
    assert run(checkout, "--version").returncode == 0
    (checkout / "pip.log").unlink()
    return checkout


def run(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call start.py as from a script: no terminal."""
    return subprocess.run(
        [sys.executable, str(checkout / "start.py"), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


def pip_calls(checkout: Path) -> list[str]:
    """How pip was called in the environment."""
    log = checkout / "pip.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


@pytest.mark.parametrize(
    "arguments", [[], ["run", "au-secours-stats"], ["--data", "d", "resume"], ["--lang=en", "screen"]]
)
def test_without_a_terminal_a_face_says_what_it_needs_and_installs_nothing(
    checkout: Path, arguments: list[str]
) -> None:
    done = run(checkout, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "terminal" in done.stderr
    assert not (checkout / ".venv").exists()


COMMANDS = {
    "": "",
    "run x": "run",
    "--data d check run": "check",
    "--lang=en list": "list",
    "--version": "--version",
    "--data": "",
}


@pytest.mark.parametrize(("line", "command"), COMMANDS.items())
def test_the_command_is_told_from_the_options_before_it(line: str, command: str) -> None:
    assert start.command_in(line.split()) == command


def test_an_installation_up_to_date_starts_at_once_with_the_same_arguments(prepared: Path) -> None:
    done = run(prepared, "check", "mon atelier.toml")
    assert done.stdout == "called: -m facilitator check mon atelier.toml\n"
    assert done.stderr == ""
    assert pip_calls(prepared) == []


def test_the_home_screen_opens_in_a_terminal(prepared: Path) -> None:
    pytest.importorskip("termios")
    from tests.harness.terminal import Terminal

    with Terminal([sys.executable, str(prepared / "start.py")]) as terminal:
        terminal.wait_for("called: -m facilitator")
        assert terminal.wait() == 0


def test_a_changed_pyproject_is_installed_again_and_told_on_stderr(prepared: Path) -> None:
    with (prepared / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n# changed\n")
    done = run(prepared, "list")
    assert done.stdout == "called: -m facilitator list\n"
    assert "à jour" in done.stderr
    [call] = pip_calls(prepared)
    assert call.endswith(f"--editable {prepared}[office]")


def test_a_checkout_that_moved_is_installed_again(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    moved = shutil.move(prepared, tmp_path_factory.mktemp("elsewhere") / "atelier")
    log = (Path(moved) / ".venv/bin/python").read_text(encoding="utf-8").split('>> "')[1].split('"')[0]
    Path(log).parent.mkdir(parents=True, exist_ok=True)
    run(Path(moved), "list")
    assert Path(log).read_text(encoding="utf-8").strip().endswith(f"--editable {moved}[office]")


def test_an_update_without_a_network_goes_on_with_what_is_there(prepared: Path) -> None:
    with (prepared / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("\n# changed\n")
    done = run(prepared, "list", PIP_FAILS="yes")
    assert done.returncode == 0
    assert done.stdout == "called: -m facilitator list\n"
    assert "je continue avec ce qui est déjà installé" in done.stderr


def test_a_machine_that_cannot_have_the_office_formats_goes_without_and_asks_once(prepared: Path) -> None:
    (prepared / ".venv" / "installed").unlink()
    assert run(prepared, "list", PIP_LACKS="office").stdout == "called: -m facilitator list\n"
    assert [call.rpartition("/")[2].partition("[")[2] for call in pip_calls(prepared)] == ["office]", ""]
    run(prepared, "list")
    assert len(pip_calls(prepared)) == 2


def test_a_first_installation_that_fails_says_why_and_what_to_do(prepared: Path) -> None:
    (prepared / ".venv" / "installed").unlink()
    done = run(prepared, "list", PIP_FAILS="yes")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "no network" in done.stderr
    assert "facilitator.pyz" in done.stderr


def test_the_tests_get_their_packages_once_and_their_arguments_always(prepared: Path) -> None:
    done = run(prepared, "test", "-k", "journal")
    assert done.stdout == f"called: {REMEMBERING} -n 3 --dist loadscope -k journal\n".format(prepared)
    run(prepared, "test")
    [call] = pip_calls(prepared)
    assert call.endswith(f"--editable {prepared}[dev,office]")
    assert run(prepared, "list").stderr == ""


def test_a_few_tests_that_fail_while_others_run_are_told_and_tried_again_alone(prepared: Path) -> None:
    done = run(prepared, "test", FAILS_WITH="3", FAILED='{"tests/b.py::two": true, "tests/a.py::one": true}')
    assert done.returncode == 0
    again = done.stdout.splitlines()[1]
    assert again == f"called: {REMEMBERING} -n 0 tests/a.py::one tests/b.py::two".format(prepared)
    assert "  tests/a.py::one\n" in done.stderr
    assert "Seuls, ils passent" in done.stderr


def test_tests_that_fail_alone_too_have_failed(prepared: Path) -> None:
    done = run(prepared, "test", FAILS_WITH="", FAILED='{"tests/a.py::one": true}')
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "Seuls" not in done.stderr


def test_many_tests_that_fail_are_not_tried_again(prepared: Path) -> None:
    many = json.dumps({f"tests/a.py::number_{n}": True for n in range(6)})
    done = run(prepared, "test", FAILS_WITH="3", FAILED=many)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1


def test_the_tests_do_not_run_on_an_update_that_failed(prepared: Path) -> None:
    done = run(prepared, "test", PIP_FAILS="yes")
    assert done.returncode == 1
    assert "called:" not in done.stdout


def test_a_second_window_waits_for_the_first_and_installs_nothing_itself(prepared: Path) -> None:
    (prepared / ".venv" / "installed").unlink()
    environment = {**os.environ, "PIP_TAKES": "1"}
    windows = [
        subprocess.Popen(
            [sys.executable, str(prepared / "start.py"), "list"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(2)
    ]
    told = [window.communicate(timeout=30) for window in windows]
    assert [stdout for stdout, _ in told] == ["called: -m facilitator list\n"] * 2
    assert len(pip_calls(prepared)) == 1
    assert sum("Une autre fenêtre" in stderr for _, stderr in told) == 1


@pytest.mark.slow
def test_an_environment_of_a_lost_python_is_made_anew(prepared: Path) -> None:
    (prepared / ".venv" / "bin" / "python").write_text("#!/nowhere/python3\n", encoding="utf-8")
    (prepared / ".venv" / "installed").write_text("older", encoding="utf-8")
    done = run(prepared, "list", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(prepared))
    assert done.returncode == 1
    assert subprocess.run([str(prepared / ".venv/bin/python"), "-c", ""]).returncode == 0


def test_a_python_without_environments_installs_into_a_folder(checkout: Path) -> None:
    pip = "start.attempt = lambda command: (start.LIBRARY.mkdir(), print(*command))"
    told = in_start(checkout, f"start.make_environment = lambda: False; {pip}")
    assert f"--target {checkout / '.packages'}" in told.stdout
    assert "textual>=" in told.stdout
    assert (checkout / ".packages" / "installed").is_file()
    again = in_start(checkout, "start.attempt = lambda command: print('again')")
    assert "again" not in again.stdout


def test_a_python_too_old_passes_on_to_a_newer_one(checkout: Path) -> None:
    newer = checkout / "python3.13"
    newer.write_text('#!/bin/sh\ntest "$1" = -c || echo "newer: $*"\n', encoding="utf-8")
    shim = checkout / "python3.14"
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    for program in (newer, shim):
        program.chmod(0o755)
    told = in_start(checkout, "start.OLDEST = (4, 0)", path=str(checkout))
    assert told.stdout == f"newer: {checkout / 'start.py'} --version\n"


def test_a_python_too_old_and_alone_says_which_is_needed(checkout: Path) -> None:
    told = in_start(checkout, "start.OLDEST = (3, 99)", path=str(checkout))
    assert told.returncode == 1
    assert "Python 3.11" in told.stderr


def in_start(checkout: Path, change: str, path: str = os.defpath) -> subprocess.CompletedProcess[str]:
    """Run `start.py --version` with one thing of the machine replaced."""
    program = f"import sys, start; {change}; sys.exit(start.main(['--version']))"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(checkout)},
    )
