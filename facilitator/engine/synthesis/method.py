"""How a workshop really went, and how far its account can be trusted."""

from __future__ import annotations

from collections import Counter

from facilitator.engine.decide.synthesis import closing
from facilitator.engine.rating import raters
from facilitator.engine.script import Phase
from facilitator.engine.stances import distribution
from facilitator.engine.state import CHANNELS, SessionState
from facilitator.engine.synthesis.cards import Quoting
from facilitator.engine.synthesis.findings import enough
from facilitator.engine.synthesis.shapes import Feedback, Method, PhaseRecord, Poll, PromptRecord
from facilitator.engine.timebox import elapsed
from facilitator.engine.voting import tally


def method(state: SessionState, quoting: Quoting) -> Method:
    """Planned and real times, people at each phase, channels, what was not read."""
    by_channel = Counter(idea.channel for idea in quoting.printed)
    by_phase = Counter(idea.phase for idea in quoting.printed)
    return Method(
        phases=tuple(_record(state, phase, by_phase[phase.id]) for phase in state.script.phase),
        channels=tuple((channel, by_channel[channel]) for channel in CHANNELS if by_channel[channel]),
        phones=len(state.participants) if enough(state, len(state.participants)) else None,
        feedback=_feedback(state),
        prompts=_prompts(state, quoting),
        waiting=sum(not idea.approved and not (idea.masked or idea.withdrawn) for idea in state.ideas.values()),
        min_group_size=state.script.ground_rules.min_group_size,
    )


def poll(state: SessionState) -> Poll | None:
    """The warm-up poll, when somebody answered it."""
    lobby = state.script.lobby
    answers = Counter(state.poll.values())
    counts = tuple(answers[i] + state.poll_hands.get(i, 0) for i in range(len(lobby.choices)))
    if not sum(counts):
        return None
    return Poll(lobby.question, lobby.choices, counts if enough(state, sum(counts)) else None)


def _record(state: SessionState, phase: Phase, contributions: int) -> PhaseRecord:
    run = state.runs[phase.id]
    people = _people(state, phase)
    return PhaseRecord(
        title=phase.title,
        kind=phase.kind,
        planned=phase.minutes * 60,
        spent=elapsed(run, state.at),
        started_at=run.started_at,
        dropped=run.dropped,
        contributions=contributions,
        people=people if people and enough(state, people) else None,
    )


def _prompts(state: SessionState, quoting: Quoting) -> tuple[PromptRecord, ...]:
    brought = Counter((idea.phase, idea.prompt) for idea in quoting.printed)
    shown = sorted(state.prompts_used.items(), key=lambda used: used[1])
    return tuple(
        PromptRecord(text, state.script.find(phase).title, at, brought[phase, text]) for (phase, text), at in shown
    )


def _people(state: SessionState, phase: Phase) -> int:
    if phase.kind == "vote":
        return tally(state, phase.id).voters
    if phase.kind == "position":
        placed = {(case, moment) for where, case, moment, _ in state.stances if where == phase.id}
        placed |= {(case, moment) for where, case, moment in state.stance_hands if where == phase.id}
        return max((sum(distribution(state, phase.id, *where)) for where in placed), default=0)
    if phase.kind == "matrix":
        return raters(state, phase.id)
    if phase.kind == "commit":
        return promised(state, phase)
    return 0


def promised(state: SessionState, phase: Phase) -> int:
    """How many commitments a phase gathered, private ones included."""
    shared = sum(commitment.phase == phase.id for commitment in state.commitments.values())
    return shared + sum(where == phase.id for where, _ in state.private_commitments)


def _feedback(state: SessionState) -> Feedback | None:
    phase = closing(state)
    if phase is None or phase.feedback == "none":
        return None
    scores = Counter(roti.score for roti in state.roti.values())
    shown = enough(state, len(state.roti)) and bool(state.roti)
    return Feedback(
        counts=tuple(scores[score] for score in range(1, 6)) if shown else None,
        answers=len(state.roti) if shown else None,
        words=tuple(sorted(roti.word for roti in state.roti.values() if roti.word)),
    )
