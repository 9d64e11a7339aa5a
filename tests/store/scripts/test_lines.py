from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.scripts import shipped_scripts
from facilitator.store.scripts.lines import TooDeep, Where, index_lines

TRICKY = '''\
# [commentaire] = "x"
a = """
b = 1 ]
[pas.un.titre]
"""
"clé citée" = 'a = "b"'
c.d = [  # un commentaire ] dans la liste
  "un ]",
  """deux
  lignes""", { e = 1, f = [1,
  2] },
]
[[t]]
x = 1
[[t.u]]
y = """fin\\""""
[[t.u]]
y = 2
[t.v]
z = 3
[[t]]
x = 4
'''


def ways(value: Any, where: Where = ()) -> Iterator[Where]:
    """The way to every value of a document."""
    if where:
        yield where
    if isinstance(value, dict):
        for key, one in value.items():
            yield from ways(one, (*where, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from ways(one, (*where, number))


@pytest.mark.parametrize("text", [TRICKY, *(file.read_text(encoding="utf-8") for file in shipped_scripts())])
def test_every_value_of_a_document_has_its_line(text: str) -> None:
    index = index_lines(text)
    assert index.lost_from is None
    assert set(ways(tomllib.loads(text))) == set(index.lines)


def test_lines_are_those_where_values_begin() -> None:
    index = index_lines(TRICKY)
    assert index.of(("a",)) == 2
    assert index.of(("clé citée",)) == 6
    assert index.of(("c", "d", 1)) == 9
    assert index.of(("c", "d", 2, "f", 1)) == 11
    assert index.of(("t", 0, "u", 1, "y")) == 18
    assert index.of(("t", 0, "v", "z")) == 20
    assert index.of(("t", 1, "x")) == 22


def test_what_is_missing_has_the_line_of_the_table_around_it() -> None:
    assert index_lines(TRICKY).of(("t", 1, "nowhere")) == 21
    assert index_lines(TRICKY).of(("nowhere",)) is None


def test_a_key_repeated_is_kept_with_both_lines() -> None:
    assert index_lines("a = 1\nb = 2\na = 3\n").twice == [(("a",), 1, 3)]


@given(st.text(alphabet="ab.=[]{}\"'\\#, \n1é", max_size=120))
def test_whatever_the_text_the_walk_ends_and_follows_all_that_is_toml(text: str) -> None:
    try:
        index = index_lines(text)
    except TooDeep:
        return
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert index.lost_from is None
    assert set(ways(document)) <= set(index.lines)
