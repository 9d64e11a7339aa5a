"""Turns text into a TOML document, and TOML's complaints into sentences; lines that can be set aside stop nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from facilitator.engine.text import clean_line
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.store.scripts.keys import nearest
from facilitator.store.scripts.lines import LineIndex, index_lines

MAX_MISTAKES = 20

_AT_LINE = r"\(at line (\d+), column (\d+)\)"
_KEY = r"^\s*(?P<key>[A-Za-z0-9_.-]+)\s*"
_END = r"\s*(?:#.*)?$"
_OPEN_QUOTE = _KEY + r"=\s*(?:\"(?:[^\"\\]|\\.)+|'[^']+)$"
_BEGINS = _KEY + r"=|\s*\[\[?[A-Za-z]"


@dataclass(slots=True)
class Parsed:
    """A document, as far as the text could be followed."""

    document: dict[str, Any] = field(default_factory=dict)
    index: LineIndex = field(default_factory=LineIndex)
    mistakes: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, what, remedy."""
    spoilt: frozenset[int] = frozenset()
    """Lines whose value was set aside after a mistake."""
    whole: bool = True
    """Whether every line but the spoilt ones was understood."""


def parse(text: str) -> Parsed:
    """The document, and every syntax mistake that could be told apart. Raises TooDeep on a text made to hurt."""
    parsed = Parsed()
    spoilt: set[int] = set()
    while True:
        parsed.index = index_lines(text)
        try:
            parsed.document = tomllib.loads(text)
            break
        except (ValueError, RecursionError) as error:
            lines = text.split("\n")
            line, start = _place(str(error), lines, parsed.index)
            parsed.mistakes.append((line, *_explain(str(error), lines[line - 1], start, line, parsed.index)))
            patched = _set_aside(lines, line, parsed.index) if start == line else None
            if patched is None or len(parsed.mistakes) >= MAX_MISTAKES:
                parsed.whole = False
                break
            spoilt.add(line)
            text = patched
    parsed.spoilt = frozenset(spoilt)
    return parsed


def _place(message: str, lines: list[str], index: LineIndex) -> tuple[int, int]:
    """The line to tell, and the line where its statement starts: 0 when the end of it is nowhere to be found."""
    if _is_about_a_repeat(message) and index.twice:
        second = index.twice[0][2]
        return second, second
    found = re.search(_AT_LINE, message)
    line = min(int(found[1]), len(lines)) if found else len(lines)
    start = index.lost_from
    if start is None or start >= line:
        return line, line
    if re.search(_OPEN_QUOTE, lines[start - 1]):
        return start, start
    # What was left open was only noticed further down, where something else begins.
    runs_on = line == len(lines) or not lines[line - 1].strip() or re.match(_BEGINS, lines[line - 1])
    return (start, 0) if runs_on else (line, start)


def _is_about_a_repeat(message: str) -> bool:
    return "overwrite" in message or "mutate" in message


def _set_aside(lines: list[str], line: int, index: LineIndex) -> str | None:
    """The text without the value of one line; None when setting it aside would move what follows elsewhere."""
    raw = lines[line - 1]
    if raw.lstrip().startswith("[") or '"""' in raw or "'''" in raw or raw.rstrip().endswith("["):
        return None
    key = re.match(_KEY + "=", raw)
    repeated = any(second == line for _where, _first, second in index.twice)
    blank = f'{key[0]} ""' if key and not repeated else ""
    return "\n".join([*lines[: line - 1], blank, *lines[line:]]) if blank != raw else None


def _explain(message: str, raw: str, start: int, line: int, index: LineIndex) -> tuple[str, str]:
    if _is_about_a_repeat(message) and index.twice:
        where, first, _second = index.twice[0]
        return (
            _("« {key} » est déjà écrit ligne {first}.").format(key=where[-1], first=first),
            _("Gardez une seule des deux lignes."),
        )
    if "Cannot declare" in message:
        return (
            _("{header} est ouvert deux fois.").format(header=clean_line(raw)),
            _("Réunissez les deux morceaux, ou doublez les crochets s’il peut y en avoir plusieurs."),
        )
    if start < line:
        return _explain_unclosed(index.keys.get(start or line), start or line)
    said = _explain_key(raw)
    if said:
        return said
    for pattern, what, remedy in _RULES:
        match = re.search(pattern, raw)
        if match:
            words = {name: clean_line(word or "", limit=80) for name, word in match.groupdict().items()}
            return _(what).format(**words), _(remedy).format(**words)
    if "Unescaped '\\'" in message:
        return _("Une barre oblique inverse \\ ne s’écrit pas seule."), _("Doublez-la (\\\\), ou utilisez /.")
    if "scalar value" in message:
        return _("Ce code \\u… n’est que la moitié d’un caractère."), _("Tapez le caractère lui-même.")
    if "Illegal character" in message:
        return _("Cette ligne contient un caractère de commande invisible."), _("Effacez-la et tapez-la de nouveau.")
    return (
        _("Cette ligne ne se lit pas."),
        _("Une clé, le signe =, puis un texte entre guillemets droits, un nombre, true ou false."),
    )


def _explain_unclosed(where: tuple[str | int, ...] | None, start: int) -> tuple[str, str]:
    key = where[-1] if where else "?"
    return (
        _("« {key} », commencé ligne {start}, n’est pas terminé.").format(key=key, start=start),
        _("Vérifiez les virgules entre les éléments, les guillemets, et le crochet ] de la fin."),
    )


def _explain_key(raw: str) -> tuple[str, str] | None:
    """What is wrong to the left of the sign =, if that is where it is."""
    match = re.match(r"^\s*([^=\[\]#\"']+?)\s*=", raw)
    if match is None or re.fullmatch(r"[A-Za-z0-9_.-]+", match[1]):
        return None
    key = match[1]
    known = ("title", "minutes", "start", "end", "kind", "priority", "problem", "scale", "phase", "materials")
    meant = nearest(key.replace(" ", "_"), known) or re.sub(r"[^A-Za-z0-9]+", "_", key).strip("_")
    return (
        _("« {key} » : pas d’accent, d’espace ni de ponctuation à gauche du signe =.").format(
            key=clean_line(key, limit=60)
        ),
        _("Vouliez-vous dire « {near} » ?").format(near=clean_line(meant, limit=60)),
    )


# Compiled when a first mistake calls for them: a sound script is read without.
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        r"[=\[,]\s*[“”„‟″«]",
        N_("Les guillemets typographiques “ ” « » n’ouvrent pas un texte."),
        N_('Remplacez-les par des guillemets droits "…" au début et à la fin.'),
    ),
    (
        _KEY + r"=\s*(?P<hours>\d{1,2})\s*[:hH]\s*(?P<minutes>\d{2})" + _END,
        N_("L’heure doit être entre guillemets droits."),
        N_('Écrivez : {key} = "{hours}:{minutes}"'),
    ),
    (
        _KEY + "==",
        N_("Un seul signe = suffit."),
        N_("Retirez le second."),
    ),
    (
        _KEY + "=" + _END,
        N_("Il manque une valeur après le signe =."),
        N_("Complétez la ligne, ou retirez-la."),
    ),
    (
        _KEY + r"=\s*(?P<whole>\d+),(?P<part>\d+)" + _END,
        N_("Un nombre s’écrit avec un point, pas une virgule."),
        N_("Écrivez : {key} = {whole}.{part}"),
    ),
    (
        _KEY + r"=\s*(?P<number>\d+(?:\.\d+)?)\s*[A-Za-z'’].*$",
        N_("Un nombre s’écrit sans unité."),
        N_("Écrivez : {key} = {number}"),
    ),
    (
        _KEY + r"=\s*(?i:oui|vrai|yes|true)" + _END,
        N_("Oui s’écrit true, en minuscules et sans guillemets."),
        N_("Écrivez : {key} = true"),
    ),
    (
        _KEY + r"=\s*(?i:non|faux|no|false)" + _END,
        N_("Non s’écrit false, en minuscules et sans guillemets."),
        N_("Écrivez : {key} = false"),
    ),
    (
        _KEY + r"=\s*(?P<text>[^\W\d_][^\"'\[\]{}#]*?)" + _END,
        N_("Ce texte n’est pas entre guillemets."),
        N_('Écrivez : {key} = "{text}"'),
    ),
    (
        _KEY + r"=\s*\"[^\"\\]*\"[^\s#,\]].*\"",
        N_("Des guillemets droits à l’intérieur d’un texte le coupent en deux."),
        N_('À l’intérieur, utilisez « … », ou écrivez \\" .'),
    ),
    (
        _OPEN_QUOTE,
        N_("Le guillemet ouvert sur cette ligne n’est pas fermé."),
        N_("Ajoutez un guillemet droit à la fin du texte."),
    ),
    (
        _KEY + r"=\s*(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\d.]+|true|false)\s*(?P<rest>[^\s#].*)$",
        N_("Il y a « {rest} » après la valeur."),
        N_("Retirez-le, ou mettez # devant si c’est un commentaire."),
    ),
    (
        r"^\s*=",
        N_("Il manque une clé à gauche du signe =."),
        N_("Complétez la ligne, ou retirez-la."),
    ),
    (
        _KEY + r"=\s*\[.*$",
        N_("Cette liste n’est pas bien écrite."),
        N_('Écrivez : {key} = ["…", "…"], avec une virgule entre les textes.'),
    ),
    (
        _KEY + r":\s*(?P<text>.+)$",
        N_("Une clé et sa valeur se séparent par le signe =."),
        N_("Écrivez : {key} = {text}"),
    ),
    (
        r"^\s*\[",
        N_("Les crochets de ce titre ne vont pas par paires."),
        N_("Écrivez [nom] ou [[nom]], seul sur sa ligne, sans accent ni espace."),
    ),
    (
        r"^[^=]*$",
        N_("Cette ligne n’est ni une clé, ni un titre, ni un commentaire."),
        N_('Commencez-la par # si c’est un commentaire ; un texte de plusieurs lignes va entre """ et """.'),
    ),
)
