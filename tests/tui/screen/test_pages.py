from textual.content import Content

from facilitator.tui.screen.pages import Turning, paginate
from facilitator.tui.screen.paper import Lines


def _blocks(count: int) -> list[Lines]:
    return [[Content(f"carte {n}"), Content("suite")] for n in range(count)]


def test_one_more_card_leaves_the_others_where_they_are() -> None:
    before, after = paginate(_blocks(8), 10, 1), paginate(_blocks(9), 10, 1)
    assert after[: len(before) - 1] == before[:-1]
    assert after[len(before) - 1][: len(before[-1])] == before[-1]


def test_a_card_is_never_cut_between_two_pages() -> None:
    assert all(len(page) % 3 == 2 for page in paginate(_blocks(9), 10, 1))


def test_a_card_taller_than_the_page_is_shown_as_far_as_it_goes() -> None:
    assert paginate([[Content("x")] * 30], 5, 0) == [[Content("x")] * 5]


def test_a_list_just_revealed_is_read_from_its_first_page() -> None:
    assert Turning().show("doutes", 4, 20, now=0) == 0


def test_while_the_room_writes_the_newest_page_is_shown() -> None:
    turning = Turning()
    turning.show("doutes", 1, 0, now=0)
    assert turning.show("doutes", 2, 9, now=5) == 1


def test_a_page_someone_reads_is_not_taken_away_by_a_new_card() -> None:
    turning = Turning()
    turning.show("doutes", 3, 20, now=0)
    assert turning.show("doutes", 3, 21, now=4) == 0
    assert turning.show("doutes", 3, 22, now=60) == 2


def test_pages_turn_only_after_the_time_to_read_them_and_start_again() -> None:
    turning = Turning()
    turning.show("doutes", 2, 20, now=0)
    assert not turning.turn(20, now=39)
    assert turning.turn(20, now=40)
    assert turning.page == 1
    assert turning.turn(20, now=80)
    assert turning.page == 0


def test_a_single_page_is_never_turned() -> None:
    turning = Turning()
    turning.show("doutes", 1, 3, now=0)
    assert not turning.turn(3, now=1000)
