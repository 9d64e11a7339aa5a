"""Where the console keeps its own files, for each test apart."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own."""
    monkeypatch.setenv("FACILITATOR_DATA", str(tmp_path))
    monkeypatch.delenv("FACILITATOR_SUPERVISOR", raising=False)
    monkeypatch.delenv("FACILITATOR_SINGLE_SCREEN", raising=False)
    return tmp_path
