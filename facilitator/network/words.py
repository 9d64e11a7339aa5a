"""Networks in words: what one is, and how to have one where there is none."""

from __future__ import annotations

import sys
from typing import Final

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _

_KINDS: Final = {
    "wifi": N_("Wi-Fi"),
    "ethernet": N_("câble"),
    "network": N_("réseau"),
    "public": N_("adresse publique"),
    "vpn": N_("VPN : des téléphones n’y sont sans doute pas"),
    "virtual": N_("réseau interne à l’ordinateur"),
    "link_local": N_("câble sans réseau"),
}


def kind_name(kind: str) -> str:
    """What people call such a network."""
    return _(_KINDS[kind])


def hotspot_recipe(platform: str = sys.platform) -> list[str]:
    """The steps, the surest way first."""
    return [
        _("Une petite borne Wi-Fi à soi, sans Internet, est le plus sûr : l’ordinateur la rejoint, la salle aussi."),
        _own_hotspot(platform),
        _("Le partage de connexion d’un téléphone dépanne une dizaine d’appareils, pas une salle."),
        _("La touche L de la console montre à la salle le QR code du Wi-Fi, puis celui de l’atelier."),
        _("« Pas d’Internet » sur un téléphone : qu’il reste connecté, c’est normal."),
    ]


def _own_hotspot(platform: str) -> str:
    if platform == "darwin":
        return _("Sur ce Mac : Réglages › Général › Partage › Partage Internet, « vers : Wi-Fi ».")
    if platform == "win32":
        return _("Sous Windows : Paramètres › Réseau et Internet › Point d’accès sans fil mobile, puis activez.")
    return _("Sous Linux : nmcli device wifi hotspot ssid Atelier password MOT-DE-PASSE (huit lettres ou plus).")
