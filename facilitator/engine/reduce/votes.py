"""Points, places on a scale, ratings."""

from __future__ import annotations

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on
from facilitator.engine.script import Case
from facilitator.engine.state import Ballot, Hands, Rating, Stance


@on(e.VotesCast)
def _votes_cast(event: e.VotesCast, draft: Draft) -> None:
    if event.points:
        draft.put("ballots", (event.phase, event.voter), Ballot(event.points, event.channel, event.afterwards))
    else:
        draft.drop("ballots", (event.phase, event.voter))


@on(e.HandsCounted)
def _hands_counted(event: e.HandsCounted, draft: Draft) -> None:
    draft.put("hands", (event.phase, event.item), Hands(event.count, event.present))


@on(e.CaseChosen)
def _case_chosen(event: e.CaseChosen, draft: Draft) -> None:
    draft.change("runs", event.phase, case=event.case, moment=event.moment, revealed=False)


@on(e.StatementWritten)
def _statement_written(event: e.StatementWritten, draft: Draft) -> None:
    case = Case(title=event.title, statement=event.statement, story=event.story)
    draft.put("statements", (event.phase, event.case), case)


@on(e.StanceTaken)
def _stance_taken(event: e.StanceTaken, draft: Draft) -> None:
    key = (event.phase, event.case, event.moment, event.voter)
    draft.put("stances", key, Stance(event.value, event.channel, event.reason, event.afterwards))


@on(e.StanceHandsCounted)
def _stance_hands_counted(event: e.StanceHandsCounted, draft: Draft) -> None:
    draft.put("stance_hands", (event.phase, event.case, event.moment), event.counts)


@on(e.ItemRated)
def _item_rated(event: e.ItemRated, draft: Draft) -> None:
    rating = Rating(event.x, event.y, event.channel, event.afterwards)
    draft.put("ratings", (event.phase, event.item, event.voter), rating)
