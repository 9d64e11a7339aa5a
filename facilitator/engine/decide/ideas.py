"""Ideas: given, edited, withdrawn, moved, reviewed, masked, parked, kept, merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import (
    Moment,
    decides,
    filled,
    gathering,
    identity,
    known,
    of_kind,
    the_current,
    the_idea,
    words,
)
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.sources import items
from facilitator.engine.stances import SIDES
from facilitator.engine.state import Idea, SessionState
from facilitator.engine.text import clean


@decides(c.SubmitIdea)
def submit_idea(command: c.SubmitIdea, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """On one footing whatever the channel; limits bind phones only, the others speak for many."""
    phase = gathering(state, command.phase, command.channel)
    identity(command.id, "Cette idée n’a pas d’identité : rechargez la page.")
    present = state.ideas.get(command.id)
    if present is not None:
        _repeat(present, command)
        return
    _open_to_ideas(phase, command)
    _within_limits(command, state, phase)
    text, fields = _wording(phase, command.text, command.fields, plain=command.parked or phase.kind != "collect")
    run = state.runs[phase.id]
    over = state.status == "ended"
    here = phase.id == state.phase and not over
    yield e.IdeaSubmitted(
        id=command.id,
        phase=phase.id,
        text=text,
        at=moment.now,
        channel=command.channel,
        author=command.author,
        column=_column(phase, command),
        fields=fields,
        row=_row(state, phase, command.row),
        parent=known(command.parent, state.ideas, "Cette idée n’existe pas."),
        group=_group(command, state),
        round=run.round,
        prompt=state.prompt if here else "",
        signature=_signature(command, state),
        on_behalf=command.on_behalf,
        late=not here or (phase.veiled and run.revealed and phase.kind != "position"),
        approved=over or not state.review or command.channel == "facilitator",
        parked=command.parked,
    )


def _repeat(present: Idea, command: c.SubmitIdea) -> None:
    if present.author != command.author:
        raise Refused("Cette idée est déjà à quelqu’un d’autre.")


def _open_to_ideas(phase: Phase, command: c.SubmitIdea) -> None:
    if phase.capture == "none":
        raise Refused("Rien n’est enregistré dans l’étape « {title} ».", title=phase.title)
    if not command.parked:
        of_kind(phase, "talk", "collect", "respond", "position", "group", "break")


def _within_limits(command: c.SubmitIdea, state: SessionState, phase: Phase) -> None:
    if command.channel != "phone":
        return
    group = _group(command, state)
    if phase.max_per_person is not None and not command.on_behalf:
        if (
            _given(state, phase, lambda idea: idea.author == command.author and not idea.on_behalf)
            >= phase.max_per_person
        ):
            raise Refused("Vous avez donné vos {limit} cartes.", limit=phase.max_per_person)
    if phase.max_per_group is not None and group:
        if _given(state, phase, lambda idea: idea.group == group) >= phase.max_per_group:
            raise Refused("Votre groupe a donné ses {limit} cartes.", limit=phase.max_per_group)


def _given(state: SessionState, phase: Phase, by: Callable[[Idea], bool]) -> int:
    return sum(
        1
        for idea in state.ideas.values()
        if idea.phase == phase.id and not idea.withdrawn and not idea.parked and by(idea)
    )


def _wording(
    phase: Phase, text: str, fields: tuple[tuple[str, str], ...], *, plain: bool
) -> tuple[str, tuple[tuple[str, str], ...]]:
    if phase.fields and fields and not plain:
        return "", filled(fields, phase.fields, phase.max_characters)
    return words(text, phase.max_characters), ()


def _column(phase: Phase, command: c.SubmitIdea) -> str:
    columns = SIDES if phase.kind == "position" else phase.columns
    column = known(command.column, columns, "Cette colonne n’existe pas.")
    if not column and columns and not command.parked:
        return columns[0] if phase.kind != "position" else ""
    return column


def _row(state: SessionState, phase: Phase, row: str) -> str:
    if phase.kind not in ("respond", "position"):
        return ""
    if not row and phase.kind == "position":
        return f"case:{state.runs[phase.id].case}"
    rows = [item.id for item in items(state, phase)]
    chosen = row or state.runs[phase.id].focus or (rows[0] if rows else "")
    return known(chosen, rows, "Cette ligne n’existe pas.")


def _group(command: c.SubmitIdea, state: SessionState) -> str:
    if command.group:
        return clean(command.group, limit=40, lines=1)
    participant = state.participants.get(command.author)
    return participant.group if participant else ""


def _signature(command: c.SubmitIdea, state: SessionState) -> str:
    if state.script.ground_rules.signature == "anonymous":
        return ""
    return clean(command.signature, limit=40, lines=1)


@decides(c.EditIdea)
def edit_idea(command: c.EditIdea, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One's own idea, or any for a facilitator; an author's new words wait for review again where review is on."""
    idea = _own(command.id, command.author, state)
    phase = state.script.find(idea.phase)
    text, fields = _wording(phase, command.text, command.fields, plain=not idea.fields)
    if (text, fields) != (idea.text, idea.fields):
        yield e.IdeaEdited(idea.id, text, moment.now, fields, approved=not (command.author and state.review))


@decides(c.WithdrawIdea)
def withdraw_idea(command: c.WithdrawIdea, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One's own, for good; twice changes nothing."""
    if not command.author:
        raise Refused("Une idée sans auteur ne se retire pas : on la masque.")
    idea = _own(command.id, command.author, state)
    if not idea.withdrawn:
        yield e.IdeaWithdrawn(idea.id)
        yield from those_behind(idea.id, state)


def those_behind(leaving: str, state: SessionState) -> Iterator[e.Event]:
    """Near-duplicates stand alone again when the idea before them leaves: their words are somebody else's."""
    return (e.IdeaSplit(idea.id) for idea in state.ideas.values() if idea.merged_into == leaving)


def _own(idea_id: str, author: str, state: SessionState) -> Idea:
    idea = the_idea(state, idea_id)
    if author and idea.author != author:
        raise Refused("Cette idée est à quelqu’un d’autre.")
    return idea


@decides(c.MoveIdea)
def move_idea(command: c.MoveIdea, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Another column, another row, or both."""
    idea = the_idea(state, command.id)
    phase = state.script.find(idea.phase)
    columns = SIDES if phase.kind == "position" else phase.columns
    column = known(command.column, columns, "Cette colonne n’existe pas.") or idea.column
    rows = [item.id for item in items(state, phase)]
    row = known(command.row, rows, "Cette ligne n’existe pas.") or idea.row
    if (column, row) != (idea.column, idea.row):
        yield e.IdeaMoved(idea.id, column, row)


@decides(c.ApproveIdea)
def approve_idea(command: c.ApproveIdea, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The room may read it."""
    if not the_idea(state, command.id).approved:
        yield e.IdeaApproved(command.id)


@decides(c.Mask)
def mask(command: c.Mask, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Off every screen; twice changes nothing."""
    if not the_idea(state, command.id).masked:
        yield e.IdeaMasked(command.id)


@decides(c.Unmask)
def unmask(command: c.Unmask, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Back on the screens."""
    if the_idea(state, command.id).masked:
        yield e.IdeaUnmasked(command.id)


@decides(c.Park)
def park(command: c.Park, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Aside, or back."""
    if the_idea(state, command.id).parked != command.parked:
        yield e.IdeaParked(command.id, command.parked)


@decides(c.Keep)
def keep(command: c.Keep, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """For the synthesis, or no longer."""
    if the_idea(state, command.id).kept != command.kept:
        yield e.IdeaKept(command.id, command.kept)


@decides(c.AddSeed)
def add_seed(command: c.AddSeed, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A prepared idea, once."""
    phase = the_current(state)
    if not 0 <= command.seed < len(phase.seeds):
        raise Refused("Aucune idée n’est prête pour cette étape.")
    text = phase.seeds[command.seed]
    if any(idea.phase == phase.id and idea.text == text for idea in state.ideas.values()):
        raise Refused("Cette idée est déjà au mur.")
    yield from submit_idea(c.SubmitIdea(id=command.id, text=text), state, moment)


@decides(c.MergeIdeas)
def merge_ideas(command: c.MergeIdeas, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Behind one that stands alone, in the same phase; every word is kept."""
    into = the_idea(state, command.into)
    ids = tuple(dict.fromkeys(idea for idea in command.ids if idea != into.id))
    if into.withdrawn:
        raise Refused("Cette idée n’existe pas.")
    if into.merged_into:
        raise Refused("Cette idée est elle-même regroupée avec une autre.")
    if any(the_idea(state, idea).phase != into.phase for idea in ids):
        raise Refused("On ne regroupe que des idées d’une même étape.")
    behind = {idea.merged_into for idea in state.ideas.values() if idea.merged_into}
    if behind & set(ids):
        raise Refused("Séparez d’abord ce qui est regroupé derrière elle.")
    if ids:
        yield e.IdeasMerged(into.id, ids)


@decides(c.TellApart)
def tell_apart(command: c.TellApart, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Not the same, whatever they look like; twice changes nothing."""
    one, other = sorted((the_idea(state, command.one).id, the_idea(state, command.other).id))
    if one == other:
        raise Refused("Une idée ne se distingue pas d’elle-même.")
    if (one, other) not in state.told_apart:
        yield e.IdeasToldApart(one, other)


@decides(c.SplitIdea)
def split_idea(command: c.SplitIdea, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Alone again."""
    if the_idea(state, command.id).merged_into:
        yield e.IdeaSplit(command.id)
