"""What is each participant's own, sorted out once for a whole room of phones."""

from __future__ import annotations

from collections import defaultdict

from facilitator.engine.state import Idea, Participant, SessionState
from facilitator.engine.views import shapes as s

_NOBODY = Participant(joined_at=0.0)


class Belongings:
    """Who gave what in a state: one walk through it, then every participant's share is at hand."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._phase = state.current if state.status == "running" else None
        self._here = self._phase.id if self._phase else ""
        self._hands = {hand.participant for hand in state.queue}
        self._ideas: dict[str, list[Idea]] = defaultdict(list)
        for idea in state.ideas.values():
            if not idea.withdrawn:
                self._ideas[idea.author].append(idea)
        self._ratings: dict[str, dict[str, tuple[int | None, int | None]]] = defaultdict(dict)
        for (where, item, voter), rating in state.ratings.items():
            if where == self._here:
                self._ratings[voter][item] = (rating.x, rating.y)
        self._opinions: dict[str, dict[str, str]] = defaultdict(dict)
        for (sentence, who), opinion in state.opinions.items():
            self._opinions[who][sentence] = opinion
        self._objections: dict[str, list[str]] = defaultdict(list)
        for sentence, who in state.objections:
            self._objections[who].append(sentence)
        self._wordings: dict[str, dict[str, str]] = defaultdict(dict)
        for wording in state.wordings.values():
            if not wording.settled:
                self._wordings[wording.author][wording.sentence] = wording.text
        self._sorts: dict[str, dict[str, str]] = defaultdict(dict)
        for (where, group, item), theme in state.placements.items():
            if group and theme and where == self._here:
                self._sorts[group][item] = theme

    def of(self, participant: str) -> s.Mine:
        """One participant's."""
        state = self._state
        me = state.participants.get(participant, _NOBODY)
        run = state.runs.get(self._here)
        ballot = state.ballots.get((self._here, participant))
        stance = state.stances.get((self._here, run.case, run.moment, participant)) if run else None
        roti = state.roti.get(participant)
        ideas = self._ideas.get(participant, []) if participant else []
        return s.Mine(
            ideas=[_own(idea) for idea in ideas],
            left=self._left(ideas),
            votes=dict(ballot.points) if ballot else {},
            stance=stance.value if stance else None,
            reason=stance.reason if stance else "",
            ratings=self._ratings.get(participant, {}),
            opinions=self._opinions.get(participant, {}),
            objections=self._objections.get(participant, []),
            approves=participant in state.approvals,
            wordings=self._wordings.get(participant, {}),
            thumb=state.thumbs.get((self._here, run.focus, participant)) if run and run.thumbs else None,
            roti=roti.score if roti else None,
            roti_word=roti.word if roti else "",
            poll=state.poll.get(participant),
            group=me.group,
            ready=bool(self._here) and me.ready == self._here,
            hand=participant in self._hands,
            sorts=self._sorts.get(me.group, {}),
        )

    def _left(self, ideas: list[Idea]) -> int | None:
        if self._phase is None or self._phase.max_per_person is None:
            return None
        given = sum(1 for idea in ideas if idea.phase == self._here and not (idea.parked or idea.on_behalf))
        return max(0, self._phase.max_per_person - given)


def _own(idea: Idea) -> s.OwnIdea:
    return s.OwnIdea(
        id=idea.id,
        text=idea.text,
        column=idea.column,
        fields=list(idea.fields),
        row=idea.row,
        pending=not idea.approved,
        phase=idea.phase,
    )
