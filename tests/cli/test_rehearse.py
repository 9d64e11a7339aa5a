"""Rehearsals from the command line, without a terminal: alone to the end, kept apart, erased at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitator.cli.group import facilitator
from facilitator.locale import use
from facilitator.store.library import sessions
from facilitator.store.paths import DataFolder

QUICK = """
format = 1
[workshop]
title = "Dix minutes"
start = "16:00"
end = "16:10"
[[phase]]
id = "idees"
title = "Les idées"
kind = "collect"
minutes = 4
[[phase]]
id = "fin"
title = "La fin"
kind = "validate"
minutes = 6
max_sentences = 3
"""


def run(data: Path, *arguments: str) -> Result:
    try:
        return CliRunner().invoke(facilitator, ["--data", str(data), *arguments], prog_name="facilitator")
    finally:
        use("fr")


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with one rehearsal, and what it told on stdout."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "dix.toml").write_text(QUICK, encoding="utf-8")
    arguments = ["rehearse", str(folder / "dix.toml"), "--alone", "--speed", "240", "--people", "6", "--no-web"]
    command = [sys.executable, "-m", "facilitator", "--data", str(folder), *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=True)
    return folder, done.stdout.splitlines()


def test_a_rehearsal_leads_itself_and_leaves_its_exports(rehearsed: tuple[Path, list[str]]) -> None:
    _folder, told = rehearsed
    assert [line.split(":")[0] for line in told[:2]] == ["screen", "remote"]
    documents = {path.suffix: path for path in map(Path, told[2:])}
    assert all(path.is_file() for path in documents.values())
    assert all("Les idées" in documents[suffix].read_text(encoding="utf-8") for suffix in (".md", ".html"))


def test_no_list_and_no_export_sees_a_rehearsal(rehearsed: tuple[Path, list[str]]) -> None:
    folder, _told = rehearsed
    assert run(folder, "list", "--rebuild").stdout == ""
    assert run(folder, "export", "last", "-o", "x.md").exit_code == 1
    assert sessions(DataFolder(folder)) == []
    [kept] = sessions(DataFolder(folder).rehearsals)
    assert kept.status == "ended"
    assert kept.counts["ideas"] > 3


def test_purge_erases_every_rehearsal_and_nothing_else(rehearsed: tuple[Path, list[str]]) -> None:
    folder, told = rehearsed
    purged = run(folder, "purge", "--rehearsals")
    assert (purged.exit_code, purged.stdout) == (0, "")
    assert "1 répétition effacée" in purged.stderr
    assert not any(Path(line).exists() for line in told[2:])
    assert (folder / "dix.toml").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("rehearse",),
        ("rehearse", "au-secours-stats", "--speed", "0", "--alone"),
        ("rehearse", "au-secours-stats", "--people", "-1", "--alone"),
        ("rehearse", "au-secours-stats"),
        ("purge",),
        ("purge", "--rehearsals", "20261124-160000-stats-3fa9"),
    ],
)
def test_what_cannot_be_exits_with_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(tmp_path, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
