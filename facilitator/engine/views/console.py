"""What the facilitators see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from facilitator.engine.agenda import slots_left
from facilitator.engine.prompts import rhythm
from facilitator.engine.replan import Slot
from facilitator.engine.room import Room
from facilitator.engine.script import Phase
from facilitator.engine.sources import cases, items
from facilitator.engine.state import Idea, SessionState
from facilitator.engine.timebox import later_phases
from facilitator.engine.told import told_phases
from facilitator.engine.views import shapes as s
from facilitator.engine.views.parts import lobby, phase_view, theme_of
from facilitator.engine.views.sorting import sorting_view, twins_view
from facilitator.engine.views.work import Eyes


def console_view(state: SessionState, now: float, room: Room, touched: Collection[str] | None = None) -> s.ConsoleView:
    """Everything; of the ideas, only those touched since the last message, or all of them when None."""
    script, workshop, current = state.script, state.script.workshop, state.current
    eyes = Eyes(now, facilitators=True)
    return s.ConsoleView(
        seq=state.seq,
        now=now,
        speed=room.speed,
        session=state.session,
        status=state.status,
        title=workshop.title,
        subtitle=workshop.subtitle,
        language=workshop.language,
        speaking_rule=script.ground_rules.speaking_rule,
        reminders=[(reminder.title, reminder.text, reminder.to_verify) for reminder in script.ground_rules.reminder],
        phases=_run_of_show(state, now),
        phase=phase_view(state, current, eyes) if current else None,
        notes=current.notes if current else "",
        outcome=current.outcome if current else "",
        time=_time(state),
        lobby=lobby(state, eyes),
        prompt=state.prompt,
        prompt_at=state.prompt_at,
        prompts=_prompts(state, current) if current else [],
        rhythm=rhythm(state, current) if current else None,
        seeds=list(current.seeds) if current else [],
        message=state.message.text if state.message else "",
        blank=state.blank,
        thanks=bool(state.thanks),
        sound=state.sound,
        zoom=state.zoom,
        review=state.review,
        remote_open=state.remote_open,
        keyboard_code=state.keyboard_code,
        counts=_counts(state, current, room),
        undo=[step.gesture for step in reversed(state.history)],
        addresses=s.Addresses(join=room.join, screen=room.screen, remote=_remote(state, room)),
        network=room.network,
        twins=twins_view(state, room),
        sorting=sorting_view(state, room),
        afterwards=_afterwards(state, eyes),
        slept=room.slept if current else 0.0,
        notices=list(room.notices),
        ideas=_ideas(state, touched),
    )


def _afterwards(state: SessionState, eyes: Eyes) -> list[s.PhaseView]:
    if state.status != "ended":
        return []
    still_open = [phase for phase in told_phases(state) if _is_still_open(state, phase)]
    return [phase_view(one, phase, eyes) for phase in still_open for one in _turns(state, phase)]


def _is_still_open(state: SessionState, phase: Phase) -> bool:
    """Whether its cards, its ballots or its signature may still come."""
    if phase.kind in ("vote", "matrix"):
        return bool(items(state, phase))
    if phase.kind == "commit":
        return phase.sharing != "never"
    return phase.kind in ("position", "validate") or (phase.kind in ("collect", "respond") and phase.capture == "all")


def _turns(state: SessionState, phase: Phase) -> list[SessionState]:
    """The state as it is seen from each case of a debate, and once for any other phase."""
    if phase.kind != "position":
        return [state]
    run = state.runs[phase.id]
    turns = range(len(cases(state, phase)))
    return [replace(state, runs={**state.runs, phase.id: replace(run, case=case)}) for case in turns]


def _remote(state: SessionState, room: Room) -> str:
    """The remote's address: on the network once the session opened it."""
    if not (state.remote_open and room.home):
        return room.remote
    return f"{room.home}/remote/{room.remote.rpartition('/')[2]}"


def _time(state: SessionState) -> s.TimeView:
    return s.TimeView(
        planned_start=state.planned_start,
        planned_end=state.planned_end,
        later=sum(max(0.0, state.runs[p.id].granted - state.runs[p.id].spent) for p in later_phases(state)),
        slots=[_slot(slot) for slot in slots_left(state)],
        hard_stop=state.script.workshop.hard_stop,
        started_at=state.started_at,
        ended_at=state.ended_at,
    )


def _slot(slot: Slot) -> s.SlotView:
    return s.SlotView(
        id=slot.id,
        seconds=slot.seconds,
        floor=slot.floor,
        priority=slot.priority,
        rounds=list(slot.rounds),
        cases=list(slot.cases),
        feeds=slot.feeds,
    )


def _run_of_show(state: SessionState, now: float) -> list[s.PhaseLine]:
    """Phases done have their real start, the others the one they would have if all goes as granted."""
    lines: list[s.PhaseLine] = []
    later = {phase.id for phase in later_phases(state)}
    clock: float | None = state.planned_start if state.status == "lobby" else None
    if state.current:
        run = state.runs[state.phase]
        running_since = now if run.since is None else run.since
        clock = max(now, running_since + run.granted - run.spent)
    for phase in told_phases(state):
        run = state.runs[phase.id]
        starts_at = run.started_at
        if phase.id in later and clock is not None:
            starts_at, clock = clock, clock + max(0.0, run.granted - run.spent)
        lines.append(
            s.PhaseLine(
                id=phase.id,
                title=phase.title,
                question=phase.question,
                instruction=phase.instruction,
                kind=phase.kind,
                priority=phase.priority,
                minutes=phase.minutes,
                granted=run.granted,
                spent=run.spent,
                starts_at=starts_at,
                state=_place(state, phase, later),
            )
        )
    return lines


def _place(state: SessionState, phase: Phase, later: Collection[str]) -> Literal["done", "current", "next", "dropped"]:
    if phase.id == state.phase:
        return "current"
    if phase.id in later:
        return "next"
    return "dropped" if state.runs[phase.id].dropped else "done"


def _prompts(state: SessionState, phase: Phase) -> list[s.PromptChoice]:
    kinds: dict[Literal["prompt", "provocation", "energizer"], tuple[str, ...]] = {
        "prompt": phase.prompts,
        "provocation": phase.provocations,
        "energizer": phase.energizers,
    }
    return [
        s.PromptChoice(text=text, kind=kind, used=(phase.id, text) in state.prompts_used)
        for kind, texts in kinds.items()
        for text in texts
    ]


def _counts(state: SessionState, current: Phase | None, room: Room) -> s.Counts:
    counts = s.Counts(
        ideas=0,
        pending=0,
        masked=0,
        channels={},
        ready=sum(1 for p in state.participants.values() if current and p.ready == current.id),
        participants=len(state.participants),
        connected=room.connected,
        typing=room.typing,
        parked=0,
        kept=0,
    )
    for idea in state.ideas.values():
        counts["parked"] += idea.parked
        counts["kept"] += idea.kept
        if current and idea.phase == current.id and not idea.withdrawn:
            counts["ideas"] += not idea.masked
            counts["masked"] += idea.masked
            counts["pending"] += not idea.approved and not idea.masked
            counts["channels"][idea.channel] = counts["channels"].get(idea.channel, 0) + 1
    return counts


def _ideas(state: SessionState, touched: Collection[str] | None) -> s.IdeasDelta:
    if touched is None:
        return s.IdeasDelta(reset=True, items=[_idea(state, idea) for idea in state.ideas.values()], gone=[])
    return s.IdeasDelta(
        reset=False,
        items=[_idea(state, state.ideas[idea]) for idea in touched if idea in state.ideas],
        gone=[idea for idea in touched if idea not in state.ideas],
    )


def _idea(state: SessionState, idea: Idea) -> s.IdeaView:
    return s.IdeaView(
        id=idea.id,
        phase=idea.phase,
        text=idea.text,
        column=idea.column,
        fields=list(idea.fields),
        row=state.standing_for(idea.row),
        parent=idea.parent,
        group=idea.group,
        channel=idea.channel,
        at=idea.at,
        round=idea.round,
        prompt=idea.prompt,
        signature=idea.signature,
        status=_status(idea),
        merged_into=idea.merged_into,
        late=idea.late,
        edited=idea.edited_at is not None,
        parked=idea.parked,
        kept=idea.kept,
        theme=theme_of(state, idea),
    )


def _status(idea: Idea) -> Literal["visible", "pending", "masked", "withdrawn", "merged"]:
    if idea.withdrawn:
        return "withdrawn"
    if idea.masked:
        return "masked"
    if idea.merged_into:
        return "merged"
    return "visible" if idea.approved else "pending"
