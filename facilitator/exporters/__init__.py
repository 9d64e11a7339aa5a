"""From a Report to files that people publish, print and read: every format says the same, and twice the same bytes."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from facilitator.engine.synthesis import Report
from facilitator.engine.synthesis.compendium import Compendium
from facilitator.exporters.outline import DOCUMENTS, Document
from facilitator.exporters.outline.proceedings import proceedings
from facilitator.exporters.wording import local
from facilitator.locale import gettext as _
from facilitator.locale import speaking

__all__ = [
    "DOCUMENTS",
    "FORMATS",
    "Document",
    "Format",
    "MissingExtra",
    "PROCEEDINGS",
    "UnknownFormat",
    "available",
    "export",
    "export_proceedings",
    "file_name",
    "format_of",
    "proceedings_name",
    "write_all",
    "write_export",
]


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is made."""

    module: str
    """Here, imported when it is asked for: its `render` makes the bytes."""
    data: bool = False
    """Whether it holds the whole Report, whatever document is asked for."""
    suffix: str = ""
    """Of its files, where it is not its own name."""
    needs: str = ""
    """A library that only an extra installs."""
    extra: str = ""


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "md": Format("markdown"),
        "html": Format("html"),
        "txt": Format("text"),
        "odt": Format("odt", needs="odfdo", extra="office"),
        "docx": Format("docx", needs="docx", extra="office"),
        "pdf": Format("pdf", needs="typst", extra="pdf"),
        "ods": Format("ods", data=True, needs="odfdo", extra="office"),
        "xlsx": Format("xlsx", data=True),
        "csv": Format("csv", data=True),
        "json": Format("json", data=True),
        "ics": Format("ics", data=True),
        "digest": Format("digest", data=True, suffix="txt"),
    }
)
"""What a file's suffix says, or `--format`."""

PROCEEDINGS: Final = (*(name for name, format_ in FORMATS.items() if not format_.data), "json")
"""The formats of proceedings."""

_ALIASES: Final = MappingProxyType({"markdown": "md", "htm": "html", "text": "txt", "ical": "ics"})
_SLUG_LENGTH: Final = 60

WriteFile = Callable[[Path, bytes], None]


class UnknownFormat(Exception):
    """A format that nothing here makes, or not of this."""

    def __init__(self, name: str, possible: Collection[str] = ()) -> None:
        super().__init__(name)
        self.name = name
        self.possible = possible or FORMATS

    def sentence(self) -> str:
        return _("Le format « {name} » n’existe pas ici. Formats possibles : {formats}.").format(
            name=self.name, formats=", ".join(self.possible)
        )

    __str__ = sentence


class MissingExtra(Exception):
    """A format whose library is not installed here."""

    def __init__(self, format: str) -> None:  # noqa: A002
        super().__init__(format)
        self.format = format

    def sentence(self) -> str:
        return _(
            'Le format « {format} » demande un complément : pip install "facilitator[{extra}]". '
            "Sans lui, html et md donnent le même document."
        ).format(format=self.format, extra=FORMATS[self.format].extra)

    __str__ = sentence


def available() -> tuple[str, ...]:
    """The formats that can be made with what is installed here."""
    return tuple(name for name, format_ in FORMATS.items() if not format_.needs or find_spec(format_.needs))


def format_of(name: str) -> str:
    """The format meant by a name or a suffix, with or without its dot. Raises UnknownFormat."""
    plain = name.lower().removeprefix(".")
    found = _ALIASES.get(plain, plain)
    if found not in FORMATS:
        raise UnknownFormat(name)
    return found


def export(report: Report, format: str, document: Document = "account", zone: tzinfo | None = None) -> bytes:  # noqa: A002
    """A document in one format; times are told on the clocks of `zone`, this machine's when None.

    Raises UnknownFormat, and MissingExtra when its library is not installed.
    """
    name = format_of(format)
    render = _module(name).render
    made: bytes = render(report, zone) if FORMATS[name].data else render(DOCUMENTS[document](report, zone))
    return made


def _module(name: str) -> Any:
    found = FORMATS[name]
    if found.needs and not find_spec(found.needs):
        raise MissingExtra(name)
    return importlib.import_module(f"{__name__}.{found.module}")


def export_proceedings(made: Compendium, format: str, zone: tzinfo | None = None) -> bytes:  # noqa: A002
    """The proceedings of several workshops in one format. Raises as `export` does."""
    name = format_of(format)
    if name not in PROCEEDINGS:
        raise UnknownFormat(name, PROCEEDINGS)
    format_ = _module(name)
    content: bytes = format_.render_all(made) if FORMATS[name].data else format_.render(proceedings(made, zone))
    return content


def file_name(report: Report, format: str, document: Document = "account", zone: tzinfo | None = None) -> str:  # noqa: A002
    """A name that is safe everywhere and that no other session or version takes; v0 is not signed yet."""
    name = format_of(format)
    found = FORMATS[name]
    started = "" if report.started_at is None else f"{local(report.started_at, zone):%Y-%m-%d}"
    unique = report.session.rpartition("-")[2]
    kind = "" if document == "account" or found.data else document
    version = f"v{report.signature.version if report.signature else 0}"
    parts = (started, slug(report.title), name if found.suffix else kind, slug(unique), version)
    return f"{'-'.join(part for part in parts if part)}.{found.suffix or name}"


def proceedings_name(made: Compendium, format: str, zone: tzinfo | None = None) -> str:  # noqa: A002
    """A name that says the day and which workshops and versions are inside."""
    days = sorted(f"{local(one.started_at, zone):%Y-%m-%d}" for one in made.reports if one.started_at is not None)
    inside = ",".join(f"{one.session}v{one.signature.version if one.signature else 0}" for one in made.reports)
    unique = sha256(inside.encode()).hexdigest()[:4]
    return f"{'-'.join(part for part in (*days[:1], slug(made.title), unique) if part)}.{format_of(format)}"


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


def write_all(report: Report, folder: Path, write: WriteFile) -> list[Path]:
    """The account in every format that can be made here, in the language of its workshop."""
    with speaking(report.language):
        return [write_export(report, folder, write, format=name) for name in available()]


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_SLUG_LENGTH].rstrip("-")
