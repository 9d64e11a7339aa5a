from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule

from facilitator.engine import commands as c
from facilitator.engine.table import LONG, Table
from tests.engine.play import Play

_KEYS = st.integers(0, LONG + 40)


def _same(table: Table[int, int], plain: Mapping[int, int], key: int) -> None:
    assert (table.get(key), key in table) == (plain.get(key), key in plain)
    assert (list(table), list(table.values()), len(table)) == (list(plain), list(plain.values()), len(plain))
    assert table == plain and plain == table


class Copies(RuleBasedStateMachine):
    """A table and a dict are written side by side, and copied; what each copy says never depends on the others."""

    pairs = Bundle("pairs")

    @rule(target=pairs, length=st.integers(0, LONG))
    def begin(self, length: int) -> tuple[Table[int, int], dict[int, int]]:
        plain = dict.fromkeys(range(length), -1)
        return Table(dict(plain)), plain

    @rule(target=pairs, pair=pairs)
    def copy(self, pair: tuple[Table[int, int], dict[int, int]]) -> tuple[Table[int, int], dict[int, int]]:
        return pair[0].copy(), pair[1].copy()

    @rule(pair=pairs, keys=st.lists(_KEYS), value=st.integers(), many=st.booleans())
    def write(self, pair: tuple[Table[int, int], dict[int, int]], keys: list[int], value: int, many: bool) -> None:
        for key in range(LONG + 1) if many else keys:
            pair[0][key] = pair[1][key] = value

    @rule(pair=pairs, key=_KEYS)
    def drop(self, pair: tuple[Table[int, int], dict[int, int]], key: int) -> None:
        assert pair[0].pop(key, None) == pair[1].pop(key, None)

    @rule(pair=pairs, key=_KEYS)
    def read(self, pair: tuple[Table[int, int], dict[int, int]], key: int) -> None:
        assert pair[0].get(key, -2) == pair[1].get(key, -2)

    @rule(pair=pairs, key=_KEYS)
    def compare(self, pair: tuple[Table[int, int], dict[int, int]], key: int) -> None:
        _same(*pair, key)


TestCopies = Copies.TestCase


def test_what_is_not_there_is_missed() -> None:
    table = Table({"a": 1})
    with pytest.raises(KeyError):
        table["b"]
    with pytest.raises(KeyError):
        del table["b"]
    assert (list(table.keys()), list(table.items())) == (["a"], [("a", 1)])


def test_a_long_session_changes_no_state_that_somebody_holds() -> None:
    play = Play().at("tour")
    for n in range(LONG + 10):
        play.idea(f"i{n}", "Des mots")
    held, words = play.state, [idea.text for idea in play.state.ideas.values()]

    play.do(c.EditIdea("i3", "D’autres mots"))
    play.idea("last").do(c.Undo(), c.Mask("i5"), c.Undo())

    assert [idea.text for idea in held.ideas.values()] == words
    assert play.state.ideas["i3"].text == "D’autres mots"
    assert "last" not in play.state.ideas
    assert not play.state.ideas["i5"].masked
    assert play.state == play.replayed()
