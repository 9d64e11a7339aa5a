from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from tests.cli.test_check import run
from tests.harness.hours import in_the_morning
from tests.harness.terminal import Terminal


def test_the_keys_are_listed_as_the_file_that_changes_them(tmp_path: Path) -> None:
    result = run("--data", str(tmp_path), "keys")
    assert result.exit_code == 0
    assert tomllib.loads(result.stdout)["time"]["next"] == "N"
    (tmp_path / "keys.toml").write_text(result.stdout, encoding="utf-8")
    assert run("--data", str(tmp_path), "keys").exit_code == 0


def test_a_line_that_is_not_taken_is_told_and_the_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('[time]\nnext = "F5"\nprevious = "F5"\n', encoding="utf-8")
    result = run("--data", str(tmp_path), "keys")
    assert result.exit_code == 1
    assert "sert déjà à" in result.stderr
    assert tomllib.loads(result.stdout)["time"]["previous"] == "F5"


def test_the_program_itself_obeys_the_file(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('[time]\nstart-pause = "F3"\n', encoding="utf-8")
    call = [sys.executable, "-m", "facilitator", "--data", str(tmp_path), "run", "au-secours-stats"]
    with Terminal(call, columns=120, rows=40, environment=in_the_morning()) as terminal:
        terminal.wait_for("F3 commencer", timeout=20)
        terminal.type("\x1bOR")
        terminal.wait_for("F3 pause")
