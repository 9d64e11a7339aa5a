"""The command line: thin commands that call the rooms behind them.

stdout is data, stderr is narration, nothing is asked when stdin is no terminal. Exit codes are an interface: 0 done,
1 refused or unsound, 2 unusable call.
"""

from __future__ import annotations

import sys

from facilitator.options import read_quickly

TYPE_CHECKING = False  # as mypy takes it: what is imported here, a first paint waits for
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None, prog_name: str = "facilitator") -> None:
    """Run the command that the arguments name, then exit."""
    if call := read_quickly(sys.argv[1:] if arguments is None else arguments):
        from facilitator.supervise import supervise

        sys.exit(supervise(call))
    from facilitator.cli.group import facilitator

    facilitator.main(args=None if arguments is None else list(arguments), prog_name=prog_name)
