"""Shapes a TOML document into a Script, key by key, telling everything that does not fit instead of stopping there.

What does not fit is replaced by a blank, so that the checks that follow still see the rest.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from facilitator.engine.script import KINDS, Kind, Phase, Script, Workshop
from facilitator.locale import gettext as _
from facilitator.store.scripts import scalars
from facilitator.store.scripts.keys import keys_of, nearest
from facilitator.store.scripts.lines import Where
from facilitator.store.scripts.telling import Telling


def shape(document: Mapping[str, Any], telling: Telling) -> Script:
    """The script that a document says; blanks stand where something was told."""
    return cast(Script, _Shaping(telling).table(Script, document, ()))


@dataclasses.dataclass(frozen=True, slots=True)
class _Materials:
    """The `[materials]` table, of which a script keeps the list alone."""

    items: tuple[str, ...] = ()


class _Shaping:
    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def table(self, shape: type, values: Any, where: Where, outer: type | None = None) -> Any:
        """One table as a value of its class; `outer` is the class of the table that it stands in."""
        if not isinstance(values, dict):
            self._telling.error(where, *_not_a_table(values, where))
            return _blank(shape)
        fields = {field.name: field for field in dataclasses.fields(shape)}
        self._tell_unknown_keys(shape, values, where, outer)
        misspelt = {nearest(key, fields) for key in values.keys() - fields.keys()}
        hints = _hints(shape)
        given = {
            key: self._value(shape, hints[key], values[key], (*where, key))
            for key in fields
            if key in values and self._telling.trusts((*where, key))
        }
        for name, field in fields.items():
            required = field.default is dataclasses.MISSING or name == "format"
            if required and name not in values:
                if name not in misspelt:
                    self._tell_missing(name, where)
                self._telling.doubt((*where, name))
                given[name] = _blank(hints[name])
        return shape(**given)

    def _tell_unknown_keys(self, shape: type, values: Mapping[str, Any], where: Where, outer: type | None) -> None:
        every = frozenset(field.name for field in dataclasses.fields(shape))
        kind = values.get("kind")
        allowed = keys_of(cast(Kind, kind)) if shape is Phase and kind in KINDS else every
        for key in values:
            if key not in every:
                self._telling.error((*where, key), *_unknown(key, where, allowed, outer))
            elif key not in allowed:
                self._telling.error((*where, key), *_of_another_kind(key, cast(Kind, kind), allowed))

    def _tell_missing(self, key: str, where: Where) -> None:
        places: dict[Where, str] = {
            (): _("La clé « {key} » manque en tête de fichier."),
            ("workshop",): _("La clé « {key} » manque dans [workshop]."),
        }
        what = places.get(where, _("La clé « {key} » manque."))
        remedy = _("Ajoutez : {example}").format(example=scalars.example(key))
        self._telling.error((*where, key), what.format(key=key), remedy)

    def _value(self, shape: type, hint: Any, value: Any, where: Where) -> Any:
        if self._telling.is_spoilt(where):
            self._telling.doubt(where)
            return _blank(hint)
        hint = _without_none(hint)
        if shape is Script and where == ("materials",):
            return self.table(_Materials, value, where, shape).items
        if dataclasses.is_dataclass(hint):
            return self.table(cast(type, hint), value, where, shape)
        if get_origin(hint) is tuple:
            return self._list(shape, get_args(hint)[0], value, where)
        try:
            if shape is Workshop and where[-1] in ("start", "end"):
                return scalars.time_of_day(value, where)
            return scalars.scalar(hint, value, where, self._telling)
        except scalars.Wrong as wrong:
            self._telling.error(where, wrong.what, wrong.remedy)
            return _blank(hint)

    def _list(self, shape: type, item: Any, value: Any, where: Where) -> tuple[Any, ...]:
        tables = dataclasses.is_dataclass(item)
        if not isinstance(value, list):
            self._telling.error(where, *(_not_several(where) if tables else scalars.not_a_list(value, where)))
            return ()
        if tables:
            return tuple(self.table(item, one, (*where, i), shape) for i, one in enumerate(value))
        items = tuple(self._value(shape, item, one, (*where, i)) for i, one in enumerate(value))
        for told in scalars.wrong_list(items, where):
            self._telling.error(where, *told)
        return items


@cache
def _hints(shape: type) -> dict[str, Any]:
    # Reading a class's annotations takes longer than shaping a table, and most tables are of the same few classes.
    return get_type_hints(shape)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is UnionType or type(None) in get_args(hint):
        return next(one for one in get_args(hint) if one is not NoneType)
    return hint


def _blank(hint: Any) -> Any:
    """What stands in for a value that was wrong or missing."""
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if dataclasses.is_dataclass(hint):
        hints = _hints(cast(type, hint))
        required = [field for field in dataclasses.fields(hint) if field.default is dataclasses.MISSING]
        return cast(Any, hint)(**{field.name: _blank(hints[field.name]) for field in required})
    if get_origin(hint) is tuple:
        return ()
    return None if type(None) in get_args(hint) else cast(type, hint)()


def header(where: Where) -> str:
    """The header of a table as it is written in a file."""
    names = ".".join(part for part in where if isinstance(part, str))
    return f"[[{names}]]" if where and isinstance(where[-1], int) else f"[{names}]"


def _unknown(key: str, where: Where, allowed: frozenset[str], outer: type | None) -> tuple[str, str]:
    what = _("La clé « {key} » est inconnue.").format(key=key)
    if outer is not None and outer is not Script and key in {field.name for field in dataclasses.fields(outer)}:
        return (
            _("« {key} » est écrit sous {header} : l’application croit qu’il en fait partie.").format(
                key=key, header=header(where)
            ),
            _("Remontez cette ligne au-dessus du premier {header}.").format(header=header(where)),
        )
    if not where and key in ("round", "case"):
        return what, _("Écrivez [[phase.{key}]], sous l’étape concernée.").format(key=key)
    if key == "format":
        return what, _("Remontez cette ligne tout en haut du fichier.")
    homes = _homes_of_keys().get(key)
    if homes:
        return what + " " + _("Elle va sous {headers}.").format(headers=", ".join(homes)), _("Déplacez cette ligne.")
    near = nearest(key, allowed)
    if near:
        return what, _("Vouliez-vous dire « {near} » ?").format(near=near)
    return what, _("Clés possibles ici : {keys}.").format(keys=", ".join(sorted(allowed)))


def _homes(shape: type, where: Where = ()) -> dict[str, list[str]]:
    """The headers under which each key may stand, from a table's class down."""
    homes: dict[str, list[str]] = {}
    for name, hint in _hints(shape).items():
        several = get_origin(hint) is tuple
        inner = get_args(hint)[0] if several else hint
        if dataclasses.is_dataclass(inner):
            way: Where = (*where, name, 0) if several else (*where, name)
            for key, headers in _homes(cast(type, inner), way).items():
                homes.setdefault(key, []).extend(headers)
        elif where:
            homes.setdefault(name, []).append(header(where))
    return homes


@cache
def _homes_of_keys() -> dict[str, list[str]]:
    return _homes(Script)


def _of_another_kind(key: str, kind: Kind, allowed: frozenset[str]) -> tuple[str, str]:
    homes = [other for other in KINDS if key in keys_of(other)]
    what = _("« {key} » ne va pas avec une étape « {kind} ».").format(key=key, kind=kind)
    return what, _("Retirez cette ligne, ou changez le genre : cette clé va avec {kinds}.").format(
        kinds=", ".join(homes)
    )


def _not_a_table(value: Any, where: Where) -> tuple[str, str]:
    name = next(part for part in reversed(where) if isinstance(part, str))
    what = _("« {name} » doit être un tableau de clés.").format(name=name)
    single = header(tuple(part for part in where if isinstance(part, str)))
    if isinstance(value, list):
        return what, _("Écrivez {header}, avec un seul crochet de chaque côté.").format(header=single)
    return what, _("Ouvrez-le par une ligne {header}, puis une clé par ligne.").format(header=single)


def _not_several(where: Where) -> tuple[str, str]:
    wanted = header((*where, 0))
    return (
        _("Il peut y en avoir plusieurs : les crochets doivent être doublés."),
        _("Écrivez {header}.").format(header=wanted),
    )
