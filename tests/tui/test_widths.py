import json
import sys
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from facilitator.tui.text import safe_line
from tests.harness.tmux import Tmux

pytestmark = pytest.mark.needs("tmux")

ASK = r"""
import json, re, select, sys, tty, os
texts = json.load(open(sys.argv[1], encoding="utf-8"))
tty.setraw(0)
widths = []
for text in texts:
    os.write(1, b"\r\x1b[K" + text.encode() + b"\x1b[6n")
    answer = b""
    while not (found := re.search(rb"\x1b\[(\d+);(\d+)R", answer)) and select.select([0], [], [], 5)[0]:
        answer += os.read(0, 100)
    widths.append(int(found[2]) - 1)
json.dump(widths, open(sys.argv[2], "w"))
print("\r\ndone")
"""
SYMBOLS = (range(0x2190, 0x2200), range(0x2300, 0x2400), range(0x2600, 0x27C0), range(0x2B00, 0x2C00))
PICTURES = [chr(code) for block in (*SYMBOLS, range(0x1F300, 0x1FB00)) for code in block]
EMOJI = [character for character in PICTURES if unicodedata.category(character) != "Cn"]
SEQUENCES = ["1️⃣", "👨\u200d👩\u200d👧\u200d👦", "🇫🇷", "👩🏽\u200d🚀", "❤️\u200d🔥", "🏴\u200d☠️"]
WORDS = [
    "L’été à Œuvre — « ça »\u00a0!",
    "नमस्ते",
    "ไทย",
    "العربية",
    "한국어",
    "日本語",
    "Z\u0337\u0327\u0326algo",
    "שלום",
]


def asked(texts: list[str], folder: Path) -> list[int]:
    """How many cells a real terminal takes for each text."""
    program, given, answers = folder / "ask.py", folder / "texts.json", folder / "widths.json"
    program.write_text(ASK, encoding="utf-8")
    given.write_text(json.dumps(texts), encoding="utf-8")
    with Tmux([sys.executable, str(program), str(given), str(answers)], columns=200) as terminal:
        terminal.wait_for("done", timeout=60)
    widths: list[int] = json.loads(answers.read_text(encoding="utf-8"))
    return widths


def test_the_terminal_takes_as_many_cells_as_we_count(tmp_path: Path) -> None:
    wild = [
        *EMOJI,
        *(f"{emoji}\ufe0f" for emoji in EMOJI),
        *(f"{emoji}🏽" for emoji in EMOJI[-400:]),
        *SEQUENCES,
        *WORDS,
    ]
    texts = [text for text in map(safe_line, wild) if text]
    assert len(texts) > 3000
    crooked = [
        (text, cell_len(text), seen)
        for text, seen in zip(texts, asked(texts, tmp_path), strict=True)
        if seen != cell_len(text)
    ]
    assert crooked == []


def test_the_terminal_would_disagree_about_raw_text(tmp_path: Path) -> None:
    raw = [f"{emoji}\ufe0f" for emoji in EMOJI]
    assert [cell_len(text) for text in raw] != asked(raw, tmp_path)
