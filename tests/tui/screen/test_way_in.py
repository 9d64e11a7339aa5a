from __future__ import annotations

import pytest

from facilitator.engine.room import Wifi
from facilitator.engine.views import PublicView
from facilitator.network.wifi import wifi_text
from facilitator.tui.screen.frame import Frame, Size, frame
from tests.tui.screen.workshop import JOIN, doubts, seen

WIFI = Wifi(
    name="Salle des mariages", password="citron-vert-12", code=wifi_text("Salle des mariages", "citron-vert-12")
)


def shown(*, join: str = JOIN, wifi: Wifi | None = None) -> PublicView:
    """A phase in full swing, and the way in asked for."""
    view = seen(doubts(), join)
    view["way_in"], view["wifi"] = True, wifi
    return view


def drawn(view: PublicView, size: tuple[int, int], page: int = 0) -> tuple[Frame, str]:
    made = frame(view, Size(*size), view["now"], page)
    return made, "\n".join(line.plain for line in made.lines).replace("\u00a0", " ")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 45), (20, 5)])
def test_the_way_in_fills_the_terminal_exactly(size: tuple[int, int]) -> None:
    for page in (0, 1):
        made, _text = drawn(shown(wifi=WIFI), size, page)
        assert len(made.lines) == size[1]
        assert max(line.cell_length for line in made.lines) <= size[0]


def test_a_small_terminal_shows_the_wifi_then_the_address() -> None:
    first, wifi = drawn(shown(wifi=WIFI), (80, 24))
    _second, address = drawn(shown(wifi=WIFI), (80, 24), 1)

    assert first.pages == 2
    assert "Réseau : Salle des mariages" in wifi and "citron-vert-12" in wifi and JOIN not in wifi
    assert JOIN in address


def test_a_large_one_shows_both_at_once() -> None:
    made, text = drawn(shown(wifi=WIFI), (160, 45))

    assert made.pages == 1
    assert JOIN in text and "Réseau : Salle des mariages" in text


def test_without_a_wifi_to_join_there_is_only_the_address() -> None:
    assert "D’abord" not in drawn(shown(), (80, 24))[1]


def test_without_phones_there_are_other_ways() -> None:
    assert "clavier" in drawn(shown(join=""), (80, 24))[1].lower()
