"""What a simulated participant does with the page their phone shows: one function per kind of phase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine.script import Kind, Phase, Script
from facilitator.engine.sources import BIN
from facilitator.engine.state import Opinion
from facilitator.engine.views.shapes import PhaseView, PhoneView
from facilitator.live.rehearsal.person import Person
from facilitator.live.rehearsal.sayings import Sayings

MOST_CARDS: Final = 3
A_FLOOD: Final = 8
HUSH: Final = (0.4, 0.58)
"""The part of a phase during which a whole room may fall silent."""


class Answers:
    """How a room answers its script."""

    def __init__(self, script: Script, sayings: Sayings, seed: str) -> None:
        self._script = script
        self._sayings = sayings
        self._seed = seed

    def to(self, person: Person, view: PhoneView) -> Iterator[c.Command]:
        """What this person sends now, if anything."""
        phase = view["phase"]
        if view["status"] == "lobby":
            yield from self._greet(person, view)
        if phase is None or not view["recorded"] or phase["id"] in person.fed_up:
            return
        if view["groups"] and not view["mine"]["group"]:
            yield c.JoinGroup(person.id, str(1 + person.number % view["groups"]))
        if answer := _ANSWERS.get(phase["kind"]):
            yield from answer(self, person, view, phase)

    def leaning(self, *about: object) -> float:
        """What a room thinks of something, from 0 to 1: people differ, around it."""
        return Random(":".join([self._seed, *map(str, about)])).random()

    def _greet(self, person: Person, view: PhoneView) -> Iterator[c.Command]:
        choices = len(view["lobby"]["choices"])
        if choices and view["mine"]["poll"] is None and person.likely(0.8):
            yield c.AnswerPoll(person.id, person.chance.randrange(choices))

    def _silent_now(self, view: PhoneView, phase: PhaseView) -> bool:
        clock = phase["clock"]
        spent = clock["spent"] + (view["now"] - clock["since"] if clock["since"] is not None else 0.0)
        hushed = HUSH[0] < spent / max(1.0, clock["granted"]) < HUSH[1]
        return spent < 15 or (hushed and self.leaning(phase["id"], "hush") < 0.4)

    def _write(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        script = self._script.find(phase["id"])
        if view["mine"]["left"] == 0 or self._silent_now(view, phase):
            return
        if person.wants_to_write(script.id, MOST_CARDS + len(script.round) // 2):
            for _card in range(A_FLOOD if person.nature.character == "flooding" and not script.fields else 1):
                idea = self._idea(person, view, script)
                if idea.text or idea.fields:
                    yield idea
        elif person.wrote_all(script.id) and not view["mine"]["ready"]:
            yield c.SayReady(person.id)
        if person.likely(0.01) and (question := self._sayings.question()):
            yield c.SubmitIdea(person.new_id(), question, "phone", person.id, script.id, parked=True)
        if view["mine"]["ideas"] and person.likely(0.01):
            yield c.WithdrawIdea(view["mine"]["ideas"][-1]["id"], person.id)

    def _idea(self, person: Person, view: PhoneView, phase: Phase) -> c.SubmitIdea:
        column = person.chance.randrange(len(phase.columns)) if phase.columns else 0
        rows = view["items"] if phase.kind == "respond" else []
        fills_in = phase.kind == "collect" and bool(phase.fields)
        form = self._sayings.form(phase) if fills_in else ()
        rude = person.nature.character == "rude" and person.likely(0.4)
        text = "" if fills_in else self._sayings.one_of("rude") if rude else self._sayings.card(phase, column)
        return c.SubmitIdea(
            person.new_id(),
            text[: phase.max_characters],
            channel="phone",
            author=person.id,
            phase=phase.id,
            column=phase.columns[column] if phase.columns else "",
            fields=form,
            row=person.chance.choice(rows)["id"] if rows else "",
        )

    def _talk(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        if phase["form"] == "plenary" and not view["mine"]["hand"] and person.likely(0.03):
            yield c.RaiseHand(person.new_id(), person.id)
        subject = phase["talk"]["subject"]
        if subject is not None and subject["thumbs"] is not None and view["mine"]["thumb"] is None:
            goes_on = person.chance.random() < self.leaning(phase["talk"]["focus"])
            yield c.GiveThumb(person.id, goes_on, phase["talk"]["focus"], phase["id"])

    def _sort(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        bins, mine = len(self._script.find(phase["id"]).bins), view["mine"]
        if not (view["sorting"] and bins and mine["group"] and person.number < view["groups"]):
            return
        left = [item for item in view["items"] if item["id"] not in mine["sorts"]]
        for item in left[:2]:
            usual = int(self.leaning(item["id"]) * bins)
            chosen = usual if person.likely(0.75) else person.chance.randrange(bins)
            yield c.PlaceItem(item["id"], f"{BIN}{chosen}", participant=person.id, phase=phase["id"])

    def _vote(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        if view["closed"] or view["mine"]["votes"] or not view["items"] or not person.likely(0.5):
            return
        ballot = phase["vote"]
        wishes = {item["id"]: 0.2 + 3 * self.leaning(item["id"]) ** 3 for item in view["items"]}
        points = dict.fromkeys(wishes, 0)
        for _point in range(ballot["points"]):
            free = [item for item in points if points[item] < ballot["per_item"]]
            if free:
                points[person.chance.choices(free, [wishes[item] for item in free])[0]] += 1
        yield c.CastVotes(person.id, tuple(points.items()), channel="phone", phase=phase["id"])

    def _stand(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        debate = phase["debate"]
        where = (phase["id"], debate["case"])
        if view["closed"] or not debate["cases"] or view["mine"]["stance"] is not None or not person.likely(0.7):
            return
        last = len(debate["scale"]) - 1
        if debate["moment"] == "after" and where in person.stood:
            place = person.stood[where] + (person.chance.choice((-1, 1)) if person.likely(0.3) else 0)
        else:
            place = round(person.chance.gauss((0.2 + 0.6 * self.leaning(*where)) * last, 0.9))
        person.stood[where] = place = min(last, max(0, place))
        reason = self._sayings.one_of("reasons") if person.likely(0.3) else ""
        yield c.TakeStance(person.id, place, debate["case"], debate["moment"], reason=reason, phase=phase["id"])

    def _rate(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        left = [item for item in view["items"] if item["id"] not in view["mine"]["ratings"]]
        if view["closed"] or not left:
            return
        for item in left[:2]:
            x = self._mark(person, item["id"], "x") if phase["matrix"]["x_axis"] else None
            y = self._mark(person, item["id"], "y") if phase["matrix"]["y_axis"] else None
            passes = person.likely(0.06)
            yield c.RateItem(person.id, item["id"], None if passes else x, None if passes else y, phase=phase["id"])

    def _mark(self, person: Person, item: str, axis: str) -> int:
        contested = self.leaning(item, "contested") < 0.2
        middle = 1.5 + 3 * self.leaning(item, axis)
        return min(5, max(1, round(person.chance.gauss(middle, 1.9 if contested else 0.7))))

    def _commit(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        if self._silent_now(view, phase) or not person.wants_to_write(phase["id"], 1):
            return
        share = phase["commit"]["sharing"] == "always" or (
            phase["commit"]["sharing"] == "choice" and person.likely(0.5)
        )
        # A page that shares nothing sends nothing but a count.
        fields = self._sayings.form(self._script.find(phase["id"])) if share else ()
        yield c.Commit(person.new_id(), fields, bool(fields), "phone", person.id, phase["id"])

    def _judge(self, person: Person, view: PhoneView, phase: PhaseView) -> Iterator[c.Command]:
        given = view["mine"]["opinions"]
        for sentence in phase["validate"]["sentences"]:
            if sentence["id"] not in given and person.likely(0.8):
                liked = 0.55 + 0.45 * self.leaning(sentence["id"])
                mood = person.chance.random()
                opinion: Opinion = "agree" if mood < liked else "nuance" if mood < (1 + liked) / 2 else "disagree"
                yield c.GiveOpinion(sentence["id"], person.id, opinion)
        clock = phase["clock"]
        over_half = clock["since"] is not None and view["now"] - clock["since"] > clock["granted"] / 2
        if phase["validate"]["feedback"] and over_half and view["mine"]["roti"] is None:
            score = min(5, max(2, round(person.chance.gauss(4, 0.8))))
            yield c.GiveRoti(person.id, score, self._sayings.one_of("roti"))


_ANSWERS: Final[dict[Kind, Callable[[Answers, Person, PhoneView, PhaseView], Iterator[c.Command]]]] = {
    "talk": Answers._talk,
    "collect": Answers._write,
    "respond": Answers._write,
    "group": Answers._sort,
    "vote": Answers._vote,
    "position": Answers._stand,
    "matrix": Answers._rate,
    "commit": Answers._commit,
    "validate": Answers._judge,
}
