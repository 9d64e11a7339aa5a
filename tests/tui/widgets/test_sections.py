from hypothesis import given
from hypothesis import strategies as st

from facilitator.tui.widgets.pile import Pile
from facilitator.tui.widgets.sections import Heading, Row, Sections

heights = st.lists(st.integers(1, 4), max_size=12)


@given(heights)
def test_every_line_belongs_to_the_row_that_covers_it(lines: list[int]) -> None:
    pile = Pile()
    for place, tall in enumerate(lines):
        pile.add(str(place), tall)
    newest_first = [(str(place), line) for place in reversed(range(len(lines))) for line in range(lines[place])]
    assert [pile.at(line) for line in range(pile.height)] == newest_first


def test_the_newest_row_is_on_top() -> None:
    pile = Pile([("old", 2)])
    pile.add("new", 1)
    assert (pile.first, pile.top("new"), pile.top("old"), pile.last) == ("new", 0, 1, "old")


def test_a_row_that_grows_pushes_what_is_below_it() -> None:
    pile = Pile([("c", 1), ("b", 1), ("a", 1)])
    pile.resize("b", 3)
    assert (pile.height, pile.top("a"), pile.top("b"), pile.top("c")) == (5, 0, 1, 4)


def test_a_row_taken_out_leaves_no_hole() -> None:
    pile = Pile([("c", 1), ("b", 2), ("a", 1)])
    pile.remove(["b"])
    assert (pile.height, pile.at(1), "b" in pile) == (2, ("c", 0), False)


def test_columns_stand_under_their_headings() -> None:
    sections = Sections({"Non": Pile([("n", 1)]), "Oui": Pile([("o", 2)])}, headed=True)
    lines = [sections.at(line) for line in range(sections.height)]
    assert lines == [Heading("Non", 1), Row("n", 0), None, Heading("Oui", 1), Row("o", 0), Row("o", 1)]


def test_without_headings_there_are_only_rows() -> None:
    sections = Sections({"": Pile([("b", 1), ("a", 1)])}, headed=False)
    assert [sections.at(line) for line in range(3)] == [Row("a", 0), Row("b", 0), None]


def test_going_down_passes_from_one_column_to_the_next_and_stops_at_the_end() -> None:
    piles = {"x": Pile([("2", 1), ("1", 1)]), "empty": Pile(), "y": Pile([("4", 1), ("3", 1)])}
    sections = Sections(piles, headed=True)
    assert [sections.step(row, 1) for row in "1234"] == ["2", "3", "4", "4"]
    assert [sections.step(row, -1) for row in "4321"] == ["3", "2", "1", "1"]
