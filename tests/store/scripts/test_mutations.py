"""Scripts spoilt at random, as tired hands and bad copies spoil them: read or explained, quickly, never a trace."""

from __future__ import annotations

import random
import time

import pytest

from facilitator.store.scripts import shipped_scripts
from facilitator.store.scripts.reading import read_text

SCRIPTS = [file.read_bytes() for file in shipped_scripts()]
JUNK = (
    b'"', b"'", b"[", b"]", b"{", b"}", b"=", b".", b"#", b"\n", b"[[phase]]\n", b"[[phase.round]]\n", b'"""', b"\\",
    b"\xe9", b"\x00", b"\xe2\x80\x9c", b"nan", b"-1", b"1e999", b"0x" + b"f" * 5000, b"[1, {a = 2}]", b"16:00:00",
    b"1979-05-27", b'"16h"', b"3.5", b"false", b'["a"]',
)  # fmt: skip
SLOWEST = 1.0
"""Seconds, on a machine busy with something else; 0.02 is usual."""


def spoilt(chance: random.Random) -> bytes:
    """A shipped script with up to six accidents."""
    text = bytearray(chance.choice(SCRIPTS))
    for _accident in range(chance.randint(1, 6)):
        at, other = chance.randrange(len(text)), chance.randrange(len(text))
        match chance.choice(("typed", "cut", "pasted", "changed")):
            case "typed":
                text[at : at + chance.randint(0, 5)] = chance.choice(JUNK)
            case "cut":
                del text[at : at + chance.randint(1, 300)]
            case "pasted":
                text[at:at] = text[other : other + chance.randint(1, 200)]
            case _:
                value = text.find(b" = ", at)
                end = text.find(b"\n", value)
                if value >= 0 and end >= 0:
                    text[value + 3 : end] = chance.choice(JUNK)
    return bytes(text)


def read_or_explain(rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    for _round in range(rounds):
        data = spoilt(chance)
        began = time.perf_counter()
        reading = read_text(data, "essai.toml")
        assert time.perf_counter() - began < SLOWEST
        errors = [problem for problem in reading.problems if problem.level == "error"]
        assert reading.sound is not bool(errors)
        assert all(str(problem).startswith("essai.toml") and problem.remedy for problem in errors)


def test_spoilt_scripts_are_read_or_explained() -> None:
    read_or_explain(rounds=60, seed=1)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(2, 10))
def test_many_spoilt_scripts_are_read_or_explained(seed: int) -> None:
    read_or_explain(rounds=2_500, seed=seed)
