"""When Python looks for garbage: not while a process loads, which leaves little and makes each look longer: it takes a
fourteenth of a first paint. Never again among what is loaded then: a full look would hold everybody up for a tenth of a
second.
"""

from __future__ import annotations

import gc

_THRESHOLDS = (50_000, 20, 50)


def hold_off() -> None:
    """Looks for none until `settle`."""
    gc.disable()


def settle() -> None:
    """What is loaded stays; from now on, garbage is looked for elsewhere, and seldom. Nothing to do unless held off."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
