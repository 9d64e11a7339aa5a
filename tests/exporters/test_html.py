from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from html.parser import HTMLParser

import pytest

from facilitator.engine.synthesis import report
from facilitator.engine.text import clean
from facilitator.engine.wording import typeset
from facilitator.exporters import DOCUMENTS, Document, export
from tests.exporters.hostile import TEXTS, hostile_state
from tests.sample import play

VOID = {"meta", "rect", "path", "circle", "link", "br", "img"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "h5", "p", "strong", "span", "q",
    "ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "div", "svg", "rect", "path", "circle",
    "g", "text", "a",
}  # fmt: skip


class Page(HTMLParser):
    """A page as a browser would read it; anything ill-nested fails at once."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(document: Document = "account") -> Page:
    return Page(export(report(play().state), "html", document, UTC))


@pytest.mark.parametrize("document", list(DOCUMENTS))
def test_headings_follow_each_other_without_a_gap(document: Document) -> None:
    levels = [int(tag[1]) for tag, _ in page(document).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_a_caption_and_real_headers() -> None:
    told = page()
    assert len(told.all("table")) == len(told.all("caption")) == 9
    scopes = [attributes.get("scope") for attributes in told.all("th")]
    assert set(scopes) == {"col", "row"}


def test_drawings_are_hidden_from_screen_readers_because_tables_say_the_same() -> None:
    drawings = page().all("svg")
    assert len(drawings) > 20
    assert all(attributes.get("aria-hidden") == "true" for attributes in drawings)


def test_wide_tables_can_be_scrolled_with_the_keyboard() -> None:
    regions = [div for div in page().all("div") if div.get("class") == "wide"]
    assert regions
    assert all(region["tabindex"] == "0" and region["role"] == "group" and region["aria-label"] for region in regions)


def test_the_page_tells_its_language_and_forbids_every_request() -> None:
    told = page()
    assert told.all("html") == [{"lang": "fr"}]
    [policy] = [meta["content"] for meta in told.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'")


@pytest.mark.parametrize("document", list(DOCUMENTS))
@pytest.mark.parametrize("who", ["honest", "hostile"])
def test_the_page_asks_the_network_for_nothing_and_runs_nothing(document: Document, who: str) -> None:
    made = export(report(play().state if who == "honest" else hostile_state()), "html", document, UTC)
    told = Page(made)
    assert {tag for tag, _ in told.tags} <= ALLOWED
    names = {name for _, attributes in told.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "xlink:href", "style", "action")}
    # Within the page, and nowhere else.
    assert all((link["href"] or "").startswith("#") for link in told.all("a"))
    [style] = re.findall(rb"<style>(.*?)</style>", made, re.DOTALL)
    assert b"url(" not in style and b"@import" not in style


def test_every_hostile_word_is_shown_as_it_was_written() -> None:
    text = Page(export(report(hostile_state()), "html", "account", UTC)).text
    for hostile in TEXTS:
        assert typeset(clean(hostile), "fr") in text


def test_a_title_stands_above_each_printed_page_and_ends_no_rule_of_the_style() -> None:
    hostile = '"; } </style><script>alert(1)</script> \\'
    made = export(replace(report(play().state), title=hostile, number=None), "html", "account", UTC)
    assert "script" not in {tag for tag, _ in Page(made).tags}
    [style] = re.findall(r"<style>(.*?)</style>", made.decode(), re.DOTALL)
    [above] = re.findall(r'@top-left \{ content: "([^"]*)"; \}', style)
    assert re.sub(r"\\([0-9a-f]{6})", lambda sign: chr(int(sign[1], 16)), above) == typeset(hostile, "fr")
    assert 'counter(page) " / " counter(pages)' in style


def test_bars_are_as_long_as_their_share() -> None:
    widths = [attributes["width"] for attributes in page().all("rect") if attributes.get("class") == "part"]
    assert widths[:5] == ["21.4", "21.4", "21.4", "21.4", "14.3"]
