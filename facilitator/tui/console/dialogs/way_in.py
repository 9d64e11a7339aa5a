"""How phones come in, and what to do when they do not: one list, one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from facilitator.locale import gettext as _
from facilitator.network.words import hotspot_recipe, kind_name
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.dialogs.line import FieldsDialog
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.qr import QR
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.room import Way
    from facilitator.engine.views.shapes import ConsoleView

ADDRESS = "address:"
"""What the id of an address begins with."""


class WayInDialog(Card[str]):
    """Gives back the id of what was chosen: an address, or another way."""

    DEFAULT_CSS = """
    WayInDialog {
        #card { max-width: 120; height: 90%; }
        Horizontal { height: 1fr; margin-top: 1; }
        QR { display: none; margin-left: 2; }
        .-code QR { display: block; }
    }
    """

    def __init__(self, view: ConsoleView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        """What phones are told, then the ways."""
        with Vertical(id="card", classes="-code" if self.app.size.width >= 110 else ""):
            yield Told(plain_line(self._view["addresses"]["join"] or _("Aucun téléphone ne peut entrer."), "bold"))
            with Horizontal():
                yield PickList()
                yield QR(self._view["addresses"]["join"])
            yield Told(fixed(_("↑ ↓ puis Entrée · Échap laisse")), id="hint")

    def on_mount(self) -> None:
        """Show the ways."""
        self.query_one(PickList).show(way_in_picks(self._view))

    @on(PickList.Chosen)
    def _take(self, event: PickList.Chosen) -> None:
        event.stop()
        self.dismiss(event.pick_id)


def way_wish(way: str, view: ConsoleView) -> Ask:
    """What to ask for a way that was chosen."""
    if way == "show":
        shown = not view["network"]["shown"]
        said = _("L’accès est en grand à l’écran : L le retire.") if shown else _("L’accès est retiré de l’écran.")
        return Ask("show-way-in", said, shown=shown)
    if way == "phones":
        phoneless = not view["network"]["phoneless"]
        said = _("Sans téléphones : le clavier (C) et le papier (I).") if phoneless else _("Les téléphones entrent.")
        return Ask("do-without-phones", said, phoneless=phoneless)
    said = _("Le QR code donne maintenant cette adresse, partout.")
    return Ask("choose-address", said, address=way.removeprefix(ADDRESS))


def wifi_dialog(view: ConsoleView) -> FieldsDialog:
    """The name and the password that the Wi-Fi's QR code holds."""
    wifi = view["network"]["wifi"]
    values = [wifi["name"], wifi["password"]] if wifi else ["", ""]
    labels = [_("Nom du réseau"), _("Mot de passe (vide : réseau ouvert)")]
    return FieldsDialog(_("Le Wi-Fi de la salle, à montrer à l’écran"), labels, values, 63)


def wifi_wishes(words: list[str]) -> list[Ask]:
    """What to ask once they are typed: a network with a name is shown."""
    if not words:
        return []
    name, password = words
    asks = [Ask("name-wifi", _("Pas de Wi-Fi à montrer."), name=name, password=password)]
    if name:
        asks.append(Ask("show-way-in", _("Le Wi-Fi et l’adresse sont en grand à l’écran."), shown=True))
    return asks


def way_in_picks(view: ConsoleView) -> list[Pick]:
    """The addresses, the other ways, then how to have a network."""
    network = view["network"]
    picks = [Pick("#addresses", _("L’adresse du QR code"), heading=True)] if network["ways"] else []
    picks += [_address(way) for way in network["ways"]]
    picks += [
        Pick("#ways", _("Pour faire entrer tout le monde"), heading=True),
        Pick("show", _("Retirer l’accès du grand écran") if network["shown"] else _("Montrer l’accès en grand")),
        Pick("wifi", _("Montrer aussi le Wi-Fi de la salle…"), tail=network["wifi"]["name"] if network["wifi"] else ""),
        Pick("keyboard", _("Confier le clavier à la salle")),
        Pick("paper", _("Saisir des cartes en papier, des mains levées")),
        Pick("phones", _("Rouvrir aux téléphones") if network["phoneless"] else _("Continuer sans téléphones")),
        Pick("#recipe", _("S’il n’y a pas de réseau"), heading=True),
    ]
    recipe = enumerate(hotspot_recipe())
    return [*picks, *(Pick(f"#recipe{at}", step, "· ", heading=True, muted=True) for at, step in recipe)]


def _address(way: Way) -> Pick:
    told = " · ".join((kind_name(way["kind"]), way["interface"]))
    heard = "" if way["answers"] else _(" (ne répond pas)")
    lead = "● " if way["chosen"] else "○ "
    return Pick(f"{ADDRESS}{way['ip']}", f"{way['ip']} {told}{heard}", lead, muted=not way["answers"])
