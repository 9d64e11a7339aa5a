from __future__ import annotations

import dataclasses

import pytest

from facilitator.engine.script import GroundRules, Kind, Phase, ScreenRules, Script, Workshop


def script(*phases: Phase) -> Script:
    return Script(Workshop("Essai", 16 * 60, 17 * 60), phases)


def test_a_workshop_may_cross_midnight() -> None:
    assert Workshop("Essai", 23 * 60 + 30, 15).minutes == 45


def test_a_phase_is_found_by_its_id_and_nothing_else() -> None:
    first = Phase("a", "A", "talk", 5)
    assert script(first).find("a") is first
    with pytest.raises(KeyError):
        script(first).find("A")


@pytest.mark.parametrize(
    ("kind", "form", "veiled"),
    [
        ("collect", "solo", True),
        ("collect", "trios", False),
        ("vote", "plenary", True),
        ("position", "plenary", True),
        ("matrix", "plenary", True),
        ("talk", "solo", False),
    ],
)
def test_the_veil_follows_the_kind_until_the_script_says_otherwise(kind: Kind, form: str, veiled: bool) -> None:
    phase = Phase("a", "A", kind, 5, form=form)
    assert phase.veiled is veiled
    assert dataclasses.replace(phase, veil="open").veiled is False
    assert dataclasses.replace(phase, veil="closed").veiled is True


def test_an_item_may_take_all_the_points_unless_told() -> None:
    assert Phase("a", "A", "vote", 5, points=4).ceiling_per_item == 4
    assert Phase("a", "A", "vote", 5, points=4, max_per_item=1).ceiling_per_item == 1


def test_a_phase_has_the_photos_and_timer_of_the_workshop_unless_told() -> None:
    rules = dataclasses.replace(script(), ground_rules=GroundRules(photos="no"), screen=ScreenRules(timer="discreet"))
    phase = Phase("a", "A", "talk", 5)
    assert (rules.photos(phase), rules.timer(phase)) == ("no", "discreet")
    told = dataclasses.replace(phase, photos="yes", timer="digits")
    assert (rules.photos(told), rules.timer(told)) == ("yes", "digits")
