"""What every test may ask for, and the rule that in continuous integration nothing is skipped."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings

from tests.harness.faults import strace_works
from tests.harness.networks import networks_work

ROOT = Path(__file__).parents[1]
REAL_DATA = Path(os.environ.get("FACILITATOR_TEST_DATA") or ROOT.parent / "shared" / "data")
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# A machine busy with something else is no fault of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_report_header() -> str:
    if not REAL_DATA.is_dir():
        return "contributions: the written sample (real ones: set FACILITATOR_TEST_DATA to their folder)"
    return "contributions: real ones, from FACILITATOR_TEST_DATA or its default place"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        if not _works(*mark.args):
            pytest.skip(f"{mark.args[0]} is missing or not allowed here")


def _works(program: str) -> bool:
    """Whether a program is here and, where presence proves nothing, whether it may do its work."""
    proofs = {"strace": strace_works, "unshare": networks_work}
    return proofs[program]() if program in proofs else shutil.which(program) is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _without_skips((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _without_skips((yield))


def _without_skips(report: Report) -> Report:
    """In continuous integration, a skip is a failure that says what was missing."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in continuous integration, where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def real_ideas() -> tuple[str, ...]:
    """Contributions written by real people where their folder stands, else a sample of ours; at least sixty."""
    files = sorted(REAL_DATA.glob("open/*.csv"))
    if not files:
        sample = Path(__file__).with_name("contributions.txt").read_text(encoding="utf-8")
        return tuple(sample.splitlines())
    texts: dict[str, None] = {}
    for name in ("paris_bp", "vrai_debat", "repnum_arguments", "repnum_propositions"):
        with (REAL_DATA / "open" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            texts.update(dict.fromkeys(row["text"] for row in csv.DictReader(file)))
    return tuple(texts)
