from __future__ import annotations

import time

import pytest

from facilitator.live.clock import Clock


class Time:
    """The machine's clocks, in a test's hands."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.wall, self.boot, self.awake = 1_000_000.0, 500.0, 500.0
        patch.setattr(time, "time", lambda: self.wall)
        patch.setattr(time, "monotonic", lambda: self.awake)
        patch.setattr(time, "clock_gettime", lambda clock: self.boot)

    def passes(self, seconds: float) -> None:
        self.sleeps(seconds)
        self.awake += seconds

    def sleeps(self, seconds: float) -> None:
        """The laptop's lid is closed."""
        self.wall += seconds
        self.boot += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Time:
    return Time(monkeypatch)


needs_boottime = pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="no clock that counts sleep here")


def test_a_session_lives_in_the_time_of_the_wall(machine: Time) -> None:
    clock = Clock(created=999_000.0)
    machine.passes(60)

    assert clock.now() == 1_000_060.0


def test_a_rehearsal_runs_from_the_day_it_was_made(machine: Time) -> None:
    clock = Clock(created=999_900.0, speed=10)
    assert clock.now() == 1_000_900.0
    machine.passes(60)

    assert clock.now() == 1_001_500.0
    assert clock.real_seconds(30) == 3.0


def test_a_restart_finds_the_same_time(machine: Time) -> None:
    before = Clock(created=999_900.0, speed=10)
    machine.passes(7)
    after = Clock(created=999_900.0, speed=10)

    assert after.now() == before.now()


@needs_boottime
def test_time_goes_on_while_the_laptop_sleeps(machine: Time) -> None:
    clock = Clock(created=1_000_000.0)
    machine.sleeps(600)

    assert clock.now() == 1_000_600.0


@needs_boottime
def test_setting_the_wall_clock_changes_nothing(machine: Time) -> None:
    clock = Clock(created=1_000_000.0)
    machine.passes(10)
    machine.wall -= 10_800

    assert clock.now() == 1_000_010.0


def test_a_wall_clock_set_back_between_two_hosts_never_makes_time_go_back(machine: Time) -> None:
    machine.wall -= 10_800

    assert Clock(created=999_000.0, not_before=1_000_500.0).now() == 1_000_500.0


@needs_boottime
def test_a_nap_is_told_once_and_in_the_session_s_seconds(machine: Time) -> None:
    clock = Clock(created=1_000_000.0, speed=10)
    machine.passes(30)
    machine.sleeps(600)

    assert clock.slept() == 6000
    assert clock.slept() == 0
