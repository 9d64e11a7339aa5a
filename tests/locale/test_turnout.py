from __future__ import annotations

import pytest

from facilitator.locale.turnout import out_of


@pytest.mark.parametrize(
    ("people", "present", "told"),
    [(12, 18, " sur 18"), (18, 18, " sur 18"), (0, 18, " sur 18"), (3, None, ""), (3, 0, ""), (19, 18, "")],
)
def test_a_count_is_out_of_the_people_here_unless_they_were_miscounted(
    people: int, present: int | None, told: str
) -> None:
    assert out_of(people, present) == told
