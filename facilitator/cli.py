"""The command line: thin commands that call the rooms behind them, imported only when a command runs."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.locale import LANGUAGES, use


@click.group()
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", is_eager=True, expose_value=False, callback=lambda _c, _p, lang: use(lang))
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), envvar="FACILITATOR_DATA")
@click.version_option(package_name="facilitator")
@click.pass_context
def main(context: click.Context, data: Path | None) -> None:
    """Animer un atelier en direct."""
    context.obj = data


if __name__ == "__main__":
    main()
