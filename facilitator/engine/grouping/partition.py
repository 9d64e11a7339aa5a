"""Parting points into groups of near ones: a tree over a sample of them, then every point to its nearest group."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt
from operator import mul
from typing import Final

from facilitator.engine.grouping.space import Point, centre

_SAMPLE: Final = 320
"""Points in the tree: its cost grows with their square, the rest join the groups that it finds."""
_NEIGHBOURS: Final = 10
_PULL: Final = 0.5
"""How far a point is drawn towards its neighbours: short texts say too little by themselves."""
_ROUNDS: Final = 2

Matrix = list[list[float]]


def partition(points: Sequence[Point], count: int) -> list[list[int]]:
    """At most that many groups, as the indexes of their points; points that say nothing are in none."""
    spoken = [index for index, point in enumerate(points) if point]
    if not spoken:
        return []
    size = min(len(spoken), _SAMPLE)
    sample = [spoken[rank * len(spoken) // size] for rank in range(size)]
    near = drawn_together(similarities([points[index] for index in sample]))
    groups = [[sample[index] for index in group] for group in tree(near, count)]
    for _ in range(_ROUNDS):
        settled = nearest([points[index] for index in spoken], [centre(points[i] for i in group) for group in groups])
        found: list[list[int]] = [[] for _ in groups]
        for index, group in zip(spoken, settled, strict=True):
            found[group].append(index)
        groups = [group for group in found if group]
    return groups


def nearest(points: Sequence[Point], centres: Sequence[Point]) -> list[int]:
    """The centre that each point is nearest to."""
    by_stem: dict[str, list[tuple[int, float]]] = {}
    for number, middle in enumerate(centres):
        for stem, weight in middle.words.items():
            by_stem.setdefault(stem, []).append((number, weight))
    found = []
    for point in points:
        scores = [sum(map(mul, point.sense, middle.sense)) for middle in centres]
        for stem, weight in point.words.items():
            for number, other in by_stem.get(stem, ()):
                scores[number] += weight * other
        found.append(scores.index(max(scores)))
    return found


def similarities(points: Sequence[Point]) -> Matrix:
    """The nearness of every two points."""
    size = len(points)
    by_stem: dict[str, list[tuple[int, float]]] = {}
    for index, point in enumerate(points):
        for stem, weight in point.words.items():
            by_stem.setdefault(stem, []).append((index, weight))
    found: Matrix = []
    for point in points:
        row = [0.0] * size
        for stem, weight in point.words.items():
            for index, other in by_stem[stem]:
                row[index] += weight * other
        found.append(row)
    senses = [point.sense for point in points]
    for i, (sense, row) in enumerate(zip(senses, found, strict=True)):
        for j, other_sense in enumerate(senses[: i + 1]):
            row[j] = found[j][i] = row[j] + sum(map(mul, sense, other_sense))
    return found


def drawn_together(near: Matrix) -> Matrix:
    """The same once each point is drawn towards its nearest ones."""
    pulls = []
    for index, row in enumerate(near):
        others = sorted(range(len(row)), key=row.__getitem__, reverse=True)
        chosen = [other for other in others[: _NEIGHBOURS + 1] if other != index][:_NEIGHBOURS]
        pulls.append([(other, _PULL * row[other]) for other in chosen if row[other] > 0])
    half = _pulled(near, pulls)
    whole = _pulled([list(column) for column in zip(*half, strict=True)], pulls)
    lengths = [sqrt(row[index]) or 1.0 for index, row in enumerate(whole)]
    return [
        [x / (length * other) for x, other in zip(row, lengths, strict=True)]
        for row, length in zip(whole, lengths, strict=True)
    ]


def _pulled(near: Matrix, pulls: Sequence[Sequence[tuple[int, float]]]) -> Matrix:
    found = []
    for row, mine in zip(near, pulls, strict=True):
        for other, weight in mine:
            row = [x + weight * y for x, y in zip(row, near[other], strict=True)]
        found.append(row)
    return found


def tree(near: Matrix, count: int) -> list[list[int]]:
    """Groups made by joining, again and again, the two whose members are on average the nearest, down to a number."""
    alive = list(range(len(near)))
    rows = [row[:] for row in near]
    members = [[index] for index in alive]
    for index in alive:
        rows[index][index] = -inf
    best = [max(row) for row in rows]
    mate = [row.index(value) for row, value in zip(rows, best, strict=True)]
    while len(alive) > max(count, 1):
        one = max(alive, key=best.__getitem__)
        one, other = sorted((one, mate[one]))
        alive.remove(other)
        _join(rows, members, alive, one, other)
        best[one] = max(rows[one])
        mate[one] = rows[one].index(best[one])
        for index in alive:
            row = rows[index]
            if mate[index] in (one, other):
                best[index] = max(row)
                mate[index] = row.index(best[index])
    return [members[index] for index in alive]


def _join(rows: Matrix, members: list[list[int]], alive: Sequence[int], one: int, other: int) -> None:
    mine, theirs = len(members[one]), len(members[other])
    joined = [-inf] * len(rows)
    for index in alive:
        if index != one:
            value = (mine * rows[one][index] + theirs * rows[other][index]) / (mine + theirs)
            joined[index] = rows[index][one] = value
            rows[index][other] = -inf
    rows[one] = joined
    members[one] += members[other]
