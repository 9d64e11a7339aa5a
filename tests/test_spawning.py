from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import pytest

from facilitator import spawning
from facilitator.listening import listen
from facilitator.processes import end_or_kill, stop_process

SLEEP = ("-c", "import time; time.sleep(600)")


@pytest.fixture(params=["as the system can", "as an old one can", "as Python can"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the system starts processes by itself, where it knows of no sessions, and where only Python starts any."""
    if request.param == "as an old one can":
        monkeypatch.setattr(os, "posix_spawn", partial(_without_sessions, os.posix_spawn))
    elif request.param == "as Python can":
        monkeypatch.delattr(os, "posix_spawn")
    return str(request.param)


def _without_sessions(start: Callable[..., int], *asked: object, setsid: bool = False, **more: object) -> int:
    if setsid:
        raise NotImplementedError
    return start(*asked, **more)


def test_before_both_processes_are_on_their_way_next_to_nothing_is_loaded() -> None:
    asked = "import sys, facilitator.cli, facilitator.supervise; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-S", "-c", asked], capture_output=True, text=True, check=True)
    heavy = {"asyncio", "collections", "contextlib", "enum", "functools", "re", "signal", "socket", "subprocess"}
    heavy |= {"threading", "typing"}
    assert not heavy & set(run.stdout.split())


def test_how_a_process_ended_is_known(way: str) -> None:
    process = spawning.spawn("-c", "import os, sys; sys.exit(int(os.environ['CODE']))", told={"CODE": "3"})
    assert process.wait() == process.returncode == process.wait(1) == 3


def test_patience_with_a_process_ends(way: str) -> None:
    process = spawning.spawn(*SLEEP)
    asked = time.monotonic()
    with pytest.raises((TimeoutError, subprocess.TimeoutExpired)):
        process.wait(0.1)
    assert process.returncode is None and time.monotonic() - asked >= 0.1
    end_or_kill(process)
    assert process.returncode == -signal.SIGKILL


def test_who_is_asked_to_end_does_and_is_not_asked_again(way: str) -> None:
    process = spawning.spawn(*SLEEP)
    assert not stop_process(process)
    assert process.returncode == -signal.SIGTERM
    process.terminate()


def test_who_is_on_a_leash_hears_speaks_and_holds_our_socket(way: str) -> None:
    says = (
        "import json, os, socket, sys; told = json.loads(sys.stdin.readline());"
        "print(json.dumps([socket.socket(fileno=told).getsockname()[1], os.getsid(0) == os.getpid()]), flush=True);"
        "print('wrong', file=sys.stderr, flush=True); sys.stdin.read()"
    )
    before = _descriptors()
    with listen(0, 0) as listener:
        process, number = spawning.spawn_on_a_leash("-c", says, descriptor=listener.fileno())
        assert process.stdin is not None and process.stdout is not None
        with process.stdin, process.stdout:
            process.stdin.write(b"%d\n" % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == [listener.getsockname()[1], True]
            assert process.stdout.readline() == b"wrong\n"
            process.stdin.close()
            assert process.wait() == 0
    assert _descriptors() == before


def _descriptors() -> list[str]:
    """Those that we hold, where the system tells."""
    return sorted(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else []
