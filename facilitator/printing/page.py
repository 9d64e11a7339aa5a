"""The paper that sheets are printed on: one self-contained page, that asks the network for nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Template

from facilitator.engine.wording import clock_time, duration, typeset
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.network.qr import qr_svg
from facilitator.pages import page_environment


def page(template: str, **context: Any) -> bytes:
    """A sheet in UTF-8, in the language in use."""
    return _template(template).render(**context, language=language(), _=_, ngettext=ngettext).encode()


@lru_cache
def _template(name: str) -> Template:
    environment = page_environment(__package__)
    environment.globals["qr_svg"] = qr_svg
    environment.filters["typeset"] = lambda text: typeset(text, language())
    environment.filters["hour"] = lambda minutes: clock_time(minutes, language())
    environment.filters["minutes"] = lambda minutes: duration(minutes * 60, language())
    return environment.get_template(name)
