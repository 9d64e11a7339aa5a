"""What the automatic facilitator does inside a phase: one function per kind, and what may have been done already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine.script import Kind, Phase
from facilitator.engine.sources import cases, items, standing
from facilitator.engine.stances import SIDES
from facilitator.engine.state import Sentence, SessionState, Verdict
from facilitator.engine.timebox import elapsed, silence, subject_remaining
from facilitator.live.rehearsal.sayings import Sayings

REVEALED_AT: Final[dict[Kind, float]] = {"collect": 0.6, "vote": 0.85, "matrix": 0.75}
"""The part of a phase after which what it veils is shown."""
KEPT_AT: Final = 0.75
MOST_KEPT: Final = 3
THEMES: Final = 4
TURN: Final = 45.0
ARGUMENTS: Final = 6
PLACED, ARGUED, PLACED_AGAIN = 0.3, 0.75, 0.95
"""The parts of a case: people stand, then argue, then stand again."""


class Moves:
    """Where a facilitator's hands are."""

    def __init__(self, sayings: Sayings, chance: Random) -> None:
        self.sayings = sayings
        self._chance = chance
        self._done: set[tuple[object, ...]] = set()
        self._sent = 0
        self._now = 0.0

    def due(self, state: SessionState, phase: Phase, now: float) -> Iterator[c.Command]:
        """What is due in this phase."""
        self._now = now
        spent = elapsed(state.runs[phase.id], now)
        part = spent / max(1.0, state.runs[phase.id].granted)
        if (
            part >= REVEALED_AT.get(phase.kind, 2)
            and spent > silence(phase, state.runs[phase.id])
            and state.veiled(phase)
        ):
            yield c.Reveal()
        if move := _MOVES.get(phase.kind):
            yield from move(self, state, phase, part)

    def _once(self, *what: object) -> bool:
        fresh = what not in self._done
        self._done.add(what)
        return fresh

    def _new_id(self) -> str:
        self._sent += 1
        return f"leader-{self._sent}"

    def _keep(self, state: SessionState, phase: Phase, part: float) -> Iterator[c.Command]:
        """The best ones: as many as a matrix will rate, none where a vote is to choose."""
        if part < KEPT_AT or not self._once("keep", phase.id):
            return
        takers = [later for later in state.script.phase if later.source == phase.id]
        most = max((later.max_items for later in takers if later.kind == "matrix"), default=0 if takers else MOST_KEPT)
        ideas = [idea.id for idea in state.ideas.values() if idea.phase == phase.id and idea.visible]
        for idea in self._chance.sample(ideas, k=min(most, len(ideas))):
            yield c.Keep(idea)

    def _respond(self, state: SessionState, phase: Phase, part: float) -> Iterator[c.Command]:
        rows = items(state, phase)
        if rows and phase.form == "plenary":
            row = rows[min(len(rows) - 1, int(part * len(rows)))].id
            if state.runs[phase.id].focus != row:
                yield c.Focus(row)
        yield from self._keep(state, phase, part)

    def _talk(self, state: SessionState, phase: Phase, part: float) -> Iterator[c.Command]:
        yield from self._subject(state, phase)
        since = state.runs[phase.id].turn_since
        if since is None or self._now - since >= TURN:
            if state.queue:
                yield c.StartTurn(state.queue[0].id)
            elif since is not None:
                yield c.EndTurn()

    def _subject(self, state: SessionState, phase: Phase) -> Iterator[c.Command]:
        """Each has its minutes, then the room's thumbs: a few more if most want it, once, else the next one."""
        run, subjects = state.runs[phase.id], [item.id for item in items(state, phase)]
        if not subjects or not phase.per_item_minutes:
            return
        if run.focus not in subjects:
            yield c.Focus(subjects[0])
        elif not run.thumbs:
            if subject_remaining(run, self._now) <= 0:
                yield c.AskThumbs()
        elif not self._once("thumbs", run.focus, run.subject_seconds):  # one look is for the room to answer
            up = [up for (where, item, _), up in state.thumbs.items() if (where, item) == (phase.id, run.focus)]
            following = subjects[subjects.index(run.focus) + 1 :][:1]
            if 2 * sum(up) > len(up) and self._once("extended", run.focus):
                yield c.ExtendSubject()
            elif following:
                yield c.Focus(following[0])

    def _group(self, state: SessionState, phase: Phase, part: float) -> Iterator[c.Command]:
        if phase.one_result_per_group or phase.bins:
            return
        things = [item.id for item in items(state, phase)]
        for number in range(THEMES):
            if part > number / (THEMES + 1) and self._once("theme", phase.id, number):
                yield c.CreateTheme(self._new_id(), self.sayings.theme(), tuple(things[number::THEMES]))

    def _position(self, state: SessionState, phase: Phase, part: float) -> Iterator[c.Command]:
        all_cases, run = cases(state, phase), state.runs[phase.id]
        if not all_cases:
            return
        case = min(len(all_cases) - 1, int(part * len(all_cases)))
        within = part * len(all_cases) - case
        after = phase.before_after and within >= ARGUED
        if (run.case, run.moment) != (case, "after" if after else "before"):
            yield c.ChooseCase(case, "after" if after else "before")
        if not all_cases[case].statement and self._once("statement", phase.id, case):
            yield c.WriteStatement(case, self.sayings.statement())
        if within >= PLACED and self._once("placed", phase.id, case):
            yield c.Reveal()
        for number in range(ARGUMENTS):
            due = PLACED + (ARGUED - PLACED) * (number + 0.5) / ARGUMENTS
            if within >= due and self._once("argument", phase.id, case, number):
                side = SIDES[number % 2]
                text = self.sayings.argument(phase, case, side)
                yield c.SubmitIdea(self._new_id(), text, column=side, row=f"case:{case}")
        if after and within >= PLACED_AGAIN and self._once("placed again", phase.id, case):
            yield c.Reveal()

    def _validate(self, state: SessionState, phase: Phase, part: float) -> Iterator[c.Command]:
        if self._once("sentences", phase.id):
            known = [idea.id for idea in state.ideas.values() if idea.visible]
            for number in range(phase.max_sentences):
                section = phase.sections[number % len(phase.sections)] if phase.sections else ""
                evidence = tuple(self._chance.sample(known, k=min(2, len(known))))
                yield c.WriteSentence(self._new_id(), self.sayings.sentence(phase), section, evidence)
            return
        sentences = standing(state)
        for number, sentence in enumerate(sentences):
            if part >= 0.8 * number / len(sentences) and self._once("read", sentence.id):
                yield c.Focus(sentence.id)
            if part >= 0.8 * (number + 1) / len(sentences) and self._once("judged", sentence.id):
                yield judge(self.sayings, state, sentence)


def judge(sayings: Sayings, state: SessionState, sentence: Sentence) -> c.JudgeSentence:
    """What the phones think of a sentence, said by a facilitator."""
    given = Counter(opinion for (about, _who), opinion in state.opinions.items() if about == sentence.id)
    people = max(1, given.total())
    verdict: Verdict = "agreed"
    if given["disagree"] / people > 0.2:
        verdict = "disagreed"
    elif given["nuance"] / people > 0.2:
        verdict = "nuanced"
    if sentence.verdict == verdict:
        return c.JudgeSentence(sentence.id, verdict, sentence.nuance)
    nuance = {"nuanced": "nuances", "disagreed": "objections"}.get(verdict)
    return c.JudgeSentence(sentence.id, verdict, sayings.one_of(nuance) if nuance else "")


_MOVES: Final[dict[Kind, Callable[[Moves, SessionState, Phase, float], Iterator[c.Command]]]] = {
    "talk": Moves._talk,
    "collect": Moves._keep,
    "respond": Moves._respond,
    "group": Moves._group,
    "position": Moves._position,
    "validate": Moves._validate,
}
