from __future__ import annotations

import subprocess
import sys

WAITED_FOR = """
import sys, facilitator.tui.console.places, facilitator.tui.console.desks
print([name for name in ("script", "state", "commands", "events") if f"facilitator.engine.{name}" in sys.modules])
"""


def test_no_screen_of_the_console_waits_for_what_a_session_is_made_of() -> None:
    loaded = subprocess.run([sys.executable, "-c", WAITED_FOR], capture_output=True, text=True, check=True)

    assert loaded.stdout.strip() == "[]"
