"""How the account was made and what it is worth, as blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from types import MappingProxyType
from typing import Final

from facilitator.engine.state import Channel
from facilitator.engine.synthesis.shapes import PhaseRecord, PromptRecord, Report
from facilitator.exporters.outline.blocks import Block, Heading, Paragraph, Run, Table, line, without_empty_columns
from facilitator.exporters.wording import duration_text, people_text, quoted, time_text
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext

_CHANNELS: Final[Mapping[Channel, str]] = MappingProxyType(
    {
        "phone": N_("téléphone"),
        "keyboard": N_("clavier commun"),
        "facilitator": N_("saisies par l’animation"),
        "paper": N_("papier"),
    }
)


def method_blocks(report: Report, zone: tzinfo | None) -> Iterator[Block]:
    """Planned and real times, people at each phase, channels, what was not read, the file's identity."""
    method = report.method
    yield Heading(2, _("Méthode et fiabilité"))
    heads = (_("Étape"), _("Début"), _("Prévu"), _("Réel"), _("Contributions"), _("Personnes"))
    rows = tuple(_phase(record, zone) for record in method.phases)
    yield without_empty_columns(Table(_("Déroulé prévu et réel"), heads, rows, small=True))
    if method.channels:
        channels = ", ".join(f"{channel_text(channel)} {n}" for channel, n in method.channels)
        yield Paragraph((Run(_("Comment les contributions sont arrivées : "), "strong"), Run(f"{channels}.")))
    yield from _feedback(report)
    yield Paragraph(line(" ".join((*_limits(report), _identity(report)))), "note")


def _phase(record: PhaseRecord, zone: tzinfo | None) -> tuple[str, ...]:
    if record.started_at is None:
        skipped = _("supprimée") if record.dropped else _("non tenue")
        return (record.title, "–", duration_text(record.planned), skipped, "–", "–")
    return (
        record.title,
        time_text(record.started_at, zone),
        duration_text(record.planned),
        duration_text(record.spent),
        str(record.contributions) if record.contributions else "–",
        str(record.people) if record.people is not None else "–",
    )


def channel_text(channel: Channel) -> str:
    """How contributions came in."""
    return _(_CHANNELS[channel])


def prompts_blocks(prompts: tuple[PromptRecord, ...], zone: tzinfo | None) -> Iterator[Block]:
    """Those that brought something; workbooks and JSON have them all."""
    if prompts:
        yield Heading(3, _("Les relances"))
    worked = [one for one in prompts if one.contributions]
    if worked:
        yield Table(
            _("Les relances qui ont fait écrire, et ce qui est venu pendant qu’elles étaient à l’écran"),
            (_("Relance"), _("Étape"), _("Heure"), _("Contributions")),
            tuple((one.text, one.phase, time_text(one.shown_at, zone), str(one.contributions)) for one in worked),
            small=True,
        )
    if idle := len(prompts) - len(worked):
        told = ngettext(
            "{n} relance montrée n’a rien amené par écrit.", "{n} relances montrées n’ont rien amené par écrit.", idle
        )
        yield Paragraph(line(told.format(n=idle)), "note")


def _feedback(report: Report) -> Iterator[Block]:
    feedback, present = report.method.feedback, report.present
    if feedback is None:
        return
    if feedback.counts is None or feedback.answers is None:
        yield Paragraph(line(_("Bilan à chaud : trop peu de réponses pour publier des notes.")), "note")
    else:
        answered = people_text(feedback.answers)
        if present:
            answered = _("{n} réponses sur {of}").format(n=feedback.answers, of=people_text(present))
        scores = (_("1, temps perdu"), "2", "3", "4", _("5, très bien investi"))
        caption = _("Avez-vous bien investi votre temps ? ({answers})").format(answers=answered)
        yield Table(caption, (_("Note"), *scores), ((_("Personnes"), *map(str, feedback.counts)),), small=True)
    if feedback.words:
        said = ", ".join(_words(feedback.words, report.method.min_group_size))
        yield Paragraph((Run(_("En un mot : "), "strong"), Run(f"{said}.")))


def _words(words: tuple[str, ...], smallest: int) -> Iterator[str]:
    """Each once, as it was written, with how many said it where a figure may be told."""
    for word, n in Counter(words).items():
        told = quoted(word)
        yield f"{told} ({people_text(n)})" if n >= max(smallest, 2) else told


def _limits(report: Report) -> Iterator[str]:
    method = report.method
    yield _("Aucun chiffre n’est publié quand moins de {n} personnes ont répondu.").format(n=method.min_group_size)
    yield _("Un vote dit ce que le groupe veut traiter, pas ce qu’il pense.")
    if method.waiting:
        yield ngettext(
            "{n} contribution n’a pas été relue : elle n’est pas publiée.",
            "{n} contributions n’ont pas été relues : elles ne sont pas publiées.",
            method.waiting,
        ).format(n=method.waiting)


def _identity(report: Report) -> str:
    told = _("Session {session}, format {format}").format(session=report.session, format=report.format)
    if report.signature is None:
        return f"{told}."
    return _("{session}, synthèse version {version}, empreinte {hash}.").format(
        session=told, version=report.signature.version, hash=report.signature.hash[:16]
    )
