"""The paper that sheets are printed on: one self-contained page, that asks the network for nothing."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from facilitator.engine.wording import clock_time, duration, typeset
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.network.qr import qr_svg


def page(template: str, **context: Any) -> bytes:
    """A sheet in UTF-8, in the language in use."""
    return _template(template).render(**context, language=language(), _=_, ngettext=ngettext).encode()


def _source(name: str) -> str:
    # Read through the package's resources: the program may live in a single file.
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["qr_svg"] = qr_svg
    environment.filters["typeset"] = lambda text: typeset(text, language())
    environment.filters["hour"] = lambda minutes: clock_time(minutes, language())
    environment.filters["minutes"] = lambda minutes: duration(minutes * 60, language())
    return environment.get_template(name)
