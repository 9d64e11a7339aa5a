"""Too few people to be counted: that one more of them did the same is to be seen nowhere, in no view and no account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from facilitator.engine import commands as c
from facilitator.engine.room import Room
from facilitator.engine.script import Phase
from facilitator.engine.synthesis import report
from facilitator.engine.views import phone_view, public_view
from tests.engine.play import KINDS, Play, script

SMALLEST = 9
PEOPLE = [f"p{n}" for n in range(SMALLEST + 2)]
Deed = Callable[[str], c.Command]


def in_phase(phase: str, *before: c.Command, then: tuple[c.Command, ...] = ()) -> tuple[Callable[[], Play], Any]:
    """A room that came to a phase, with two ideas, and what follows the deed."""

    def begun() -> Play:
        subjects = Phase("cafe", "Le café", "talk", 12, source="cartes", per_item_minutes=4)
        play = Play(script(*KINDS, subjects, min_group_size=SMALLEST)).at("cartes").idea("a").idea("b").at(phase)
        return play.do(*before)

    return begun, then


ROOMS: dict[str, tuple[Any, Deed]] = {
    "vote": (in_phase("vote", then=(c.Reveal(),)), lambda who: c.CastVotes(who, (("a", 1),))),
    "hands": (in_phase("vote", then=(c.Reveal(),)), lambda who: c.CastVotes(who, (("b", 2),), channel="paper")),
    "stance": (in_phase("debat", then=(c.Reveal(),)), lambda who: c.TakeStance(who, 1, 0, "before")),
    "rating": (in_phase("matrice", then=(c.Reveal(),)), lambda who: c.RateItem(who, "a", 4, 2)),
    "commitment": (in_phase("engagement"), lambda who: c.Commit(f"c-{who}", (("Quoi", "Oser"),), author=who)),
    "thumb": (in_phase("cafe", c.Focus("a"), c.AskThumbs()), lambda who: c.GiveThumb(who, True)),
    "roti": (in_phase("cloture"), lambda who: c.GiveRoti(who, 4)),
    "opinion": (
        in_phase("cloture", c.WriteSentence("s", "Une phrase."), c.Focus("s")),
        lambda who: c.GiveOpinion("s", who, "agree"),
    ),
    "approval": (in_phase("cloture"), lambda who: c.ApprovePublishing(who)),
    "ready": (in_phase("cartes"), lambda who: c.SayReady(who)),
    "joined": (in_phase("cartes"), lambda who: c.Join(who)),
    "poll": ((lambda: Play(script(min_group_size=SMALLEST)), ()), lambda who: c.AnswerPoll(who, 1)),
}


def told(room: tuple[Callable[[], Play], tuple[c.Command, ...]], deed: Deed, people: int) -> tuple[Any, ...]:
    """What everybody but the facilitators reads once so many have done the same thing."""
    begun, then = room
    play, onlooker = begun(), PEOPLE[-1]
    if not isinstance(deed("p"), c.Join):
        play.do(*(c.Join(one) for one in PEOPLE))
    play.do(*(deed(one) for one in PEOPLE[:people]), *then)
    views = public_view(play.state, play.now, Room()), phone_view(play.state, play.now, Room(), onlooker)
    return *({**view, "seq": 0} for view in views), report(play.state)


@pytest.mark.parametrize("kind", ROOMS)
def test_one_more_of_too_few_is_seen_nowhere(kind: str) -> None:
    assert told(*ROOMS[kind], SMALLEST - 2) == told(*ROOMS[kind], SMALLEST - 3)


@pytest.mark.parametrize("kind", [kind for kind in ROOMS if kind != "ready"])
def test_one_more_of_enough_is_told(kind: str) -> None:
    assert told(*ROOMS[kind], SMALLEST) != told(*ROOMS[kind], SMALLEST + 1)
