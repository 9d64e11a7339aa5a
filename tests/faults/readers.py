"""What a reader owes to whatever bytes it is given: to read them or to say why not, quickly, and never anything else.

`python -m tests.faults.readers script|journal SECONDS CORPUS` searches for bytes that make one fail, led by the code
that they reach (with atheris); bytes that do are left in the current folder as `crash-…`.
"""

from __future__ import annotations

import atexit
import random
import re
import shutil
import sys
import tempfile
import time
import zlib
from functools import cache
from pathlib import Path
from typing import Final

SLOWEST: Final = 2.0
"""Seconds of the processor's own for one file, every line of the reader watched."""
LONGEST: Final = 20_000
"""Bytes of a file that is tried: longer ones are slower, not stranger."""
ODD: Final = (
    b"1", b"-1", b"1.5", b"NaN", b"1e999", b"true", b"null", b'""', b'"\\ud800"', b"[]", b"{}", b"[[[]]]",
    b'"\\u001b[2J"', b"9" * 5000, b'"2026"', b"16:00:00", b"1979-05-27",
)  # fmt: skip
"""What may stand in the place of any value."""
_VALUE: Final = re.compile(rb'"(?:[^"\\\n]|\\.)*"|-?\d[\w.+-]*|true|false|null')
"""A value or a name, in JSON and in TOML."""
SCRIPT: Final = """format = 1
[workshop]
title = "Essai"
start = "16:00"
end = "17:00"
[[phase]]
id = "un"
title = "Un"
kind = "collect"
minutes = 40
question = "Quoi ?"
"""
"""What the journals are of: short, since each of them has it read."""


def read_script_or_explain(data: bytes) -> None:
    """A script is read, or each thing wrong with it has its line and its remedy."""
    from facilitator.engine.opening import opening
    from facilitator.store.scripts.reading import read_text

    began = time.process_time()
    reading = read_text(data, "essai.toml")
    assert time.process_time() - began < SLOWEST
    errors = [problem for problem in reading.problems if problem.level == "error"]
    assert reading.sound is not bool(errors)
    assert all(str(problem).startswith("essai.toml") and problem.remedy for problem in errors)
    for problem in reading.problems:
        str(problem).encode()
    if reading.draft is not None:
        opening("20261124-160000-essai-3fa9", reading.draft, 0.0, None)


def read_journal_or_refuse(data: bytes) -> None:
    """A journal is read, or refused with a sentence; nothing in it is touched, and who goes on writes after it.

    Each line is given the checksum that it lacks, else no damage would ever get past it; from a zero byte on they
    stand as they are.
    """
    from facilitator.store.codec import UnreadableEntry
    from facilitator.store.journal import FutureFormat
    from facilitator.store.opening import UnusableSession, load_state

    bodies, _zero, raw = data.partition(b"\0")
    written = b"".join(b"%08x %d %b\n" % (zlib.crc32(body), len(body), body) for body in bodies.split(b"\n")) + raw
    folder = _session()
    (folder / "journal.jsonl").write_bytes(written)
    began = time.process_time()
    try:
        state = load_state(folder)
    except (FutureFormat, UnreadableEntry, UnusableSession) as refusal:
        assert refusal.sentence().encode()
        assert (folder / "journal.jsonl").read_bytes() == written
        return
    assert time.process_time() - began < SLOWEST
    assert (folder / "journal.jsonl").read_bytes() == written
    if zlib.crc32(data) % 16 == 0:  # a thread to start and a disk to wait for
        _assert_it_goes_on(folder, state.seq)


def _assert_it_goes_on(folder: Path, seq: int) -> None:
    from facilitator.store.journal import Journal, read_journal

    journal = Journal.open(folder)
    last = max((entry["seq"] for entry in journal.entries()), default=0)
    assert last == seq
    outcomes: list[OSError | None] = []
    journal.append({"seq": last + 1, "at": 0.0, "events": []}, outcomes.append)
    journal.close()
    assert outcomes == [None]
    assert [entry["seq"] for entry in read_journal(folder).entries][-1] == last + 1


@cache
def _session() -> Path:
    """A folder that holds a script alone, in memory where the machine can."""
    memory = Path("/dev/shm")
    home = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = home / "20261124-160000-stats-3fa9"
    folder.mkdir()
    (folder / "script.toml").write_text(SCRIPT, encoding="utf-8")
    return folder


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The same with one of its values replaced, by something odd or by another one of its own."""
    values = list(_VALUE.finditer(data))
    if not values:
        return data
    one, other = chance.choice(values), chance.choice(values)
    return data[: one.start()] + chance.choice((*ODD, other[0])) + data[one.end() :]


TARGETS: Final = {
    "script": (read_script_or_explain, ["facilitator.store.scripts", "facilitator.engine.script"]),
    "journal": (
        read_journal_or_refuse,
        [*(f"facilitator.store.{part}" for part in ("reading", "segments", "repair", "codec")), "facilitator.engine"],
    ),
}
"""What is tried, and the code whose lines are watched meanwhile."""


def main(target: str, seconds: str, corpus: str) -> None:
    """Searches for so long, from the files of a folder and into it."""
    import atheris

    reader, watched = TARGETS[target]
    with atheris.instrument_imports(include=watched):
        reader(b"")
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=2048"]

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            mutated: bytes = atheris.Mutate(data, most)
            return mutated
        return spoilt(data, chance)[:most]

    atheris.Setup([sys.argv[0], *limits, corpus], reader, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
