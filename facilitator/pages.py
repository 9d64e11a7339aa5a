"""Where pages come from: templates beside the code that fills them, everything foreign escaped, no name forgotten."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def source(package: str, name: str) -> str:
    """A template of a package, read through its resources: the program may live in a single file."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def page_environment(package: str) -> Environment:
    """What fills the templates of a package."""
    # Not imported with the rest: a face is already connected while this loads.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(lambda name: source(package, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
