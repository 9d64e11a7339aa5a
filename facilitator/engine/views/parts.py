"""What several faces share: the phase, its clock and its work, the lobby."""

from __future__ import annotations

from facilitator.engine.rotation import announcement, gesture
from facilitator.engine.script import Phase
from facilitator.engine.seating import form_of, in_words, seating_now
from facilitator.engine.state import Idea, PhaseRun, SessionState
from facilitator.engine.timebox import later_phases, round_seconds, silence, thresholds
from facilitator.engine.told import told_phases
from facilitator.engine.views.shapes import Clock, LobbyView, PhaseView, RoundView
from facilitator.engine.views.work import Eyes, add_work
from facilitator.engine.wording import Language


def clock(state: SessionState, phase: Phase) -> Clock:
    """The time box of a phase."""
    run = state.runs[phase.id]
    warning, last_call = thresholds(run.granted)
    return Clock(
        granted=run.granted,
        spent=run.spent,
        since=run.since,
        started=run.started_at is not None,
        warning=warning,
        last_call=last_call,
        mode=state.script.timer(phase),
    )


def phase_view(state: SessionState, phase: Phase, eyes: Eyes) -> PhaseView:
    """The phase as those eyes may see it."""
    run = state.runs[phase.id]
    phases = told_phases(state)
    view = PhaseView(
        id=phase.id,
        title=phase.title,
        kind=phase.kind,
        number=phases.index(phase) + 1,
        count=len(phases),
        question=phase.question,
        instruction=phase.instruction,
        form=phase.form,
        columns=list(phase.columns),
        fields=list(phase.fields),
        examples=list(phase.examples),
        max_characters=phase.max_characters,
        veiled=state.veiled(phase),
        focus=run.focus,
        photos=state.script.photos(phase),
        silent=silence(phase, run),
        present=state.head_count or None,
        seating=(seating := _seating(state, phase)),
        until=_until(phase, run) if seating else None,
        clock=clock(state, phase),
        round=_round(phase, run, state.script.workshop.language) if phase.round else None,
    )
    add_work(view, state, phase, eyes)
    return view


def _seating(state: SessionState, phase: Phase) -> str:
    made = seating_now(state, phase)
    return in_words(made, form_of(state, phase), state.script.workshop.language) if made else ""


def _until(phase: Phase, run: PhaseRun) -> float | None:
    """The end of the round, else of the phase."""
    if run.since is None:
        return None
    end = run.granted
    if phase.round and run.round + 1 < len(phase.round):
        end = min(end, run.round_from + round_seconds(phase, run, run.round))
    return run.since + end - run.spent


def _round(phase: Phase, run: PhaseRun, lang: Language) -> RoundView:
    current, following = phase.round[run.round], run.round + 1
    goes_on = following < len(phase.round)
    return RoundView(
        index=run.round,
        count=len(phase.round),
        title=current.title,
        instruction=current.instruction,
        form=current.form or phase.form,
        starts=run.round_from,
        seconds=round_seconds(phase, run, run.round),
        moving=phase.moving_minutes * 60,
        rotation=current.rotation or "",
        gesture=gesture(phase, run.round, lang),
        following=phase.round[following].title if goes_on else "",
        announced=announcement(phase, following, lang) if goes_on else "",
    )


def lobby(state: SessionState, eyes: Eyes) -> LobbyView:
    """Before the first phase; figures of too few people stay hidden."""
    answers = [0] * len(state.script.lobby.choices)
    for choice in state.poll.values():
        answers[choice] += 1
    for choice, count in state.poll_hands.items():
        answers[choice] += count
    answered = sum(answers)
    return LobbyView(
        question=state.script.lobby.question,
        choices=list(state.script.lobby.choices),
        answers=answers if eyes.figures(state, answered) else None,
        answered=eyes.count(state, answered),
        head_count=state.head_count,
        full=state.full,
        seats=state.script.workshop.seats,
        starts_at=state.planned_start,
    )


def following(state: SessionState) -> str:
    """The title of the next phase."""
    later = later_phases(state)
    return later[0].title if later else ""


def theme_of(state: SessionState, idea: Idea) -> str:
    """The name of the last group the room put an idea in."""
    found = ""
    for phase in state.script.phase:
        if phase.kind == "group":
            theme = state.placements.get((phase.id, "", idea.id), "")
            found = state.themes[theme].name if theme in state.themes else found
    return found
