"""A whole host and a whole console on a machine whose clock is set while they run (libfaketime)."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.store.opening import load_state
from tests.faults.test_time import assert_in_order
from tests.harness.hosting import HostProcess, host_process, ideas_on_disk
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

LIBRARY = "libfaketimeMT.so.1"
JUMPS = ("+3h", "-3h", "+40", "-20", "+26h")
PATIENCE = 60.0
SLOWEST = 4.0
"""Seconds between two looks at the time, on a machine busy with something else."""
LEFT = re.compile(r"reste (\d+):(\d\d)")


class Machine:
    """What programs started here believe of the time; the steady clock goes on as it is."""

    def __init__(self, folder: Path) -> None:
        self._set = folder / "set"
        self.set_by("+0")
        found = next(Path("/usr/lib").rglob(LIBRARY), None)
        if found is None:
            pytest.skip(f"{LIBRARY} is not here")
        self.environment = {
            "LD_PRELOAD": str(found), "FAKETIME_TIMESTAMP_FILE": str(self._set), "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip

    def set_by(self, offset: str) -> None:
        aside = self._set.with_suffix(".new")
        aside.write_text(f"{offset}\n", encoding="ascii")
        aside.replace(self._set)

    @property
    def wrapping(self) -> list[str]:
        return ["env", *(f"{name}={value}" for name, value in self.environment.items())]

    def time(self) -> float:
        """The time as a program started now believes it."""
        asked = [*self.wrapping, sys.executable, "-c", "import time; print(time.time())"]
        return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


def left(host: HostProcess) -> float:
    """Seconds left of the phase, as a face works them out."""
    view = host.hosted.ask("GET", f"{host.address.remote}/view")[1]
    clock = view["phase"]["clock"]
    return float(clock["granted"] - clock["spent"] - (view["now"] - clock["since"]))


def left_on(console: Terminal) -> float:
    """Seconds left, as it shows them."""
    [(minutes, seconds)] = wait_until(lambda: LEFT.findall(console.text()), console.text, PATIENCE)
    return int(minutes) * 60 + int(seconds)


@pytest.mark.campaign
@pytest.mark.needs("faketime")
def test_a_clock_that_is_set_moves_nothing_of_a_host_nor_of_a_console(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    with host_process(tmp_path) as host:
        host.start(*machine.wrapping)
        assert host.hosted.send("start-phase")[0] == 201
        granted, began = left(host), time.monotonic()
        told = {"FACILITATOR_HOST": f"http://{host.address.authority}", "FACILITATOR_KEY": host.address.key}
        call = [sys.executable, "-m", "facilitator.tui.console"]
        with Terminal(call, columns=120, rows=40, environment=told | machine.environment) as console:
            for number, offset in enumerate(JUMPS):
                machine.set_by(offset)
                assert abs(machine.time() - time.time()) > 10, "the clock was not set"
                assert host.hosted.send("submit-idea", id=f"i{number}", text=f"zarbi{number}")[0] == 201
                console.wait_for(f"zarbi{number}", PATIENCE)
                for shown in (left(host), left_on(console)):
                    assert granted - shown == pytest.approx(time.monotonic() - began, abs=SLOWEST)
        folder, before = host.hosted.folder, left(host)
        host.kill()
        machine.set_by("-3h")
        host.start(*machine.wrapping)
        assert left(host) == pytest.approx(before, abs=SLOWEST)
        assert host.hosted.send("next-phase")[0] == host.hosted.send("end-session")[0] == 201
    assert len(ideas_on_disk(folder)) == len(JUMPS)
    assert_in_order(load_state(folder), tmp_path)
