"""From a Report to files that people publish, print and read: every format says the same, and twice the same bytes."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import Final

from facilitator.engine.synthesis import Report
from facilitator.exporters.outline import DOCUMENTS, Document
from facilitator.exporters.wording import local
from facilitator.locale import gettext as _

__all__ = ["DOCUMENTS", "FORMATS", "Document", "UnknownFormat", "export", "file_name", "format_of", "write_export"]

FORMATS: Final[Mapping[str, str]] = MappingProxyType({"md": "markdown", "html": "html"})
"""What a file's suffix says → the module that makes it, imported when it is asked for."""

_ALIASES: Final = MappingProxyType({"markdown": "md", "htm": "html"})
_SLUG_LENGTH: Final = 60

WriteFile = Callable[[Path, bytes], None]


class UnknownFormat(Exception):
    """A format that nothing here makes."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        return _("Le format « {name} » n’existe pas. Formats possibles : {formats}.").format(
            name=self.name, formats=", ".join(FORMATS)
        )

    __str__ = sentence


def format_of(name: str) -> str:
    """The format meant by a name or a suffix, with or without its dot. Raises UnknownFormat."""
    plain = name.lower().removeprefix(".")
    found = _ALIASES.get(plain, plain)
    if found not in FORMATS:
        raise UnknownFormat(name)
    return found


def export(report: Report, format: str, document: Document = "account", zone: tzinfo | None = None) -> bytes:  # noqa: A002
    """A document in one format; times are told on the clocks of `zone`, this machine's when None."""
    module = importlib.import_module(f"{__name__}.{FORMATS[format_of(format)]}")
    made: bytes = module.render(DOCUMENTS[document](report, zone))
    return made


def file_name(report: Report, format: str, document: Document = "account", zone: tzinfo | None = None) -> str:  # noqa: A002
    """A name that is safe everywhere and that no other session or version takes; v0 is not signed yet."""
    started = "" if report.started_at is None else f"{local(report.started_at, zone):%Y-%m-%d}"
    unique = report.session.rpartition("-")[2]
    kind = "" if document == "account" else document
    version = f"v{report.signature.version if report.signature else 0}"
    parts = (started, slug(report.title), kind, slug(unique), version)
    return f"{'-'.join(part for part in parts if part)}.{format_of(format)}"


def write_export(
    report: Report,
    path: Path,
    write: WriteFile,
    *,
    format: str,  # noqa: A002
    document: Document = "account",
    zone: tzinfo | None = None,
) -> Path:
    """Make a document and hand it to `write` (atomic, from the store); in a folder it takes its usual name."""
    target = path / file_name(report, format, document, zone) if path.is_dir() else path
    write(target, export(report, format, document, zone))
    return target


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_SLUG_LENGTH].rstrip("-")
