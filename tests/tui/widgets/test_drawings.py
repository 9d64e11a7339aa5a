"""Cards, bars, plane, sentences, keys and the calm card: what each draws for given values."""

from textual.app import ComposeResult
from textual.widget import Widget

from facilitator.tui.face import Face
from facilitator.tui.widgets.bars import Bar, Bars, Shift, Shifts, bars, length, shifts
from facilitator.tui.widgets.cards import VeiledCards, veiled
from facilitator.tui.widgets.keybar import KeyBar, KeyHint, key_line
from facilitator.tui.widgets.notice import Notice
from facilitator.tui.widgets.plane import Axis, Plane, Point, plane
from facilitator.tui.widgets.sentences import QueuedSentence, Sentences, sentence_lines
from tools.pictures.cells import screen_text

USE = Axis("Utilité", "peu utile", "très utile")
EFFORT = Axis("Effort", "facile", "difficile")
HOSTILE = "[/b]\x1b[31mrouge[@click=app.quit]"


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


async def test_veiled_cards_grow_on_the_screen() -> None:
    cards = VeiledCards()
    app = Room(cards)
    async with app.run_test(size=(20, 6)) as pilot:
        cards.count = 12
        await pilot.pause()
        assert screen_text(app).split("\n")[:3] == ["▢ " * 9 + "▢", "▢ ▢", "12 cartes"]


def test_bars_are_to_scale_and_say_their_figure_before_the_words() -> None:
    first, second = bars([Bar("Débattre", 10), Bar("Trier", 5)], 60).plain.split("\n")
    assert (first.count("▄"), second.count("▄")) == (20, 10)
    assert first.startswith("  10") and first.endswith("Débattre")


def test_the_smallest_vote_is_seen_and_no_vote_is_not() -> None:
    assert length(1, 1000, 20) == "▖"
    assert length(0, 1000, 20) == ""
    assert length(0, 0, 20) == ""


def test_equal_votes_are_equal_bars() -> None:
    assert length(7, 9, 20) == length(7, 9, 20) != length(8, 9, 20)


async def test_a_long_label_never_leaves_its_line() -> None:
    app = Room(widget := Bars())
    async with app.run_test(size=(40, 6)) as pilot:
        widget.rows = (Bar("un libellé beaucoup trop long pour la place", 3), Bar(HOSTILE, 1))
        await pilot.pause()
        lines = screen_text(app).split("\n")
        assert lines[0].endswith("…")
        assert "[/b][31mrouge" in lines[1]


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


async def test_the_distribution_takes_its_lines() -> None:
    app = Room(widget := Shifts())
    async with app.run_test(size=(40, 12)) as pilot:
        widget.rows = (Shift("Oui", 1, 2), Shift("Non", 2, 1))
        await pilot.pause()
        assert screen_text(app).rstrip().count("\n") == 5


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


def test_the_sentence_being_read_is_whole_and_the_others_are_one_line() -> None:
    long = "un mot " * 20
    lines = sentence_lines([QueuedSentence(long, "agreed"), QueuedSentence(long)], 1, 60).plain.split("\n")
    assert lines[0].startswith("  ✓ d’accord") and lines[0].endswith("…")
    assert lines[1].startswith("› ○ à lire") and not lines[-1].endswith("…")
    assert len(lines) == 5


async def test_sentences_take_the_lines_they_need() -> None:
    app = Room(widget := Sentences())
    async with app.run_test(size=(60, 12)) as pilot:
        widget.sentences = (QueuedSentence("Une", "nuanced"), QueuedSentence("Deux", "disagreed"))
        await pilot.pause()
        assert [line.strip() for line in screen_text(app).split("\n")[:2]] == [
            "≈ à nuancer     Une",
            "≠ pas d’accord  Deux",
        ]


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
