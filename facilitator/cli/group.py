"""The `facilitator` command and the list of what it can do."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenCommand, SpokenGroup, SpokenOption, teach_click
from facilitator.locale import LANGUAGES, use
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _

COMMANDS = {
    "run": "facilitator.cli.run",
    "resume": "facilitator.cli.resume",
    "serve": "facilitator.cli.serve",
    "screen": "facilitator.cli.screen",
    "rehearse": "facilitator.cli.rehearse",
    "preflight": "facilitator.cli.preflight",
    "check": "facilitator.cli.check",
    "new": "facilitator.cli.new",
    "print": "facilitator.cli.print_pack",
    "list": "facilitator.cli.listing",
    "export": "facilitator.cli.export",
    "purge": "facilitator.cli.purge",
    "keys": "facilitator.cli.keys",
}
"""Each command and the module whose `command` it is, in the order of the help."""

teach_click()
SpokenGroup.command_class = SpokenCommand


def _speak(_context: click.Context, _parameter: click.Parameter, language: str) -> str:
    use(language)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a Windows console without accents must not stop the program
            stream.reconfigure(errors="replace")
    return language


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        say(f"facilitator {version('facilitator')}")
    except PackageNotFoundError:
        say("facilitator " + _("(depuis les sources)"))
    context.exit()


@click.group(
    cls=SpokenGroup,
    modules=COMMANDS,
    invoke_without_command=True,
    subcommand_metavar=N_("COMMANDE [ARGUMENTS]…"),
    help=N_("Animer un atelier en direct, depuis un terminal."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--lang",
    cls=SpokenOption,
    type=click.Choice(LANGUAGES),
    default="fr",
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help=N_("La langue de l’application : fr ou en."),
)
@click.option(
    "--data",
    cls=SpokenOption,
    type=click.Path(path_type=Path, file_okay=False),
    envvar="FACILITATOR_DATA",
    metavar=N_("DOSSIER"),
    help=N_("Où sont gardées les sessions (sinon : FACILITATOR_DATA, ou le dossier de l’application)."),
)
@click.option(
    "--version",
    cls=SpokenOption,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=N_("Afficher la version."),
)
@click.pass_context
def facilitator(context: click.Context, data: Path | None) -> None:
    """Where data lives is kept in `context.obj` for the commands; without one, the home."""
    context.obj = data
    if context.invoked_subcommand is None:
        from facilitator.cli.home import open_home

        open_home(data)
