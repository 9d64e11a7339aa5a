"""`facilitator preflight`: what will fail, before people are in the room."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext

if TYPE_CHECKING:
    from facilitator.cli.readiness import Finding

_PATIENCE: Final = 120
"""Seconds after which no phone will come by itself."""
_MARKS: Final = {"sound": "✓", "unknown": "?", "doubtful": "!", "broken": "✗"}
_COLOURS: Final = {"sound": "green", "unknown": "cyan", "doubtful": "yellow", "broken": "red"}


@click.command(
    "preflight",
    cls=SpokenCommand,
    help=N_(
        "Vérifier la machine et le réseau avant que la salle n’arrive.\n\n"
        "Code de sortie : 0 tout ira, 1 quelque chose ne marchera pas (« ✗ »), 2 la commande est inutilisable."
    ),
)
@click.option("--host", cls=SpokenOption, default="", metavar=N_("ADRESSE"), help=N_("L’adresse à donner au QR code."))
@click.option(
    "--port",
    cls=SpokenOption,
    type=click.IntRange(0, 65_535),
    default=0,
    metavar=N_("PORT"),
    help=N_("Le port à essayer."),
)
@click.option(
    "--wait",
    cls=SpokenOption,
    is_flag=False,
    flag_value=_PATIENCE,
    type=click.IntRange(1, 3600),
    default=None,
    metavar="[SECONDES]",
    help=N_("Attendre qu’un premier téléphone arrive (deux minutes, si l’on ne dit rien)."),
)
@click.pass_context
def command(context: click.Context, host: str, port: int, wait: int | None) -> None:
    """One screen; what is found was asked for, so it goes to stdout."""
    from facilitator.cli import readiness
    from facilitator.store.paths import data_folder

    data = data_folder(context.obj)
    size = os.get_terminal_size() if sys.stdout.isatty() else None
    worst = [
        _say(_("Terminal"), readiness.terminal(size)),
        _say(_("Disque"), readiness.disk(data)),
        _say(_("Horloge"), readiness.clock(data, datetime.now().astimezone())),
        _say(_("Énergie"), readiness.power()),
        _say(_("Programme"), readiness.python()),
        asyncio.run(_network(host, port, wait)),
    ]
    context.exit(1 if "broken" in worst else 0)


async def _network(host: str, port: int, wait: int | None) -> str:
    """Says how the network is, and waits for a phone if that is wanted; the worst that was found."""
    from facilitator.cli.first_phone import Rehearsed
    from facilitator.cli.readiness import Finding
    from facilitator.listening import EVERYWHERE, listen, named
    from facilitator.network.addresses import addresses_here
    from facilitator.options import USUAL_PORT

    try:
        listener = listen(port, USUAL_PORT, EVERYWHERE)
    except OSError as refusal:
        told = _("Le port {port} est pris : {reason}.").format(port=port, reason=refusal.strerror)
        return _say(_("Réseau"), [Finding("broken", told)])
    with listener:
        rehearsed = Rehearsed(listener)
        reached = await rehearsed.check(addresses_here(), named(host))
        worst = _say(_("Réseau"), reached.findings)
        if reached.url:
            _show_code(reached.url)
        if wait is None or not reached.url:
            return worst
        say(_("Scannez ce code avec un téléphone de la salle : j’attends…"))
        if await rehearsed.first_phone(wait):
            return _say("", [Finding("sound", _("Un téléphone est arrivé : le réseau est bon."))])
    return _say("", _silence(wait))


def _silence(wait: int) -> list[Finding]:
    from facilitator.cli.readiness import Finding
    from facilitator.network.words import hotspot_recipe

    told = ngettext(
        "Aucun téléphone en {n} seconde : ce réseau sépare sans doute les appareils entre eux.",
        "Aucun téléphone en {n} secondes : ce réseau sépare sans doute les appareils entre eux.",
        wait,
    )
    remedies = [*hotspot_recipe(), _("Ou sans téléphones : le clavier de la salle (C) et le papier (I) suffisent.")]
    return [
        Finding("broken", told.format(n=wait)),
        *(Finding("unknown", remedy) for remedy in remedies),
    ]


def _say(title: str, findings: Iterable[Finding]) -> str:
    """Prints what was found; returns its worst level."""
    from facilitator.cli.readiness import WORST

    findings = list(findings)
    if title:
        say(title, bold=True)
    for finding in findings:
        say(f"  {_MARKS[finding.level]} ", nl=False, fg=_COLOURS[finding.level])
        say(finding.sentence)
    return max((finding.level for finding in findings), key=WORST.index, default="sound")


def _show_code(url: str) -> None:
    say(f"  {url}")
    if sys.stdout.isatty():
        from facilitator.tui.qr import qr_lines

        for line in qr_lines(url):
            say(f"{line}", fg="black", bg="bright_white")
