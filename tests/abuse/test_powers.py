"""Nobody on the network has a facilitator's power unless the session gives it: every route, every wrong credential."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from facilitator.engine.decide import COMMANDS
from facilitator.live.door import RoomDoor
from facilitator.store.opening import load_state
from tests.harness.hosting import KEY, Hosted, hosted
from tests.web.guesthouse import Phone

ELSEWHERE = "127.0.0.2"
"""Not the address that counts as this machine, and yet one that every test machine has."""
FORGED = ("", "x", KEY[:-1], KEY + "0", "0" * len(KEY), KEY.upper(), "..", "%2e%2e")
OWN_COMMANDS = ("renew-code", "choose-address", "name-wifi", "show-way-in", "do-without-phones", "revoke-key")


@pytest.fixture
def host(tmp_path: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        host.send("start-phase")
        yield host


def _ask(host: Hosted, method: str, path: str, cookie: str = "", source: str = ELSEWHERE) -> tuple[int, bytes]:
    connection = HTTPConnection(host.address.name, host.address.port, timeout=10, source_address=(source, 0))
    connection.request(method, path, b"{}", {"Content-Type": "application/json", "Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


needs_other_loopback = pytest.mark.skipif(
    not hasattr(socket, "SO_BINDTODEVICE"), reason="only Linux answers on all of 127.0.0.0/8"
)


@needs_other_loopback
def test_no_route_gives_a_stranger_or_a_participant_any_power(host: Hosted) -> None:
    participant = Phone(host).joins().cookie
    before = load_state(host.folder)
    door = (host.folder / "door.json").read_bytes()

    given = RoomDoor.open(host.folder / "door.json").key

    for key in (*FORGED, KEY, given):
        for cookie in ("", participant, "participant=" + "A" * 22):
            for name in (*COMMANDS, *OWN_COMMANDS):
                assert _ask(host, "POST", f"/remote/{key}/{name}", cookie)[0] in (404, 405), name
            for name in ("", "/", "/view", "/live"):
                assert _ask(host, "GET", f"/remote/{key}{name}", cookie)[0] in (404, 405), name
    for name in COMMANDS:
        assert _ask(host, "POST", f"/{name}", participant)[0] in (404, 405, 409, 422), name

    after = load_state(host.folder)
    assert after.seq == before.seq
    assert (host.folder / "door.json").read_bytes() == door


@needs_other_loopback
def test_the_key_works_on_the_network_only_while_the_session_is_open_to_it(host: Hosted) -> None:
    given = RoomDoor.open(host.folder / "door.json").key

    assert _ask(host, "GET", f"/remote/{given}/view")[0] == 404
    host.send("open-remote", opened=True)
    assert _ask(host, "GET", f"/remote/{given}/view")[0] == 200
    assert _ask(host, "GET", f"/remote/{KEY}/view")[0] == 404, "the console's own key never leaves this machine"
    host.send("open-remote", opened=False)
    assert _ask(host, "GET", f"/remote/{given}/view")[0] == 404


def test_every_answer_is_dressed_whatever_it_says(host: Hosted) -> None:
    phone = Phone(host).joins()
    answers = {
        200: phone.get("/"),
        201: phone.send("/ready"),
        303: phone.post("/ready"),
        403: Phone(host).get("/view"),
        404: phone.get("/nowhere"),
        405: phone.get("/ideas"),
        409: phone.send("/votes", points={"a": 1}),
        413: phone.send("/ideas", id="x", text="a" * 50_000),
        414: phone.get("/" + "a" * 5_000),
        415: phone.ask("POST", "/ideas", b"x", Content_Type="text/plain"),
        422: phone.ask("POST", "/ideas", b"x", Content_Type="application/json"),
    }

    for status, answer in answers.items():
        assert answer.status == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff", status
        assert answer.headers["Cache-Control"] == "no-store", status
        assert answer.headers["Referrer-Policy"] == "same-origin", status
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'"), status
        assert answer.headers["Server"] is None, status
        assert b"Traceback" not in answer.body, status
