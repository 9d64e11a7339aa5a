"""Real conversations replayed as a workshop: what the account calls a controversy is what people's votes say is one.

Polis keeps what each person answered to each statement: agree, disagree or pass. Skipped where these votes are not.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest

from facilitator.engine import commands as c
from facilitator.engine.rating import summary
from facilitator.engine.script import Case, Phase, Script, Workshop
from facilitator.engine.stances import controversy
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Debate
from facilitator.exporters import export
from tests.conftest import REAL_DATA
from tests.engine.play import Play

VOTES = REAL_DATA / "open"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not VOTES.is_dir(), reason="the real votes are not here")]

FEWEST = {"london-youth-policing": 10, "canadian-electoral-reform": 30, "nz-taxes": 30}
"""Answers under which a statement of the conversation tells little."""
CONVERSATIONS = pytest.mark.parametrize("name", FEWEST)


@dataclass(frozen=True)
class Statement:
    """One statement, and what people answered to it."""

    text: str
    answers: dict[str, int]
    """Person → -1 (disagree), 0 (pass) or 1 (agree)."""

    @property
    def stands(self) -> tuple[int, int]:
        """Who disagrees, who agrees."""
        given = list(self.answers.values())
        return given.count(-1), given.count(1)

    @property
    def minority(self) -> float:
        """The smaller side's share of those who took one."""
        return min(self.stands) / (sum(self.stands) or 1)


@cache
def conversation(name: str) -> tuple[Statement, ...]:
    """The statements that enough people answered."""
    answers: dict[str, dict[str, int]] = {}
    with (VOTES / f"polis_{name}_votes.csv").open(encoding="utf-8", newline="") as file:
        for vote in csv.DictReader(file):
            answers.setdefault(vote["comment"], {})[f"p{vote['voter']}"] = int(vote["vote"])
    with (VOTES / f"polis_{name}_comments.csv").open(encoding="utf-8", newline="") as file:
        found = [Statement(row["text"][:200], answers.get(row["id"], {})) for row in csv.DictReader(file)]
    return tuple(one for one in found if len(one.answers) >= FEWEST[name])


@cache
def debated(name: str) -> SessionState:
    """Each statement is a case; who passes takes no place."""
    statements = conversation(name)
    cases = tuple(Case(f"Statement {n}", one.text) for n, one in enumerate(statements, 1))
    debate = Phase("d", "The debate", "position", 60, scale=("Disagree", "Agree"), case=cases)
    playing = Play(Script(Workshop("Polis", 960, 1020, language="en"), (debate,))).at("d")
    for number, one in enumerate(statements):
        playing.do(c.ChooseCase(number, "before"))
        playing.do(*(c.TakeStance(who, place > 0, number, "before") for who, place in one.answers.items() if place))
    return playing.state


@cache
def debates(name: str) -> tuple[Debate, ...]:
    """What the account tells of them."""
    return report(debated(name)).debates


@CONVERSATIONS
def test_the_account_counts_what_people_answered_and_orders_statements_as_their_votes_do(name: str) -> None:
    statements = {one.text: one for one in conversation(name)}
    assert [(one.statement, one.before) for one in debates(name)] == [
        (text, one.stands) for text, one in statements.items() if sum(one.stands) >= 3
    ]

    told = [_score(one) for one in debates(name)]
    shares = [statements[one.statement].minority for one in debates(name)]
    assert told == [round(200 * share) for share in shares]
    assert max(told) > 90 and min(told) < 10


@CONVERSATIONS
def test_the_most_disputed_and_the_most_agreed_are_what_the_votes_say(name: str) -> None:
    told = sorted(debates(name), key=_score, reverse=True)
    by_votes = sorted(conversation(name), key=lambda one: one.minority, reverse=True)
    assert _texts(told[:5]) == {one.text for one in by_votes[:5]} or _score(told[4]) == _score(told[5])
    *_others, agreed = by_votes
    assert _score(told[-1]) == round(200 * agreed.minority)


@CONVERSATIONS
def test_a_statement_that_people_pass_on_is_not_a_disputed_one(name: str) -> None:
    unsure = max(conversation(name), key=lambda one: (one.minority < 0.05, list(one.answers.values()).count(0)))
    against, for_ = unsure.stands
    assert controversy((against, for_)) or 0 < 10
    assert (controversy((against, list(unsure.answers.values()).count(0), for_)) or 0) > 20


@CONVERSATIONS
def test_marks_say_that_people_disagree_where_one_in_nine_does(name: str) -> None:
    statements = conversation(name)
    cards = Phase("c", "Statements", "collect", 60, max_characters=280)
    marks = Phase("m", "Marks", "matrix", 60, source="c", max_items=200, x_axis=("Agreement", "none", "full"))
    playing = Play(Script(Workshop("Polis", 960, 1020, language="en"), (cards, marks))).at("c")
    playing.do(*(c.SubmitIdea(f"i{n}", one.text) for n, one in enumerate(statements))).at("m")
    for number, one in enumerate(statements):
        playing.do(*(c.RateItem(who, f"i{number}", 3 + 2 * mark) for who, mark in one.answers.items()))

    said = {one.text: summary(playing.state, "m", f"i{n}").agreement for n, one in enumerate(statements)}
    assert {one.minority > 1 / 9 - 0.01 for one in statements if said[one.text] == "split"} == {True}
    assert max(one.minority for one in statements if said[one.text] != "split") < 1 / 9
    assert max(one.minority for one in statements if said[one.text] == "close") < 0.04


def test_an_account_of_it_prints_the_score_beside_the_places() -> None:
    text = export(report(debated("london-youth-policing")), "md").decode().replace("\u00a0", " ")
    [most] = [one for one in debates("london-youth-policing") if _score(one) > 90]
    assert most.before is not None
    assert f"{most.before[1]} sur {sum(most.before)}" in text
    assert f"(la moitié à chaque bout) : {_score(most)} avant" in text


def _score(debate: Debate) -> int:
    return controversy(debate.before or ()) or 0


def _texts(debates: Sequence[Debate]) -> set[str]:
    return {one.statement for one in debates}
