"""Entries whose ground is gone."""

from __future__ import annotations

import pytest

from facilitator.engine.events import Entry, Event, IdeaEdited
from facilitator.engine.reduce import fold
from tests.engine.play import Play

STRAY = IdeaEdited("nulle-part", "Des mots", 1.0)


def test_what_stands_on_a_lost_idea_is_left_out_and_told() -> None:
    play, told = Play(), list[Event]()

    assert fold([Entry(1, play.now, (STRAY,))], play.state, told.append).ideas == play.state.ideas
    assert told == [STRAY]


def test_without_anybody_to_tell_it_raises() -> None:
    play = Play()

    with pytest.raises(KeyError):
        fold([Entry(1, play.now, (STRAY,))], play.state)
