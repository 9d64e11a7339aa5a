"""What hangs on the wall: the way in, and the rule that everybody speaks under."""

from __future__ import annotations

from typing import Final

from facilitator.engine.script import Script
from facilitator.network.wifi import wifi_text
from facilitator.printing.occasion import Occasion
from facilitator.printing.page import page

LONG_RULE: Final = 130
"""Characters beyond which a rule is written smaller."""


def poster(script: Script, occasion: Occasion) -> bytes:
    """How one joins: the Wi-Fi where there is one to join first, then the address, to scan or to type."""
    network = script.network
    return page(
        "poster.html",
        script=script,
        start=occasion.start,
        join=occasion.join,
        wifi=wifi_text(network.wifi_name, network.wifi_password) if network.wifi_name else "",
    )


def speaking_rule(script: Script, occasion: Occasion) -> bytes:
    """The rule in letters that are read from the back of the room."""
    return page("speaking_rule.html", script=script, long=len(script.ground_rules.speaking_rule) > LONG_RULE)
