"""Proposed themes: groups of ideas that seem to speak of the same thing, for the room to take, change or leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from typing import Final

from facilitator.engine.grouping.labels import Background, Term, Wording, label_of, shared_terms
from facilitator.engine.grouping.partition import nearest, partition
from facilitator.engine.grouping.space import Point, centre, nearness, points
from facilitator.engine.grouping.table import word_table
from facilitator.engine.grouping.words import Language, language_of, subject_words

FEWEST: Final = 5
"""Fewer ideas are read faster than proposals."""
_MOST_THEMES: Final = 40
_NEAR: Final = 0.25
"""An idea this near to the middle of a group is surely of it. Others are shown last in their theme, to be looked at; a
new one that is less near to every group stands alone.
"""
_PAIR: Final = 0.10
"""Two ideas less near than that are no theme."""
_CROWD: Final = 8
"""New ideas that no theme welcomes make themes of their own once they are so many."""
_TINY: Final = 1e-9


@dataclass(frozen=True, slots=True)
class ProposedTheme:
    """Ideas that seem to go together."""

    key: str
    """One of its ideas: it stays while the theme grows."""
    label: str
    """The participants' own words, for people to take or to change."""
    terms: tuple[Term, ...]
    """What its ideas share."""
    ideas: tuple[str, ...]
    """The nearest to the middle first."""
    sure: int
    """How many of them, from the first, are surely of it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be done with ideas: those that people have placed since are for whoever shows it to leave out."""

    themes: tuple[ProposedTheme, ...] = ()
    joins: Mapping[str, str] = field(default_factory=dict)
    """Idea → the room's own group that it seems to belong to."""
    alone: tuple[str, ...] = ()
    """Ideas that are like no other."""
    odd: int = 0
    """How many were like no other when themes were last made."""


def usual_number(ideas: int) -> int:
    """How many themes a wall of ideas falls into: a few too many, since joining two is one gesture."""
    return max(1, min(round(1.6 * sqrt(ideas)), ideas // 3, _MOST_THEMES))


def group_texts(texts: Sequence[str], k: int | None = None) -> list[int]:
    """The number of each text's theme, -1 for those left alone."""
    wall = _Wall({f"{number:06}": text for number, text in enumerate(texts)}, language_of(texts))
    found = [-1] * len(texts)
    for number, bundle in enumerate(wall.bundles(wall.ideas, k)):
        for idea in bundle:
            found[int(idea)] = number
    return found


def propose(
    texts: Mapping[str, str],
    language: Language,
    *,
    groups: Mapping[str, Sequence[str]] | None = None,
    question: str = "",
    former: Proposal | None = None,
) -> Proposal:
    """What to do with the ideas that are in none of the room's `groups`, which are never touched.

    After a `former` proposal its themes stand: new ideas join what they are near to, or stand alone until they are a
    crowd. The same ideas give the same answer in whatever order they come.
    """
    wall = _Wall(texts, language, question)
    groups = groups or {}
    placed = {idea for ideas in groups.values() for idea in ideas}
    loose = [idea for idea in wall.ideas if idea not in placed]
    themes, names = _left_of(former, texts) if former else ({}, {})
    alive = {key: theme for key, theme in themes.items() if len(placed.intersection(theme)) < len(theme) - 1}
    inside = {idea for theme in alive.values() for idea in theme}
    homeless = [idea for idea in loose if idea not in inside]
    joins = wall.joins(homeless, {**groups, **alive})
    for idea, home in joins.items():
        if home in alive:
            alive[home].append(idea)
    rest = [idea for idea in homeless if idea not in joins]
    odd = former.odd if former else 0
    if len(rest) - odd >= (_CROWD if former else FEWEST):
        new = {bundle[0]: bundle for bundle in wall.bundles(rest)}
        taken = {idea for bundle in new.values() for idea in bundle}
        themes = {key: [idea for idea in theme if idea not in taken] for key, theme in themes.items()} | new
        rest = [idea for idea in rest if idea not in taken]
        odd = len(rest)
    return Proposal(
        themes=tuple(wall.theme(key, theme, names.get(key, "")) for key, theme in themes.items()),
        joins={idea: home for idea, home in joins.items() if home in groups},
        alone=tuple(rest),
        odd=odd,
    )


def _left_of(former: Proposal, ideas: Collection[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What is left of the themes proposed before, and their names; one idea is no theme.

    What people placed since stays in its theme, so that taking a gesture back gives the proposal back too.
    """
    themes: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for theme in former.themes:
        left = [idea for idea in theme.ideas if idea in ideas]
        if len(left) > 1:
            key = theme.key if theme.key in left else left[0]
            themes[key], names[key] = left, theme.label
    return themes, names


def halves(texts: Mapping[str, str], language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two parts into which a group falls most easily."""
    wall = _Wall(texts, language)
    bundles = wall.bundles(wall.ideas, 2)
    first = bundles[0] if len(bundles) == 2 else wall.ideas[: len(wall.ideas) // 2]
    return tuple(first), tuple(idea for idea in wall.ideas if idea not in first)


class _Wall:
    """Ideas beside one another, each with what it is about."""

    def __init__(self, texts: Mapping[str, str], language: Language, question: str = "") -> None:
        self.ideas = sorted(texts, key=lambda idea: (texts[idea], idea))
        asked = {word.stem for word in subject_words(question, language)}
        self._wordings = {
            idea: Wording(
                texts[idea], [word for word in subject_words(texts[idea], language) if word.stem not in asked]
            )
            for idea in self.ideas
        }
        stems = [[word.stem for word in self._wordings[idea].words] for idea in self.ideas]
        self._points = dict(zip(self.ideas, points(stems, word_table(language)), strict=True))

    def bundles(self, ideas: Sequence[str], count: int | None = None) -> list[list[str]]:
        """Groups of near ideas, the largest first; what says nothing, or is like no other, is in none."""
        found = partition([self._points[idea] for idea in ideas], count or usual_number(len(ideas)))
        named = [[ideas[index] for index in sorted(group)] for group in found]
        return sorted((group for group in named if self._is_theme(group)), key=lambda group: -len(group))

    def _is_theme(self, group: Sequence[str]) -> bool:
        return len(group) > 2 or (len(group) == 2 and max(self._fits(group).values()) >= _PAIR)

    def joins(self, ideas: Sequence[str], groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """The group that each idea is near enough to."""
        names = [name for name, members in groups.items() if any(member in self._points for member in members)]
        if not names:
            return {}
        centres = [self._centre([idea for idea in groups[name] if idea in self._points]) for name in names]
        homes = nearest([self._points[idea] for idea in ideas], centres)
        return {
            idea: names[home]
            for idea, home in zip(ideas, homes, strict=True)
            if nearness(self._points[idea], centres[home]) >= _NEAR
        }

    def theme(self, key: str, ideas: Sequence[str], label: str = "") -> ProposedTheme:
        """A theme with its words, its nearest ideas first."""
        fits = self._fits(ideas)
        ordered = sorted(ideas, key=lambda idea: -fits[idea])
        terms = tuple(shared_terms([self._wordings[idea] for idea in ideas], self._background))
        return ProposedTheme(
            key=key,
            label=label or label_of(terms, self._wordings[ordered[0]].text),
            terms=terms,
            ideas=tuple(ordered),
            sure=sum(fit >= _NEAR for fit in fits.values()),
        )

    @cached_property
    def _background(self) -> Background:
        return Background(self._wordings.values())

    def _fits(self, ideas: Sequence[str]) -> dict[str, float]:
        """How near each idea is to the middle of the others."""
        middle = self._centre(ideas)
        near = {idea: nearness(self._points[idea], middle) for idea in ideas}
        length = sum(near.values())
        return {
            idea: (cosine * length - 1) / sqrt(max(length * length - 2 * cosine * length + 1, _TINY))
            for idea, cosine in near.items()
        }

    def _centre(self, ideas: Sequence[str]) -> Point:
        return centre(self._points[idea] for idea in ideas)
