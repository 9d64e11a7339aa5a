"""Naughty strings in every sentence of a script: what is printed of it is words, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest

from facilitator.engine.text import clean_line
from facilitator.printing import print_pack
from facilitator.printing.pack import Sheet
from facilitator.store.scripts import find_script
from facilitator.store.scripts.reading import read_text
from tests.abuse.naughty import naughty, sample
from tests.exporters.test_html import Page
from tests.exporters.test_naughty import CONTROL, LEGIBLE

SCRIPT = find_script("au-secours-stats").read_text(encoding="utf-8")
SENTENCE = re.compile(
    r"^(\s*(?:title|subtitle|problem|question|instruction|speaking_rule|text|statement|story|name|job|organisation) = )"
    r'"[^"\n]+"$|^(\s+)"[^"\n]+"(?=,$)',
    re.MULTILINE,
)
"""What a script says, on a line of its own."""


def sheets(text: str) -> tuple[Sheet, ...]:
    """What is printed of a script that says nothing else; nothing where no script may say it."""
    told = json.dumps(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    script = read_text(SENTENCE.sub(lambda found: (found[1] or found[2]) + told, SCRIPT).encode(), "essai.toml").script
    wifi = "http://192.0.2.8:8017/j/KDFM"
    return print_pack(script, join=wifi) if script else ()


@pytest.mark.parametrize(
    "texts", [sample(60)[::2], pytest.param(naughty(), marks=pytest.mark.campaign)], ids=["few", "all"]
)
def test_what_is_printed_is_words_whatever_a_script_says(texts: Sequence[str]) -> None:
    plain = {sheet.name: {tag for tag, _ in Page(sheet.page).tags} for sheet in sheets("Une phrase comme une autre")}
    printed = read = 0
    for text in (*texts, "Trois chiffres = trop"):
        for sheet in sheets(text[:75]):
            page = Page(sheet.page)
            assert {tag for tag, _ in page.tags} <= plain[sheet.name] | {"br"}, (sheet.name, text)
            assert not [name for _, named in page.tags for name in named if name.startswith("on")], (sheet.name, text)
            assert not CONTROL.search(sheet.page.decode()), (sheet.name, text)
            printed += 1
            if sheet.name.endswith("run-sheet.html") and LEGIBLE.fullmatch(text[:75]):
                assert clean_line(text[:75]) in " ".join(page.text.split()), text
                read += 1
    assert printed > len(texts) and read
