"""What is no request is nobody's idea; the short way for plain requests never says otherwise than the whole parser."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from facilitator.web import pace, server
from tests.abuse.wire import answered, bent_request
from tests.harness.hosting import hosted, ideas_on_disk
from tests.web.guesthouse import Phone

MINUTES = float(os.environ.get("FACILITATOR_CAMPAIGN_MINUTES", "60"))
ROUND = 3_000
ALLOWED = {b"100", *(b"%d" % n for n in (200, 201, 303, 307, 400, 403, 404, 405, 409, 413, 414, 415, 422, 431))}
PATIENCE = 0.4
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
Told = tuple[list[tuple[bytes, ...]], dict[str, str]]
"""The statuses that each request was answered, and the ideas that came of them."""


def told(folder: Path, seeds: Sequence[int]) -> Told:
    """What a host says to these requests, thirty at once."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        for name in ("REQUEST_SECONDS", "KEEP_SECONDS"):
            patch.setattr(server, name, PATIENCE)
        patch.setattr(pace, "SECONDS_PER_ONE", 0.0)
        host = stack.enter_context(hosted(folder))
        host.send("start-phase")
        victim = Phone(host).joins()
        assert victim.send("/ideas", id="victim", text="À moi").status == 201
        cookie = Phone(host).joins().cookie

        def ask(seed: int) -> bytes:
            return answered(host, bent_request(seed, host.address.authority, cookie)[1])

        with ThreadPoolExecutor(30) as wires:
            heard = list(wires.map(ask, seeds))
        assert Phone(host, victim.cookie).get("/view").status == 200
        log = (host.folder / "facilitator.log").read_text(encoding="utf-8")
        assert log == "", "whoever sends what is no request must not fill the disk"
        return [tuple(_STATUS.findall(said)) for said in heard], ideas_on_disk(host.folder)


def compared(folder: Path, seeds: range, monkeypatch: pytest.MonkeyPatch) -> int:
    """Tells both ways of the same requests; how many of them were let in."""
    swift = told(folder / "swift", seeds)
    with monkeypatch.context() as patch:
        patch.setattr(server, "read_plain", lambda data: None)
        whole = told(folder / "whole", seeds)

    for seed, statuses in zip(seeds, swift[0], strict=True):
        assert set(statuses) <= ALLOWED, (statuses, bent_request(seed, "HOST", "COOKIE"))
    differ = {
        seed: (one, other, bent_request(seed, "HOST", "COOKIE"))
        for seed, one, other in zip(seeds, swift[0], whole[0], strict=True)
        if _heard(one) != _heard(other)
    }
    assert differ == {}
    assert swift[1] == whole[1]
    assert swift[1].pop("victim") == "À moi"
    return len(swift[1])


def _heard(statuses: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Without a last refusal: when the host hangs up on who is still sending, it may not be heard."""
    return statuses[:-1] if statuses and statuses[-1] >= b"400" else statuses


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    for way in ("swift", "whole"):
        (tmp_path / way).mkdir()


def test_bent_requests_are_read_alike_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 20 < compared(tmp_path, range(300), monkeypatch) < 280


@pytest.mark.campaign
def test_an_hour_of_bent_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends, sent, taken = time.monotonic() + MINUTES * 60, 0, 0
    while time.monotonic() < ends:
        folder = tmp_path / str(sent)
        for way in ("swift", "whole"):
            (folder / way).mkdir(parents=True)
        taken += compared(folder, range(1_000_000 + sent, 1_000_000 + sent + ROUND), monkeypatch)
        sent += ROUND
    print(f"{sent} requests, each sent both ways; {taken} ideas came of them")
