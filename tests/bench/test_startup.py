"""How long until something is painted, until the session's title is, and until the host answers."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest

from tests.bench.long_session import IDEA, begin, fill
from tests.bench.measures import HELLO, Started, free_port, report
from tests.harness.hosting import hosted

pytestmark = pytest.mark.bench

RUNS = 9
SKELETON, TITLE = b"connexion", "Au secours, je suis perdu"


def _start(data: Path, mark: str, *arguments: str) -> tuple[float, float, float]:
    """Milliseconds to the skeleton, to a mark on the screen, to the host's first answer."""
    port = free_port()
    command = [sys.executable, "-m", "facilitator", "--data", str(data), *arguments, "--port", str(port)]
    started = Started(command, port)
    skeleton, marked = started.painted([SKELETON, mark.encode()])
    started.end()
    return skeleton, marked, started.accepted


def _hello() -> float:
    started = Started(HELLO)
    (painted,) = started.painted([b"HELLO-MARK"])
    started.end()
    return painted


def test_a_new_session(tmp_path: Path) -> None:
    floor, runs = [], []
    for run in range(RUNS):
        floor.append(_hello())
        runs.append(_start(tmp_path / str(run), TITLE, "run", "au-secours-stats"))
    hello = median(floor)
    skeleton, title, accepted = (median(column) for column in zip(*runs, strict=True))

    report("hello-world in Textual", hello, "ms")
    report("console's skeleton", skeleton / hello, "× hello", goal=1.15)
    report("title from the host", title / hello, "× hello", goal=1.35)
    report("host answering", accepted / hello, "× hello", goal=1.25)


def test_a_session_of_ten_thousand_ideas(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        pass
    journal, checkpoint = host.folder / "journal.jsonl", host.folder / "checkpoint.jsonl"
    begin(journal)
    left = []
    for ideas in (range(9_000), range(9_000, 10_000)):
        fill(journal, ideas)
        with hosted(tmp_path, session=host.session):
            pass
        left.append(checkpoint.read_bytes())
    floor, ways = [], {"": left[1], ", its host killed 3,000 entries later": left[0], ", read whole": b""}
    opened: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(RUNS):
        floor.append(_hello())
        for way, known in ways.items():
            checkpoint.write_bytes(known)
            opened[way].append(_start(tmp_path / "data", IDEA, "resume")[1])

    for way, runs in opened.items():
        report(f"10,000 ideas open{way}, after hello", median(runs) - median(floor), "ms", goal=None if way else 300)
