"""Requests as no browser writes them: a valid one, bent in one to four ways, cut into pieces anywhere."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from tests.harness.hosting import Hosted

Choose = random.Random
"""Chance that comes back the same for the same number."""


@dataclass
class Bent:
    """A request in the making."""

    name: str
    """Id of the idea it would bring."""
    method: bytes = b"POST"
    path: bytes = b"/ideas"
    version: bytes = b"HTTP/1.1"
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    chunked: bool = False
    line_end: bytes = b"\r\n"
    after: bytes = b""

    def raw(self) -> bytes:
        sized = self.headers if self.chunked else [*self.headers, (b"Content-Length", b"%d" % len(self.body))]
        lines = [b"%b %b %b" % (self.method, self.path, self.version), *(b"%b: %b" % pair for pair in sized)]
        return self.line_end.join((*lines, b"", b"")) + self.body + self.after


def _chunks(bent: Bent, chance: Choose) -> None:
    sizes = [b"%x" % len(bent.body), b"%X" % len(bent.body), b"0%x" % len(bent.body), b"%x;a=b" % len(bent.body)]
    odd = [b"-1", b"+2", b"0x2", b" 2", b"2 ", b"FFFFFFFFFFFFFFFFF", b"", b"g", b"%x\r" % len(bent.body)]
    size = chance.choice(sizes * 3 + odd)
    end = chance.choice([b"0\r\n\r\n", b"0\r\n\r\n", b"0\n\n", b"00\r\n\r\n", b"0\r\nX-Late: a\r\n\r\n", b""])
    bent.chunked = True
    bent.headers.append((b"Transfer-Encoding", chance.choice([b"chunked", b"Chunked", b"identity", b"chunked, gzip"])))
    bent.body = size + chance.choice([b"\r\n", b"\r\n", b"\n"]) + bent.body + b"\r\n" + end


def _twice(bent: Bent, chance: Choose) -> None:
    name, value = chance.choice(bent.headers)
    other = chance.choice([value, value + b"0", b"", b"evil.example", value.upper()])
    bent.headers.insert(chance.randrange(len(bent.headers) + 1), (name, other))


def _length(bent: Bent, chance: Choose) -> None:
    odd = [b"0", b"1", b"+2", b"-2", b"0x10", b"1e3", b"5, 5", b" 7", b"", b"9" * 20, b"%d" % (len(bent.body) + 1)]
    bent.headers.insert(chance.randrange(len(bent.headers) + 1), (b"Content-Length", chance.choice(odd)))


def _smuggled(bent: Bent, chance: Choose) -> None:
    bent.after = b"POST /ideas/%b/withdraw HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" % b"victim"


def _pipelined(bent: Bent, chance: Choose) -> None:
    other = Bent(bent.name, b"GET", b"/health", headers=[pair for pair in bent.headers if pair[0] == b"Host"])
    bent.after = other.raw()


def _header(bent: Bent, chance: Choose) -> None:
    odd = [
        (b"Expect", b"100-continue"), (b"Upgrade", b"websocket"), (b"Connection", b"close"),
        (b"Connection", b"upgrade"), (b"Connection", b"Content-Length"), (b"TE", b"trailers"),
        (b"Trailer", b"Host"), (b"X Space", b"a"),
        (b"X-Zero", b"a\0b"), (b"X-Fold", b"a\r\n b"), (b"X-Return", b"a\rb"), (b"", b"empty"), (b"X-\xe9", b"\xe9"),
        (b"Content-Length ", b"3"), (b"Transfer-Encoding", b"\x0bchunked"), (b"Origin", b"http://evil.example"),
        (b"Sec-Fetch-Site", b"cross-site"), (b"X-Forwarded-For", b"127.0.0.1"), (b"X-Forwarded-Host", b"evil.example"),
        (b"X-HTTP-Method-Override", b"DELETE"), (b"Cookie", b"participant=" + b"A" * 22), (b"Range", b"bytes=0-"),
        (b"Host", b"evil.example"), (b"Content-Encoding", b"gzip"), (b"Cookie", b"a" * 20_000),
    ]  # fmt: skip
    bent.headers.insert(chance.randrange(len(bent.headers) + 1), chance.choice(odd))


def _line(bent: Bent, chance: Choose) -> None:
    bent.method = chance.choice([b"POST", b"post", b"GET", b"HEAD", b"PUT", b"DELETE", b"CONNECT", b"P\tOST", b""])
    bent.path = chance.choice(
        [b"/ideas", b"//ideas", b"/ideas/", b"/./ideas", b"/ideas?x", b"/ideas#x", b"/%69deas", b"*", b"", b"/ide\0as"]
        + [b"http://evil.example/ideas", b"/ideas\xff", b"/remote/../ideas", b"/votes", b"/view", b"/ ideas"]
    )
    bent.version = chance.choice([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2.0", b"HTTP/1.1 ", b"http/1.1", b"", b"HTTP/1.10"])


def _ends(bent: Bent, chance: Choose) -> None:
    bent.line_end = chance.choice([b"\n", b"\r", b"\n\r", b"\r\r\n"])


def _body(bent: Bent, chance: Choose) -> None:
    deep, wide = b'{"a":' * 3_000, b"{" + b'"k":"v",' * 2_000 + b'"z":1}'
    odd = [b"{", b"[]", b"null", b"\xff\xfe", b'{"id":1e999}', b"[" * 5_000, deep, wide, b"NaN", b'"' + b"\\ud800" * 9]
    odd += [b'{"id":"x","id":"y","text":"deux fois"}', b"a" * 32_768, b"a" * 40_000]
    bent.body = chance.choice(odd)


def _bytes(bent: Bent, chance: Choose) -> None:
    bent.path += bytes(chance.randrange(256) for _ in range(chance.randrange(1, 6)))


WAYS: Final[Sequence[Callable[[Bent, Choose], None]]] = (
    _chunks, _twice, _length, _smuggled, _pipelined, _header, _line, _ends, _body, _bytes,
)  # fmt: skip


def bent_request(seed: int, authority: str, cookie: str) -> tuple[str, list[bytes]]:
    """The id of the idea that this request would bring, and the pieces in which it is sent."""
    chance = random.Random(seed)
    name = f"bent-{seed}"
    body = json.dumps({"id": name, "text": "Tordue"}).encode()
    about = [(b"Host", authority.encode()), (b"Cookie", cookie.encode()), (b"Content-Type", b"application/json")]
    bent = Bent(name, headers=about, body=body)
    for bend in chance.sample(WAYS, chance.randrange(5)):
        bend(bent, chance)
    raw = bent.raw()
    cuts = sorted(chance.randrange(len(raw) + 1) for _ in range(chance.choice([0, 0, 1, 3])))
    return name, [raw[a:b] for a, b in zip([0, *cuts], [*cuts, len(raw)], strict=True)]


def answered(host: Hosted, pieces: Sequence[bytes]) -> bytes:
    """All that the host says to these pieces before it hangs up."""
    heard = b""
    with socket.create_connection((host.address.name, host.address.port), timeout=60) as wire:
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(ConnectionError):
            for piece in pieces:
                wire.sendall(piece)
            while received := wire.recv(65536):
                heard += received
    return heard
