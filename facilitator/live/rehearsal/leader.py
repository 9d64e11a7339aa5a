"""An automatic facilitator, for rehearsals that nobody leads: it starts, reveals, masks, keeps, judges, signs and ends.

It keeps to the real end, and does nothing that a facilitator could not do with keys.
"""

from __future__ import annotations

from random import Random
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine.agenda import slots_left
from facilitator.engine.decide.synthesis import closing
from facilitator.engine.replan import propose
from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState
from facilitator.engine.text import clean
from facilitator.engine.timebox import elapsed, later_phases, remaining, silence
from facilitator.live.rehearsal.moves import Moves, judge
from facilitator.live.rehearsal.sayings import Sayings
from facilitator.live.rehearsal.stage import Stage

LOOKS_EVERY: Final = 10.0
WELCOME: Final = 90.0
"""Seconds in the lobby when no start is planned."""
LATE: Final = 60.0
MOST_READ: Final = 6
"""Cards read, at one look, before they may be shown."""


class Leader:
    """Looks every few seconds, and exactly when a phase is over."""

    def __init__(self, stage: Stage, sayings: Sayings, people: int, chance: Random) -> None:
        self._stage = stage
        self._people = people
        self._rude = {clean(text) for text in sayings.rude}
        self._moves = Moves(sayings, chance)
        self._opened = stage.now()

    def look(self, when: float) -> None:
        """Does what is due, and plans the next look."""
        state, now = self._stage.state, self._stage.now()
        phase = state.current
        if state.status == "lobby":
            self._start(state, now)
        elif phase is not None:
            self._lead(state, phase, now)
        phase = self._stage.state.current
        left = LOOKS_EVERY if phase is None else self._left(self._stage.state, phase, now)
        self._stage.at(max(when, now) + min(LOOKS_EVERY, max(0.5, left)), self.look)

    def _start(self, state: SessionState, now: float) -> None:
        start = self._opened + WELCOME if state.planned_start is None else state.planned_start
        if now < start:
            return
        self._stage.send(c.CountHeads(self._people))
        if state.planned_start is not None and now - start >= LATE:
            moved = propose(slots_left(state), now - start).moved
            replan = c.ApplyReplan(
                granted=tuple((one.id, float(one.after)) for one in moved if not one.dropped),
                dropped=tuple(one.id for one in moved if one.dropped),
                rounds=tuple((one.id, tuple(map(float, one.rounds))) for one in moved if one.rounds),
                cases=tuple((one.id, one.cases) for one in moved if one.cases is not None),
            )
            self._stage.send(replan)
        self._stage.send(c.StartPhase())

    def _lead(self, state: SessionState, phase: Phase, now: float) -> None:
        if self._left(state, phase, now) <= 0:
            self._leave(state, phase)
            return
        for idea in [idea for idea in state.ideas.values() if not idea.masked and idea.text in self._rude]:
            self._stage.send(c.Mask(idea.id))
        waiting = [idea for idea in state.ideas.values() if not (idea.approved or idea.masked or idea.withdrawn)]
        for idea in waiting[:MOST_READ]:
            self._stage.send(c.ApproveIdea(idea.id))
        if self._prompt_is_due(state, phase, now):
            self._stage.send(c.ShowPrompt())
        for command in self._moves.due(self._stage.state, phase, now):
            self._stage.send(command)

    def _leave(self, state: SessionState, phase: Phase) -> None:
        if phase is closing(state):
            for sentence in state.sentences.values():
                self._stage.send(judge(self._moves.sayings, state, sentence))
            self._stage.send(c.FreezeSynthesis(self._people))
        self._stage.send(c.NextPhase() if later_phases(state) else c.EndSession())

    def _prompt_is_due(self, state: SessionState, phase: Phase, now: float) -> bool:
        rhythm, run = state.script.prompts, state.runs[phase.id]
        spent, last = elapsed(run, now), state.prompt_at or 0.0
        rested = spent >= rhythm.first_after_seconds and now - last >= rhythm.every_seconds
        return rested and bool(phase.prompts) and spent > silence(phase, run) and remaining(run, now) > 60

    @staticmethod
    def _left(state: SessionState, phase: Phase, now: float) -> float:
        """Seconds left in the phase, by its own clock or by the real end, whichever is sooner."""
        left = remaining(state.runs[phase.id], now)
        if state.planned_end is None:
            return left
        later = sum(state.runs[one.id].granted - state.runs[one.id].spent for one in later_phases(state))
        return min(left, state.planned_end - now - later)
