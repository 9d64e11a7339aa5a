"""Somebody leaves without a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on

_WHOSE: Final[Mapping[str, Callable[[Any, Any], str]]] = {
    "participants": lambda key, value: key,
    "poll": lambda key, value: key,
    "ballots": lambda key, value: key[1].partition(".")[0],  # those of neighbours came from the same phone
    "stances": lambda key, value: key[3],
    "ratings": lambda key, value: key[2],
    "thumbs": lambda key, value: key[2],
    "commitments": lambda key, value: value.author,
    "opinions": lambda key, value: key[1],
    "objections": lambda key, value: key[1],
    "approvals": lambda key, value: key,
    "wordings": lambda key, value: value.author,
    "roti": lambda key, value: key,
}
"""The tables that hold something of somebody, and whose an item is. Ideas keep their place: others stand on them."""


@on(e.ParticipantErased)
def _participant_erased(event: e.ParticipantErased, draft: Draft) -> None:
    who = event.participant
    for id_ in [id_ for id_, idea in draft["ideas"].items() if idea.author == who]:
        draft.change("ideas", id_, text="", fields=(), signature="", group="", author="", withdrawn=True)
    for table, whose in _WHOSE.items():
        for key in [key for key, value in draft[table].items() if whose(key, value) == who]:
            draft.drop(table, key)
    draft.set("queue", tuple(hand for hand in draft["queue"] if hand.participant != who))
    draft.set("history", ())  # the words that gestures replaced could be put back
    draft.set("erased", draft["erased"] + 1)
