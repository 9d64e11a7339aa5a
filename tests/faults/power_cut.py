"""Every state in which a power cut may leave a folder, worked out from the system calls of one run.

The model is the pessimistic reading of POSIX: a file's content reaches the disk when that file is synced, a name when
its folder is. Until then any of it may be there: nothing, all, half of the new bytes, or zeros in their place; names
appear in the order in which they were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CALLS = ("openat", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
OPTIONS = ("-y", "-xx", "-s", "1000000")
"""How strace must print the calls for `disks_after`."""

_CALL = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*|[^>]*)>")


@dataclass
class _File:
    now: bytes
    safe: bytes


@dataclass
class Disk:
    """A folder as the run sees it, and as much of it as is safe."""

    folder: Path
    files: dict[str, _File] = field(default_factory=dict)
    safe_names: dict[str, _File] = field(default_factory=dict)
    pending: list[tuple[str, _File | None]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """What the run has told the world so far."""

    def hold(self, name: str, *, safe: bytes, unsafe: bytes = b"") -> None:
        """Put a file there before the run; its name is safe, and of its content the first part."""
        self.files[name] = self.safe_names[name] = _File(safe + unsafe, safe)

    def name(self, name: str, file: _File | None) -> None:
        if file is None:
            self.files.pop(name, None)
        else:
            self.files[name] = file
        self.pending.append((name, file))

    def after_a_cut(self) -> Iterator[dict[str, bytes]]:
        """Each content that the folder may have if the power goes now."""
        for applied in range(len(self.pending) + 1):
            names = dict(self.safe_names)
            for name, file in self.pending[:applied]:
                if file is None:
                    names.pop(name, None)
                else:
                    names[name] = file
            choices = {name: _contents(file) for name, file in names.items()}
            for chosen in range(max(map(len, choices.values()), default=0)):
                yield {name: contents[min(chosen, len(contents) - 1)] for name, contents in choices.items()}


def _contents(file: _File) -> list[bytes]:
    if file.now == file.safe:
        return [file.safe]
    if not file.now.startswith(file.safe):
        return [file.safe, file.now]
    new = file.now[len(file.safe) :]
    halves = [new[: len(new) // 2], new[:-1], bytes(len(new)), bytes(len(new) // 2) + new[len(new) // 2 :]]
    return [file.safe, file.now, *(file.safe + half for half in halves)]


def disks_after(trace: str, disk: Disk) -> Iterator[Disk]:
    """The disk after each call of the trace; always the same object, moved on."""
    yield disk
    for line in _whole_lines(trace):
        call = _CALL.match(line)
        if call and int(call[3]) >= 0:
            _apply(disk, call[1], call[2], int(call[3]))
            yield disk


def _apply(disk: Disk, call: str, arguments: str, result: int) -> None:
    strings = [_unhex(found) for found in _HEX.findall(arguments)]
    descriptor = _DESCRIPTOR.match(arguments)
    number, path = (int(descriptor[1]), _unhex(descriptor[2]).decode()) if descriptor else (-1, "")
    file = disk.files.get(_inside(disk, path))
    if call == "openat" and "O_CREAT" in arguments and (name := _inside(disk, strings[0].decode())):
        if name not in disk.files:
            disk.name(name, _File(b"", b""))
    elif call == "write" and number == 1:
        disk.said += strings[0].decode().splitlines()
    elif call == "write" and file:
        file.now += strings[0][:result]
    elif call == "ftruncate" and file:
        file.now = file.now[: int(arguments.rsplit(",", 1)[1])]
    elif call in ("fsync", "fdatasync") and file:
        file.safe = file.now
    elif call == "fsync" and path == str(disk.folder):
        disk.safe_names, disk.pending = dict(disk.files), []
    elif call == "rename" and (source := _inside(disk, strings[0].decode())):
        moved = disk.files[source]
        disk.name(_inside(disk, strings[1].decode()), moved)
        disk.name(source, None)
    elif call == "unlink" and (name := _inside(disk, strings[0].decode())):
        disk.name(name, None)


def _inside(disk: Disk, path: str) -> str:
    return Path(path).name if Path(path).parent == disk.folder else ""


def _whole_lines(trace: str) -> Iterator[str]:
    """Joins the calls that another thread's interrupted in the log."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        process = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[process] = line.removesuffix("<unfinished ...>")
        elif " resumed>" in line:
            yield begun.pop(process) + line.split(" resumed>", 1)[1]
        else:
            yield line


def _unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()
