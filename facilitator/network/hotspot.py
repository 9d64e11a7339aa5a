"""How to have a network where there is none: in words, for the system at hand."""

from __future__ import annotations

import sys

from facilitator.locale import gettext as _


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
