"""A script file, from its bytes to checked values."""

from __future__ import annotations

import dataclasses
import hashlib
from importlib.resources.abc import Traversable
from pathlib import Path

from facilitator.engine.script import Script
from facilitator.engine.text import clean_line
from facilitator.locale import gettext as _
from facilitator.store.outside import open_file
from facilitator.store.scripts.coherence import check_coherence
from facilitator.store.scripts.decoding import MAX_BYTES, Decoded, Unreadable, decode
from facilitator.store.scripts.lines import TooDeep
from facilitator.store.scripts.problems import Problem, Reading
from facilitator.store.scripts.shaping import shape
from facilitator.store.scripts.syntax import Parsed, parse
from facilitator.store.scripts.telling import Telling


def script_hash(text: str) -> str:
    """What tells two versions of a script apart."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_script(file: Traversable) -> Reading:
    """Everything a script file says, and everything that is wrong with it. Raises OSError when it cannot be opened."""
    with open_file(file) if isinstance(file, Path) else file.open("rb") as bytes_:
        return read_text(bytes_.read(MAX_BYTES + 1), file.name)


def read_text(data: bytes, file: str) -> Reading:
    """The same from bytes, for a file that goes by this name."""
    name = clean_line(file, limit=200)
    try:
        decoded = decode(data)
    except Unreadable as wrong:
        return Reading(name, "", None, None, (Problem("error", name, wrong.line, "", wrong.what, wrong.remedy),))
    told = [Problem("notice", name, decoded.line, "", decoded.notice, decoded.remedy)] if decoded.notice else []
    try:
        parsed = parse(decoded.text)
    except TooDeep as deep:
        what = _("Trop de points dans une clé, ou trop de crochets les uns dans les autres.")
        told.append(Problem("error", name, deep.line, "", what, _("Simplifiez cette ligne.")))
        return Reading(name, decoded.text, None, None, tuple(told))
    return _checked(name, decoded, parsed, told)


def _checked(name: str, decoded: Decoded, parsed: Parsed, told: list[Problem]) -> Reading:
    telling = Telling(name, parsed.index, parsed.document, parsed.spoilt)
    script: Script | None = None
    told += [Problem("error", name, line, "", what, remedy) for line, what, remedy in parsed.mistakes]
    if parsed.whole:
        script = _named(shape(parsed.document, telling), name)
        check_coherence(script, telling)
        told += telling.problems
    errors = [problem for problem in told if problem.level == "error"]
    draft = script if all(error.rehearsable for error in errors) else None
    return Reading(
        name,
        decoded.text,
        None if errors else script,
        draft,
        tuple(sorted(told, key=lambda problem: problem.line or 0)),
    )


def _named(script: Script, file: str) -> Script:
    """A workshop without a code takes its file's name."""
    if script.workshop.code:
        return script
    return dataclasses.replace(script, workshop=dataclasses.replace(script.workshop, code=file.removesuffix(".toml")))
