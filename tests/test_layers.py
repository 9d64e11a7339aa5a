"""Each import contract holds, and each of its arrows can break: a contract that cannot fail guards nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

FORBIDDEN = [
    ("session", "engine/planted.py", "import facilitator.store"),
    ("session", "engine/planted.py", "import facilitator.exporters"),
    ("session", "store/planted.py", "import facilitator.exporters"),
    ("session", "exporters/planted.py", "import facilitator.store"),
    ("session", "store/planted.py", "import facilitator.live"),
    ("session", "printing/planted.py", "import facilitator.store"),
    ("session", "network/planted.py", "import facilitator.store"),
    ("session", "network/planted.py", "import facilitator.live"),
    ("session", "live/planted.py", "import facilitator.web"),
    ("session", "web/planted.py", "import facilitator.host"),
    ("session", "host.py", "import facilitator.cli"),
    ("faces", "engine/planted.py", "import facilitator.client"),
    ("faces", "client/planted.py", "import facilitator.store"),
    ("faces", "client/planted.py", "import facilitator.network"),
    ("faces", "store/planted.py", "import facilitator.network"),
    ("faces", "client/planted.py", "import facilitator.tui"),
    ("faces", "tui/planted.py", "import facilitator.cli"),
    ("processes", "host.py", "import facilitator.tui"),
    ("processes", "tui/planted.py", "import facilitator.host"),
    ("processes", "supervise.py", "import facilitator.host"),
    ("processes", "supervise.py", "import facilitator.tui"),
    ("processes", "client/planted.py", "import facilitator.supervise"),
    ("no-session-in-a-face", "tui/planted.py", "import facilitator.web"),
    ("no-session-in-a-face", "tui/planted.py", "import facilitator.live"),
    ("no-session-in-a-face", "client/planted.py", "import facilitator.live"),
    ("no-session-in-a-face", "client/planted.py", "import facilitator.host"),
    ("no-face-in-the-session", "web/planted.py", "import facilitator.client"),
    ("no-face-in-the-session", "live/planted.py", "import facilitator.client"),
    ("no-face-in-the-session", "exporters/planted.py", "import facilitator.tui"),
    ("no-face-in-the-session", "network/planted.py", "import facilitator.client"),
    ("no-face-in-the-session", "host.py", "import facilitator.client"),
    ("light-supervisor", "supervise.py", "import facilitator.store"),
    ("light-supervisor", "supervise.py", "import facilitator.engine"),
    ("light-supervisor", "supervise.py", "import facilitator.network"),
    ("light-supervisor", "supervise.py", "import click"),
    ("light-supervisor", "supervise.py", "def late():\n    import asyncio"),
    ("light-supervisor", "locale/__init__.py", "import rich"),
    ("pure-engine", "engine/planted.py", "import os"),
    ("pure-engine", "engine/planted.py", "from time import monotonic"),
    ("pure-engine", "engine/planted.py", "import random"),
    ("pure-engine", "engine/planted.py", "import cattrs"),
    ("pure-engine", "engine/planted.py", "def late():\n    import asyncio"),
    ("pure-engine", "engine/planted.py", "from facilitator.locale import gettext"),
    ("light-views", "engine/views/planted.py", "import facilitator.engine.commands"),
    ("light-views", "engine/timebox.py", "import facilitator.engine.commands"),
    ("light-views", "engine/views/planted.py", "def late():\n    import facilitator.engine.reduce"),
    ("words-below-all", "locale/planted.py", "import facilitator.engine"),
    ("public-screen", "tui/screen/planted.py", "import facilitator.engine.planted"),
    ("public-screen", "tui/screen/planted.py", "from facilitator.engine.views.console import *"),
    ("public-screen", "tui/screen/planted.py", "import facilitator.store"),
    ("live-console", "tui/console/planted.py", "import facilitator.store"),
    ("live-console", "tui/console/planted.py", "import facilitator.exporters"),
    ("shared-widgets", "tui/widgets/planted.py", "import facilitator.tui.screen"),
    ("shared-widgets", "tui/screen/planted.py", "import facilitator.tui.console"),
    ("textual-in-faces", "live/planted.py", "from textual.app import App"),
    ("textual-in-faces", "client/planted.py", "import textual"),
    ("web-framework-in-web", "live/planted.py", "import starlette"),
    ("web-framework-in-web", "tui/planted.py", "import uvicorn"),
    ("tinydb-in-store", "live/planted.py", "import tinydb"),
    ("ifaddr-in-network", "live/planted.py", "import ifaddr"),
    ("click-in-cli", "store/planted.py", "import click"),
]
"""Contract, file where an import is planted, what is planted."""

ALLOWED = [
    ("public-screen", "tui/screen/planted.py", "from facilitator.engine.views.shapes import PublicView"),
    ("live-console", "tui/console/home.py", "import facilitator.store"),
    ("textual-in-faces", "tui/planted.py", "import textual"),
    ("web-framework-in-web", "web/planted.py", "import starlette, uvicorn"),
    ("tinydb-in-store", "store/planted.py", "import tinydb"),
    ("ifaddr-in-network", "network/planted.py", "import ifaddr"),
]
"""What the contracts leave open on purpose."""


def keeps_its_contract(folder: Path, contract: str = "") -> bool:
    """Lint the package that stands in the folder, by the project's contracts or by one of them."""
    one = ["--contract", contract] if contract else []
    lint = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run(
        [sys.executable, "-c", lint, "--config", str(ROOT / "pyproject.toml"), "--no-cache", *one],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert "kept" in done.stdout, f"the contracts could not be checked:\n{done.stdout}{done.stderr}"
    return done.returncode == 0


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package to plant imports in, a new module of the engine included."""
    package = tmp_path / "facilitator"
    shutil.copytree(ROOT / "facilitator", package, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "*.po"))
    (package / "engine" / "planted.py").touch()
    return tmp_path


def plant(folder: Path, file: str, statement: str) -> None:
    """Add an import to a module of the copy, which may be new."""
    with (folder / "facilitator" / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{statement}\n")


def test_the_package_keeps_every_contract() -> None:
    assert keeps_its_contract(ROOT)


@pytest.mark.parametrize(("contract", "file", "statement"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(copy: Path, contract: str, file: str, statement: str) -> None:
    plant(copy, file, statement)
    assert not keeps_its_contract(copy, contract)


@pytest.mark.parametrize(("contract", "file", "statement"), ALLOWED)
def test_an_import_left_open_keeps_its_contract(copy: Path, contract: str, file: str, statement: str) -> None:
    plant(copy, file, statement)
    assert keeps_its_contract(copy, contract)


def test_every_contract_is_proven_able_to_fail() -> None:
    assert {contract["id"] for contract in CONTRACTS} == {contract for contract, _, _ in FORBIDDEN}


def test_no_import_in_the_contracts_is_a_name_that_nothing_bears() -> None:
    rooms = {
        layer.strip(" ()") for contract in CONTRACTS for row in contract.get("layers", ()) for layer in row.split("|")
    }
    assert not [room for room in rooms if not _stands(room)]


def _stands(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()
