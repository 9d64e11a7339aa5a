from __future__ import annotations

import pytest

from facilitator.tui.clock import LOOK, SessionClock


class Machine:
    """The clock that nobody sets, in a test's hands."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at = 500.0
        patch.setattr("facilitator.tui.clock.steady", lambda: self.at)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture
def clock(machine: Machine) -> SessionClock:
    """Set by a view that took no time to come."""
    clock = SessionClock()
    clock.hear(9_000.0, 1.0)
    return clock


def test_time_goes_on_between_two_views(machine: Machine, clock: SessionClock) -> None:
    machine.at += 12.5
    assert clock.now() == 9_012.5


def test_a_rehearsal_goes_as_quickly_as_it_says(machine: Machine, clock: SessionClock) -> None:
    clock.hear(9_000.0, 15.0)
    machine.at += 2
    assert clock.now() == 9_030.0


def test_a_view_that_comes_late_does_not_set_the_clock_back(machine: Machine, clock: SessionClock) -> None:
    machine.at += 10
    clock.hear(9_009.7, 1.0)
    assert clock.now() == pytest.approx(9_010, abs=0.011)


def test_a_view_that_comes_sooner_than_the_ones_before_is_believed(machine: Machine, clock: SessionClock) -> None:
    machine.at += 10
    clock.hear(9_010.2, 1.0)
    assert clock.now() == pytest.approx(9_010.2)


def test_a_machine_whose_clock_runs_too_quickly_follows_the_host(machine: Machine, clock: SessionClock) -> None:
    for second in range(1, 3601):
        machine.at += 1.0001
        clock.hear(9_000.0 + second, 1.0)
    assert clock.now() == pytest.approx(12_600, abs=0.001)


@pytest.mark.parametrize("now", [8_000.0, 9_500.0])
def test_another_host_with_another_time_is_believed_at_once(machine: Machine, clock: SessionClock, now: float) -> None:
    machine.at += 1
    clock.hear(now, 1.0)
    assert clock.now() == now


@pytest.mark.parametrize(
    ("left", "seconds"),
    [((61.1,), 0.101), ((61.1, 4.06), 0.061), ((61.9,), LOOK), ((61.0001,), 0.02), ((), LOOK), ((-3.9,), 0.101)],
)
def test_a_face_looks_again_as_soon_as_a_figure_changes(
    clock: SessionClock, left: tuple[float, ...], seconds: float
) -> None:
    assert clock.until_change(left) == pytest.approx(seconds)


def test_where_time_stands_still_nothing_hurries(clock: SessionClock) -> None:
    clock.hear(9_000.0, 0.0)
    assert clock.until_change([61.1]) == LOOK
