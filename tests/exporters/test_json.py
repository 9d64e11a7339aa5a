from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from typing import get_args

import pytest

from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import Report, report
from facilitator.engine.synthesis.shapes import Content
from facilitator.exporters import export
from facilitator.exporters.json import Unreadable, read
from tests.exporters.hostile import hostile_state
from tests.sample import play
from tests.store.test_restoring import every_figure, finished_on_paper

STATES: dict[str, Callable[[], SessionState]] = {
    "whole": lambda: play().state,
    "half": lambda: play(until="tri").state,
    "figures": every_figure,
    "paper": finished_on_paper,
    "hostile": hostile_state,
}


@pytest.fixture(params=STATES)
def made(request: pytest.FixtureRequest) -> Report:
    return report(STATES[request.param]())


def test_between_them_they_hold_every_kind_of_finding() -> None:
    reports = [report(state()) for state in STATES.values()]
    found = {type(one.content) for made in reports for one in (*made.struggles, *made.practices)}
    assert found == set(get_args(Content))


def test_a_report_comes_back_without_loss(made: Report) -> None:
    assert read(export(made, "json")) == (made,)


def test_what_was_read_back_makes_the_same_documents(made: Report) -> None:
    [again] = read(export(made, "json"))
    for format_ in ("md", "html", "csv", "xlsx"):
        assert export(again, format_, zone=UTC) == export(made, format_, zone=UTC)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "coupé"),
        (b"[" * 100_000, "coupé"),
        (b"\xff\xfe", "coupé"),
        (b"[]", "pas un export de facilitator"),
        (b'{"schema": "autre"}', "pas un export de facilitator"),
        (b'{"schema": "facilitator-report", "format": 99, "report": {}}', "format 99"),
        (b'{"schema": "facilitator-report", "format": 1, "report": {}}', "il lui manque des parties"),
        (b'{"schema": "facilitator-report", "format": 1, "report": []}', "il lui manque des parties"),
        (b'{"schema": "facilitator-report", "format": 1}', "il lui manque des parties"),
    ],
)
def test_what_is_no_export_is_refused_in_words(content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(content)


def test_a_report_with_one_value_of_another_type_is_refused() -> None:
    changed = json.loads(export(report(play().state), "json"))
    changed["report"]["title"] = 12
    with pytest.raises(Unreadable):
        read(json.dumps(changed).encode())
