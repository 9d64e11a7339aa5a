"""Ears in the room: all that a host sends to who is not a facilitator, byte for byte, whatever routes it has."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count

from tests.abuse.doors import Door, address, doors
from tests.harness.hosting import Hosted
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|.)", re.DOTALL)


class Ears:
    """Somebody who has not joined, a phone that has, and the room's terminal; each knocks at every door."""

    def __init__(self, host: Hosted, code: str, terminal: Terminal) -> None:
        self._host = host
        self._code = code
        self._terminal = terminal
        self._painted = 0
        self._streams: dict[str, _Stream] = {}
        self._knocks = count()
        self.known: set[str] = set()
        """Ids that somebody who wishes harm would try."""
        self._phone = Phone(host).joins().cookie
        for name, cookie in (("a stranger", ""), ("another phone", self._phone)):
            for method, path in self._addresses("GET", cookie):
                stream = _Stream(host, _request(host, method, path, cookie))
                if stream.lasts:
                    self._streams[f"{name}: {method} {path}"] = stream

    def listen(self, sign: str | None = None) -> dict[str, bytes]:
        """What each ear has heard since the last time, once all of them know of everything that happened: the terminal
        once it shows this sign, nothing at all if that is empty, else a message to the room.
        """
        message = f"Signe {next(self._knocks)}."
        self._host.send("show-message", text=message)
        seq = self._host.ask("GET", "/health")[1]["seq"]
        heard = {name: stream.take(seq) for name, stream in self._streams.items()}
        heard |= self._knock()
        return heard | {"the room’s terminal": self._read_terminal(message if sign is None else sign)}

    def close(self) -> None:
        for stream in self._streams.values():
            stream.close()

    def _knock(self) -> dict[str, bytes]:
        visitor = Phone(self._host).joins().cookie  # a new one each time, whose pace nobody has used up
        heard = {}
        for name, cookie in (("a stranger", ""), ("another phone", visitor)):
            for method in ("GET", "POST"):
                for _, path in self._addresses(method, cookie):
                    if f"{name}: {method} {path}" not in self._streams:
                        said = _request(self._host, method, path, cookie)
                        heard[f"{name}: {method} {path}"] = _answer(self._host, said)
        return heard

    def _addresses(self, method: str, cookie: str) -> Iterator[Door]:
        code = self._code if cookie else "FAUX"
        for known, pattern in doors():
            if known == method:
                yield from dict.fromkeys((method, address(pattern, id=id_, code=code)) for id_ in self.known or ["x"])

    def _read_terminal(self, sign: str) -> bytes:
        wait_until(lambda: sign in (shown := self._terminal.text()) and bool(sign or not shown), self._terminal.text)
        raw = bytes(self._terminal.written)
        new, self._painted = raw[self._painted :], len(raw)
        return new + _ESCAPES.sub(b"", new) + "".join(self._terminal.text().split()).encode()


class _Stream:
    """A connection listened to for as long as the host holds it."""

    def __init__(self, host: Hosted, request: bytes) -> None:
        self._wire = socket.create_connection((host.address.name, host.address.port), timeout=10)
        self._heard = bytearray()
        self._taken = 0
        self._wire.sendall(request)
        while b"\r\n\r\n" not in self._heard and (received := self._wire.recv(65536)):
            self._heard += received
        self.lasts = b"text/event-stream" in self._heard
        if not self.lasts:
            self._wire.close()
            return
        self._wire.settimeout(None)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def take(self, seq: int) -> bytes:
        """What came since the last time, up to this entry at least."""
        wait_until(lambda: self._seq() >= seq, f"entry {seq} on a stream")
        heard = bytes(self._heard[self._taken :])
        self._taken += len(heard)
        return heard

    def close(self) -> None:
        if self.lasts:
            with suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)
            self._thread.join(5)
            self._wire.close()

    def _follow(self) -> None:
        with suppress(OSError):
            while received := self._wire.recv(65536):
                self._heard += received

    def _seq(self) -> int:
        """The last entry of which it was told to the end."""
        new = bytes(self._heard[self._taken :])
        return max((int(number) for number in re.findall(rb"^id: (\d+)\n.*\n\n", new, re.MULTILINE)), default=0)


def _request(host: Hosted, method: str, path: str, cookie: str) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: {host.address.authority}\r\nConnection: close\r\nCookie: {cookie}\r\n"
    if method == "POST":
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n"
    return f"{head}\r\n".encode()


def _answer(host: Hosted, request: bytes) -> bytes:
    heard = b""
    with socket.create_connection((host.address.name, host.address.port), timeout=10) as wire:
        wire.sendall(request)
        while received := wire.recv(65536):
            heard += received
    return heard


def overheard(heard: Mapping[str, bytes], words: Mapping[str, str]) -> list[str]:
    """Where each of these words was heard, but by the ears that its pattern names."""
    return [
        f"{word!r} was heard by {name}"
        for name, said in heard.items()
        for word, allowed in words.items()
        if word.encode() in said and not (allowed and re.search(allowed, name))
    ]
