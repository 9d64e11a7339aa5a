"""The command line: thin commands that call the rooms behind them.

stdout is data, stderr is narration, nothing is asked when stdin is no terminal. Exit codes are an interface: 0 done,
1 refused or unsound, 2 unusable call.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None, prog_name: str = "facilitator") -> None:
    """Run the command that the arguments name, then exit."""
    from facilitator.cli.group import facilitator

    facilitator.main(args=None if arguments is None else list(arguments), prog_name=prog_name)
