from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from facilitator.store.opening import load_state
from facilitator.web.swift import read_plain
from tests.harness.hosting import Hosted, hosted
from tests.web.guesthouse import Phone

PLAIN = b"POST /ideas HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        host.send("start-phase")
        yield host


def test_a_plain_request_is_read_whole() -> None:
    post = read_plain(PLAIN)

    assert post is not None
    assert (post.path, post.body, post.missing) == ("/ideas", b"{}", 0)
    assert post.headers == [(b"host", b"a"), (b"content-length", b"2")]


def test_a_body_that_is_still_coming_is_waited_for() -> None:
    post = read_plain(PLAIN[:-1])

    assert post is not None and post.missing == 1


@pytest.mark.parametrize(
    "request_",
    [
        PLAIN.replace(b"POST", b"GET"),
        PLAIN.replace(b"/ideas", b"/ideas/1"),
        PLAIN.replace(b"/ideas", b"/ideas?x=1"),
        PLAIN.replace(b"HTTP/1.1", b"HTTP/1.0"),
        PLAIN.replace(b"Content-Length: 2", b"Content-Length: +2"),
        PLAIN.replace(b"Content-Length: 2", b"Content-Length: 2\r\nContent-Length: 2"),
        PLAIN.replace(b"Content-Length: 2", b"Transfer-Encoding: chunked"),
        PLAIN.replace(b"Content-Length: 2", b"Content-Length: 2\r\nTransfer-Encoding: chunked"),
        PLAIN.replace(b"Content-Length: 2", b"Content-Length: 2\r\nExpect: 100-continue"),
        PLAIN.replace(b"Content-Length: 2", b"Content-Length: 2\r\nConnection: close"),
        PLAIN.replace(b"Content-Length: 2", b"Content-Length : 2"),
        PLAIN.replace(b"Content-Length: 2", b"X: a\r\n folded: b\r\nContent-Length: 2"),
        PLAIN.replace(b"Host: a", b"Host: a\x00"),
        PLAIN.replace(b"Host: a", b"Host: \xc3\xa9"),
        PLAIN.replace(b"\r\n", b"\n"),
        PLAIN + b"G",
        PLAIN[:-3],
        b"",
    ],
)
def test_anything_less_plain_takes_the_ordinary_way(request_: bytes) -> None:
    assert read_plain(request_) is None


def _request(host: Hosted, phone: Phone, id_: str, *more: str) -> bytes:
    body = json.dumps({"id": id_, "text": "En morceaux"}).encode()
    head = [
        "POST /ideas HTTP/1.1",
        f"Host: {host.address.authority}",
        f"Cookie: {phone.cookie}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *more,
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def _heard(wire: socket.socket, answers: int) -> bytes:
    heard = b""
    while heard.count(b'"seq"') < answers:
        received = wire.recv(65536)
        assert received, heard
        heard += received
    return heard


@pytest.mark.parametrize("cut", [1, 30, 200, -1], ids=["first byte", "head", "later", "last byte"])
def test_an_idea_in_two_pieces_is_one_idea(host: Hosted, cut: int) -> None:
    phone = Phone(host).joins()
    request = _request(host, phone, f"cut{cut}")
    with socket.create_connection((host.address.name, host.address.port), timeout=5) as wire:
        wire.sendall(request[:cut])
        host.ask("GET", "/health")
        wire.sendall(request[cut:])
        assert _heard(wire, 1).startswith(b"HTTP/1.1 201 Created\r\n")

    assert load_state(host.folder).ideas[f"cut{cut}"].text == "En morceaux"


def test_requests_of_both_ways_follow_each_other_on_one_connection(host: Hosted) -> None:
    phone = Phone(host).joins()
    health = f"GET /health HTTP/1.1\r\nHost: {host.address.authority}\r\n\r\n".encode()
    with socket.create_connection((host.address.name, host.address.port), timeout=5) as wire:
        for n in range(3):
            wire.sendall(health)
            _heard(wire, 1)
            wire.sendall(_request(host, phone, f"way-{n}"))
            assert b"201 Created" in _heard(wire, 1)
            wire.sendall(_request(host, phone, f"way-{n}", "X-More: \u00e9".encode().decode("latin-1")))
            assert b"201 Created" in _heard(wire, 1)


def test_requests_that_do_not_wait_for_answers_are_all_answered_in_order(host: Hosted) -> None:
    phone = Phone(host).joins()
    with socket.create_connection((host.address.name, host.address.port), timeout=5) as wire:
        wire.sendall(b"".join(_request(host, phone, f"row-{n}") for n in range(5)))
        heard = _heard(wire, 5)

    assert [heard.index(f"row-{n}".encode()) for n in range(5)] == sorted(
        heard.index(f"row-{n}".encode()) for n in range(5)
    )


def test_the_short_way_dresses_its_answers_like_the_other(host: Hosted) -> None:
    phone = Phone(host).joins()
    with socket.create_connection((host.address.name, host.address.port), timeout=5) as wire:
        wire.sendall(_request(host, phone, "dressed"))
        heard = _heard(wire, 1).lower()

    for header in (b"content-security-policy", b"x-content-type-options", b"cache-control: no-store", b"date: "):
        assert header in heard
    assert b"server:" not in heard
