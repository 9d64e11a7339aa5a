"""One self-contained HTML page: it asks the network for nothing, prints on A4 and reads aloud."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Template
from markupsafe import Markup

from facilitator.exporters.outline.blocks import Count, Outline
from facilitator.exporters.wording import cell_text, typeset
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.pages import page_environment, source


def render(outline: Outline) -> bytes:
    """The page in UTF-8."""
    return _template("document.html").render(outline=outline, language=language(), _=_, style=style()).encode()


def content(outline: Outline) -> Markup:
    """What the page holds, for a page of another make."""
    return Markup(_template("content.html").render(outline=outline, language=language(), _=_))


@lru_cache
def style() -> str:
    """How the page looks, on a screen and on paper."""
    return source(__package__, "document.css")


@lru_cache
def _template(name: str) -> Template:
    environment = page_environment(__package__)
    environment.filters["typeset"] = typeset
    environment.filters["quoted"] = _quoted
    environment.filters["place"] = _place
    environment.filters["cell"] = cell_text
    environment.tests["count"] = lambda cell: isinstance(cell, Count)
    environment.tests["block"] = lambda block, kind: type(block).__name__ == kind
    return environment.get_template(name)


def _quoted(text: str) -> Markup:
    """A string of a style sheet that nothing ends: every character but letters and digits is told by its number."""
    signs = (sign if sign.isalnum() else f"\\{ord(sign):06x}" for sign in text)
    return Markup('"' + "".join(signs) + '"')


def _place(mark: float, start: float, length: float) -> float:
    """Where a mark from 1 to 5 stands on an axis; the ends keep half a mark of room."""
    return round(start + (mark - 0.5) / 5 * length, 1)
