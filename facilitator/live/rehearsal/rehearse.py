"""A rehearsal from the doors to the end, inside the host that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from facilitator.live.opening import OpenSession
from facilitator.live.presence import Rehearsing
from facilitator.live.rehearsal.answers import Answers
from facilitator.live.rehearsal.crowd import Phone
from facilitator.live.rehearsal.leader import Leader
from facilitator.live.rehearsal.person import Person
from facilitator.live.rehearsal.sayings import Sayings
from facilitator.live.rehearsal.stage import Stage


@dataclass(frozen=True, slots=True)
class Plan:
    """Who rehearses."""

    people: int
    seed: int
    alone: bool
    """Whether the workshop leads itself; else the facilitators do, with their keys."""


async def rehearse(session: OpenSession, plan: Plan) -> None:
    """Plays everybody who is not there, until the workshop ends; whoever is there takes part all the same."""
    stage, seed, script = Stage(session.live), str(plan.seed), session.live.state.script
    sayings = Sayings(script, Random(f"{seed}:sayings"))
    answers = Answers(script, sayings, seed)
    session.presence.tell_rehearsal(Rehearsing(plan.people))
    doors = stage.now()
    for number in range(plan.people):
        person = Person(number, seed)
        phone = Phone(person, stage, session.presence, answers)
        stage.at(doors + person.nature.arrives, phone.arrive)
    if plan.alone:
        stage.at(doors, Leader(stage, sayings, plan.people, Random(f"{seed}:leader")).look)
    await stage.play()
