"""Groups of items, and the items that go on."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, any_phase, at_hand, decides, identity, of_kind, running, words
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.sources import BIN, candidates
from facilitator.engine.state import SessionState, Theme
from facilitator.engine.text import clean

NAMELESS = "Ce groupe n’a pas d’identité."


def _theme(state: SessionState, theme_id: str) -> Theme:
    running(state)
    try:
        return state.themes[theme_id]
    except KeyError:
        raise Refused("Ce groupe n’existe pas.") from None


@decides(c.CreateTheme)
def create_theme(command: c.CreateTheme, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A group named by people, with its first items."""
    phase = of_kind(any_phase(state, command.phase), "group")
    if identity(command.id, NAMELESS).startswith(BIN):
        raise Refused(NAMELESS)
    if command.id in state.themes:
        return
    yield e.ThemeCreated(command.id, phase.id, words(command.name, 80, lines=1))
    yield from _placed(state, phase, command.id, command.items)


def _placed(state: SessionState, phase: Phase, theme: str, wanted: tuple[str, ...]) -> Iterator[e.Event]:
    known = at_hand(state, phase)
    for item in dict.fromkeys(wanted):
        if item not in known:
            raise Refused("Cette carte n’existe pas.")
        if state.placements.get((phase.id, "", item)) != theme:
            yield e.ItemPlaced(phase.id, item, theme)


@decides(c.AddToTheme)
def add_to_theme(command: c.AddToTheme, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """From wherever they were."""
    theme = _theme(state, command.id)
    yield from _placed(state, state.script.find(theme.phase), theme.id, command.items)


@decides(c.RenameTheme)
def rename_theme(command: c.RenameTheme, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Another name, said aloud with the room."""
    name = words(command.name, 80, lines=1)
    if _theme(state, command.id).name != name:
        yield e.ThemeRenamed(command.id, name)


@decides(c.MergeThemes)
def merge_themes(command: c.MergeThemes, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The items of one group go to the other, and the group is no more."""
    into, other = _theme(state, command.into), _theme(state, command.id)
    if into.id == other.id or into.phase != other.phase:
        raise Refused("On ne réunit que deux groupes d’une même étape.")
    for (phase, group, item), theme in state.placements.items():
        if theme == other.id:
            yield e.ItemPlaced(phase, item, into.id, group)
    yield e.ThemeDropped(other.id)


@decides(c.DropTheme)
def drop_theme(command: c.DropTheme, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Its items stand alone again."""
    yield e.ThemeDropped(_theme(state, command.id).id)


@decides(c.PlaceItem)
def place_item(command: c.PlaceItem, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """In a group of the room's, or in one of the script's bins for a table's own result."""
    phase = of_kind(any_phase(state, command.phase), "group")
    if command.item not in at_hand(state, phase):
        raise Refused("Cette carte n’existe pas.")
    group = clean(command.group, limit=40, lines=1)
    if command.participant and not phase.one_result_per_group:
        raise Refused("Dans cette étape, le rangement se fait ensemble, à l’écran.")
    if phase.one_result_per_group and not group:
        group = _table_of(command.participant, state)
    theme = command.theme
    if theme and theme not in {f"{BIN}{i}" for i in range(len(phase.bins))}:
        if _theme(state, theme).phase != phase.id:
            raise Refused("Ce groupe n’existe pas.")
    if state.placements.get((phase.id, group, command.item), "") != theme:
        yield e.ItemPlaced(phase.id, command.item, theme, group)


def _table_of(participant: str, state: SessionState) -> str:
    if not participant:
        return ""
    if participant not in state.participants or not state.participants[participant].group:
        raise Refused("Dites d’abord à quelle table vous êtes.")
    return state.participants[participant].group


@decides(c.LeaveAlone)
def leave_alone(command: c.LeaveAlone, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Loose, and no longer proposed."""
    phase = of_kind(any_phase(state, command.phase), "group")
    if not at_hand(state, phase).issuperset(command.items):
        raise Refused("Cette carte n’existe pas.")
    alone = tuple(item for item in dict.fromkeys(command.items) if (phase.id, item) not in state.left_alone)
    if alone:
        yield e.ItemsLeftAlone(phase.id, alone)


@decides(c.PickItems)
def pick_items(command: c.PickItems, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Among everything visible behind the source."""
    phase = any_phase(state, command.phase)
    if not phase.source:
        raise Refused("L’étape « {title} » ne s’y prête pas.", title=phase.title)
    picks = tuple(dict.fromkeys(command.items))
    possible = {item.id for item in candidates(state, phase)}
    if not set(picks) <= possible:
        raise Refused("Cette carte n’existe pas.")
    if phase.kind == "matrix" and len(picks) > phase.max_items:
        raise Refused("{limit} au maximum dans cette étape.", limit=phase.max_items)
    if state.runs[phase.id].picks != picks:
        yield e.ItemsPicked(phase.id, picks)
