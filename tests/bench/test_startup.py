"""How long until something is painted, until the session's title is, and until the host answers."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest

from facilitator.engine.events import Entry, Event, IdeaSubmitted, PhaseStarted, SessionStarted, VotesCast
from facilitator.live.clock import wall_time
from facilitator.store.codec import encode_entry
from facilitator.store.segments import encode_line
from tests.bench.measures import HELLO, Started, free_port, report
from tests.harness.hosting import hosted

pytestmark = pytest.mark.bench

RUNS = 9
SKELETON, TITLE = b"connexion", b"Au secours, je suis perdu"


def _start(data: Path, *arguments: str) -> tuple[float, float, float]:
    """Milliseconds to the skeleton, to the title, to the host's first answer."""
    port = free_port()
    command = [sys.executable, "-m", "facilitator", "--data", str(data), *arguments, "--port", str(port)]
    started = Started(command, port)
    skeleton, title = started.painted([SKELETON, TITLE if arguments[0] == "run" else "Les idées".encode()])
    started.end()
    return skeleton, title, started.accepted


def _hello() -> float:
    started = Started(HELLO)
    (painted,) = started.painted([b"HELLO-MARK"])
    started.end()
    return painted


def test_a_new_session(tmp_path: Path) -> None:
    floor, runs = [], []
    for run in range(RUNS):
        floor.append(_hello())
        runs.append(_start(tmp_path / str(run), "run", "au-secours-stats"))
    hello = median(floor)
    skeleton, title, accepted = (median(column) for column in zip(*runs, strict=True))

    report("hello-world in Textual", hello, "ms")
    report("console's skeleton", skeleton / hello, "× hello", goal=1.15)
    report("title from the host", title / hello, "× hello", goal=1.35)
    report("host answering", accepted / hello, "× hello", goal=1.25)


def test_a_session_of_ten_thousand_ideas(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        pass
    _fill(host.folder / "journal.jsonl", ideas=10_000)
    floor, runs = [], []
    for _ in range(RUNS):
        floor.append(_hello())
        runs.append(_start(tmp_path / "data", "resume"))
    title = median(title for _, title, _ in runs)

    report("10,000 ideas (30,000 entries) open, after hello", title - median(floor), "ms", goal=300)


def _fill(journal: Path, ideas: int) -> None:
    """Writes a session of so many ideas, each with two ballots, after the header."""
    now = wall_time()
    start = (SessionStarted(now, now, now + 3600), PhaseStarted("idees", now))
    lines = [encode_line(encode_entry(Entry(1, now, start, "start-phase")))]
    for seq in range(2, 3 * ideas, 3):
        text = f"Une idée pour améliorer le suivi des données du service, avec encore {seq} mots"
        given = IdeaSubmitted(id=f"i{seq}", phase="idees", text=text, at=now, channel="phone", column="Ailleurs")
        vote = VotesCast(phase="idees", voter=f"v{seq % 40}", points=((f"i{seq}", 1),), channel="phone")
        for n, event in enumerate[Event]((given, vote, vote)):
            lines.append(encode_line(encode_entry(Entry(seq + n, now, (event,)))))
    with journal.open("ab") as file:
        file.writelines(lines)
