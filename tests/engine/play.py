"""A session played in memory: commands in, sentences and state out. Time passes only when a test says so."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from facilitator.engine import commands as c
from facilitator.engine.decide import Refused, answer
from facilitator.engine.events import Entry
from facilitator.engine.opening import opening
from facilitator.engine.reduce import fold, reduce
from facilitator.engine.script import Case, GroundRules, LobbyPoll, Phase, Round, Script, Workshop
from facilitator.engine.state import SessionState

FOUR_O_CLOCK = 1_000_000.0

KINDS = (
    Phase("tour", "Bonjour", "talk", 4, min_minutes=2, prompts=("Qui commence ?", "Et vous ?")),
    Phase(
        "cartes", "Les cartes", "collect", 6, form="solo", columns=("Je doute", "Je sais"), max_per_person=2,
        max_characters=60, seeds=("Une graine",), prompts=("Et lundi ?", "Qu’est-ce qui a raté ?"),
        provocations=("Tout est faux.",), energizers=("Debout !",), source="",
    ),
    Phase("fiches", "Les fiches", "collect", 6, form="trios", fields=("Chiffre", "Outil"), max_per_group=1),
    Phase("tri", "Le tri", "group", 5, source="cartes"),
    Phase("bacs", "Les bacs", "group", 5, bins=("Nous", "Eux"), cards=("Un", "Deux"), one_result_per_group=True),
    Phase("vote", "Le vote", "vote", 5, source="cartes", points=3, max_per_item=2, keep=2),
    Phase(
        "reponses", "Les réponses", "respond", 9, rows=("Ligne A", "Ligne B"), columns=("Marche", "Rate"),
        round=(Round("Un", 3), Round("Deux", 3, instruction="On tourne.", veil="closed", rotation="next_table")),
        moving_minutes=0.5,
    ),
    Phase(
        "debat", "Le débat", "position", 8, priority="flexible", source="vote", max_cases=2,
        case=(Case("Prêt", "C’est prêt.", "Une histoire.", 4), Case("Autre", "C’est autre chose.")),
    ),
    Phase(
        "matrice", "La matrice", "matrix", 6, source="cartes", max_items=2,
        x_axis=("Effort", "Peu", "Beaucoup"), y_axis=("Effet", "Peu", "Beaucoup"),
    ),
    Phase("pause", "Respiration", "break", 2, min_minutes=0, priority="reserve"),
    Phase("option", "En option", "talk", 2, priority="droppable", capture="none"),
    Phase("engagement", "Lundi", "commit", 4, priority="protected", fields=("Quoi", "Quand")),
    Phase("cloture", "La fin", "validate", 6, priority="protected", max_sentences=3, sections=("Oui", "À vérifier")),
)  # fmt: skip


def script(*phases: Phase, **rules: Any) -> Script:
    """A script of those phases, every kind when none is given, with those ground rules."""
    return Script(
        Workshop("Au secours, des tests !", 960, 1020, code="tests"),
        phases or KINDS,
        ground_rules=GroundRules(**rules),
        lobby=LobbyPoll("Combien ?", ("Aucun", "Un", "Beaucoup")),
    )


class Play:
    """One session, at four o'clock sharp, with an end at five."""

    def __init__(self, played: Script | None = None, *, start: float | None = FOUR_O_CLOCK) -> None:
        self.script = played or script()
        self.opened = opening("essai", self.script, FOUR_O_CLOCK - 600, start)
        self.state = self.opened
        self.now = FOUR_O_CLOCK
        self.entries: list[Entry] = []
        self._ids = count(1)

    def wait(self, seconds: float) -> Play:
        """Lets time pass."""
        self.now += seconds
        return self

    def do(self, *commands: c.Command) -> Play:
        """Asks, and is answered."""
        for command in commands:
            entry = answer(command, self.state, self.now, lambda: f"id{next(self._ids)}")
            if entry is not None:
                self.state, _ = reduce(entry, self.state)
                self.entries.append(entry)
        return self

    def refuses(self, command: c.Command, *words: str) -> None:
        """Asks, is refused with a sentence holding those words, and nothing changes."""
        with pytest.raises(Refused) as refused:
            answer(command, self.state, self.now, lambda: f"id{next(self._ids)}")
        sentence = refused.value.sentence()
        assert all(word in sentence for word in words), sentence

    def changes_nothing(self, command: c.Command) -> None:
        """Asks, and is answered that all is as asked already."""
        assert answer(command, self.state, self.now, lambda: f"id{next(self._ids)}") is None

    def at(self, phase: str) -> Play:
        """Starts the session if need be, and goes to a phase."""
        if self.state.status == "lobby":
            self.do(c.StartPhase())
        return self if self.state.phase == phase else self.do(c.GoToPhase(phase))

    def idea(self, identity: str, text: str = "Une idée", **more: Any) -> Play:
        """An idea heard by a facilitator."""
        return self.do(c.SubmitIdea(identity, text, **more))

    def phone(self, *participants: str, group: str = "") -> Play:
        """Phones that join."""
        for participant in participants:
            self.do(c.Join(participant))
            if group:
                self.do(c.JoinGroup(participant, group))
        return self

    def replayed(self) -> SessionState:
        """The state as a journal would give it back."""
        return fold(self.entries, self.opened)
