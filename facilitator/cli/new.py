"""`facilitator new`: a commented model of a script, or a copy of one, to make one's own."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _


@click.command(
    "new",
    cls=SpokenCommand,
    help=N_(
        "Écrire un nouvel atelier : un modèle commenté, à modifier avec un éditeur de texte.\n\n"
        "NOM donne le titre et le nom du fichier, créé dans le dossier courant ; rien n’est jamais écrasé."
    ),
)
@click.argument("name", cls=SpokenArgument, metavar=N_("NOM"))
@click.option(
    "--from",
    "origin",
    cls=SpokenOption,
    metavar="SCRIPT",
    help=N_("Partir d’un atelier existant : un fichier, ou le nom d’un atelier livré."),
)
def command(name: str, origin: str | None) -> None:
    """Write the file, print its path on stdout and what to do next on stderr."""
    from facilitator.store.scripts import ScriptNotFound, find_script, read_script
    from facilitator.store.scripts.models import duplicate, model, slug

    title = Path(name).name.removesuffix(".toml")
    path = Path(name).parent / f"{slug(title)}.toml"
    try:
        if origin is None:
            text = model(title, slug(title))
        else:
            text = duplicate(read_script(find_script(origin)), slug(title))
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except ScriptNotFound as wrong:
        raise click.UsageError(str(wrong)) from None
    except FileExistsError:
        raise click.UsageError(_("« {file} » existe déjà : choisissez un autre nom.").format(file=path)) from None
    except (OSError, ValueError) as wrong:
        raise click.UsageError(
            _("Impossible d’écrire « {file} » : {reason}.").format(
                file=path, reason=getattr(wrong, "strerror", None) or wrong
            )
        ) from None
    say(path)
    say(_("Ouvrez ce fichier dans un éditeur de texte, puis : facilitator check {file}").format(file=path), err=True)
