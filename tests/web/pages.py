"""What a browser without scripts asks of a host, and a stream that it would follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from tests.harness.hosting import Hosted


@dataclass(frozen=True)
class Got:
    """An answer, read to its end."""

    status: int
    headers: dict[str, str]
    text: str


def ask(host: Hosted, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> Got:
    """One request, with a form where there is one."""
    connection = HTTPConnection(host.address.name, host.address.port, timeout=10)
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, urlencode(form) if form is not None else None, headers)
    answer = connection.getresponse()
    got = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode())
    connection.close()
    return got


@contextmanager
def following(host: Hosted, path: str) -> Iterator[HTTPResponse]:
    """A stream, for as long as the block lasts."""
    connection = HTTPConnection(host.address.name, host.address.port, timeout=10)
    connection.request("GET", path)
    try:
        stream = connection.getresponse()
        assert stream.status == 200
        yield stream
    finally:
        connection.close()


def next_message(stream: HTTPResponse) -> Any:
    """The next message; None when the stream has ended."""
    while line := stream.readline():
        if line.startswith(b"data: "):
            return json.loads(line.removeprefix(b"data: "))
    return None
