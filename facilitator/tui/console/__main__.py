"""The console as a process of its own: `python -m facilitator.tui.console`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Follow the host that the environment names; 0 when it was left on purpose."""
    from facilitator.garbage import hold_off

    hold_off()  # before the imports, which are most of a first paint
    from facilitator.tui.kept import speak_as_told

    speak_as_told()
    url, key = os.environ.get("FACILITATOR_HOST", ""), os.environ.get("FACILITATOR_KEY", "")
    if not url or not key:
        print("facilitator: FACILITATOR_HOST, FACILITATOR_KEY", file=sys.stderr)
        return 2
    from facilitator.tui.console.app import ConsoleApp
    from facilitator.tui.console.link import HostLink

    app = ConsoleApp(HostLink(url, key))
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
