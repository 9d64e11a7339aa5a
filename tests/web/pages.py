"""What a browser without scripts asks of a host, and a stream that it would follow."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from tests.harness.hosting import KEY, PATIENCE, Hosted
from tests.harness.waiting import wait_until

HOME = f"/remote/{KEY}"
"""The remote of the hosts that tests run."""


@dataclass(frozen=True)
class Got:
    """An answer, read to its end."""

    status: int
    headers: dict[str, str]
    text: str


def ask(host: Hosted, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> Got:
    """One request, with a form where there is one."""
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(HTTPConnection(host.address.name, host.address.port, timeout=PATIENCE)) as connection:
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = connection.getresponse()
        return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode())


@contextmanager
def following(host: Hosted, path: str) -> Iterator[HTTPResponse]:
    """A stream, for as long as the block lasts."""
    with closing(HTTPConnection(host.address.name, host.address.port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        stream = connection.getresponse()
        assert stream.status == 200
        yield stream


def next_message(stream: HTTPResponse) -> Any:
    """The next message; None when the stream has ended."""
    while line := stream.readline():
        if line.startswith(b"data: "):
            return json.loads(line.removeprefix(b"data: "))
    return None


def press(host: Hosted, command: str, home: str = HOME, **form: str) -> Got:
    """A button of the page, without scripts."""
    return ask(host, "POST", f"{home}/{command}", {"at": "run", **form})


def shows(host: Hosted, *words: str) -> str:
    """The page once all these words are on it: the host notices by itself, a moment after what it notices."""

    def page() -> str:
        text = ask(host, "GET", HOME).text
        return text if all(word in text for word in words) else ""

    return wait_until(page, f"{words}", PATIENCE)


def form_of(page: str, button: str) -> dict[str, str]:
    """What a browser without scripts sends when it presses the first button that says so."""
    before = page[: page.index(f">{button}<")]
    form = before[before.rindex("<form") :]
    fields = dict(re.findall(r'<input[^>]* ?name="([^"]+)"(?:[^>]* value="([^"]*)")?', form))
    if chosen := re.search(r'<select name="([^"]+)">\s*<option value="([^"]*)"', form):
        fields[chosen[1]] = chosen[2]
    return fields
