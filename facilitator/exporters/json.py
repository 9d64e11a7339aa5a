"""Whole Reports for other programs, and back again without loss."""

from __future__ import annotations

import json
from datetime import tzinfo
from functools import lru_cache
from typing import Any, Final

from cattrs import BaseValidationError, Converter
from cattrs.strategies import configure_tagged_union

from facilitator.engine.synthesis.compendium import Compendium
from facilitator.engine.synthesis.shapes import FORMAT, Content, Report
from facilitator.locale import gettext as _

SCHEMA: Final = "facilitator-report"
PROCEEDINGS: Final = "facilitator-proceedings"


class Unreadable(Exception):
    """Bytes that are not a Report."""

    def sentence(self) -> str:
        return str(self)


def render(report: Report, zone: tzinfo | None = None) -> bytes:
    """UTF-8, a value on each line, keys in the order of the Report; times are seconds since the epoch."""
    return _written({"schema": SCHEMA, "format": FORMAT, "report": _converter().unstructure(report)})


def render_all(made: Compendium) -> bytes:
    """The same for proceedings: their title and every Report."""
    reports = [_converter().unstructure(report) for report in made.reports]
    return _written({"schema": PROCEEDINGS, "format": FORMAT, "title": made.title, "reports": reports})


def _written(value: dict[str, Any]) -> bytes:
    # Not indented, which Python does ten times slower: a line for each value is what comparing two files needs.
    return (json.dumps(value, ensure_ascii=False, separators=(",\n", ": ")) + "\n").encode()


def is_export(content: bytes) -> bool:
    """Whether bytes claim to be one of these files, sound or not."""
    return any(f'"schema": "{schema}"'.encode() in content[:60] for schema in (SCHEMA, PROCEEDINGS))


def read(content: bytes) -> tuple[Report, ...]:
    """The Reports that `render` or `render_all` wrote. Raises Unreadable."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable(_("Ce fichier n’est pas du JSON entier : il a été coupé ou modifié.")) from None
    if not isinstance(found, dict) or found.get("schema") not in (SCHEMA, PROCEEDINGS):
        raise Unreadable(_("Ce fichier JSON n’est pas un export de facilitator."))
    if found.get("format") != FORMAT:
        raise Unreadable(
            _("Cet export est au format {format}, celui-ci lit le format {ours} : mettez facilitator à jour.").format(
                format=str(found.get("format"))[:20], ours=FORMAT
            )
        )
    written = [found.get("report")] if found["schema"] == SCHEMA else found.get("reports")
    try:
        return _converter().structure(written, tuple[Report, ...])
    except (BaseValidationError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unreadable(_("Cet export a été modifié : il lui manque des parties.")) from error


@lru_cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    # A tuple of pairs, a cell: JSON only knows lists.
    converter.register_structure_hook(str, _text)
    configure_tagged_union(Content, converter, tag_name="kind")
    return converter


def _text(value: Any, _type: type[str]) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
