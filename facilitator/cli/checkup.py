"""How `facilitator check` lays out what it found: problems, timetable, realism, late starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from facilitator.engine.feasibility import PEOPLE, Concern, concerns
from facilitator.engine.replan import Change, Proposal, propose, slots
from facilitator.engine.script import Script
from facilitator.engine.wording import kept_of, kind_name, priority_name, short
from facilitator.exporters.wording import duration_text
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.store.scripts import Problem, Reading
from facilitator.terminal import printable

LATE_STARTS = (5, 10, 15, 20)
"""Minutes."""

_GAP = "  "
_NARROWEST_TITLE = 16
_LEVELS = {"error": N_("erreur"), "warning": N_("attention"), "notice": N_("à savoir")}
_STYLES = {"error": "bold red", "warning": "yellow", "notice": "cyan"}
_CONCERNS = {
    "turns": N_("un tour de parole de {n} personnes demande {needed}, pour {granted}"),
    "hands": N_("{n} questions à main levée demandent {needed}, pour {granted}"),
    "reading": N_("environ {n} cartes : {needed} pour les lire toutes, et il y a {granted}"),
    "rows": N_("{n} lignes à traiter ensemble demandent {needed}, pour {granted}"),
    "tables": N_("moins de tours que de tables ({n}) : chacun en manquera, dites-le d’emblée"),
    "table_round": N_("« {title} » : un tour de table demande {needed}, pour {granted}"),
    "moves": N_("changer de table {n} fois : comptez {needed} à chaque fois, il y a {granted} (moving_minutes)"),
    "sorting": N_("environ {n} cartes : {needed} pour les ranger, et il y a {granted}"),
    "voting": N_("voter entre environ {n} éléments demande {needed}, pour {granted}"),
    "case": N_("« {title} » : se placer, débattre, se replacer demande {needed}, pour {granted}"),
    "rating": N_("noter {n} éléments demande {needed}, pour {granted}"),
    "many": N_("{n} éléments à noter : au-delà de dix, on ne réfléchit plus"),
    "sentences": N_("relire {n} phrases puis conclure demande {needed}, pour {granted}"),
    "alone": N_("écrire son engagement demande {needed}, pour {granted}"),
}


def show(reading: Reading, people: int | None = None) -> None:
    """Print everything about one script."""
    console = Console(highlight=False, markup=False, emoji=False)
    script = reading.draft
    if script is not None:
        _show_head(console, script)
    _show_problems(console, reading.problems)
    if script is not None:
        _show_timetable(console, script)
        _show_concerns(console, script, people or script.workshop.seats or PEOPLE)
        _show_late_starts(console, script)
    _show_verdict(console, reading)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _show_head(console: Console, script: Script) -> None:
    workshop = script.workshop
    console.print(Text(workshop.title, style="bold reverse"))
    seats = ngettext("{n} place", "{n} places", workshop.seats or 0).format(n=workshop.seats) if workshop.seats else ""
    facts = (f"{_hour(workshop.start)} → {_hour(workshop.end)}", duration_text(workshop.minutes * 60), seats)
    console.print(Text(" · ".join(filter(None, facts))))


def _show_problems(console: Console, problems: Sequence[Problem]) -> None:
    if problems:
        console.print()
    for problem in problems:
        line = Text.assemble((_(_LEVELS[problem.level]), _STYLES[problem.level]), "  ", printable(str(problem)))
        console.print(line, soft_wrap=True)


def _print(console: Console, columns: Sequence[tuple[str, bool]], rows: Sequence[Sequence[Text]]) -> None:
    """A plain table; each column has a title, and whether it holds numbers. Only the phases' titles give way."""
    widths = [max(cell_len(title), *(row[n].cell_len for row in rows)) for n, (title, _numbers) in enumerate(columns)]
    excess = sum(widths) + len(_GAP) * len(widths) - console.width
    flexible = [title for title, _numbers in columns].index(_("étape"))
    widths[flexible] = max(_NARROWEST_TITLE, widths[flexible] - max(0, excess))
    table = Table(box=None, pad_edge=False, padding=(0, len(_GAP), 0, 0), header_style="dim")
    for (title, numbers), width in zip(columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if numbers else "left"
        table.add_column(Text(title), justify=justify, no_wrap=True, overflow="ellipsis", width=width)
    for row in rows:
        table.add_row(*row)
    console.print(Padding(table, (0, 0, 0, len(_GAP)), expand=False))


def _show_timetable(console: Console, script: Script) -> None:
    _heading(console, _("Déroulé"))
    columns = (
        (_("heure"), False), (_("étape"), False), (_("genre"), False), (_("durée"), True), (_("au moins"), True),
        (_("priorité"), False),
    )  # fmt: skip
    lang = language()
    clock = float(script.workshop.start)
    rows: list[list[Text]] = []
    for phase in script.phase:
        cells = (
            _hour(clock),
            phase.title,
            kind_name(phase.kind, lang),
            duration_text(phase.minutes * 60),
            duration_text(phase.floor_minutes * 60),
            priority_name(phase.priority, lang),
        )
        rows.append([Text(cell) for cell in cells])
        clock += phase.minutes
    total = sum(phase.minutes for phase in script.phase)
    floor = sum(phase.floor_minutes for phase in script.phase)
    end = (_hour(clock), _("fin"), "", duration_text(total * 60), duration_text(floor * 60), "")
    rows.append([Text(cell, style="bold") for cell in end])
    _print(console, columns, rows)


def _show_concerns(console: Console, script: Script, people: int) -> None:
    _heading(console, ngettext("Réalisme, pour {n} personne", "Réalisme, pour {n} personnes", people).format(n=people))
    found = concerns(script, people)
    if not found:
        console.print(Text("  " + _("Rien à signaler : tout devrait tenir.")))
    for concern in found:
        title = script.find(concern.phase).title
        line = Text.assemble("  ", (_("attention"), "yellow"), "  ", f"{title} : {_sentence(concern)}.")
        console.print(line, soft_wrap=True)


def _sentence(concern: Concern) -> str:
    return _(_CONCERNS[concern.rule]).format(
        n=concern.n, needed=duration_text(concern.needed), granted=duration_text(concern.granted), title=concern.title
    )


def _show_late_starts(console: Console, script: Script) -> None:
    _heading(console, _("Si l’on commence en retard, sans toucher à l’heure de fin"))
    columns = ((_("étape"), False), *((_("+{n} min").format(n=late), True) for late in LATE_STARTS))
    proposals = [propose(slots(script.phase), late * 60 - _spare(script)) for late in LATE_STARTS]
    rows = [
        [Text(phase.title), *(_change(proposal.changes[number]) for proposal in proposals)]
        for number, phase in enumerate(script.phase)
    ]
    if any(proposal.missing for proposal in proposals):
        rows.append([Text(_("il manque"), style="bold"), *(_missing(proposal) for proposal in proposals)])
    _print(console, columns, rows)
    for late, proposal in zip(LATE_STARTS, proposals, strict=True):
        if inside := list(_inside(script, proposal)):
            told = _("À +{late} min : {inside}.").format(late=late, inside=" ; ".join(inside))
            console.print(Text("  " + told), soft_wrap=True)
    console.print(Text("  " + _late_sentence(proposals)), soft_wrap=True)


def _inside(script: Script, proposal: Proposal) -> Iterator[str]:
    """What becomes of the cases, rows, subjects and rounds of the phases that are shortened."""
    sizes = {slot.id: len(slot.cases) for slot in slots(script.phase)}
    for change in proposal.moved:
        phase = script.find(change.id)
        told = ""
        if change.cases is not None:
            told = kept_of(phase.kind, change.cases, sizes[change.id], language())
            left_out = [case.title for case in phase.case[: phase.max_cases]] or list(phase.rows)
            if left_out[change.cases :]:
                told += _(", sans « {last} »").format(last=" », « ".join(left_out[change.cases :]))
        elif change.rounds:
            told = _("tours de {lengths}").format(lengths=", ".join(short(each) for each in change.rounds))
        if told:
            yield _("« {title} », {told}").format(title=phase.title, told=told)


def _spare(script: Script) -> int:
    """Seconds between the end of the phases and the end of the slot: they absorb the first minutes of a late start."""
    return round((script.workshop.minutes - sum(phase.minutes for phase in script.phase)) * 60)


def _change(change: Change) -> Text:
    if change.dropped:
        return Text(_("{before} → supprimée").format(before=short(change.before)), style="red")
    if change.before == change.after:
        return Text(short(change.before), style="dim")
    return Text(f"{short(change.before)} → {short(change.after)}")


def _missing(proposal: Proposal) -> Text:
    return Text(duration_text(proposal.missing), style="bold red") if proposal.missing else Text("–", style="dim")


def _late_sentence(proposals: Iterable[Proposal]) -> str:
    for late, proposal in zip(LATE_STARTS, proposals, strict=True):
        if proposal.missing:
            return _("À {late} min de retard, il manque {missing} : que voudrez-vous couper ?").format(
                late=late, missing=duration_text(proposal.missing)
            )
    return _("Même à {late} min de retard, l’atelier finit à l’heure.").format(late=LATE_STARTS[-1])


def _show_verdict(console: Console, reading: Reading) -> None:
    errors = sum(problem.level == "error" for problem in reading.problems)
    console.print()
    file = printable(reading.file)
    if reading.sound:
        console.print(Text(_("{file} est prêt.").format(file=file), style="bold green"), soft_wrap=True)
    else:
        said = ngettext("{file} : {n} erreur à corriger.", "{file} : {n} erreurs à corriger.", errors)
        console.print(Text(said.format(file=file, n=errors), style="bold red"), soft_wrap=True)
        if reading.draft is not None:
            console.print(Text(_("Il se répète déjà : facilitator rehearse {file}").format(file=file)))
    console.print()


def _hour(minutes: float) -> str:
    hours, rest = divmod(int(minutes) % 1440, 60)
    return f"{hours:02}:{rest:02}"
