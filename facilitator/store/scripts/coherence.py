"""What a script says that cannot hold together: sums, sources, repeats; and what is allowed but probably a slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce

from facilitator.engine.script import Phase, Script
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.store.scripts.keys import FALLBACKS, KINDS_WITHOUT_ITEMS, nearest
from facilitator.store.scripts.lines import Where
from facilitator.store.scripts.telling import Telling

FORMAT = 1
_SLACK = 1e-6
_LONGEST = 12 * 60


def check_coherence(script: Script, telling: Telling) -> None:
    """Tell everything that does not hold together; values already told about are left alone."""
    _check_format(script, telling)
    _check_slot(script, telling)
    _check_lobby(script, telling)
    _check_hosts(script, telling)
    if not script.phase and telling.trusts(("phase",)):
        telling.error(("phase",), _("Il n’y a aucune étape."), _("Ajoutez une ligne [[phase]], puis ses clés."))
    _check_ids(script, telling)
    for number, phase in enumerate(script.phase):
        where: Where = ("phase", number)
        _check_source(script, number, where, telling)
        for check in _PHASE_CHECKS:
            check(phase, where, telling)


def minutes(number: float) -> str:
    """A number of minutes as people write it."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + " min"


def _check_format(script: Script, telling: Telling) -> None:
    if telling.trusts(("format",)) and script.format != FORMAT:
        telling.error(
            ("format",),
            _("Ce fichier est au format {theirs} ; cette version lit le format {ours}.").format(
                theirs=script.format, ours=FORMAT
            ),
            _("Mettez l’application à jour, ou écrivez : format = {ours}").format(ours=FORMAT),
        )


def _check_slot(script: Script, telling: Telling) -> None:
    workshop = script.workshop
    start, end = ("workshop", "start"), ("workshop", "end")
    if not telling.trusts(start, end):
        return
    if workshop.minutes == 0:
        telling.error(end, _("L’atelier finit à l’heure où il commence."), _("Corrigez « start » ou « end »."))
        return
    if workshop.minutes > _LONGEST:
        telling.warn(
            end,
            _("L’atelier finit avant de commencer : le lendemain, donc."),
            _("Corrigez « end » si c’est une erreur."),
        )
    if not script.phase or not telling.trusts(*((("phase", n, "minutes")) for n in range(len(script.phase)))):
        return
    spare = workshop.minutes - sum(phase.minutes for phase in script.phase)
    total = minutes(workshop.minutes - spare)
    if spare < -_SLACK:
        telling.error(
            end,
            _("Les étapes durent {total} en tout, et l’atelier {slot} : {excess} de trop.").format(
                total=total, slot=minutes(workshop.minutes), excess=minutes(-spare)
            ),
            _ways_out(script, -spare, telling),
            rehearsable=True,
        )
    elif spare > _SLACK:
        telling.warn(
            end,
            _("Les étapes durent {total} en tout : il reste {spare} sans rien de prévu.").format(
                total=total, spare=minutes(spare)
            ),
            _('Allongez une étape, ou ajoutez une réserve (kind = "break", priority = "reserve").'),
        )


def _ways_out(script: Script, excess: float, telling: Telling) -> str:
    """What to shorten, what to drop, how far to move the end: names, lines, figures."""
    # Only scripts that do not fit need it, and a host loads what reads them before it answers.
    from facilitator.engine.replan import Change, Proposal, slots, to_cut

    longest = max(script.phase, key=lambda phase: (phase.minutes - phase.floor_minutes, phase.minutes))
    found = Proposal(tuple(Change(slot.id, slot.seconds, slot.seconds, slot.priority) for slot in slots(script.phase)))
    cut = to_cut(slots(script.phase), replace(found, missing=round(excess * 60)))
    ways = [
        _("raccourcir « {title} » (ligne {line}) à {minutes}").format(
            title=longest.title,
            line=telling.line(("phase", script.phase.index(longest), "minutes")),
            minutes=minutes(max(0, longest.minutes - excess)),
        )
    ]
    for number, phase in enumerate(script.phase):
        if phase.id == cut:
            ways.append(
                _("supprimer « {title} » (ligne {line}, {minutes})").format(
                    title=phase.title, line=telling.line(("phase", number)), minutes=minutes(phase.minutes)
                )
            )
            break
    end = round(script.workshop.end + excess) % 1440
    ways.append(_("écrire : {line}").format(line=f'end = "{end // 60:02}:{end % 60:02}"'))
    told = reduce(lambda before, way: _("{before} ; {way}").format(before=before, way=way), ways)
    return _("Au choix : {ways}.").format(ways=told)


def _check_lobby(script: Script, telling: Telling) -> None:
    if script.lobby.question and len(script.lobby.choices) < 2 and telling.trusts(("lobby",)):
        telling.warn(
            ("lobby",), _("La question d’accueil n’a pas deux réponses au choix."), _('Ajoutez : choices = ["…", "…"]')
        )


def _check_hosts(script: Script, telling: Telling) -> None:
    for number, host in enumerate(script.workshop.hosts):
        if not host.is_named:
            telling.tell(
                "notice",
                ("workshop", "hosts", number),
                _("Le nom d’un animateur reste à compléter."),
                _("Il paraîtra dans le compte rendu."),
            )
            return


def _check_ids(script: Script, telling: Telling) -> None:
    first: dict[str, int] = {}
    for number, phase in enumerate(script.phase):
        where = ("phase", number, "id")
        if not telling.trusts(where):
            continue
        if phase.id in first:
            telling.error(
                where,
                _("L’identifiant « {id} » sert déjà ligne {line}.").format(
                    id=phase.id, line=telling.line(("phase", first[phase.id], "id"))
                ),
                _("Donnez à chaque étape le sien."),
            )
        first.setdefault(phase.id, number)


def _check_source(script: Script, number: int, where: Where, telling: Telling) -> None:
    phase = script.phase[number]
    here = (*where, "source")
    if not phase.source or not telling.trusts(here):
        return
    before = {other.id: other for other in reversed(script.phase[:number])}
    source = before.get(phase.source)
    if source is None:
        telling.error(here, *_missing_source(script, number, list(before)))
        return
    if not telling.trusts(("phase", script.phase.index(source), "kind")):
        return
    if source.kind in KINDS_WITHOUT_ITEMS:
        telling.error(
            here,
            _("L’étape « {title} » ne laisse rien que l’on puisse reprendre.").format(title=source.title),
            _("Prenez la source dans une étape où l’on écrit, trie ou vote."),
        )
    elif source.priority == "droppable" and telling.trusts((*where, "kind")):
        _check_fallback(phase, source, here, telling)


def _missing_source(script: Script, number: int, before: list[str]) -> tuple[str, str]:
    wanted = script.phase[number].source
    if wanted in {other.id for other in script.phase[number:]}:
        return (
            _("La source « {source} » vient après cette étape, ou c’est elle-même.").format(source=wanted),
            _("Une étape ne reprend que ce qui la précède : changez l’ordre ou la source."),
        )
    near = nearest(wanted, before)
    remedy = (
        _("Vouliez-vous dire « {near} » ?").format(near=near)
        if near
        else _("Étapes précédentes : {ids}.").format(ids=", ".join(before) or "–")
    )
    return _("Aucune étape ne s’appelle « {source} ».").format(source=wanted), remedy


def _check_fallback(phase: Phase, source: Phase, here: Where, telling: Telling) -> None:
    fallbacks = FALLBACKS.get(phase.kind, ())
    if any(getattr(phase, key) for key in fallbacks):
        return
    what = _("« {title} » peut être supprimée en cas de retard, et celle-ci n’aurait plus rien à traiter.").format(
        title=source.title
    )
    if fallbacks:
        key = "[[phase.case]]" if fallbacks[0] == "case" else fallbacks[0]
        remedy = _("Préparez un secours avec {key}, ou donnez à la source une autre priorité.").format(key=key)
    else:
        remedy = _("Donnez à la source une autre priorité, « flexible » par exemple.")
    telling.error(here, what, remedy)


def _check_floor(phase: Phase, where: Where, telling: Telling) -> None:
    here = (*where, "min_minutes")
    if not telling.trusts(here, (*where, "minutes")):
        return
    if phase.min_minutes is not None and phase.min_minutes > phase.minutes + _SLACK:
        telling.error(
            here,
            _("« min_minutes » ({least}) dépasse « minutes » ({most}).").format(
                least=minutes(phase.min_minutes), most=minutes(phase.minutes)
            ),
            _("C’est la durée la plus courte acceptable : baissez-la."),
        )
    elif phase.priority == "reserve" and phase.floor_minutes == phase.minutes and telling.trusts((*where, "priority")):
        telling.warn(where, _("Cette réserve ne peut rien rendre en cas de retard."), _("Ajoutez : min_minutes = 0"))


def _check_rounds(phase: Phase, where: Where, telling: Telling) -> None:
    if not phase.round or not telling.trusts((*where, "round"), (*where, "minutes"), (*where, "moving_minutes")):
        return
    spent = sum(one.minutes for one in phase.round)
    moving = phase.moving_minutes * len(phase.round)
    if spent + moving <= phase.minutes + _SLACK:
        return
    if moving:
        what = _("Les manches ({spent}) et les déplacements ({moving}) dépassent la durée de l’étape ({minutes}).")
    else:
        what = _("Les manches ({spent}) dépassent la durée de l’étape ({minutes}).")
    telling.error(
        (*where, "round"),
        what.format(spent=minutes(spent), moving=minutes(moving), minutes=minutes(phase.minutes)),
        _("Raccourcissez les manches, ou donnez {needed} à l’étape.").format(needed=minutes(spent + moving)),
    )


def _check_cases(phase: Phase, where: Where, telling: Telling) -> None:
    if not telling.trusts((*where, "case"), (*where, "minutes"), (*where, "max_cases")):
        return
    kept = phase.case[: phase.max_cases]
    spent = sum(case.minutes or 0 for case in kept)
    if spent > phase.minutes + _SLACK:
        telling.error(
            (*where, "case"),
            _("Les cas ({spent}) dépassent la durée de l’étape ({minutes}).").format(
                spent=minutes(spent), minutes=minutes(phase.minutes)
            ),
            _("Raccourcissez-les, ou retirez le dernier."),
        )
    for number, case in enumerate(phase.case):
        if not case.statement:
            telling.error(
                (*where, "case", number),
                _("Le cas « {title} » n’a pas d’affirmation.").format(title=case.title),
                _("Ajoutez : {example}").format(example='statement = "…"'),
            )


def _check_parts(phase: Phase, where: Where, telling: Telling) -> None:
    """Silence, reading and time per item stay within the phase."""
    if not telling.trusts((*where, "minutes")):
        return
    if phase.silent_minutes + phase.reading_minutes > phase.minutes + _SLACK:
        key = "silent_minutes" if phase.silent_minutes else "reading_minutes"
        telling.error(
            (*where, key),
            _("Silence ({silent}) et lecture ({reading}) dépassent la durée de l’étape ({minutes}).").format(
                silent=minutes(phase.silent_minutes),
                reading=minutes(phase.reading_minutes),
                minutes=minutes(phase.minutes),
            ),
            _("Raccourcissez l’un ou l’autre."),
        )
    if phase.per_item_minutes is not None and phase.per_item_minutes > phase.minutes + _SLACK:
        telling.error(
            (*where, "per_item_minutes"),
            _("Un seul sujet ({item}) dépasse la durée de l’étape ({minutes}).").format(
                item=minutes(phase.per_item_minutes), minutes=minutes(phase.minutes)
            ),
            _("Baissez « per_item_minutes »."),
        )


def _check_points(phase: Phase, where: Where, telling: Telling) -> None:
    if phase.max_per_item is not None and telling.trusts((*where, "points"), (*where, "max_per_item")):
        if phase.max_per_item > phase.points:
            telling.error(
                (*where, "max_per_item"),
                ngettext(
                    "Chacun n’a que {n} point : « max_per_item » ne peut pas le dépasser.",
                    "Chacun n’a que {n} points : « max_per_item » ne peut pas les dépasser.",
                    phase.points,
                ).format(n=phase.points),
                _("Écrivez : {line}").format(line=f"max_per_item = {phase.points}"),
            )


def _check_matter(phase: Phase, where: Where, telling: Telling) -> None:
    """A phase that works on things needs some; the facilitators may still bring them in, so it is only a warning."""
    needed = {
        "respond": (("rows", "source"), _("Cette étape n’a rien à quoi répondre.")),
        "group": (("cards", "source"), _("Cette étape n’a rien à ranger.")),
        "vote": (("options", "source"), _("Cette étape n’a rien à départager.")),
        "position": (("case", "source"), _("Cette étape n’a aucune affirmation à débattre.")),
        "matrix": (("source",), _("Cette étape n’a rien à noter.")),
    }
    if phase.kind not in needed or not telling.trusts((*where, "kind")):
        return
    keys, what = needed[phase.kind]
    if not any(getattr(phase, key) for key in keys) and telling.trusts(*((*where, key) for key in keys)):
        written = _(" ou ").join("[[phase.case]]" if key == "case" else f"« {key} »" for key in keys)
        telling.warn(where, what, _("Ajoutez {keys}.").format(keys=written))
    if phase.kind == "matrix" and not phase.x_axis and not phase.y_axis and telling.trusts((*where, "x_axis")):
        telling.warn(
            where, _("Aucun axe n’est nommé."), _("Ajoutez « x_axis » ou « y_axis » : son nom, son début, sa fin.")
        )


def _check_groups(phase: Phase, where: Where, telling: Telling) -> None:
    """Keys that count by group or by table mean nothing in plenary."""
    forms = {phase.form, *(one.form for one in phase.round)}
    if forms - {"", "solo", "plenary"} or not telling.trusts((*where, "form"), (*where, "round")):
        return
    for key in ("max_per_group", "one_result_per_group", "prompts_per_table"):
        if getattr(phase, key):
            telling.warn(
                (*where, key),
                _("« {key} » compte par groupe, et cette étape n’en fait pas.").format(key=key),
                _("Ajoutez par exemple : {example}").format(example='form = "groups of 4"'),
            )
    if phase.moving_minutes and not phase.round:
        telling.warn(
            (*where, "moving_minutes"),
            _("Personne ne se déplace : il n’y a pas de manche."),
            _("Ajoutez des [[phase.round]]."),
        )


_PHASE_CHECKS: tuple[Callable[[Phase, Where, Telling], None], ...] = (
    _check_floor, _check_rounds, _check_cases, _check_parts, _check_points, _check_matter, _check_groups,
)  # fmt: skip
