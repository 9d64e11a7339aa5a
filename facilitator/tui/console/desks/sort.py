"""A sort of cards as the console shows it: the groups made, those proposed, and what is in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.likeness import theme_reason
from facilitator.tui.console.picklist import Pick
from facilitator.tui.console.snapshot import Snapshot, words_of

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ProposedThemeView, SortingView, SortView, ThemeView

LOOSE: Final = "loose"
"""The heading of what is in no group."""
DRAFT: Final = "draft:"
"""What the id of a proposed group begins with here; its key follows."""
NEW: Final = "new"
"""The target that is a group to be made."""


@dataclass(frozen=True, slots=True)
class Held:
    """What was picked up: a card, or all the cards of a group."""

    items: tuple[str, ...]
    group: str = ""
    """The group they are of, when they are all of it."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """Everything a desk of groups shows."""

    phase: str
    texts: Mapping[str, str]
    themes: Sequence[ThemeView]
    loose: Sequence[str]
    sorts: Sequence[SortView] = ()
    proposed: Sequence[ProposedThemeView] = ()
    joins: Mapping[str, str] = field(default_factory=dict)
    first_halves: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def theme(self, line: str) -> ThemeView | None:
        """The group that a line names or stands in."""
        return next((theme for theme in self.themes if line == theme["id"] or line in theme["items"]), None)

    def draft(self, line: str) -> ProposedThemeView | None:
        """The proposed group that a line names or stands in."""
        return next((one for one in self.proposed if line == DRAFT + one["key"] or line in one["ideas"]), None)

    def following(self, draft: ProposedThemeView) -> str:
        """Where to go once a proposed group is settled: to the next one."""
        keys = [one["key"] for one in self.proposed]
        place = keys.index(draft["key"])
        after = keys[place + 1 :] or keys[:place][::-1]
        return DRAFT + after[0] if after else ""


def sort_here(shown: Snapshot) -> Sort:
    """The sort that the room is in."""
    phase = shown.view["phase"]
    assert phase is not None
    group, sorting = phase["group"], shown.view["sorting"]
    texts = {item["id"]: item["text"] for item in group["items"]}
    if sorting is None or sorting["phase"] != phase["id"]:
        return Sort(phase["id"], texts, group["themes"], group["loose"], group["sorts"])
    return Sort(phase["id"], texts, group["themes"], group["loose"], group["sorts"], *_suggested(sorting, texts))


def sort_ahead(shown: Snapshot) -> Sort:
    """The sort that is to come, to prepare while people write."""
    sorting = shown.view["sorting"]
    assert sorting is not None
    held = [*sorting["loose"], *(item for theme in sorting["themes"] for item in theme["items"])]
    texts = {item: words_of(shown.ideas[item]) for item in held if item in shown.ideas}
    themes: list[ThemeView] = [
        {"id": theme["id"], "name": theme["name"], "items": [item for item in theme["items"] if item in texts]}
        for theme in sorting["themes"]
    ]
    loose = [item for item in sorting["loose"] if item in texts]
    return Sort(sorting["phase"], texts, themes, loose, (), *_suggested(sorting, texts))


def _suggested(
    sorting: SortingView, texts: Mapping[str, str]
) -> tuple[list[ProposedThemeView], Mapping[str, str], Mapping[str, Sequence[str]]]:
    proposed = [one for one in sorting["proposed"] if all(idea in texts for idea in one["ideas"])]
    return proposed, sorting["joins"], sorting["first_halves"]


def lines_of(sort: Sort) -> list[Pick]:
    """Groups with their cards, then the proposed ones with theirs, then the cards in none."""
    picks = []
    for theme in sort.themes:
        picks.append(Pick(theme["id"], theme["name"], "■ ", str(len(theme["items"]))))
        picks += [Pick(item, sort.texts[item], "· ", depth=1) for item in theme["items"]]
    if sort.proposed:
        picks.append(Pick("proposed", _("Proposés : rien ne se fait sans vous"), heading=True))
    for draft in sort.proposed:
        picks.append(Pick(DRAFT + draft["key"], draft["label"], "◇ ", str(len(draft["ideas"]))))
        for rank, item in enumerate(draft["ideas"]):
            sure = rank < draft["sure"]
            picks.append(Pick(item, sort.texts[item], "· " if sure else "? ", depth=1, muted=not sure))
    waiting = {item for draft in sort.proposed for item in draft["ideas"]}
    alone = [item for item in sort.loose if item not in waiting]
    if alone:
        picks.append(Pick(LOOSE, _("Sans groupe"), heading=True))
    return picks + [Pick(item, sort.texts[item], "▢ ", _hint(sort, item)) for item in alone]


def _hint(sort: Sort, item: str) -> str:
    if any(one["item"] == item and not one["agreed"] for one in sort.sorts):
        return _("≠ selon les tables")
    home = next((theme["name"] for theme in sort.themes if theme["id"] == sort.joins.get(item)), "")
    return _("→ {name} ?").format(name=_short(home)) if home else ""


def targets_of(sort: Sort, held: Held) -> list[Pick]:
    """Where what is held may go."""
    picks = [
        Pick(theme["id"], theme["name"], "■ ", str(len(theme["items"])))
        for theme in sort.themes
        if theme["id"] != held.group
    ]
    if held.group:
        picks += [
            Pick(DRAFT + draft["key"], draft["label"], "◇ ", str(len(draft["ideas"])))
            for draft in sort.proposed
            if DRAFT + draft["key"] != held.group
        ]
        return picks
    return [*picks, Pick(NEW, _("+ Nouveau groupe avec cette carte")), Pick(LOOSE, _("Laisser sans groupe"))]


def reason_of(draft: ProposedThemeView) -> str:
    """Why these cards seem to go together, in their own words."""
    words = theme_reason(draft["terms"])
    doubtful = len(draft["ideas"]) - draft["sure"]
    if not doubtful:
        return words
    return words + " · " + ngettext("{n} moins sûre (?)", "{n} moins sûres (?)", doubtful).format(n=doubtful)


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23].rstrip() + "…"
