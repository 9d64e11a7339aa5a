"""Cards, bars, figures, plane, keys and the calm card: what each draws for given values."""

from textual.app import ComposeResult
from textual.widget import Widget

from facilitator.tui.face import Face
from facilitator.tui.widgets.bars import Shift, length, rule, shifts
from facilitator.tui.widgets.cards import veiled
from facilitator.tui.widgets.figures import figures
from facilitator.tui.widgets.keybar import KeyBar, KeyHint, key_line
from facilitator.tui.widgets.notice import Notice
from facilitator.tui.widgets.plane import Axis, Plane, Point, plane
from tools.pictures.cells import screen_text

USE = Axis("Utilité", "peu utile", "très utile")
EFFORT = Axis("Effort", "facile", "difficile")


class Room(Face[None]):
    """One widget and nothing else."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._shown = widget

    def compose(self) -> ComposeResult:
        yield self._shown


def test_each_card_is_drawn_and_counted() -> None:
    assert veiled(3, 20, 5).plain == "▢ ▢ ▢ \n3 cartes"


def test_one_card_is_singular_and_none_too() -> None:
    assert veiled(1, 20, 5).plain.endswith("1 carte")
    assert veiled(0, 20, 5).plain == "0 carte"


def test_more_cards_than_room_are_still_counted() -> None:
    shown = veiled(300, 20, 3).plain
    assert shown.count("▢") == 20
    assert shown.endswith("300 cartes")


def test_the_smallest_vote_is_seen_and_no_vote_is_not() -> None:
    assert length(1, 1000, 20) == "▖"
    assert length(0, 1000, 20) == ""
    assert length(0, 0, 20) == ""


def test_equal_votes_are_equal_bars() -> None:
    assert length(7, 9, 20) == length(7, 9, 20) != length(8, 9, 20)


def test_what_is_left_shortens_on_a_rule_that_stays() -> None:
    assert [rule(share, 8, "bold").plain for share in (2.0, 0.5, -1.0)] == ["━" * 8, "━━━━────", "─" * 8]


def test_figures_are_drawn_with_square_dots() -> None:
    assert figures("1:0") == ("▄█  ▄ █▀█", " █  ▄ █ █", "▀▀▀   ▀▀▀")


def test_before_and_after_are_told_by_mark_word_and_figure() -> None:
    assert shifts([Shift("D’accord", 2, 3)], 40).plain.split("\n") == [
        "D’accord",
        "avant   ● ● 2",
        "après   ○ ○ ○ 3",
    ]


def test_after_is_not_shown_before_it_is_known() -> None:
    assert "après" not in shifts([Shift("D’accord", 2)], 40).plain


def test_a_full_room_is_drawn_to_scale() -> None:
    shown = shifts([Shift("D’accord", 200, 100)], 50).plain.split("\n")
    assert shown[1].count("●") == 2 * shown[2].count("○")
    assert shown[1].endswith("200")


def test_points_stand_where_they_were_rated() -> None:
    lines = plane([Point(1, 0, 1), Point(2, 1, 0)], USE, EFFORT, 40, 12).plain.split("\n")
    assert lines[0] == "↑ Effort\u00a0: difficile"
    assert lines[1].startswith("1")
    assert lines[-3].endswith("2")


def test_points_at_the_same_place_are_all_readable() -> None:
    drawn = plane([Point(n, 0.3, 0.3) for n in range(1, 10)], USE, EFFORT, 40, 12).plain
    assert all(str(n) in drawn for n in range(1, 10))


def test_disagreement_is_marked_beside_the_number() -> None:
    assert "4±" in plane([Point(4, 0.5, 0.5, contested=True)], USE, EFFORT, 40, 12).plain


async def test_a_plane_fills_its_place() -> None:
    app = Room(widget := Plane(USE, EFFORT))
    async with app.run_test(size=(40, 12)) as pilot:
        widget.points = (Point(7, 0.2, 0.8),)
        await pilot.pause()
        assert "7" in screen_text(app)
        assert "← Utilité\u00a0: peu utile · → très utile" in screen_text(app)


def test_keys_that_do_not_fit_are_left_out_whole() -> None:
    hints = [KeyHint("Espace", "pause"), KeyHint("N", "suivante"), KeyHint("R", "relance")]
    assert key_line(hints, 80).plain == "Espace pause   N suivante   R relance"
    assert key_line(hints, 30).plain == "Espace pause   N suivante"


def test_never_more_than_six_keys() -> None:
    assert key_line([KeyHint(letter, "mot") for letter in "ABCDEFGH"], 200).plain.count("mot") == 6


async def test_the_key_bar_is_one_line() -> None:
    app = Room(widget := KeyBar())
    async with app.run_test(size=(40, 4)) as pilot:
        widget.hints = (KeyHint("Espace", "lancer"),)
        await pilot.pause()
        assert screen_text(app).strip() == "Espace lancer"


async def test_a_stumble_is_told_calmly() -> None:
    app = Room(Notice(hint="On essaie encore dans un instant."))
    async with app.run_test(size=(60, 12)):
        shown = screen_text(app)
        assert "Un souci d’affichage" in shown
        assert "rien n’est perdu" in shown
        assert "On essaie encore" in shown
