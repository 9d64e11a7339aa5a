"""Click in the user's language: its own words, and helps that are translated when they are shown.

A help is written `N_("…")`, because decorators run before `--lang` has been read.
"""

from __future__ import annotations

import difflib
import gettext as standard
from functools import cache
from importlib import import_module
from typing import Any

import click

from facilitator.cli.saying import repeat
from facilitator.locale import catalogue, gettext, language, typeset_french


class _Translated:
    """A help that is kept as written and given in the language spoken now."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_source_{name}"

    def __get__(self, instance: Any, owner: type) -> Any:
        source = getattr(instance, self._name, None)
        return gettext(source) if source else source

    def __set__(self, instance: Any, value: str | None) -> None:
        setattr(instance, self._name, value)


class SpokenArgument(click.Argument):
    """An argument whose name is translated when it is shown."""

    metavar: Any = _Translated()


class SpokenOption(click.Option):
    """An option whose help is translated when it is shown."""

    help: Any = _Translated()
    metavar: Any = _Translated()


class SpokenCommand(click.Command):
    """A command whose help is translated when it is shown."""

    help: Any = _Translated()

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:  # made once, before `--lang` has been read
            option.help = _click_gettext("Show this message and exit.")
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """A group whose help is translated, and whose commands are imported when they are needed."""

    subcommand_metavar: Any = _Translated()

    def __init__(self, *args: Any, modules: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return None
        command: click.Command = import_module(self._modules[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        near = difflib.get_close_matches(name, self._modules, n=1)
        if name not in self._modules and near and not ctx.resilient_parsing:
            unknown = gettext("La commande « {name} » n’existe pas.").format(name=name)
            ctx.fail(unknown + " " + gettext("Vouliez-vous dire « {name} » ?").format(name=near[0]))
        return super().resolve_command(ctx, args)


@cache
def _french() -> standard.NullTranslations:
    return catalogue("fr", "click")


def _click_gettext(message: str) -> str:
    return typeset_french(_french().gettext(message)) if language() == "fr" else message


def _click_ngettext(singular: str, plural: str, n: int) -> str:
    if language() == "fr":
        return typeset_french(_french().ngettext(singular, plural, n))
    return singular if n == 1 else plural


def teach_click() -> None:
    """Have click's own messages go through our catalogue: it binds the standard one at import, by environment."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        module: Any = import_module(f"click.{name}")
        for word, spoken in (("_", _click_gettext), ("ngettext", _click_ngettext)):
            if hasattr(module, word):
                setattr(module, word, spoken)
    exceptions: Any = import_module("click.exceptions")
    exceptions.echo = repeat
