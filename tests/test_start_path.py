"""What is loaded while somebody waits: a line added here is a millisecond of every start, so it is added on purpose."""

from __future__ import annotations

import subprocess
import sys

import pytest

SKELETON = """
    garbage locale steady tui tui.clock tui.console tui.console.__main__ tui.console.app tui.console.link
    tui.console.messages tui.console.signals tui.face tui.gate tui.kept tui.theme tui.turnstile
"""
ANSWER = """
    bell engine engine.opening engine.room engine.running_order engine.script engine.state engine.text garbage host live
    live.attendance live.clock live.door live.feed live.opening live.presence live.pulse live.reach live.session
    live.touched locale network network.addresses network.selfcheck network.wifi steady store store.atomic store.ballast
    store.journal store.lock
    store.notices store.opening store.outside store.paths store.reading store.repair store.scripts
    store.scripts.coherence store.scripts.decoding store.scripts.keys store.scripts.lines store.scripts.problems
    store.scripts.reading store.scripts.scalars store.scripts.shaping store.scripts.shelf store.scripts.syntax
    store.scripts.telling store.segment_writer store.segments store.trail supervised web web.app web.bare
    web.console_stream web.encoding web.first web.gate web.nearness web.server web.stream web.swift
"""
FRAMEWORKS = "click facilitator h11 httptools ifaddr platformdirs rich starlette textual typing_extensions uvicorn"


def _loaded(modules: str) -> set[str]:
    """What a new Python has loaded beside its own, once it has these."""
    asked = f"import sys; before = set(sys.modules); import {modules}; print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("modules", "ours"),
    [
        ("facilitator.tui.console.__main__, facilitator.tui.console.app", SKELETON),
        ("facilitator.supervised, facilitator.host, facilitator.web.app, facilitator.web.server", ANSWER),
    ],
    ids=["before the console's skeleton", "before the host's first answer"],
)
def test_nothing_is_loaded_that_could_wait(modules: str, ours: str) -> None:
    loaded = _loaded(modules)
    here = {name.removeprefix("facilitator.") for name in loaded if name.startswith("facilitator.")}
    others = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names - {"__mp_main__"}

    assert here - set(ours.split()) == set()
    assert others - set(FRAMEWORKS.split()) == set()
