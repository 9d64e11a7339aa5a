from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from facilitator.store.scripts import find_script, read_script
from tests.cli.test_check import run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> Result:
    return run("new", *arguments)


def test_a_new_workshop_is_written_here_and_is_sound(here: Path) -> None:
    result = new("Le café des stats")
    assert (result.exit_code, result.stdout) == (0, "le-cafe-des-stats.toml\n")
    script = read_script(here / "le-cafe-des-stats.toml").script
    assert script is not None
    assert (script.workshop.title, script.workshop.code) == ("Le café des stats", "le-cafe-des-stats")


def test_a_workshop_may_be_written_in_another_folder(here: Path) -> None:
    (here / "ateliers").mkdir()
    assert new("ateliers/Mon atelier.toml").stdout == f"{Path('ateliers/mon-atelier.toml')}\n"


def test_a_new_workshop_may_start_from_another(here: Path) -> None:
    assert new("suite", "--from", "au-secours-posts").exit_code == 0
    copy, origin = read_script(here / "suite.toml").script, read_script(find_script("au-secours-posts")).script
    assert copy is not None and origin is not None
    assert copy.phase == origin.phase
    assert copy.workshop.code == "suite"


def test_nothing_is_ever_overwritten(here: Path) -> None:
    (here / "suite.toml").write_text("à moi")
    result = new("suite")
    assert result.exit_code == 2
    assert "existe déjà" in result.stderr
    assert (here / "suite.toml").read_text() == "à moi"


@pytest.mark.parametrize("arguments", [("suite", "--from", "nulle-part"), ("absent/suite",)])
def test_what_cannot_be_done_leaves_nothing_behind(here: Path, arguments: tuple[str, ...]) -> None:
    assert new(*arguments).exit_code == 2
    assert list(here.iterdir()) == []


def test_an_unreadable_script_cannot_be_copied(here: Path) -> None:
    (here / "gros.toml").write_bytes(b"#" * 70_000)
    assert new("suite", "--from", "gros.toml").exit_code == 2
