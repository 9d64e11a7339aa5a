"""How every document begins: what it is, who was there, and who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from facilitator.engine.script import Host
from facilitator.engine.synthesis.shapes import Report, Signature
from facilitator.exporters.outline.blocks import Block, Heading, Paragraph, Run, line, warning
from facilitator.exporters.wording import contributions_text, date_text, people_text, time_text
from facilitator.locale import gettext as _
from facilitator.locale import ngettext


def full_title(report: Report) -> str:
    """The title as the actes write it: « Atelier 1 : … »."""
    if report.number is None:
        return report.title
    return _("Atelier {number} : {title}").format(number=report.number, title=report.title)


def short_title(report: Report) -> str:
    """What the proceedings call a workshop, inside a sentence."""
    return report.title if report.number is None else _("atelier {number}").format(number=report.number)


def capital(text: str) -> str:
    """The same, as it begins a line."""
    return text[:1].upper() + text[1:]


def opening_blocks(report: Report, zone: tzinfo | None) -> Iterator[Block]:
    """Title, hosts, date, figures, and whether the room has read it."""
    yield Heading(1, full_title(report))
    if report.subtitle:
        yield Paragraph(line(report.subtitle), "lead")
    if report.hosts:
        yield Paragraph((Run(_("Intervenants : "), "strong"), Run(hosts_text(report))))
    yield Paragraph(line(" · ".join(_figures(report, zone))))
    read = read_by(report.signature, zone)
    yield Paragraph(line(read), "status") if report.signature else warning(read)


def hosts_text(report: Report) -> str:
    """Who led; empty when the script does not say."""
    return " · ".join(_host(host) for host in report.hosts)


def read_by(signature: Signature | None, zone: tzinfo | None) -> str:
    """Whether the room has read what follows, and when."""
    if signature is None:
        return _("Proposition des animateurs, non relue par la salle.")
    if signature.afterwards:
        return _("Complétée par les animateurs après l’atelier, {date} à {time} (version {version}).").format(
            date=date_text(signature.at, zone), time=time_text(signature.at, zone), version=signature.version
        )
    told = _("Relu par {people}, à {time} (version {version}).").format(
        people=_("le groupe") if signature.present == 0 else people_text(signature.present),
        time=time_text(signature.at, zone),
        version=signature.version,
    )
    if signature.amended:
        told += " " + _("Des phrases ont été modifiées depuis : elles n’ont pas été relues et ne figurent pas ici.")
    return told


def _host(host: Host) -> str:
    return ", ".join(part for part in (host.name, host.job, host.organisation) if part)


def _figures(report: Report, zone: tzinfo | None) -> Iterator[str]:
    if report.started_at is not None:
        told = date_text(report.started_at, zone)
        if report.ended_at is not None:
            told = _("{date}, de {start} à {end}").format(
                date=told, start=time_text(report.started_at, zone), end=time_text(report.ended_at, zone)
            )
        yield capital(told)
    if report.present is not None:
        yield people_text(report.present)
    yield contributions_text(report.contributions)
    if report.debates:
        yield ngettext("{n} débat", "{n} débats", len(report.debates)).format(n=len(report.debates))
    if report.hashtag:
        yield report.hashtag
