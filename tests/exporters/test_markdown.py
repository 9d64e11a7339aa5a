from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.engine.synthesis import report
from facilitator.engine.text import clean
from facilitator.engine.wording import typeset
from facilitator.exporters import DOCUMENTS, Document, export
from facilitator.exporters.markdown import inert
from tests.exporters.hostile import TEXTS, hostile_state
from tests.sample import play

READER = MarkdownIt("gfm-like", {"html": True})
ALIVE = {"html_inline", "html_block", "link_open", "image", "code_inline", "code_block", "fence", "hr"}

ANY = st.text(max_size=60) | st.text("ab1. \n-+=*_`~[]()<>!#|\\&:;/@$^{}\"'www.http://é.com»«", max_size=30)


def tokens(markdown: str) -> Iterator[Token]:
    for token in READER.parse(markdown):
        yield token
        yield from token.children or ()


def text_of(markdown: str) -> str:
    """What a reader of the rendered document sees."""
    return "".join(token.content for token in tokens(markdown) if token.type in ("text", "text_special"))


def written(document: Document = "account") -> str:
    return export(report(play().state), "md", document, UTC).decode()


def test_headings_are_in_order_and_the_title_comes_first() -> None:
    levels = [int(token.tag[1]) for token in READER.parse(written()) if token.type == "heading_open"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_tables_are_read_back_as_tables_with_all_their_lines() -> None:
    read = [token.type for token in READER.parse(written())]
    assert read.count("table_open") == 9
    assert "Clics vers la prise de rendez-vous" in text_of(written())


def test_conclusions_are_numbered_from_one_to_the_last() -> None:
    assert "4. **Trois chiffres au plus par objectif, et chacun a son lecteur.** — validée" in written().replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("document", list(DOCUMENTS))
def test_whatever_people_wrote_nothing_comes_alive(document: Document) -> None:
    told = export(report(hostile_state()), "md", document, UTC).decode()
    assert ALIVE.isdisjoint(token.type for token in tokens(told))


def test_every_hostile_word_is_still_readable() -> None:
    read = text_of(export(report(hostile_state()), "md", "account", UTC).decode())
    for text in TEXTS:
        if "\n" not in text:
            assert typeset(clean(text), "fr") in read


def test_a_hostile_title_makes_no_heading_of_its_own() -> None:
    honest = [token.tag for token in READER.parse(written()) if token.type == "heading_open"]
    told = export(report(hostile_state()), "md", "account", UTC).decode()
    assert (
        [token.tag for token in READER.parse(told) if token.type == "heading_open"].count("h1")
        == 1
        == honest.count("h1")
    )


@given(ANY.map(clean).filter(bool))
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    expected = " / ".join(row.strip() for row in typeset(text, "fr").split("\n") if row.strip())
    for markdown in (f"- {inert(text)}\n- suite", f"# {inert(text)}\n"):
        assert text_of(markdown).removesuffix("suite") == expected.strip()
        assert ALIVE.isdisjoint(token.type for token in tokens(markdown))


@given(ANY.map(clean))
def test_any_text_stays_in_its_cell(text: str) -> None:
    row = READER.parse(f"| a | b |\n| --- | --- |\n| {inert(text)} | fin |")
    assert [token.type for token in row].count("td_open") == 2
