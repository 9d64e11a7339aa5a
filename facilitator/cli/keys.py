"""`facilitator keys`: every gesture of the console with its keys, as a file to change."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import click

from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenCommand
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _


@click.command(
    "keys",
    cls=SpokenCommand,
    help=N_(
        "Lister les touches de la console, sous la forme du fichier où les changer : facilitator keys > keys.toml\n\n"
        "Ce qui cloche dans le vôtre est dit à la fin. Code de sortie : 0 rien, 1 une ligne n’est pas prise."
    ),
)
@click.pass_obj
def command(data: Path | None) -> None:
    """The keys as they are, on stdout; what is wrong, on stderr."""
    from facilitator.store.paths import data_folder
    from facilitator.tui.keymap import FILE, keymap_at, printed
    from facilitator.tui.remapping import remappable

    file = data_folder(data).root / FILE
    gestures = remappable()
    keymap = keymap_at(file, gestures.values())
    say("# " + _("Les touches de la console. Ne gardez que les lignes à changer, dans {file}").format(file=file))
    for family, found in groupby(sorted(gestures.values(), key=lambda one: one.family), lambda one: one.family):
        say(f"\n[{family}]")
        for gesture in found:
            names = ", ".join(f'"{name}"' for name in printed(keymap.keys.get(gesture.id, gesture.keys)))
            value = f"[{names}]" if ", " in names else names
            say(f"{gesture.id.partition('.')[2]} = {value}  # {_(gesture.words)}")
    for problem in keymap.problems:
        say(problem, err=True)
    sys.exit(1 if keymap.problems else 0)
