"""What one participant takes home: what the room may read of the report, and what they gave themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.engine.decide.synthesis import closing
from facilitator.engine.participants import number_of
from facilitator.engine.sources import idea_text
from facilitator.engine.state import Idea, SessionState
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Card, Conclusion, Pile, Report


@dataclass(frozen=True, slots=True)
class Keepsake:
    """One participant's page."""

    report: Report
    """Until the end, only what the room has before it."""
    is_whole: bool
    """Whether the workshop has ended, so that nothing more will be added."""
    written: tuple[Pile, ...]
    """Their own words, phase by phase, masked or waiting ones included: they know them."""
    promises: tuple[tuple[tuple[str, str], ...], ...]
    """Their commitments, those that they shared; the others never left their phone."""
    number: str
    """What they give to have all of it erased."""


def keepsake(state: SessionState, participant: str, told: Report | None = None) -> Keepsake:
    """What this participant may take home now; `told` is the state's report where it was made for others already."""
    told, over = told or report(state), state.status == "ended"
    return Keepsake(
        report=told if over else _before_the_end(told, state),
        is_whole=over,
        written=tuple(_written(state, participant)),
        promises=tuple(one.fields for one in state.commitments.values() if one.author == participant),
        number=number_of(participant),
    )


def _before_the_end(told: Report, state: SessionState) -> Report:
    """The sentences that the room judges, once it does: the rest may still be veiled."""
    phase = closing(state)
    judging = phase is not None and state.runs[phase.id].started_at is not None
    return replace(
        told,
        debates=(),
        conclusions=tuple(map(_alone, told.conclusions)) if judging else (),
        disagreements=tuple(map(_alone, told.disagreements)) if judging else (),
        proposals=tuple(map(_alone, told.proposals)) if judging else (),
        questions=(),
        promises=tuple(replace(promises, shared=()) for promises in told.promises),
        links=(),
    )


def _alone(conclusion: Conclusion) -> Conclusion:
    return replace(conclusion, evidence=())


def _written(state: SessionState, participant: str) -> list[Pile]:
    own = [idea for idea in state.ideas.values() if idea.author == participant and not idea.withdrawn]
    piles = []
    for phase in state.script.phase:
        cards = tuple(_card(idea) for idea in own if idea.phase == phase.id)
        if cards:
            piles.append(Pile(phase.title, cards, len(cards)))
    return piles


def _card(idea: Idea) -> Card:
    return Card(idea.id, idea_text(idea), idea.fields, idea.signature)
