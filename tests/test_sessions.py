from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.engine.feasibility import concerns
from facilitator.engine.script import KINDS, Script
from facilitator.store.scripts import read_script, shipped_scripts
from tests.store.scripts.writing import read

METHODS = (
    "1-2-4-tous", "25-10", "6-3-5", "codev", "debat-mouvant", "impact-effort", "lean-coffee", "marche-des-problemes",
    "retro", "speed-boat", "troika", "world-cafe", "boule-de-neige", "crazy-8", "meteo", "roti",
)  # fmt: skip
MATTERS = {
    "what failed": r"rat[ée]|échec|essayé|fautes?",
    "small teams": r"petit|seul|personne et demie",
    "monday": r"lundi",
}
"""What the prompts of a workshop always come back to, and the words by which they do."""

README = (Path(__file__).parents[1] / "sessions" / "README.md").read_text(encoding="utf-8")


def test_the_workshop_of_the_read_me_is_sound() -> None:
    [example] = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert read(example).problems == ()


def test_the_read_me_names_every_kind() -> None:
    kinds = README[README.index("## Les dix genres") : README.index("## Seize méthodes")]
    assert re.findall(r"^\| `(\w+)` \|", kinds, re.MULTILINE) == list(KINDS)


def test_the_read_me_holds_on_a_page() -> None:
    assert len(README.splitlines()) <= 90


def test_the_read_me_names_every_method() -> None:
    assert all(f"`{name}`" in README for name in METHODS)


def _method(name: str) -> Script:
    reading = read_script({file.name: file for file in shipped_scripts()}[f"{name}.toml"])
    assert reading.script is not None
    assert reading.problems == ()
    return reading.script


def _prompts(script: Script) -> Iterator[str]:
    for phase in script.phase:
        yield from (*phase.prompts, *phase.provocations, *phase.energizers)


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_sound_and_fits_in_its_time(name: str) -> None:
    script = _method(name)
    assert concerns(script) == ()
    assert script.workshop.number is None
    assert script.phase[-1].priority == "protected"
    assert any(phase.priority == "reserve" for phase in script.phase)


@pytest.mark.parametrize("name", METHODS)
def test_the_words_of_a_method_are_short_and_never_repeat(name: str) -> None:
    script = _method(name)
    prompts = list(_prompts(script))
    instructions = [phase.instruction for phase in script.phase]
    instructions += [one.instruction for phase in script.phase for one in phase.round]
    assert max(map(len, prompts)) <= 90
    assert max(map(len, instructions)) <= 112
    assert all(phase.question and phase.instruction or phase.kind == "break" for phase in script.phase)
    for phase in script.phase:
        assert len(set(phase.prompts)) == len(phase.prompts)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("matter", MATTERS)
def test_prompts_come_back_to_failure_small_teams_and_monday(name: str, matter: str) -> None:
    assert any(re.search(MATTERS[matter], prompt) for prompt in _prompts(_method(name)))
