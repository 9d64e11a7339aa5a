"""Bring the catalogues up to date with the code, and say what is left to translate: `python -m tools.messages`.

French sentences are gathered where they are written: `_`, `N_`, `ngettext`, and the refusals of the engine.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "facilitator" / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "facilitator.po"
CLICK = LOCALE / "fr" / "LC_MESSAGES" / "click.po"
KEYWORDS = {
    "_": None, "N_": None, "ngettext": (1, 2), "Refused": None, "TooLong": None,
    "between": (4,), "identity": (2,), "known": (3,), "Ending": (2,),
}  # fmt: skip
"""What each function says, and which of its arguments is a sentence."""


def gathered() -> Catalog:
    """Every sentence of the code."""
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(ROOT / "facilitator", [("**.py", "python"), ("**.html", "jinja2")], keywords=KEYWORDS)
    for file, _line, message, _comments, context in found:
        catalogue.add(message, locations=[(f"facilitator/{Path(file).as_posix()}", 0)], context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """A catalogue as it is kept."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def untranslated(catalogue: Catalog) -> list[Message]:
    """What still has to be said in that language."""
    return [message for message in catalogue if message.id and (message.fuzzy or not all(strings_of(message)))]


def strings_of(message: Message) -> tuple[str, ...]:
    """The translations of a message, one per form."""
    return message.string if isinstance(message.string, tuple) else (str(message.string or ""),)


def compiled(path: Path) -> bytes:
    """A catalogue as the program reads it."""
    buffer = BytesIO()
    write_mo(buffer, read(path))
    return buffer.getvalue()


def merge() -> Catalog:
    """The English catalogue with what the code says now, and nothing that it no longer says."""
    english = read(ENGLISH)
    english.update(gathered(), no_fuzzy_matching=True)
    english.obsolete.clear()
    with ENGLISH.open("wb") as file:
        write_po(file, english, width=110, include_lineno=False, sort_by_file=True)
    return read(ENGLISH)


def main() -> int:
    """Merge and compile; the exit code says whether something is left to translate."""
    left = untranslated(merge())
    for path in (ENGLISH, CLICK):
        path.with_suffix(".mo").write_bytes(compiled(path))
    for message in left:
        print(f"{ENGLISH.relative_to(ROOT)}: {message.id!r}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
