"""`run` and `resume` in a terminal, with the real supervisor and host and a console of a few lines."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from tests.harness.hosting import Hosted, hosted_for, script_file
from tests.harness.processes import children, command_line, environment
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

_ROOT = Path(__file__).parents[2]
_CALL = (
    "import sys; from facilitator.options import read_quickly; from facilitator.supervise import supervise;"
    "sys.exit(supervise(read_quickly(sys.argv[2:]), ('-m', sys.argv[1])))"
)


class Supervised(Terminal):
    """A supervisor in a terminal."""

    def __init__(self, folder: Path, *arguments: str, face: str = "tests.harness.face") -> None:
        self._data = folder / "data"
        self._face = face
        super().__init__(
            [sys.executable, "-c", _CALL, face, "--data", str(self._data), *(arguments or _run(folder))],
            columns=100,
            rows=10,
            environment={"PYTHONPATH": str(_ROOT)},
        )

    @property
    def host(self) -> int:
        """The process of the host now running."""
        return self._child("facilitator.supervised")

    @property
    def face(self) -> int:
        """The process of the console now running."""
        return self._child(self._face)

    @property
    def hosted(self) -> Hosted:
        """The host, for who asks by HTTP."""
        found = wait_until(self._hosted, "the console to be told where the host is")
        assert found is not None
        return found

    def is_as_it_was_lent(self) -> bool:
        """Whether a shell would find its terminal usable."""
        return self.is_cooked() and not self.modes_left_on()

    def _hosted(self) -> Hosted | None:
        # Until it is itself, the console's process is a copy of the supervisor; and it may end while it is looked at.
        with suppress(FileNotFoundError, ProcessLookupError):
            face = self.face
            return hosted_for(face, self._data) if "FACILITATOR_HOST" in environment(face) else None
        return None

    def _child(self, module: str) -> int:
        found = wait_until(lambda: self._find(module), f"a process of {module}")
        assert found is not None
        return found

    def _find(self, module: str) -> int | None:
        try:
            found = [child for child in children(self.pid) if module in command_line(child)]
        except OSError:
            return None  # one of them has just gone
        return found[0] if found else None


def _run(folder: Path) -> tuple[str, str]:
    return "run", str(script_file(folder))
