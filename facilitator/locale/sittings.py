"""Which table has which row, and where the people at it come from, as every face says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator.locale import gettext

Table = Mapping[str, Any]
"""`table`, the `row` that it has, and the table at which its people began, `came_from`."""


def table_of(tables: Sequence[Table], row: str, _: Callable[[str], str] = gettext) -> str:
    """The table that has a row: « Table 2 », « Tables 1 et 4 »; empty for a row that no table has."""
    numbers = [str(one["table"]) for one in tables if one["row"] == row]
    if len(numbers) > 1:
        return _("Tables {numbers}").format(numbers=_(" et ").join((", ".join(numbers[:-1]), numbers[-1])))
    return _("Table {n}").format(n=numbers[0]) if numbers else ""


def seated_at(tables: Sequence[Table], row: str, _: Callable[[str], str] = gettext) -> str:
    """The table that has a row, and who sits there: « Table 2, équipe 1 » for those who began at table 1."""
    here = [one for one in tables if one["row"] == row]
    if len(here) != 1 or here[0]["came_from"] == here[0]["table"]:
        return table_of(tables, row, _)
    return _("Table {n}, équipe {team}").format(n=here[0]["table"], team=here[0]["came_from"])


def moved_words(tables: Sequence[Table], _: Callable[[str], str] = gettext) -> str:
    """Who sits where once tables have turned; empty while everybody is where they began."""
    moved = sorted((one["came_from"], one["table"]) for one in tables if one["came_from"] != one["table"])
    if not moved:
        return ""
    each = [_("de la {origin} à la {table}").format(origin=origin, table=table) for origin, table in moved]
    return _("Les équipes : {moves}.").format(moves=", ".join(each))
