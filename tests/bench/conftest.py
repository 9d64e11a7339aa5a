"""Modules are compiled beforehand, as an installation leaves them; figures are said at the end, all together."""

from __future__ import annotations

from compileall import compile_dir

import pytest

from tests.bench.measures import FIGURES, ROOT


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """Where Python may write no bytecode by itself, each start would compile hundreds of modules again."""
    for folder in ("facilitator", "tests"):
        assert compile_dir(ROOT / folder, quiet=1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in FIGURES:
        terminalreporter.write_line(line)
