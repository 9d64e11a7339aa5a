from __future__ import annotations

from datetime import datetime

import pytest

from facilitator.locale import speaking
from facilitator.tui.hours import hour, minutes


@pytest.mark.parametrize(
    ("language", "at", "length"),
    [("fr", "16\u00a0h\u00a004", "1\u00a0min\u00a030"), ("en", "16:04", "1\u00a0min\u00a030\u00a0s")],
)
def test_hours_and_lengths_are_said_in_the_language_spoken(language: str, at: str, length: str) -> None:
    with speaking("en" if language == "en" else "fr"):
        assert hour(datetime(2026, 11, 24, 16, 4).astimezone().timestamp()) == at
        assert [minutes(-90), minutes(840)] == [length, "14\u00a0min"]
