from __future__ import annotations

import socket

import pytest

from facilitator.listening import EVERYWHERE, LOOPBACK, listen, named, place_for


@pytest.mark.parametrize(
    ("host", "no_web", "place"),
    [
        ("", False, EVERYWHERE),
        ("192.168.1.20", False, EVERYWHERE),
        ("127.0.0.1", False, LOOPBACK),
        ("", True, LOOPBACK),
        ("192.168.1.20", True, LOOPBACK),
    ],
)
def test_the_network_is_let_in_unless_it_is_told_to_stay_out(host: str, no_web: bool, place: str) -> None:
    assert place_for(host, no_web) == place


@pytest.mark.parametrize(("told", "meant"), [("localhost", LOOPBACK), ("0.0.0.0", ""), ("10.0.0.7", "10.0.0.7")])
def test_an_address_may_be_told_by_its_name(told: str, meant: str) -> None:
    assert named(told) == meant


def test_a_host_open_to_the_network_answers_on_the_loopback_too() -> None:
    with listen(0, 0, EVERYWHERE) as listener:
        socket.create_connection((LOOPBACK, listener.getsockname()[1]), timeout=2).close()


def test_a_usual_port_that_is_taken_gives_way_to_the_next_ones_the_same_each_time() -> None:
    with listen(0, 0) as taken:
        usual = taken.getsockname()[1]
        found = []
        for _time in range(2):
            with listen(0, usual) as other:
                found.append(other.getsockname()[1])
    assert found[0] == found[1] and usual < found[0] < usual + 10


def test_a_port_asked_for_that_is_taken_is_an_error() -> None:
    with listen(0, 0) as taken, pytest.raises(OSError, match="in use"):
        listen(taken.getsockname()[1], 0)
