"""Twenty-two ways of being a bad client: each is hung up on or refused in time, and honest phones notice nothing."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from facilitator.web import server
from tests.harness.hosting import Hosted, hosted
from tests.web.guesthouse import Phone

PATIENCE = 1.0
MEGABYTE = 1_000_000
POST = "POST /ideas HTTP/1.1\nHOST\nContent-Type: application/json\n"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with pytest.MonkeyPatch.context() as patch, hosted(tmp_path_factory.mktemp("host")) as host:
        patch.setattr(server, "REQUEST_SECONDS", PATIENCE)
        host.send("start-phase")
        yield host


PROBES = {
    "nothing at all": "",
    "half a request line": "GET /hea",
    "half a head": "GET /health HTTP/1.1\nHOST\nX-Half: ",
    "half a body": POST + "Content-Length: 10\n\n{",
    "a header of 64 kB": "GET /health HTTP/1.1\nHOST\nX-Long: " + "a" * 65_536 + "\n\n",
    "headers of 1 MB": "GET /health HTTP/1.1\nHOST\n" + "X-Many: aaaaaaaaaa\n" * (MEGABYTE // 20) + "\n",
    "an address of 64 kB": "GET /" + "a" * 65_536 + " HTTP/1.1\nHOST\n\n",
    "a query of 64 kB": "GET /health?" + "a" * 65_536 + " HTTP/1.1\nHOST\n\n",
    "a length and chunks": POST + "Content-Length: 2\nTransfer-Encoding: chunked\n\n0\n\n",
    "two lengths": POST + "Content-Length: 2\nContent-Length: 3\n\n{}",
    "a transfer encoding nobody knows": POST + "Transfer-Encoding: xchunked\n\n0\n\n",
    "a space before the colon": POST + "Transfer-Encoding : chunked\n\n0\n\n",
    "a zero byte": "GET /health HTTP/1.1\nHOST\nX-Zero: a\x00b\n\n",
    "a length with a sign": POST + "Content-Length: +5\n\nhello",
    "a negative length": POST + "Content-Length: -1\n\n",
    "a chunk of endless size": POST + "Transfer-Encoding: chunked\n\nFFFFFFFFFFFFFFFFF\n",
    "bare line feeds": "GET /health HTTP/1.1\rHOST\r\r",
    "no host": "GET /health HTTP/1.1\n\n",
    "two hosts": "GET /health HTTP/1.1\nHOST\nHOST\n\n",
    "a body of 20 MB": POST + f"Content-Length: {20 * MEGABYTE}\n\n",
    "another protocol": "PRI * HTTP/2.0\n\nSM\n\n",
    "a folded header": "GET /health HTTP/1.1\nHOST\nX-Folded: a\n b: c\nHost: evil.example\n\n",
}


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES.keys())
def test_a_bad_client_is_refused_or_hung_up_on_in_time(host: Hosted, probe: str) -> None:
    raw = probe.replace("\n", "\r\n").replace("HOST", f"Host: {host.address.authority}").encode()
    began = time.monotonic()
    heard = b""
    with socket.create_connection((host.address.name, host.address.port), timeout=10) as wire:
        try:
            wire.sendall(raw)
            while received := wire.recv(65536):
                heard += received
        except ConnectionError:
            pass

    assert time.monotonic() - began < PATIENCE + 4
    assert heard == b"" or heard.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")), heard[:200]
    assert heard.count(b"HTTP/1.1") <= 1
    assert Phone(host).joins().send("/ready").status == 201


def test_they_are_twenty_two() -> None:
    assert len(PROBES) == 22
