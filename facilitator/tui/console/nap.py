"""Notice that the machine was asleep: the wall went on while the processor's clock stood still."""

from __future__ import annotations

import time

from facilitator.steady import steady

LONG = 60.0
"""Seconds of sleep that are worth a question."""


class Nap:
    """Compares two clocks, each time it is asked."""

    def __init__(self) -> None:
        self._gap = self._now()

    @staticmethod
    def _now() -> float:
        return steady() - time.monotonic()

    def ended(self) -> float:
        """Seconds slept since the last time it was asked, when that was long; else zero."""
        gap = self._now()
        slept, self._gap = gap - self._gap, gap
        return slept if slept >= LONG else 0.0
