import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.widgets import Static

from facilitator.tui.text import plain, plain_line, safe, segment, truncate, wrap
from tools.pictures.cells import screen_text

HOSTILE = ["[/b]", "[@click=app.quit]x[/]", "[IMPORTANT]", "[/", "$accent", "[red]rouge"]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_only_text(text: str) -> None:
    shown = plain(text)
    assert shown.plain == text
    assert not shown.spans


def test_our_own_style_covers_the_whole_text() -> None:
    shown = plain("[b]mot", "bold")
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(0, 6, "bold")]


def test_no_escape_reaches_the_terminal() -> None:
    hostile = "a\x1b[2Jb"
    assert {plain(hostile).plain, plain_line(hostile).plain, segment(hostile).text} == {"a[2Jb"}


@pytest.mark.parametrize(
    ("text", "steady"),
    [
        ("👨\u200d👩\u200d👧", "👨"),
        ("❤️", "❤"),
        ("👍🏽", "👍"),
        ("1️⃣", "1"),
        ("🇫🇷", "FR"),
        ("👩🏽\u200d🚀", "👩"),
        ("🏴\u200d☠️", "🏴"),
    ],
)
def test_emoji_that_terminals_draw_differently_become_their_base(text: str, steady: str) -> None:
    assert safe(text) == steady


def test_a_line_stays_one_line() -> None:
    assert plain_line("un\ndeux").plain == "un deux"


@given(st.text(max_size=80), st.integers(0, 30))
def test_a_truncated_line_fits(text: str, width: int) -> None:
    assert cell_len(truncate(text, width)) <= width


def test_what_is_missing_is_told_by_an_ellipsis() -> None:
    assert truncate("Trop de tableaux", 10) == "Trop de t…"
    assert truncate("Trop", 10) == "Trop"


@given(
    st.text(st.characters() | st.sampled_from("a b é 日 👍🏽\n"), max_size=120), st.integers(2, 30), st.integers(1, 4)
)
def test_wrapped_lines_fit(text: str, width: int, lines: int) -> None:
    rows = wrap(text, width, lines)
    assert len(rows) <= lines
    assert all(cell_len(row) <= width for row in rows)


@given(st.lists(st.text("abcdé日", min_size=1, max_size=6), max_size=20), st.integers(12, 30))
def test_wrapping_loses_no_word_when_there_is_room(words: list[str], width: int) -> None:
    assert " ".join(wrap(" ".join(words), width, 99)).split() == words


def test_words_are_broken_only_when_longer_than_the_line() -> None:
    assert wrap("un deux trois quatre", 8, 5) == ["un deux", "trois", "quatre"]
    assert wrap("anticonstitutionnel", 8, 5) == ["anticons", "titution", "nel"]


def test_a_last_line_that_is_not_the_end_says_so() -> None:
    assert wrap("un deux trois quatre", 8, 2) == ["un deux", "trois q…"]


def test_a_question_mark_stays_with_its_word() -> None:
    assert wrap("on compare\u00a0?", 10, 3) == ["on", "compare\u00a0?"]
    assert wrap("on compare ?", 10, 3) == ["on", "compare\u00a0?"]


async def test_french_spaces_hold_wherever_the_library_breaks_a_line() -> None:
    class Sheet(App[None]):
        def compose(self) -> ComposeResult:
            yield Static(plain("Un coin « utile et rapide » ?"))

    app = Sheet()
    async with app.run_test(size=(11, 5)):
        lines = screen_text(app).replace("\u00a0", " ").split("\n")
    assert lines[:3] == ["Un coin", "« utile et", "rapide » ?"]


def test_a_shortened_line_ends_on_a_word() -> None:
    assert truncate("Appels · Un cahier", 10) == "Appels…"
