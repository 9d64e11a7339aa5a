"""Press the phone page's script into one small file: `python -m tools.press`, whenever its sources change.

The page must fit in one TCP window, and names made for readers are a fifth of it. Node's `npx` fetches the presser; who
runs or tests facilitator needs neither, for the pressed file is kept, with the print of what it was made from.
"""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

PHONE = Path(__file__).parents[1] / "facilitator" / "web" / "phone"
PRESSED = PHONE / "script.min.js"
SOURCES = ("store.js", "moving.js", "notices.js", "drafts.js", "outbox.js", "stage.js", "stream.js", "forms.js")
PRESSER = ("npx", "--yes", "terser@5", "--compress", "passes=3", "--mangle", "--ecma", "2018")


def source() -> str:
    """The whole script as it is written, begun when there is a page to work on."""
    parts = "\n".join((PHONE / "script" / name).read_text(encoding="utf-8") for name in SOURCES)
    return f'addEventListener("DOMContentLoaded", () => {{\n"use strict";\n{parts}\n}});\n'


def made_from(script: str) -> str:
    """The first line of the pressed file: which sources it is of."""
    return f"// {sha256(script.encode()).hexdigest()}"


def main() -> None:
    """Press, and keep."""
    script = source()
    pressed = subprocess.run(PRESSER, input=script, capture_output=True, text=True, check=True).stdout
    PRESSED.write_text(f"{made_from(script)}\n{pressed.strip()}", encoding="utf-8")


if __name__ == "__main__":
    main()
