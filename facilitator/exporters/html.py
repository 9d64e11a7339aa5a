"""One self-contained HTML page: it asks the network for nothing, prints on A4 and reads aloud."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from facilitator.engine.wording import typeset
from facilitator.exporters.outline.blocks import Count, Outline
from facilitator.locale import gettext as _
from facilitator.locale import language


def render(outline: Outline) -> bytes:
    """The page in UTF-8."""
    return _template().render(outline=outline, language=language(), _=_).encode()


@lru_cache
def _template() -> Template:
    # Read through the package's resources: the program may live in a single file.
    folder = files(__package__).joinpath("templates")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["typeset"] = lambda text: typeset(text, language())
    environment.filters["place"] = _place
    environment.tests["count"] = lambda cell: isinstance(cell, Count)
    environment.tests["block"] = lambda block, kind: type(block).__name__ == kind
    return environment.get_template("document.html")


def _place(mark: float, start: float, length: float) -> float:
    """Where a mark from 1 to 5 stands on an axis; the ends keep half a mark of room."""
    return round(start + (mark - 0.5) / 5 * length, 1)
