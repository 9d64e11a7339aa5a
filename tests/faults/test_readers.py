"""The readers of scripts and journals, given bytes found by following the code that they reach."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.store.codec import encode_entry
from facilitator.store.opening import header_of
from facilitator.store.scripts import shipped_scripts
from facilitator.store.segments import encode_line
from tests.faults.readers import read_journal_or_refuse, read_script_or_explain, spoilt
from tests.sample import play

ROOT = Path(__file__).parents[2]
MINUTES = int(os.environ.get("FACILITATOR_FUZZ_MINUTES", "60"))


def scripts() -> Iterator[bytes]:
    return (file.read_bytes() for file in shipped_scripts())


def journals() -> Iterator[bytes]:
    """One for each kind of thing that happened in a workshop, then all of it, without the checksums."""
    playing = play()
    header = _body(encode_line({"format": 1, **header_of(playing.state, "")}))
    entries = [encode_entry(entry) for entry in playing.entries]
    of_each_kind = {event["event"]: entry for entry in entries for event in entry["events"]}
    for entry in of_each_kind.values():
        yield header + _body(encode_line({**entry, "seq": 1}))
    yield header + b"".join(_body(encode_line(entry)) for entry in entries)


def _body(line: bytes) -> bytes:
    return line.split(b" ", 2)[2]


@pytest.mark.parametrize("seed", range(3))
def test_a_journal_of_sound_lines_that_nobody_wrote_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for journal in journals():
        read_journal_or_refuse(spoilt(journal, chance))


@pytest.mark.campaign
@pytest.mark.parametrize(("reader", "seeds"), [("script", scripts), ("journal", journals)])
def test_an_hour_of_bytes_led_by_coverage(reader: str, seeds: Callable[[], Iterator[bytes]], tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="it comes with the extra « campaign »")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds()):
        (corpus / str(number)).write_bytes(seed)
    call = [sys.executable, "-m", "tests.faults.readers", reader, str(MINUTES * 60), str(corpus)]
    told = subprocess.run(call, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
    said = told.stderr.decode(errors="replace")
    assert told.returncode == 0, said[-3000:]
    print(*re.findall(r"^Done .*", said, re.MULTILINE))


def test_a_script_that_is_nothing_but_a_line_is_explained() -> None:
    for line in (b"", b"[[phase]]", b"phase = 1", b"[workshop]\ntitle = 1\n", b"\xff\xfe", b"format = 1e999"):
        read_script_or_explain(line)
