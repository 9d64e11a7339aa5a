"""Under the smallest group no figure shows: two rooms that answered otherwise make the very same documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from facilitator.engine import commands as c
from facilitator.engine.refused import Refused
from facilitator.engine.script import Case, GroundRules, Phase, Script, Workshop
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.engine.views import Room, public_view
from facilitator.exporters import DOCUMENTS, FORMATS, Document, export
from tests.sample import Playing, begin

PEOPLE = ("p1", "p2", "p3", "p4")
SCRIPT = Script(
    Workshop("Petit", 960, 1020),
    (
        Phase("c", "Cartes", "collect", 5),
        Phase("d", "Débat", "position", 5, case=(Case("Un", "C’est utile."),)),
        Phase("m", "Tri", "matrix", 5, source="c", x_axis=("X", "peu", "très"), y_axis=("Y", "peu", "très")),
        Phase("t", "Sujets", "talk", 9, source="c", per_item_minutes=3),
        Phase("e", "Lundi", "commit", 5, fields=("Quoi",)),
        Phase("z", "Fin", "validate", 5, max_sentences=3),
    ),
    ground_rules=GroundRules(min_group_size=5),
)


def room(
    before: Sequence[int], after: Sequence[int], marks: Sequence[int], scores: Sequence[int]
) -> list[SessionState]:
    """Four people in a room where five are the smallest group, as each phase was just led, and at the end."""
    playing = begin(SCRIPT)
    states: list[SessionState] = []
    playing.do(*(c.Join(one) for one in PEOPLE), c.CountHeads(4), c.StartPhase())
    playing.do(c.SubmitIdea("a", "Une idée"), c.GoToPhase("d"))
    for moment, values in (("before", before), ("after", after)):
        playing.do(c.ChooseCase(0, "after" if moment == "after" else "before"))
        for one, value in zip(PEOPLE, values, strict=True):
            playing.do(c.TakeStance(one, value, 0, "after" if moment == "after" else "before"))
    _show(playing, states)
    playing.do(c.GoToPhase("m"), *(c.RateItem(p, "a", n, n) for p, n in zip(PEOPLE, marks, strict=True)))
    _show(playing, states)
    playing.do(c.GoToPhase("t"), c.Focus("a"), c.AskThumbs())
    playing.do(*(c.GiveThumb(p, n > 2, "a", "t") for p, n in zip(PEOPLE, marks, strict=True)))
    playing.do(c.GoToPhase("z"), c.WriteSentence("s", "Une phrase."), c.JudgeSentence("s", "agreed"))
    playing.do(*(c.GiveRoti(p, n) for p, n in zip(PEOPLE, scores, strict=True)))
    _show(playing, states)
    playing.do(c.FreezeSynthesis(4), c.EndSession())
    return [*states, playing.state]


def _show(playing: Playing, states: list[SessionState]) -> None:
    with suppress(Refused):  # nothing is veiled
        playing.do(c.Reveal())
    states.append(playing.state)


ONE = room((0, 0, 1, 1), (0, 1, 1, 1), (1, 1, 2, 2), (1, 2, 3, 4))
OTHER = room((3, 3, 3, 2), (3, 3, 0, 0), (5, 5, 4, 5), (5, 5, 4, 5))


def parts_of(content: bytes) -> list[bytes]:
    if not is_zipfile(BytesIO(content)):
        return [content]
    with ZipFile(BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_documents_are_the_same_whatever_so_few_people_answered(format_: str, document: Document) -> None:
    one, other = (parts_of(export(report(states[-1]), format_, document, UTC)) for states in (ONE, OTHER))

    assert one == other


def test_the_same_search_finds_the_figures_of_people_who_are_enough() -> None:
    alone = replace(SCRIPT.ground_rules, min_group_size=4)
    shown = [replace(states[-1], script=replace(SCRIPT, ground_rules=alone)) for states in (ONE, OTHER)]
    one, other = (export(report(state), "md", "account", UTC) for state in shown)

    assert one != other


@pytest.mark.parametrize("step", range(len(ONE)))
def test_the_room_s_view_is_the_same_whatever_so_few_people_answered(step: int) -> None:
    one, other = (json.dumps(public_view(states[step], states[step].at, Room())) for states in (ONE, OTHER))

    assert one == other
