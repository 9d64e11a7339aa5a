"""The documented API is the real one, and whatever is sent to it by who has read the document, it answers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facilitator.store.scripts import read_script
from facilitator.web import pace
from facilitator.web.forms import Form
from facilitator.web.readings import READINGS
from tests.abuse.doors import PARAMETER
from tests.abuse.openapi import CONTRIBUTIONS, FILE, STREAMS, document, written
from tests.browser.scenes import WORKSHOP
from tests.harness.hosting import KEY, Hosted, hosted
from tests.sample import begin
from tests.web.guesthouse import Phone, code_of

MINUTES = float(os.environ.get("FACILITATOR_CAMPAIGN_MINUTES", "60"))
PHASES = ("doutes", "fiches", "solutions", "familles", "bacs", "vote", "debat", "tri")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
LEFT_OUT = ("/erase", *(f"/remote/{{key}}/{name}" for name in ("end-session", "revoke-key", "hand-over-keyboard")))
"""After these, all that is sent is refused alike; they are tried in the last round."""


class Watched(Form):
    """A form that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__([("points.a", "1"), ("value", "1"), ("score", "1"), ("choice", "1"), ("opinion", "agree")])
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def text(self, name: str) -> str:
        self.asked.add(name)
        return super().text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        self.asked.add(name)
        return super().flag(name, default)

    def inside(self, name: str) -> tuple[tuple[str, str], ...]:
        self.asked.add(name)
        return super().inside(name)


def test_the_document_is_that_of_the_routes_and_commands_there_are() -> None:
    assert FILE.read_text(encoding="utf-8") == written(), "python -m tests.abuse.openapi writes it anew"


@pytest.mark.parametrize("path", READINGS)
def test_what_a_contribution_may_say_is_what_is_read_of_it(path: str) -> None:
    form = Watched()
    READINGS[path](form, "moi", begin(read_script(WORKSHOP).script).state)

    asked = {name for name in form.asked if "." not in name}
    assert asked - set(PARAMETER.findall(path)) == set(CONTRIBUTIONS[path][0])


@contextmanager
def room(folder: Path, phase: str) -> Iterator[tuple[Hosted, str]]:
    """A host in that phase, with something of each kind in it; a phone that no pace slows down."""
    with pytest.MonkeyPatch.context() as patch, hosted(folder, script=WORKSHOP.read_text(encoding="utf-8")) as host:
        patch.setattr(pace, "SECONDS_PER_ONE", 0.0)
        patch.setattr(pace.PerMinute, "wait", lambda self, address: 0)
        host.send("start-phase")
        for name in "abcd":
            host.send("submit-idea", id=name, text=f"Idée {name}", phase="doutes", column="Je ne sais pas lire")
        host.send("create-theme", id="t1", name="Un thème", items=["a", "b"], phase="familles")
        host.send("go-to-phase", phase=phase)
        host.send("write-sentence", id="s1", text="Une phrase.")
        yield host, Phone(host).joins().cookie


def told_of(host: Hosted) -> dict[str, Any]:
    """The document with the names that this session knows, as somebody in the room would read them."""
    known = {
        "phase": PHASES, "column": ("Je ne sais pas lire", "Ça marche"), "row": ("row:0",), "item": ("a", "card:0"),
        "theme": ("t1", "bin:0"), "sentence": ("s1",), "group": ("1",), "key": (KEY,), "code": (code_of(host),),
        "id": ("a", "b", "s1", "t1"), "into": ("c", "t1"), "one": ("a",), "other": ("b",), "ticket": ("x",),
    }  # fmt: skip
    told = document()
    for ways in told["paths"].values():
        for way in ways.values():
            for named in way.get("parameters", ()):
                if named["name"] in known:
                    named["schema"] = _rather(named["schema"], known[named["name"]], only=named["name"] == "key")
            for kind in way.get("requestBody", {}).get("content", {}).values():
                asked = kind["schema"]["properties"]
                for name in asked.keys() & known.keys():
                    asked[name] = _rather(asked[name], known[name])
    return told


def _rather(schema: dict[str, Any], values: tuple[str, ...], *, only: bool = False) -> dict[str, Any]:
    return {"enum": list(values)} if only else {"anyOf": [{"enum": list(values)}, schema]}


@pytest.mark.campaign
@pytest.mark.skipif(not shutil.which("schemathesis"), reason="needs schemathesis: pip install schemathesis")
@pytest.mark.parametrize("phase", PHASES)
def test_whoever_has_read_the_document_breaks_nothing(tmp_path: Path, phase: str) -> None:
    with room(tmp_path, phase) as (host, cookie):
        path = tmp_path / "openapi.json"
        path.write_text(json.dumps(told_of(host)), encoding="utf-8")
        left_out = () if phase == PHASES[-1] else LEFT_OUT
        run = subprocess.run(
            ["schemathesis", "run", str(path), "--url", f"http://{host.address.authority}", "-H", f"Cookie: {cookie}"]
            + ["--phases", "coverage,fuzzing", "--checks", CHECKS, "--max-redirects", "0", "--max-examples", "500"]
            + ["--max-time", str(int(MINUTES * 60 / len(PHASES))), "--continue-on-failure", "--warnings", "off"]
            + [part for path in (*STREAMS, *left_out) for part in ("--exclude-path", path)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        began = time.monotonic()
        assert host.ask("GET", "/health")[0] == 200
        assert time.monotonic() - began < 1.0

    print(run.stdout[-1_500:])
    assert run.returncode == 0, run.stdout + run.stderr
