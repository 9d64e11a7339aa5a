"""A new script to start from: the commented model, or a copy of another one."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from facilitator.engine.text import clean_line, fold
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.store.scripts.lines import index_lines
from facilitator.store.scripts.problems import Reading

_CODE = re.compile(r"^(\s*code\s*=\s*)(?:\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)


def slug(title: str) -> str:
    """A title as a file's name and a workshop's code: lower case, no accents, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:60].strip("-") or _("atelier")


def model(title: str, code: str) -> str:
    """The commented model in the language spoken now, with this title and this code."""
    text = files(__package__).joinpath(f"model.{language()}.toml").read_text(encoding="utf-8")
    return text.replace('"@title@"', _quoted(title)).replace('"@code@"', _quoted(code))


def duplicate(reading: Reading, code: str) -> str:
    """A copy of a script, comments included, under another code. Raises ValueError when there is nothing to copy."""
    if not reading.text:
        raise ValueError(_("ce fichier ne se lit pas"))
    line = index_lines(reading.text).lines.get(("workshop", "code"))
    if line is None:
        return reading.text
    lines = reading.text.split("\n")
    lines[line - 1] = _CODE.sub(lambda match: match[1] + _quoted(code), lines[line - 1])
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(clean_line(text, limit=200), ensure_ascii=False)
