"""The number by which a participant is named without being known."""

from __future__ import annotations

from facilitator.engine.participants import number_of, with_number

LEA, MARC = "a" * 20 + "1", "b" * 20 + "2"


def test_a_number_typed_as_people_type_finds_its_participant() -> None:
    spaced = " ".join(number_of(LEA)).upper()

    assert with_number(spaced, [LEA, MARC]) == LEA


def test_a_number_too_short_or_of_nobody_or_of_two_finds_nobody() -> None:
    assert with_number(number_of(LEA)[:-1], [LEA, MARC]) is None
    assert with_number("c" * len(number_of(LEA)), [LEA, MARC]) is None
    assert with_number(number_of(LEA), [LEA, LEA + "x"]) is None
