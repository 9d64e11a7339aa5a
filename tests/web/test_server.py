from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.web import server
from tests.harness.hosting import KEY, Hosted, hosted

PATIENCE = 0.5


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setattr(server, "REQUEST_SECONDS", PATIENCE)
    with hosted(tmp_path) as host:
        yield host


class Wire:
    """A client that speaks byte by byte."""

    def __init__(self, host: Hosted) -> None:
        self._socket = socket.create_connection((host.address.name, host.address.port), timeout=5)
        self._host = host

    def say(self, text: str) -> Wire:
        said = text.replace("\n", "\r\n").replace("/KEY/", f"/{KEY}/")
        self._socket.sendall(said.replace("HOST", f"Host: {self._host.address.authority}").encode())
        return self

    def hear(self) -> str:
        """What comes until the host hangs up; fails if it does not."""
        heard = b""
        try:
            while received := self._socket.recv(65536):
                heard += received
        except ConnectionResetError:
            pass
        finally:
            self._socket.close()
        return heard.decode()

    def hear_until(self, end: str) -> str:
        """What comes, up to and with these words."""
        heard = b""
        while not heard.endswith(end.encode()):
            received = self._socket.recv(1)
            assert received, f"the host hung up after {heard!r}"
            heard += received
        return heard.decode()

    def is_kept(self, seconds: float) -> bool:
        """Whether the host stays on the line that long, saying nothing more."""
        self._socket.settimeout(seconds)
        try:
            return self._socket.recv(1) != b""
        except TimeoutError:
            return True
        except ConnectionResetError:
            return False
        finally:
            self._socket.settimeout(5)

    def close(self) -> None:
        self._socket.close()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "GET /health",
        "GET /health HTTP/1.1\nHOST\n",
        "POST /remote/KEY/pause HTTP/1.1\nHOST\nContent-Length: 10\n\nabc",
    ],
    ids=["nothing", "half a line", "half a head", "half a body"],
)
def test_who_does_not_finish_a_request_is_hung_up_on(host: Hosted, words: str) -> None:
    assert Wire(host).say(words).hear() == ""
    assert host.ask("GET", "/health")[0] == 200


def test_who_drips_a_request_is_hung_up_on_too(host: Hosted) -> None:
    wire = Wire(host).say("GET /health HTTP/1.1\nX-Slow: ")
    drops = 0
    while wire.is_kept(0.02):
        wire.say("a")
        drops += 1
        assert drops < 200, "the host listens for ever"
    wire.close()


def test_who_asks_again_and_again_is_kept(host: Hosted) -> None:
    wire = Wire(host)
    for _ in range(3):
        assert wire.say("GET /health HTTP/1.1\nHOST\n\n").hear_until("}").startswith("HTTP/1.1 200")
    assert wire.is_kept(PATIENCE * 2)
    wire.close()


def test_what_was_answered_is_let_go_of_at_once(host: Hosted) -> None:
    gc.disable()
    try:
        gc.collect()
        wire = Wire(host)
        for _ in range(20):
            wire.say("GET /health HTTP/1.1\nHOST\n\n").hear_until("}")
        wire.close()
        left = sum(type(one).__name__ == "RequestResponseCycle" for one in gc.get_objects())
    finally:
        gc.enable()
    assert left <= 2, "garbage is looked for seldom: answers must leave none"


def test_who_asks_for_nothing_more_is_hung_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "KEEP_SECONDS", 1)
    with hosted(tmp_path) as host:
        wire = Wire(host).say("GET /health HTTP/1.1\nHOST\n\n")
        assert wire.hear_until("}").startswith("HTTP/1.1 200")
        assert wire.hear() == ""


def test_who_follows_a_stream_is_never_hurried(host: Hosted) -> None:
    wire = Wire(host).say("GET /screen/events HTTP/1.1\nHOST\n\n")
    assert "text/event-stream" in wire.hear_until("\n\n\r\n")
    assert wire.is_kept(PATIENCE * 2)
    wire.close()


@pytest.mark.parametrize(
    "words",
    [
        "GET /health HTTP/1.1\nHOST\nX-Long: " + "a" * 40_000 + "\n\n",
        "GET /" + "a" * 40_000 + " HTTP/1.1\nHOST\n\n",
        "GET /health HTTP/1.1\n\n",
        "GET /health HTTP/1.1\nHOST\nHost: other\n\n",
        "POST /remote/KEY/pause HTTP/1.1\nHOST\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n",
        "POST /remote/KEY/pause HTTP/1.1\nHOST\nContent-Length: -1\n\n",
        "POST /remote/KEY/pause HTTP/1.1\nHOST\nContent-Length: 999999999\n\n",
        "\x00\x01\x02\n\n",
    ],
    ids=["long header", "long path", "no host", "two hosts", "two lengths", "negative", "huge", "noise"],
)
def test_a_crooked_request_is_refused_and_hurts_nobody(host: Hosted, words: str) -> None:
    heard = Wire(host).say(words).hear()

    assert heard == "" or heard.startswith("HTTP/1.1 4"), heard[:200]
    assert host.ask("GET", "/health")[0] == 200


def test_a_body_without_end_is_cut(host: Hosted) -> None:
    wire = Wire(host).say("POST /remote/KEY/pause HTTP/1.1\nHOST\nTransfer-Encoding: chunked\n\n")
    try:
        for _ in range(100):
            wire.say("10000\n" + "a" * 0x10000 + "\n")
    except OSError:
        pass

    assert "200" not in wire.hear()[:20]
    assert host.ask("GET", "/health")[0] == 200


def test_idle_connections_take_no_place_from_those_who_ask(host: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 20)
    idle = [Wire(host) for _ in range(60)]

    for wire in idle[40:]:
        assert wire.hear() == ""
    for wire in idle[:20]:
        assert wire.hear() == ""
    assert host.ask("GET", "/health")[0] == 200
    for wire in idle:
        wire.close()
