"""One value of a script: its type, its bounds, its spelling, and what to write instead."""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from typing import Any, Literal, get_args, get_origin

from facilitator.engine.text import clean
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.store.scripts.keys import BOUNDS, DISTINCT, MANY_LINES, nearest
from facilitator.store.scripts.lines import Where
from facilitator.store.scripts.telling import Telling

MAX_LINE = 500
MAX_TEXT = 4000
FORMS = ("solo", "pairs", "trios", "groups of 4", "tables", "plenary")

_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_ALMOST_TIME = re.compile(r"(\d{1,2})\s*(?:[h:.]|heures?)\s*(\d{2})?\s*(?:mn|min)?", re.IGNORECASE)
_GROUPS = re.compile(r"groups of ([2-9]|[1-4][0-9]|50)")
_ALMOST_GROUPS = re.compile(r"gr\w*\s*(?:of|de|par)?\s*(\d+)", re.IGNORECASE)
_PLAIN = (int, float, datetime.date, datetime.time)
_AXES = ("x_axis", "y_axis")


class Wrong(Exception):
    """A value that cannot be taken, and what to write instead."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def example(key: str) -> str:
    """A line that a person could copy."""
    ready = {
        "format": "format = 1",
        "workshop": "[workshop]",
        "phase": "[[phase]]",
        "id": 'id = "ouverture"',
        "kind": 'kind = "talk"',
        "start": 'start = "16:00"',
        "end": 'end = "17:00"',
        "minutes": "minutes = 5",
        "form": 'form = "groups of 4"',
    }
    if key in _AXES:
        return f'{key} = ["{_("Effort")}", "{_("peu")}", "{_("beaucoup")}"]'
    return ready.get(key, f'{key} = "…"')


def scalar(hint: Any, value: Any, where: Where, telling: Telling) -> Any:
    """The value as its type wants it. Raises Wrong when it cannot be."""
    key = next(part for part in reversed(where) if isinstance(part, str))
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), value, key)
    if hint is bool:
        return _flag(value, key)
    if hint in (int, float):
        return _number(hint, value, key)
    return _text(value, key, where, telling)


def time_of_day(value: Any, where: Where) -> int:
    """Minutes after midnight of a time such as "16:00"."""
    key = where[-1]
    if isinstance(value, (datetime.time, datetime.datetime)):
        raise Wrong(
            _("L’heure doit être entre guillemets droits."),
            _("Écrivez : {line}").format(line=f'{key} = "{value:%H:%M}"'),
        )
    text = value.strip() if isinstance(value, str) else _short(value)
    match = _TIME.fullmatch(text) if isinstance(value, str) else None
    almost = match or _ALMOST_TIME.fullmatch(text)
    hours, minutes = (int(almost[1]), int(almost[2] or 0)) if almost else (99, 0)
    if match and hours < 24 and minutes < 60:
        return hours * 60 + minutes
    if hours < 24 and minutes < 60:
        what = _("« {value} » n’est pas une heure telle que l’application les lit.")
        wanted = f"{hours:02}:{minutes:02}"
    else:
        what = _("« {value} » n’est pas une heure du jour.")
        wanted = "16:00"
    raise Wrong(what.format(value=_short(text)), _("Écrivez : {line}").format(line=f'{key} = "{wanted}"'))


def not_a_list(value: Any, where: Where) -> tuple[str, str]:
    """What to say of one value where several are wanted."""
    one = _short(value) if isinstance(value, str) else "…"
    return (
        _("« {key} » attend une liste, même pour un seul élément.").format(key=where[-1]),
        _("Écrivez : {line}").format(line=f'{where[-1]} = ["{one}"]'),
    )


def wrong_list(items: tuple[Any, ...], where: Where) -> list[tuple[str, str]]:
    """What is wrong with a list as a whole."""
    key = where[-1]
    told: list[tuple[str, str]] = []
    if key in _AXES and len(items) != 3:
        told.append(
            (
                _("« {key} » veut trois textes : le nom de l’axe, son début, sa fin.").format(key=key),
                _("Écrivez : {line}").format(line=example(str(key))),
            )
        )
    if key == "scale" and not 2 <= len(items) <= 7:
        told.append((_("Une échelle a de deux à sept degrés."), _("Quatre conviennent presque toujours.")))
    if key in DISTINCT:
        for item, times in Counter(filter(None, items)).items():
            if times > 1:
                told.append(
                    (
                        _("« {item} » est écrit plusieurs fois dans « {key} ».").format(item=_short(item), key=key),
                        _("Gardez-le une seule fois, ou changez ses mots."),
                    )
                )
    return told


def _choice(choices: tuple[Any, ...], value: Any, key: str) -> Any:
    if value in choices and isinstance(value, str):
        return value
    near = nearest(value, choices, values=True) if isinstance(value, str) else None
    remedy = _("Vouliez-vous dire « {near} » ?").format(near=near) + " " if near else ""
    raise Wrong(
        _("« {value} » ne convient pas à « {key} ».").format(value=_short(value), key=key),
        remedy + _("Au choix : {choices}.").format(choices=", ".join(choices)),
    )


def _flag(value: Any, key: str) -> bool:
    if isinstance(value, bool):
        return value
    said = _short(value).casefold()
    wanted = "false" if said in ("false", "no", "non", "0", "faux") else "true"
    raise Wrong(
        _("« {key} » attend true (oui) ou false (non), sans guillemets.").format(key=key),
        _("Écrivez : {line}").format(line=f"{key} = {wanted}"),
    )


def _number(hint: type, value: Any, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        found = re.search(r"\d+(?:[.,]\d+)?", _short(value))
        wanted = found[0].replace(",", ".") if found and not isinstance(value, bool) else "5"
        raise Wrong(
            _("« {key} » attend un nombre, sans guillemets ni unité.").format(key=key),
            _("Écrivez : {line}").format(line=f"{key} = {wanted}"),
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise Wrong(
            _("« {key} » n’est pas un vrai nombre.").format(key=key), _("Écrivez : {line}").format(line=f"{key} = 5")
        )
    least, most = BOUNDS[key]
    if hint is int and isinstance(value, float):
        nearby = f"{value:.0f}" if abs(value) <= most else f"{least:g}"
        raise Wrong(
            _("« {key} » attend un nombre entier.").format(key=key),
            _("Écrivez : {line}").format(line=f"{key} = {nearby}"),
        )
    if not least <= value <= most:
        if value <= 0 < least < 1:
            raise Wrong(
                _("« {key} » doit être plus grand que zéro.").format(key=key),
                _("Comptez en minutes : 1.5 veut dire une minute trente."),
            )
        raise Wrong(
            _("« {key} » vaut {value} : c’est hors des limites.").format(key=key, value=_short(value)),
            _("Donnez un nombre entre {least} et {most}.").format(least=f"{least:.2g}", most=f"{most:g}"),
        )
    return float(value) if hint is float else int(value)


def _text(value: Any, key: str, where: Where, telling: Telling) -> str:
    if not isinstance(value, str):
        raise Wrong(
            _("« {key} » attend un texte entre guillemets droits.").format(key=key),
            _("Écrivez : {line}").format(line=f'{key} = "{_short(value)}"' if _is_plain(value) else example(key)),
        )
    limit, lines = (MAX_TEXT, 60) if key in MANY_LINES else (MAX_LINE, 1)
    if len(value) > limit:
        raise Wrong(
            ngettext("Ce texte a {n} caractère.", "Ce texte a {n} caractères.", len(value)).format(n=len(value)),
            _("Restez sous {limit} : personne ne lira plus long.").format(limit=limit),
        )
    text = clean(value, limit=limit, lines=lines)
    if len("".join(text.split())) < len("".join(value.split())) - value.count("\u00ad"):
        telling.warn(where, _("Des caractères invisibles ou de commande ont été retirés de « {key} ».").format(key=key))
    return _spelled(text, key, where)


def _spelled(text: str, key: str, where: Where) -> str:
    if key == "form" and text not in FORMS and not _GROUPS.fullmatch(text):
        almost = _ALMOST_GROUPS.search(text)
        near = f"groups of {almost[1]}" if almost else nearest(text, FORMS, values=True)
        remedy = _("Vouliez-vous dire « {near} » ?").format(near=near) + " " if near else ""
        raise Wrong(
            _("« {value} » n’est pas une forme connue.").format(value=_short(text)),
            remedy + _("Au choix : {choices}.").format(choices=", ".join(FORMS)),
        )
    if key == "id" and not re.fullmatch(r"[\w-]{1,40}", text):
        wanted = re.sub(r"[^\w-]+", "-", text.casefold()).strip("-")[:40] or "ouverture"
        raise Wrong(
            _("« {value} » ne peut pas servir d’identifiant.").format(value=_short(text)),
            _('Ni espace ni ponctuation : id = "{wanted}"').format(wanted=wanted),
        )
    if key == "title" and not text:
        raise Wrong(_("Le titre est vide."), _("Écrivez : {line}").format(line='title = "…"'))
    if isinstance(where[-1], int) and not text:
        raise Wrong(_("Un texte de « {key} » est vide.").format(key=key), _("Remplissez-le ou retirez-le."))
    return text


def _is_plain(value: Any) -> bool:
    return isinstance(value, _PLAIN)


def _short(value: Any) -> str:
    """A foreign value, fit to be quoted in a sentence."""
    if not isinstance(value, (str, *_PLAIN)) or isinstance(value, int) and abs(value) > 10**15:
        return "…"
    text = clean(str(value), limit=60, lines=1)
    return text if len(str(value)) <= 60 else text + "…"
