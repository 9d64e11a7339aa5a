"""The session, its phases and their time."""

from __future__ import annotations

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on
from facilitator.engine.reduce.talk import end_turn
from facilitator.engine.running_order import Addition, Rewording
from facilitator.engine.script import Case, Phase
from facilitator.engine.state import PhaseRun, Step


@on(e.GestureReverted)
def _gesture_reverted(event: e.GestureReverted, draft: Draft) -> None:
    steps: tuple[Step, ...] = draft["history"]
    undone = next(step for step in reversed(steps) if step.seq == event.seq)
    draft.set("history", tuple(step for step in steps if step is not undone))
    for change in reversed(undone.changes):
        draft.revert(change)


@on(e.SessionStarted)
def _session_started(event: e.SessionStarted, draft: Draft) -> None:
    draft.set("status", "running")
    draft.set("started_at", event.at)
    draft.set("planned_start", event.planned_start)
    draft.set("planned_end", event.planned_end)


@on(e.SessionEnded)
def _session_ended(event: e.SessionEnded, draft: Draft) -> None:
    draft.set("status", "ended")
    draft.set("ended_at", event.at)


@on(e.EndMoved)
def _end_moved(event: e.EndMoved, draft: Draft) -> None:
    draft.set("planned_end", event.planned_end)
    draft.set("thanks", None)


@on(e.ThanksShown)
def _thanks_shown(event: e.ThanksShown, draft: Draft) -> None:
    draft.set("thanks", event.shown)


@on(e.SoundSet)
def _sound_set(event: e.SoundSet, draft: Draft) -> None:
    draft.set("sound", event.sound)


@on(e.PhaseStarted)
def _phase_started(event: e.PhaseStarted, draft: Draft) -> None:
    run = draft["runs"][event.phase]
    started = event.at if run.started_at is None else run.started_at
    draft.change("runs", event.phase, since=event.at, started_at=started, ended_at=None, dropped=False)
    draft.set("phase", event.phase)
    draft.set("prompt", "")
    draft.set("prompt_at", None)


@on(e.PhaseEnded)
def _phase_ended(event: e.PhaseEnded, draft: Draft) -> None:
    _stop_clock(event.phase, event.at, draft)
    end_turn(event.phase, event.at, draft)
    draft.change("runs", event.phase, ended_at=event.at)


@on(e.Paused)
def _paused(event: e.Paused, draft: Draft) -> None:
    _stop_clock(event.phase, event.at, draft)


@on(e.Resumed)
def _resumed(event: e.Resumed, draft: Draft) -> None:
    draft.change("runs", event.phase, since=event.at)


def _stop_clock(phase: str, at: float, draft: Draft) -> None:
    run = draft["runs"][phase]
    if run.since is not None:
        draft.change("runs", phase, spent=run.spent + max(0.0, at - run.since), since=None)


@on(e.TimeAdded)
def _time_added(event: e.TimeAdded, draft: Draft) -> None:
    draft.change("runs", event.phase, granted=draft["runs"][event.phase].granted + event.seconds)


@on(e.SilenceAnnounced)
def _silence_announced(event: e.SilenceAnnounced, draft: Draft) -> None:
    draft.change("runs", event.phase, silence=event.until)


@on(e.TimeSkipped)
def _time_skipped(event: e.TimeSkipped, draft: Draft) -> None:
    draft.change("runs", event.phase, spent=draft["runs"][event.phase].spent - event.seconds)


@on(e.Replanned)
def _replanned(event: e.Replanned, draft: Draft) -> None:
    for phase, seconds in event.granted:
        draft.change("runs", phase, granted=seconds)
    for phase, rounds in event.rounds:
        draft.change("runs", phase, round_seconds=rounds)
    for phase, cases in event.cases:
        draft.change("runs", phase, cases=cases)
    for phase in event.dropped:
        draft.change("runs", phase, dropped=True)


@on(e.PhaseReworded)
def _phase_reworded(event: e.PhaseReworded, draft: Draft) -> None:
    draft.put("rewordings", event.phase, Rewording(event.title, event.question, event.instruction, event.rounds))


@on(e.PhasesOrdered)
def _phases_ordered(event: e.PhasesOrdered, draft: Draft) -> None:
    draft.set("order", event.order)


@on(e.PhaseAdded)
def _phase_added(event: e.PhaseAdded, draft: Draft) -> None:
    phase = Phase(
        event.phase,
        event.title,
        event.kind,
        event.minutes,
        form=event.form,
        question=event.question,
        source=event.source if event.source in draft["runs"] else "",
        case=(Case(event.title, event.question),) if event.kind == "position" else (),
    )
    draft.lay("additions", phase.id, Addition(phase, event.after))
    draft.lay("runs", phase.id, PhaseRun(granted=event.minutes * 60, dropped=True))
    draft.change("runs", phase.id, dropped=False)


@on(e.RoundStarted)
def _round_started(event: e.RoundStarted, draft: Draft) -> None:
    draft.change("runs", event.phase, round=event.round, round_from=event.from_seconds)


@on(e.Revealed)
def _revealed(event: e.Revealed, draft: Draft) -> None:
    draft.change("runs", event.phase, revealed=True)


@on(e.Veiled)
def _veiled(event: e.Veiled, draft: Draft) -> None:
    draft.change("runs", event.phase, revealed=False)
