"""A session's state beside its journal, so that a long one opens without being lived again.

Never the truth: it only spares reading entries whose bytes, its journal still says, are the very ones it was made from.
Whatever is in doubt, the journal is read whole; `docs/decisions/0005` says what may be doubted.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, Final

from facilitator.engine.running_order import as_run
from facilitator.engine.state import SessionState
from facilitator.store.atomic import write_atomically
from facilitator.store.outside import read_file
from facilitator.store.packing import pack, unpack
from facilitator.store.paths import SessionFolder
from facilitator.store.segments import encode_line, read_object, sound_body
from facilitator.store.trail import Mark

ROOMS: Final = ("engine", "engine/reduce", "store", "store/scripts")
"""The code that leads from the files to a state."""
_FIELDS: Final = tuple(field.name for field in fields(SessionState) if field.name not in ("script", "written"))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a journal's first bytes lead."""

    state: SessionState
    mark: Mark


def write_checkpoint(folder: SessionFolder, checkpoint: Checkpoint) -> None:
    """Replaces the folder's checkpoint; blocks. Raises the disk's OSError."""
    state = {name: pack(getattr(checkpoint.state, name)) for name in _FIELDS}
    about = {**_origin(folder), "journal": asdict(checkpoint.mark)}
    write_atomically(folder.checkpoint, encode_line(about) + encode_line(state))


def read_checkpoint(folder: SessionFolder, first: SessionState) -> Checkpoint | None:
    """The folder's checkpoint, if this code made it from this script; whether its journal still stands is to be seen.

    `first` as in `first_state`.
    """
    # Whatever stands there, the journal knows better.
    try:
        about, state = map(_object, read_file(folder.checkpoint).splitlines(keepends=True))
        mark = Mark(**about.pop("journal"))
        if about != _origin(folder):
            return None
        kept = replace(first, **{name: unpack(state[name]) for name in _FIELDS})
        script = as_run(kept.written, kept.rewordings, kept.additions, kept.order)
        return Checkpoint(replace(kept, script=script), mark)
    except Exception:
        return None


def _origin(folder: SessionFolder) -> dict[str, str]:
    """What a state is made with, beside the journal."""
    return {"code": _code(), "script": _told(read_file(folder.script))}


@cache
def _code() -> str:
    # By their folders: asking for a package's files imports it, and the reducer's brings all the events.
    rooms = [files("facilitator").joinpath(room) for room in ROOMS]
    sources = [file for room in rooms for file in room.iterdir() if file.name.endswith(".py")]
    return _told(b"".join(file.read_bytes() for file in sorted(sources, key=lambda file: file.name)))


def _told(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _object(line: bytes) -> dict[str, Any]:
    body = sound_body(line)
    value = None if body is None else read_object(body)
    if value is None:
        raise ValueError("not a line of ours")
    return value
