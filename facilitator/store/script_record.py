"""The script inside a session's results: without the notes and the password that are nobody else's business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from cattrs.preconf.json import make_converter

from facilitator.engine.script import Network, Script

_CONVERTER: Final = make_converter(omit_if_default=True)


def encode_script(script: Script) -> dict[str, Any]:
    """A script as JSON holds it, defaults left out."""
    public = replace(script, network=Network(), phase=tuple(replace(p, notes="", outcome="") for p in script.phase))
    encoded: dict[str, Any] = _CONVERTER.unstructure(public)
    return encoded


def decode_script(kept: Mapping[str, Any]) -> Script:
    """The script that was kept; raises whatever cattrs meets in a file of another make."""
    return _CONVERTER.structure(kept, Script)
