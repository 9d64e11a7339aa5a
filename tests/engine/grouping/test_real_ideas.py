"""On what real people wrote: the figures that `docs/decisions` promises. Skipped where these texts are not."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from facilitator.engine.grouping import group_texts, similarity
from facilitator.engine.grouping.duplicates import ALIKE
from tests.conftest import REAL_DATA

SCORER = REAL_DATA / "eval"
pytestmark = pytest.mark.skipif(not SCORER.is_dir(), reason="the real contributions are not here")


@pytest.fixture
def scorer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The scripts that judge groups, kept beside the texts."""
    monkeypatch.syspath_prepend(str(SCORER))
    before = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(SCORER) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_what_is_flagged_is_of_the_same_subject_and_what_is_the_same_is_flagged(scorer: Any) -> None:
    pairs = [(relation, similarity(one, other)) for one, other, relation in scorer("evaluate_dup").pairs("open")]
    flagged = [relation for relation, score in pairs if score >= ALIKE]

    assert sum(relation >= 1 for relation in flagged) / len(flagged) >= 0.90
    assert flagged.count(2) / sum(relation == 2 for relation, _ in pairs) >= 0.90


@pytest.mark.slow
def test_a_draft_of_themes_saves_people_gestures(scorer: Any) -> None:
    evaluate = scorer("evaluate")
    whole = evaluate.macro(evaluate.run(group_texts, "open", seeds=2))

    assert whole["ari"] >= 0.170
    assert whole["v"] >= 0.350
    assert whole["corr"] <= 55.5
