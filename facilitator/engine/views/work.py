"""What a phase works on, as each pair of eyes may see it: one function per kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from facilitator.engine.rating import RatingSummary, raters, summary
from facilitator.engine.rotation import sittings
from facilitator.engine.script import Kind, Phase
from facilitator.engine.seating import group_numbers, tables
from facilitator.engine.sources import BIN, Item, cases, has_subject, idea_text, items, standing, withheld
from facilitator.engine.stances import SIDES, arguments, controversy, distribution, moves, scale
from facilitator.engine.state import Idea, Moment, PhaseRun, Sentence, SessionState
from facilitator.engine.subjects import thumbs
from facilitator.engine.timebox import extension
from facilitator.engine.views import shapes as s
from facilitator.engine.voting import ranking, tally, tied_at_the_edge, winners

SPEAKING_ENOUGH: Final = 60.0
"""Seconds counted before a share of the speech is worth a figure."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks, and when: the facilitators see everything, the room what is shown."""

    now: float
    facilitators: bool = False

    def open(self, state: SessionState, phase: Phase) -> bool:
        """Whether they see what the phase veils."""
        return self.facilitators or not state.veiled(phase)

    def count(self, state: SessionState, people: int) -> int | None:
        """That many people, or nothing where they are too few to be told to them."""
        return people if self.figures(state, people) else None

    def figures(self, state: SessionState, people: int) -> bool:
        """Whether figures of that many people are shown to them."""
        return self.facilitators or people >= state.script.ground_rules.min_group_size


def add_work(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    """Adds what the kind of phase needs."""
    add = _WORK.get(phase.kind)
    if add is not None:
        add(view, state, phase, eyes)


def _vote(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    result = tally(state, phase.id)
    revealed = not state.veiled(phase)
    known = eyes.open(state, phase) and eyes.figures(state, result.voters)
    kept, tied = (
        (winners(state, phase.id, phase.keep), tied_at_the_edge(state, phase.id, phase.keep)) if known else ((), ())
    )
    ballot = items(state, phase)
    if known and revealed:
        place = {item: rank for rank, (item, _) in enumerate(ranking(state, phase.id))}
        ballot = tuple(sorted(ballot, key=lambda item: place.get(item.id, len(place))))
    view["vote"] = s.VoteView(
        items=[
            s.VoteItem(
                id=item.id,
                text=item.text,
                points=result.points.get(item.id, 0) if known else None,
                kept=item.id in kept and phase.keep is not None,
                tied=item.id in tied,
            )
            for item in ballot
        ],
        points=phase.points,
        per_item=phase.ceiling_per_item,
        voters=eyes.count(state, result.voters),
        channels=result.ballots if eyes.facilitators else {},
        keep=phase.keep,
        revealed=revealed,
    )


def _debate(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    run = state.runs[phase.id]
    all_cases = cases(state, phase)
    case = all_cases[run.case] if run.case < len(all_cases) else None
    heard = eyes.open(state, phase) or run.moment == "after"
    sides = {side: arguments(state, phase.id, run.case, side) if heard else () for side in SIDES}
    before = _people(state, phase, "before", eyes)
    after = _people(state, phase, "after", eyes) if phase.before_after else None
    view["debate"] = s.DebateView(
        case=run.case,
        cases=len(all_cases),
        title=case.title if case else "",
        story=case.story if case else "",
        statement=case.statement if case else "",
        moment=run.moment,
        scale=list(scale(phase)),
        before=before,
        after=after,
        placed=eyes.count(state, sum(distribution(state, phase.id, run.case, run.moment))),
        controversy=[controversy(counts) if counts and eyes.facilitators else None for counts in (before, after)],
        moved=_moved(state, phase) if eyes.facilitators else None,
        reasons=_reasons(state, phase) if eyes.facilitators else [],
        for_=[_argument(idea) for idea in sides["for"]],
        against=[_argument(idea) for idea in sides["against"]],
        speaks_next=_speaks_next(phase, len(sides["for"]), len(sides["against"])),
        before_after=phase.before_after,
    )


def _moved(state: SessionState, phase: Phase) -> tuple[int, int] | None:
    seen = moves(state, phase.id, state.runs[phase.id].case)
    return (seen.changed, seen.followed) if seen.followed else None


def _reasons(state: SessionState, phase: Phase) -> list[tuple[int, str]]:
    run = state.runs[phase.id]
    here = (phase.id, run.case, run.moment)
    given = [(stance.value, stance.reason) for where, stance in state.stances.items() if where[:3] == here]
    return sorted((place, reason) for place, reason in given if reason)


def _people(state: SessionState, phase: Phase, moment: Moment, eyes: Eyes) -> list[int] | None:
    run = state.runs[phase.id]
    counts = distribution(state, phase.id, run.case, moment)
    being_taken = moment == run.moment and not eyes.open(state, phase)
    not_yet = moment == "after" and run.moment == "before"
    return None if being_taken or not_yet or not eyes.figures(state, sum(counts)) else counts


def _argument(idea: Idea) -> s.ArgumentView:
    return s.ArgumentView(id=idea.id, text=idea_text(idea))


def _speaks_next(phase: Phase, for_: int, against: int) -> Literal["for", "against", ""]:
    if not phase.alternate_sides or for_ == against:
        return ""
    return "for" if for_ < against else "against"


def _matrix(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    shown = [(item, summary(state, phase.id, item.id)) for item in items(state, phase)]
    view["matrix"] = s.MatrixView(
        items=[
            _rated(number, item, result, eyes.count(state, result.n), shown=eyes.open(state, phase))
            for number, (item, result) in enumerate(shown, 1)
        ],
        x_axis=list(phase.x_axis),
        y_axis=list(phase.y_axis),
        raters=eyes.count(state, raters(state, phase.id)),
    )


def _rated(number: int, item: Item, result: RatingSummary, people: int | None, *, shown: bool) -> s.MatrixItem:
    known = shown and people is not None
    return s.MatrixItem(
        id=item.id,
        number=number,
        text=item.text,
        x=result.x if known else result.told[0],
        y=result.y if known else result.told[1],
        spread=result.spread if known else None,
        contested=known and result.contested,
        agreement=result.agreement if known else "",
        decided=result.decided,
        n=people,
    )


def _group(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    things = items(state, phase)
    themes, loose = grouped(state, phase, things)
    view["group"] = s.GroupView(
        items=[s.ItemView(id=thing.id, text=thing.text, story="") for thing in things],
        themes=themes,
        loose=loose,
        bins=list(phase.bins),
        sorts=_sorts(state, phase) if eyes.open(state, phase) else [],
    )


def grouped(state: SessionState, phase: Phase, things: Sequence[Item]) -> tuple[list[s.ThemeView], list[str]]:
    """The room's groups with their items, the script's own first, and the items in none."""
    homes = {item: theme for (where, group, item), theme in state.placements.items() if where == phase.id and not group}
    names = {f"{BIN}{index}": name for index, name in enumerate(phase.bins)}
    names |= {theme.id: theme.name for theme in state.themes.values() if theme.phase == phase.id and not theme.group}
    members: dict[str, list[str]] = {theme: [] for theme in names}
    loose: list[str] = []
    for thing in things:
        members.get(homes.get(thing.id, ""), loose).append(thing.id)
    return [s.ThemeView(id=theme, name=name, items=members[theme]) for theme, name in names.items()], loose


def _sorts(state: SessionState, phase: Phase) -> list[s.SortView]:
    names = {f"{BIN}{index}": name for index, name in enumerate(phase.bins)}
    tables: dict[str, dict[str, str]] = {}
    for (where, group, item), theme in state.placements.items():
        if where == phase.id and group:
            tables.setdefault(item, {})[group] = names.get(theme, "")
    return [
        s.SortView(item=thing.id, text=thing.text, bins=found, agreed=len(set(found.values())) == 1)
        for thing in items(state, phase)
        if (found := tables.get(thing.id))
    ]


def _respond(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    answers: dict[str, list[int]] = {}
    columns = list(phase.columns) or [""]
    for idea in state.ideas.values():
        if idea.phase == phase.id and idea.visible and not idea.parked:
            counts = answers.setdefault(state.standing_for(idea.row), [0] * len(columns))
            counts[columns.index(idea.column) if idea.column in columns else 0] += 1
    rows = [
        s.RowView(id=row.id, text=row.text, counts=answers.get(row.id, [0] * len(columns)))
        for row in items(state, phase)
    ]
    view["respond"] = s.RespondView(
        rows=rows,
        columns=columns,
        focus=state.runs[phase.id].focus,
        empty=sum(1 for row in rows if not any(row["counts"])),
        tables=_tables(state, phase, rows),
    )


def _tables(state: SessionState, phase: Phase, rows: Sequence[s.RowView]) -> list[s.TableView]:
    count = tables(state, phase) if group_numbers(state, phase) else 0
    return [
        s.TableView(table=one.table + 1, row=rows[one.row]["id"], came_from=one.came_from + 1)
        for one in sittings(phase, state.runs[phase.id].round, count, len(rows))
    ]


def _commit(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    shared = sum(1 for commitment in state.commitments.values() if commitment.phase == phase.id)
    count = shared + sum(1 for where, _ in state.private_commitments if where == phase.id)
    known = eyes.figures(state, count)
    view["commit"] = s.CommitView(
        count=count if known else None,
        shared=shared if known else None,
        cards=[
            s.CommitmentView(id=one.id, fields=list(one.fields))
            for one in state.commitments.values()
            if one.phase == phase.id and (eyes.facilitators or one.id == state.runs[phase.id].focus)
        ],
        fields=list(phase.fields),
        sharing=phase.sharing,
    )


def _validate(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    scores = [roti.score for roti in state.roti.values()]
    last = state.syntheses[max(state.syntheses)] if state.syntheses else None
    view["validate"] = s.ValidateView(
        sentences=[_sentence(state, sentence, eyes) for sentence in standing(state)],
        focus=state.runs[phase.id].focus,
        sections=list(phase.sections),
        roti=[scores.count(score) for score in range(1, 6)] if eyes.figures(state, len(scores)) else None,
        roti_count=eyes.count(state, len(scores)),
        approvals=len(state.approvals) if eyes.figures(state, len(state.approvals)) else None,
        feedback=phase.feedback == "roti",
        max_sentences=phase.max_sentences,
        version=last.version if last else 0,
        frozen_at=last.at if last else None,
    )


def _sentence(state: SessionState, sentence: Sentence, eyes: Eyes) -> s.SentenceView:
    given = [opinion for (about, _), opinion in state.opinions.items() if about == sentence.id]
    counts = [given.count("agree"), given.count("nuance"), given.count("disagree")]
    return s.SentenceView(
        id=sentence.id,
        text=sentence.text,
        section=sentence.section,
        verdict=sentence.verdict,
        nuance=sentence.nuance,
        original=sentence.original,
        evidence=list(sentence.evidence),
        opinions=counts if eyes.figures(state, len(given)) else None,
        withheld=sentence.id in withheld(state),
        objections=sum(about == sentence.id for about, _ in state.objections) if eyes.facilitators else 0,
        wordings=_wordings(state, sentence) if eyes.facilitators else [],
    )


def _wordings(state: SessionState, sentence: Sentence) -> list[s.WordingView]:
    return [
        s.WordingView(id=wording_id, text=wording.text)
        for wording_id, wording in state.wordings.items()
        if wording.sentence == sentence.id and not wording.settled
    ]


def _talk(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    run = state.runs[phase.id]
    waiting = sorted(state.queue, key=lambda hand: (_spoken(state, hand.participant), hand.at))
    view["talk"] = s.TalkView(
        queue=[hand.id for hand in waiting],
        speech=_speech(run) if eyes.facilitators else None,
        turn_since=None if run.turn_by_facilitator else run.turn_since,
        roles=list(phase.roles),
        items=[s.ItemView(id=item.id, text=item.text, story="") for item in items(state, phase)],
        focus=run.focus,
        subject=_subject(state, phase, run, eyes) if has_subject(state, phase) else None,
    )


def _subject(state: SessionState, phase: Phase, run: PhaseRun, eyes: Eyes) -> s.SubjectView:
    return s.SubjectView(
        starts=run.subject_from,
        seconds=run.subject_seconds,
        more=extension(phase),
        thumbs=_thumbs(state, phase, run, eyes) if run.thumbs else None,
    )


def _thumbs(state: SessionState, phase: Phase, run: PhaseRun, eyes: Eyes) -> s.ThumbsView:
    up, down = thumbs(state, phase.id, run.focus)
    return s.ThumbsView(
        up=up if eyes.facilitators else None,
        down=down if eyes.facilitators else None,
        given=eyes.count(state, up + down),
    )


def _speech(run: PhaseRun) -> s.SpeechView:
    counted = run.speaking_seconds >= SPEAKING_ENOUGH
    return s.SpeechView(
        turns=run.turns,
        turn_since=run.turn_since,
        facilitator_speaks=run.turn_since is not None and run.turn_by_facilitator,
        facilitator_share=run.facilitator_seconds / run.speaking_seconds if counted else None,
    )


def _spoken(state: SessionState, participant: str) -> int:
    known = state.participants.get(participant)
    return known.spoken if known else 0


def _pause(view: s.PhaseView, state: SessionState, phase: Phase, eyes: Eyes) -> None:
    run = state.runs[phase.id]
    resumes_at = None if run.since is None else run.since + run.granted - run.spent
    view["pause"] = s.BreakView(resumes_at=resumes_at)


_WORK: dict[Kind, Callable[[s.PhaseView, SessionState, Phase, Eyes], None]] = {
    "vote": _vote,
    "position": _debate,
    "matrix": _matrix,
    "group": _group,
    "respond": _respond,
    "commit": _commit,
    "validate": _validate,
    "talk": _talk,
    "break": _pause,
}
