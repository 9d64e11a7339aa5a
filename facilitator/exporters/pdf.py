"""A tagged PDF (PDF/UA-1), laid out by typst: headings, lists, tables and language are read aloud."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import typst

from facilitator.exporters.columns import shares
from facilitator.exporters.outline.blocks import (
    Block,
    Bullets,
    Columns,
    Contents,
    Entry,
    Heading,
    Line,
    Outline,
    Paragraph,
    Plot,
    Table,
)
from facilitator.exporters.package import printed
from facilitator.exporters.wording import cell_text, labelled

_STYLE: Final = """
#set page(paper: "a4", margin: (x: 17mm, y: 16mm), numbering: "1 / 1", header: context if here().page() > 1 {
  set text(size: 8pt, fill: rgb("#565656"))
  let parts = query(heading.where(outlined: true)).filter(it => it.location().page() <= here().page())
  document.title
  if parts.len() > 0 { h(1fr) + parts.last().body }
})
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 10pt, fill: rgb("#1a1a1a"), hyphenate: auto)
#set par(leading: 0.6em, spacing: 0.85em, linebreaks: "optimized")
#set list(indent: 0.4em, spacing: 0.65em)
#set enum(indent: 0.4em, spacing: 0.7em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt + rgb("#c9c9c9") }), inset: (x: 0.4em, y: 0.38em))
#show table: set text(hyphenate: false)
#show table: set par(justify: false)
#show heading: set block(above: 1.4em, below: 0.7em)
#show heading.where(level: 1): set text(size: 19pt, fill: rgb("#1f4e79"))
#show heading.where(level: 2): set text(size: 13.5pt, fill: rgb("#1f4e79"))
#show heading.where(level: 3): set text(size: 11pt)
#show heading.where(level: 3): set block(above: 1.2em, below: 0.6em)
#show heading.where(level: 4): set text(size: 10pt)
#show heading.where(level: 5): set text(size: 9.5pt, fill: rgb("#565656"))
#show figure: set align(left)
#set figure.caption(position: top)
#show figure.caption: it => align(left, text(weight: "bold", size: 9.5pt, it.body))
#let whole(it) = block(breakable: false, it)
#let soft(it) = text(fill: rgb("#565656"), it)
#let bar(it) = block(inset: (left: 0.8em, y: 0.4em), stroke: (left: 2.5pt + rgb("#1f4e79")), it)
#let empty(label) = block(width: 100%, above: 0.9em, [#label #box(width: 1fr, repeat[.])])
"""

_SMALL: Final = """
#set page(margin: (x: 15mm, y: 13mm), numbering: none)
#set text(size: 8.8pt)
#show heading: set block(above: 1.1em, below: 0.6em)
"""
"""For what should hold on one sheet."""
_LINES: Final = "\n"


def render(outline: Outline) -> bytes:
    """The document, as the bytes of its file."""
    source = "\n".join(
        (
            f"#set document(title: {_string(outline.title)}, author: (), date: none)",
            f"#set text(lang: {_string(outline.language)})",
            _STYLE,
            *((_SMALL,) if outline.one_sheet else ()),
            *(written for block in outline.blocks for written in _block(block)),
        )
    )
    try:
        return typst.compile(
            source.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True, timestamp=0
        )
    except typst.TypstError:
        # An emoji, a script that typst's own fonts lack: still tagged, drawn with what this machine has.
        return typst.compile(source.encode(), format="pdf", timestamp=0)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        if block.on_new_page:
            yield "#pagebreak(weak: true)"
        opens = _truth(bool(block.part))
        yield f"#heading(level: {block.level}, outlined: {opens}, bookmarked: true, {_string(block.text)})"
    elif isinstance(block, Paragraph):
        told = _line(block.line)
        yield {
            "": f"#par({told})",
            "lead": f"#par(text(size: 11.5pt, {told}))",
            "note": f"#par(text(size: 9pt, soft({told})))",
            "question": f"#block(sticky: true, par(text(size: 9pt, soft({told}))))",
        }.get(block.role, f"#bar({told})")
    elif isinstance(block, Bullets):
        yield _bullets(block)
    elif isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, Columns):
        yield _columns(block)
    elif isinstance(block, Contents):
        yield "#outline(title: none)"
    elif not isinstance(block, Plot):  # the table that follows a plot says the same
        yield from (f"#empty({_string(labelled(label))})" for label in block.labels)


def _columns(columns: Columns) -> str:
    parts = (f"[{_LINES.join(written for block in part for written in _block(block))}]" for part in columns.parts)
    return f"#grid(columns: (1fr,) * {columns.across}, column-gutter: 1.5em, row-gutter: 1em, {', '.join(parts)})"


def _bullets(bullets: Bullets) -> str:
    box = f"{_string('☐ ')} + " if bullets.mark == "box" else ""
    items = ", ".join(
        f"whole({_entry(entry, box)})" if entry.under else _entry(entry, box) for entry in bullets.entries
    )
    if bullets.mark == "number":
        return f"#enum(start: {bullets.start}, {items})"
    return f"#list({'marker: none, ' if box else ''}{items})"


def _entry(entry: Entry, box: str) -> str:
    lines = (f"{box}{_line(entry.line)}", *(f"text(size: 9pt, {_line(under)})" for under in entry.under))
    return " + parbreak() + ".join(lines)


def _table(table: Table) -> str:
    columns = ", ".join(f"{share:.3f}fr" for share in shares(table))
    heads = ", ".join(f"strong({_string(header)})" for header in table.headers)
    cells = ", ".join(_string(cell_text(cell)) for row in table.rows for cell in row)
    grid = f"table(columns: ({columns},), table.header({heads}), {cells})"
    told = f"figure(kind: table, supplement: none, numbering: none, caption: {_string(table.caption)}, {grid})"
    size = "8pt" if table.small else "9pt"
    breakable = _truth(not table.is_short)
    return f"#[#show table: set text(size: {size}); #show figure: set block(breakable: {breakable}); #{told}]"


def _truth(fact: bool) -> str:
    return "true" if fact else "false"


def _line(line: Line) -> str:
    return (
        " + ".join(
            {"strong": f"strong({words})", "soft": f"soft({words})"}.get(run.style, f"[#{words}]")
            for run in line
            if (words := _string(run.text))
        )
        or "[]"
    )


def _string(text: str) -> str:
    """A string literal: whatever it holds, typst reads no markup and no code in it."""
    return json.dumps(printed(text), ensure_ascii=False)
