from __future__ import annotations

from facilitator.web.pace import AT_ONCE, MOST_WRONG_CODES, SECONDS_PER_ONE, Pace, PerMinute


class Hours:
    """A clock that is told the time."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_thirty_at_once_then_one_every_two_seconds() -> None:
    clock = Hours()
    pace = Pace(clock)

    assert [pace.wait("a") for _ in range(AT_ONCE)] == [0] * AT_ONCE
    assert pace.wait("a") == SECONDS_PER_ONE
    clock.now += SECONDS_PER_ONE
    assert pace.wait("a") == 0
    assert pace.wait("a") == SECONDS_PER_ONE


def test_what_is_refused_costs_nothing_more_and_others_are_not_slowed() -> None:
    clock = Hours()
    pace = Pace(clock)
    for _ in range(AT_ONCE + 50):
        pace.wait("a")

    assert pace.wait("b") == 0
    clock.now += AT_ONCE * SECONDS_PER_ONE
    assert [pace.wait("a") for _ in range(AT_ONCE + 1)].count(0) == AT_ONCE


def test_wrong_codes_close_the_door_to_one_address_until_they_are_a_minute_old() -> None:
    clock = Hours()
    wrong = PerMinute(clock, MOST_WRONG_CODES)
    for _ in range(MOST_WRONG_CODES):
        assert wrong.wait("here") == 0
        wrong.add("here")
        clock.now += 0.01

    assert 0 < wrong.wait("here") <= 60
    assert wrong.wait("there") == 0
    clock.now += 61
    assert wrong.wait("here") == 0


def test_wrong_codes_are_counted_from_everywhere_and_forgotten_with_their_addresses() -> None:
    clock = Hours()
    wrong = PerMinute(clock, MOST_WRONG_CODES)

    assert [wrong.add(f"10.0.{n // 250}.{n % 250}") for n in range(2_100)][-1] == 2_100
    clock.now += 61
    assert wrong.add("10.1.1.1") == 1
    assert len(wrong._times) == 1
