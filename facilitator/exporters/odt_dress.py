"""How a text document looks: quiet named styles, to change for a whole document at once, and its margins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from odfdo import Document, Element, Span
from odfdo import Paragraph as OdfParagraph

from facilitator.exporters.outline.blocks import Outline
from facilitator.exporters.package import UNDATED, legal, printed
from facilitator.exporters.wording import region

WIDTH: Final = 17.0
"""Of a page between its margins, in centimetres."""
_ON_ONE_SHEET: Final = 0.86
"""How much smaller the letters are of what must hold on one sheet."""
_INK, _SOFT, _TINT = "#1a1a1a", "#565656", "#1f4e79"
_HEADINGS: Final = ((18, 0, _TINT), (13, 0.45, _TINT), (11.5, 0.3, _INK), (10.5, 0.22, _INK), (10, 0.18, _SOFT))
"""Size, room above in centimetres, colour, level by level."""
_FIXED: Final = (
    '<text:list-style style:name="Boxes"><text:list-level-style-bullet text:level="1" text:bullet-char="☐">'
    "<style:list-level-properties/></text:list-level-style-bullet></text:list-style>",
    '<style:style style:name="Part" style:family="paragraph" style:parent-style-name="Heading_20_2">'
    '<style:paragraph-properties fo:break-before="page" fo:margin-top="0cm"/></style:style>',
    '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
    f'<style:style style:name="Soft" style:family="text"><style:text-properties fo:color="{_SOFT}"/></style:style>',
    '<style:style style:name="Plain" style:family="text"><style:text-properties style:text-underline-style="none" '
    f'fo:color="{_INK}"/></style:style>',
)
_TABLES: Final = (
    '<style:style style:name="Framed" style:family="table-cell"><style:table-cell-properties '
    'fo:padding="0.06cm" fo:border-bottom="0.5pt solid #c9c9c9"/></style:style>',
    '<style:style style:name="Grid" style:family="table"><style:table-properties '
    f'style:width="{WIDTH}cm" table:align="left" fo:margin-bottom="0.3cm"/></style:style>',
    '<style:style style:name="ShortGrid" style:family="table"><style:table-properties '
    f'style:width="{WIDTH}cm" table:align="left" fo:margin-bottom="0.3cm" style:may-break-between-rows="false"/>'
    "</style:style>",
    '<style:style style:name="Line" style:family="table-row">'
    '<style:table-row-properties fo:keep-together="always"/></style:style>',
)
_MARGINS: Final = (
    ("header", 'fo:min-height="0.5cm" fo:margin-bottom="0.2cm"'),
    ("footer", 'fo:min-height="0.5cm" fo:margin-top="0.2cm"'),
)


def dress(document: Document, outline: Outline) -> None:
    """Gives an empty document its title, its styles and what stands in its margins."""
    document.body.clear()
    about = document.meta
    about.set_title(legal(outline.title))
    about.set_language(region())
    about.set_creation_date(UNDATED)
    about.set_modification_date(UNDATED)
    about.set_generator("facilitator")
    for style in (*_paragraph_styles(_ON_ONE_SHEET if outline.one_sheet else 1), *_FIXED):
        document.insert_style(style)
    for style in _TABLES:
        document.insert_style(style, automatic=True)
    for name in ("List_20_1", "Numbering_20_1", "Boxes"):
        _indent(_style_of(document, "list", name))
    for level in _style_of(document, "outline", "Outline").get_elements("descendant::text:outline-level-style"):
        for attribute in ("style:num-format", "style:num-suffix", "loext:num-list-format"):
            level.set_attribute(attribute, "")
    _set_margins(document)
    _fill_margins(_style_of(document, "master-page", "Standard"), outline)


def _set_margins(document: Document) -> None:
    layout = _style_of(document, "page-layout", "Mpm1")
    [page] = layout.get_elements("style:page-layout-properties")
    for side in ("top", "bottom"):
        page.set_attribute(f"fo:margin-{side}", "1.2cm")
    for name, properties in _MARGINS:
        for old in layout.get_elements(f"style:{name}-style"):
            layout.delete(old)
        layout.append(
            Element.from_tag(f"<style:{name}-style><style:header-footer-properties {properties}/></style:{name}-style>")
        )


def _fill_margins(master: Element, outline: Outline) -> None:
    """The title, and the part where there are some, above every page but the first; page numbers under all."""
    above, below = OdfParagraph(style="Header"), OdfParagraph(style="Footer")
    above.append(Span(printed(outline.title), formatted=False))
    if outline.has_contents:
        above.append(Element.from_tag("<text:tab/>"))
        above.append(Element.from_tag('<text:chapter text:display="name" text:outline-level="2"/>'))
    for told in ("<text:page-number/>", "<text:span> / </text:span>", "<text:page-count/>"):
        below.append(Element.from_tag(told))
    first = (("header-first", OdfParagraph(style="Header")), ("footer-first", below.clone))
    for name, paragraph in (("header", above), ("footer", below), *first):
        margin = Element.from_tag(f"<style:{name}/>")
        margin.append(paragraph)
        master.append(margin)


def _style_of(document: Document, family: str, name: str) -> Element:
    style = document.get_style(family, name)
    assert isinstance(style, Element)
    return style


def _paragraph_styles(scale: float) -> Iterator[str]:
    body = 'fo:margin-top="0.03cm" fo:margin-bottom="0.1cm" fo:line-height="108%"'
    tight = 'fo:margin-top="0cm" fo:margin-bottom="0.04cm" fo:line-height="108%"'
    bar = f'fo:padding="0.1cm" fo:padding-left="0.3cm" fo:border-left="2.5pt solid {_TINT}"'
    bold = 'fo:font-weight="bold"'
    kept = 'fo:keep-with-next="always"'
    plain, small = _letters(9.5 * scale), _letters(8.8 * scale, _SOFT)
    yield _style("Text_20_body", plain, body)
    yield _style("Lead", _letters(10.5 * scale), body)
    yield _style("Entry", plain, tight)
    yield _style("EntryAbove", plain, f"{tight} {kept}")
    yield _style("Under", small, tight)
    yield _style("Note", small, body)
    yield _style("Question", small, f"{body} {kept}")
    yield _style("Status", _letters(9.5 * scale, _TINT), f"{body} {bar}")
    yield _style("Warning", f"{plain} {bold}", f"{body} {bar}")
    yield _style("Caption", f"{plain} {bold}", f"{body} {kept}")
    yield _style("Cell", _letters(9 * scale), 'fo:margin-bottom="0cm"')
    yield _style("Head", f"{_letters(9 * scale)} {bold}", f'fo:margin-bottom="0cm" {kept}')
    yield _style("SmallCell", _letters(8 * scale), 'fo:margin-bottom="0cm"')
    yield _style("SmallHead", f"{_letters(8 * scale)} {bold}", f'fo:margin-bottom="0cm" {kept}')
    yield _style("Blank", plain, 'fo:margin-top="0.06cm" fo:margin-bottom="0.06cm"', inside=_tab("dotted"))
    yield _style("Contents", plain, tight, inside=_tab("dotted"))
    yield _style("Header", small, inside=_tab("none"))
    yield _style("Footer", small, 'fo:text-align="end"')
    for level, (size, before, colour) in enumerate(_HEADINGS, 1):
        yield _style(
            f"Heading_20_{level}",
            f"{_letters(size * scale, colour)} {bold}",
            f'fo:margin-top="{before * scale:.2f}cm" fo:margin-bottom="{0.1 * scale:.2f}cm" {kept}',
            f'style:default-outline-level="{level}"',
        )


def _letters(size: float, colour: str = _INK) -> str:
    return f'style:font-name="Liberation Sans" fo:font-size="{size:.1f}pt" fo:color="{colour}"'


def _style(name: str, text: str, paragraph: str = "", more: str = "", inside: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" {more}>'
        f"<style:paragraph-properties {paragraph}>{inside}</style:paragraph-properties>"
        f"<style:text-properties {text}/></style:style>"
    )


def _tab(leader: str) -> str:
    """A stop on the right margin, and what leads there."""
    return (
        f'<style:tab-stops><style:tab-stop style:position="{WIDTH}cm" style:type="right" '
        f'style:leader-style="{leader}" style:leader-text="."/></style:tab-stops>'
    )


def _indent(style: Element) -> None:
    """Hanging marks: the template leaves them on the margin, over their text."""
    for level, properties in enumerate(style.get_elements("descendant::style:list-level-properties"), 1):
        properties.set_attribute("text:list-level-position-and-space-mode", "label-alignment")
        properties.append(
            Element.from_tag(
                '<style:list-level-label-alignment text:label-followed-by="listtab" '
                f'fo:text-indent="-0.6cm" fo:margin-left="{0.6 * level + 0.2:.1f}cm"/>'
            )
        )
