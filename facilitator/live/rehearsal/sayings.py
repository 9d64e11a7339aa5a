"""What simulated participants say: invented sentences, by workshop and phase, dealt so that none comes twice."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any

from facilitator.engine.script import Phase, Script
from facilitator.engine.stances import Side


class Sayings:
    """The sentences for one script."""

    def __init__(self, script: Script, chance: Random) -> None:
        shipped = files("facilitator.live.rehearsal").joinpath(f"sayings.{script.workshop.language}.toml")
        sayings: Mapping[str, Any] = tomllib.loads(shipped.read_text(encoding="utf-8"))
        self._any: Mapping[str, Any] = sayings["any"]
        self._own: Mapping[str, Any] = sayings.get(script.workshop.code, {})
        self._chance = chance
        self._decks: dict[tuple[object, ...], list[Any]] = {}

    def card(self, phase: Phase, column: int) -> str:
        """Something to write in a column; empty once everything that fits has been said."""
        columns: Sequence[Sequence[str]] = self._of(phase).get("columns", ())
        if not columns:
            return self.remark()
        return str(self._deal((phase.id, column), columns[column] if column < len(columns) else ()) or "")

    def form(self, phase: Phase) -> tuple[tuple[str, str], ...]:
        """A small form, filled in; empty once everything that fits has been said."""
        rows: Sequence[Sequence[str]] = self._of(phase).get("forms", ())
        if rows:
            values = self._deal((phase.id,), rows) or ()
        else:
            values = self._chance.sample(self._any["forms"], k=min(len(phase.fields), len(self._any["forms"])))
        return tuple(zip(phase.fields, values, strict=False))

    def argument(self, phase: Phase, case: int, side: Side) -> str:
        """For or against a statement."""
        cases: Sequence[Mapping[str, Sequence[str]]] = self._of(phase).get("cases", ())
        prepared = cases[case][side] if case < len(cases) else ()
        return str(self._deal((phase.id, case, side), prepared) or self._deal((side,), self._any[side], again=True))

    def sentence(self, phase: Phase) -> str:
        """A conclusion."""
        return str(
            self._deal((phase.id,), self._of(phase).get("sentences", ()))
            or self._deal(("sentences",), self._any["sentences"])
            or self.remark()
        )

    def remark(self) -> str:
        """A subject and what is said of it."""
        pairs = list(product(self._any["subjects"], self._any["remarks"]))
        subject, remark = self._deal(("remarks",), pairs, again=True)
        return f"{subject} {remark}."

    def question(self) -> str:
        """Something for later; empty once all have been asked."""
        return str(self._deal(("questions",), self._any["questions"]) or "")

    def statement(self) -> str:
        """What the room is to take a stand on."""
        return str(self._deal(("statements",), self._any["statements"], again=True))

    def theme(self) -> str:
        """A name for a group of ideas."""
        return str(self._deal(("themes",), self._any["themes"], again=True))

    def one_of(self, kind: str) -> str:
        """Any of the short sayings of a kind: reasons, roti, rude, nuances, objections."""
        return str(self._chance.choice(self._any[kind]))

    @property
    def rude(self) -> Sequence[str]:
        """What somebody has to take off the screens."""
        return tuple(self._any["rude"])

    def _of(self, phase: Phase) -> Mapping[str, Any]:
        return self._own.get(phase.id, {})  # type: ignore[no-any-return]

    def _deal(self, deck: tuple[object, ...], cards: Sequence[Any], *, again: bool = False) -> Any:
        """The next card of a shuffled deck; None once all are dealt, unless they are to be dealt again."""
        if deck not in self._decks or (again and not self._decks[deck]):
            self._decks[deck] = self._chance.sample(cards, k=len(cards))
        left = self._decks[deck]
        return left.pop() if left else None
