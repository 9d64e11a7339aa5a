"""The people of a rehearsal on its stage: they come, look at their phones, write, put them away, and leave."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import Final

from facilitator.engine.commands import Command, Commit, Join, SubmitIdea
from facilitator.engine.views import phone_view
from facilitator.live.presence import Presence
from facilitator.live.rehearsal.answers import Answers
from facilitator.live.rehearsal.person import Person
from facilitator.live.rehearsal.stage import Stage

_NAP: Final = (120.0, 300.0)
_TYPING: Final = (4.0, 14.0)
_PRESSED_TWICE: Final = 0.05
"""How often a button is pressed again before the answer has come."""


class Phone:
    """One person's phone."""

    def __init__(self, person: Person, stage: Stage, presence: Presence, answers: Answers) -> None:
        self._person = person
        self._stage = stage
        self._presence = presence
        self._answers = answers
        self._following = ExitStack()
        self._leaves = float("inf")

    def arrive(self, when: float) -> None:
        """Comes in, as a scanned code would."""
        person = self._person
        if self._stage.send(Join(person.id)):
            self._leaves = when + person.nature.stays
            self._following.enter_context(self._presence.attendance.following(person.id))
            self._stage.at(when + person.chance.uniform(3, 12), self.look)

    def look(self, when: float) -> None:
        """One look at the page, and whatever it makes them do."""
        person, stage = self._person, self._stage
        if when > self._leaves:
            self._following.close()
            return
        if person.likely(person.nature.naps):
            self._following.close()
            stage.at(when + person.chance.uniform(*_NAP), self._wake)
            return
        view = phone_view(stage.state, stage.now(), replace(self._presence.room, home=""), person.id)
        wait = person.nature.pace * person.chance.uniform(0.6, 1.4)
        for command in list(self._answers.to(person, view)):
            if isinstance(command, SubmitIdea | Commit):
                self._presence.attendance.types(person.id)
                self._plan(command, when + person.chance.uniform(*_TYPING))
            else:
                self._send(command)
        stage.at(when + wait, self.look)

    def _wake(self, when: float) -> None:
        self._following.enter_context(self._presence.attendance.following(self._person.id))
        self.look(when)

    def _plan(self, command: Command, when: float) -> None:
        def send(_when: float) -> None:
            self._presence.attendance.sent(self._person.id)
            self._send(command)

        for _press in range(2 if self._person.likely(_PRESSED_TWICE) else 1):
            self._stage.at(when, send)

    def _send(self, command: Command) -> None:
        if not self._stage.send(command) and isinstance(command, SubmitIdea):
            self._person.fed_up.add(command.phase)
