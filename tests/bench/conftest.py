"""Figures are said at the end of the run, all together."""

from __future__ import annotations

import pytest

from tests.bench.measures import FIGURES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in FIGURES:
        terminalreporter.write_line(line)
