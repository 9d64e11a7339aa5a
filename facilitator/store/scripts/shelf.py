"""Where scripts are found: a path of one's own, or the name of one that is shipped."""

from __future__ import annotations

import difflib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from facilitator.locale import gettext as _


class ScriptNotFound(Exception):
    """No file and no shipped script of that name; its text is a sentence for the user."""


def _shelf() -> Traversable:
    """The shipped scripts: inside the package once installed, beside it in the repository."""
    inside = files("facilitator").joinpath("sessions")
    return inside if inside.is_dir() else Path(__file__).parents[3] / "sessions"


def shipped_scripts() -> tuple[Traversable, ...]:
    """The scripts that come with the program, in the order of their names."""
    return tuple(
        sorted((file for file in _shelf().iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    )


def find_script(name_or_path: str) -> Traversable:
    """The file meant by a path, or by the name of a shipped script with or without `.toml`."""
    path = Path(name_or_path)
    if path.is_file():
        return path
    if path.is_dir():
        raise ScriptNotFound(_("« {name} » est un dossier : nommez le fichier .toml qu’il contient.").format(name=path))
    shipped = {file.name.removesuffix(".toml"): file for file in shipped_scripts()}
    name = name_or_path.removesuffix(".toml")
    if name in shipped:
        return shipped[name]
    near = [one for one in shipped if len(name) > 2 and name in one] or difflib.get_close_matches(name, shipped, n=1)
    remedy = (
        _("Vouliez-vous dire « {name} » ?").format(name=near[0])
        if near
        else _("Ateliers livrés : {names}.").format(names=", ".join(shipped))
    )
    raise ScriptNotFound(_("Aucun atelier ne s’appelle « {name} ».").format(name=name_or_path) + " " + remedy)
