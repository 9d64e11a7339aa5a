"""Phones at the door of a host: each one keeps its cookie, and speaks HTTP as a browser or as the page's script."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from typing import Any
from urllib.parse import urlencode

from facilitator.live.door import RoomDoor
from tests.harness.hosting import PATIENCE, Hosted


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def page(self) -> str:
        return self.body.decode()


def code_of(host: Hosted) -> str:
    """The room's code."""
    return RoomDoor.open(host.folder / "door.json").code


class Phone:
    """One phone."""

    def __init__(self, host: Hosted, cookie: str = "", *, source: str = "") -> None:
        self._host = host
        self.cookie = cookie
        self._source = (source, 0) if source else None

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request; names of headers are written with underscores."""
        address = self._host.address
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        calling = HTTPConnection(address.name, address.port, timeout=PATIENCE, source_address=self._source)
        with closing(calling) as connection:
            connection.request(method, path, body, named | ({"Cookie": self.cookie} if self.cookie else {}))
            answer = connection.getresponse()
            read = Answer(answer.status, answer.headers, answer.read())
        with suppress(AttributeError):
            self.cookie = read.headers["Set-Cookie"].split(";")[0]
        return read

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, **headers)

    def send(self, path: str, **fields: Any) -> Answer:
        """As the page's script does, in JSON."""
        return self.ask("POST", path, json.dumps(fields).encode(), Content_Type="application/json")

    def post(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Answer:
        """As a form does."""
        body = urlencode(fields or {}).encode()
        return self.ask("POST", path, body, **{"Content_Type": "application/x-www-form-urlencoded", **headers})

    def joins(self) -> Phone:
        """Scans the code."""
        assert self.get(f"/j/{code_of(self._host)}").status == 200
        return self

    @property
    def view(self) -> Any:
        return self.get("/view").json

    def own(self, name: str) -> Any:
        """What this participant gave, from the view."""
        return self.view["mine"][name]
