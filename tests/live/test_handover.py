from __future__ import annotations

from facilitator.live.handover import TICKET_SECONDS, Handover


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_ticket_is_taken_once() -> None:
    handover = Handover(Watch())
    ticket = handover.ticket_for("token")

    assert handover.take(ticket) == "token"
    assert handover.take(ticket) == ""


def test_a_ticket_soon_lapses() -> None:
    watch = Watch()
    handover = Handover(watch)
    early, late = handover.ticket_for("early"), handover.ticket_for("late")

    watch.now += TICKET_SECONDS - 1
    assert handover.take(early) == "early"
    watch.now += 1
    assert handover.take(late) == ""


def test_a_phone_has_one_ticket_at_a_time() -> None:
    handover = Handover(Watch())
    first, second = handover.ticket_for("token"), handover.ticket_for("token")

    assert handover.take(first) == ""
    assert handover.take(second) == "token"


def test_nobody_fills_the_memory_with_tickets() -> None:
    handover = Handover(Watch())
    tickets = [handover.ticket_for(f"token {at}") for at in range(1_500)]

    assert sum(bool(handover.take(ticket)) for ticket in tickets) == 1_000


def test_a_made_up_ticket_is_nobody_s() -> None:
    assert Handover(Watch()).take("made up") == ""
