from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse, IncompleteRead
from typing import Any

import pytest

from facilitator.engine.views import Room
from facilitator.live.door import RoomDoor
from facilitator.web.frames import Frame
from tests.harness.hosting import Hosted
from tests.web.guesthouse import Phone


def _until(stream: HTTPResponse, seq: int) -> Any:
    """The view told with that entry; fails if anything else than whole messages comes."""
    while True:
        line = stream.readline()
        if line in (b":\n", b"\n"):
            continue
        assert line.startswith(b"id: "), line
        told, view = int(line[4:]), json.loads(stream.readline().removeprefix(b"data: "))
        if told >= seq:
            return view


@contextmanager
def _following(host: Hosted, phone: Phone, version: str = "1.1") -> Iterator[HTTPResponse]:
    with socket.create_connection((host.address.name, host.address.port), timeout=20) as wire:
        head = f"GET /events HTTP/{version}\r\nHost: {host.address.authority}\r\nCookie: {phone.cookie}\r\n\r\n"
        wire.sendall(head.encode())
        with HTTPResponse(wire) as stream:
            stream.begin()
            yield stream


@pytest.mark.parametrize("version", ["1.1", "1.0"])
def test_a_phone_hears_of_each_change_whichever_http_it_speaks(host: Hosted, version: str) -> None:
    with _following(host, Phone(host).joins(), version) as stream:
        for message in ("Un.", "Deux.", "Trois."):
            status, answer = host.send("show-message", text=message)
            assert status == 201
            assert _until(stream, answer["seq"])["message"] == message


def test_a_view_that_cannot_be_made_ends_the_stream_of_that_phone_alone(
    host: Hosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [Phone(host).joins() for _ in range(2)]
    with _following(host, phones[0]) as broken, _following(host, phones[1]) as whole:
        _until(broken, 0)
        _until(whole, 0)
        unlucky = RoomDoor.open(host.folder / "door.json").identity_of(phones[0].cookie.partition("=")[2])
        make = Frame.view_for

        def view_for(self: Frame, participant: str, room: Room) -> bytes:
            if participant == unlucky:
                raise ArithmeticError
            return make(self, participant, room)

        monkeypatch.setattr(Frame, "view_for", view_for)
        _, answer = host.send("show-message", text="Un.")
        assert _until(whole, answer["seq"])["message"] == "Un."
        with pytest.raises(IncompleteRead):
            broken.read()
