"""The room's screen as a process of its own: `python -m facilitator.tui.screen ADDRESS`."""

from __future__ import annotations

import logging
import os
import sys


def main() -> int:
    """Follow the host at this address; 0 when it was left on purpose."""
    from facilitator.garbage import hold_off

    hold_off()  # before the imports, which are most of a first paint
    from facilitator.client import HostAddress, ScreenFollower
    from facilitator.tui.kept import speak_as_told
    from facilitator.tui.screen.app import PublicScreenApp

    speak_as_told()
    _log_into(os.environ.get("FACILITATOR_LOG", os.devnull))
    app = PublicScreenApp(ScreenFollower(HostAddress.parse(sys.argv[1])))
    app.run()
    return app.return_code or 0


def _log_into(path: str) -> None:
    """What goes wrong is told to a file: the terminal belongs to the room."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        logging.disable()
    else:
        logging.basicConfig(stream=os.fdopen(descriptor, "w", encoding="utf-8"), level=logging.WARNING)


if __name__ == "__main__":
    sys.exit(main())
