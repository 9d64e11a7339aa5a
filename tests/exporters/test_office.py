"""Documents as LibreOffice, Word's readers and readers of PDF find them."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import odfdo
import pytest

from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.compendium import compendium
from facilitator.exporters import export, export_proceedings
from facilitator.exporters.outline.blocks import SHORT
from facilitator.exporters.package import legal
from tests.exporters.hostile import hostile_state
from tests.exporters.reading import as_pdf, words_in_pdf
from tests.sample import play

pytestmark = pytest.mark.xdist_group("office")
OFFICE = ("odt", "docx", "ods", "xlsx", "csv")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every file that LibreOffice opens, the sample's and the hostile one, as the words that it prints."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name, state in (("sample", play().state), ("hostile", hostile_state())):
        for format_ in OFFICE:
            files.append(folder / f"{name}-{format_}.{format_}")
            files[-1].write_bytes(export(report(state), format_, zone=UTC))
    return {file.stem: words_in_pdf(file) for file in as_pdf(files, folder)}


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("format_", ["odt", "docx"])
def test_libreoffice_prints_the_account_whole(printed: dict[str, str], format_: str) -> None:
    told = printed[f"sample-{format_}"]
    for words in (
        "Atelier 1 : Au secours", "Relu par 18 personnes", "Conclusions partagées", "1. Un indicateur",
        "4. Trois chiffres", "Annexe : toutes les contributions", "Je regarde pour rien",
    ):  # fmt: skip
        assert words in told


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("format_", ["ods", "xlsx", "csv"])
def test_libreoffice_opens_the_workbooks(printed: dict[str, str], format_: str) -> None:
    assert "Je regarde pour rien" in printed[f"sample-{format_}"]


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.parametrize("format_", OFFICE)
def test_libreoffice_shows_hostile_words_and_computes_none(printed: dict[str, str], format_: str) -> None:
    told = printed[f"hostile-{format_}"]
    assert "<script>alert(1)</script>" in told
    assert "#NAME?" not in told and "Err:" not in told


def test_the_word_document_has_real_headings_lists_and_repeated_headers() -> None:
    document = docx.Document(BytesIO(export(report(play().state), "docx", zone=UTC)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Heading 1" and styles.count("Heading 1") == 1
    assert {"Heading 2", "Heading 3", "Heading 4", "List Bullet", "List Number", "Caption"} <= set(styles)
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in document.tables)
    assert document.core_properties.language == "fr"


def test_the_open_document_has_real_headings_lists_and_header_rows() -> None:
    content = export(report(play().state), "odt", zone=UTC)
    body = odfdo.Document(BytesIO(content)).body
    levels = [int(heading.level) for heading in body.headers]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(body.get_elements("descendant::table:table-header-rows")) == len(body.tables) > 5
    with ZipFile(BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.testzip() is None


@pytest.mark.parametrize("format_", ["odt", "docx"])
def test_every_page_but_the_first_has_the_title_and_all_have_their_number(format_: str) -> None:
    with ZipFile(BytesIO(export(report(play().state), format_, zone=UTC))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    if format_ == "odt":
        margins = dict(
            re.findall(r"<style:(header|header-first|footer|footer-first)>(.*?)</style:\1>", parts["styles.xml"])
        )
    else:
        used = re.findall(r"<w:(header|footer)Reference [^>]*w:type=\"(default|first)\"", parts["word/document.xml"])
        assert sorted(used) == [("footer", "default"), ("footer", "first"), ("header", "default")]
        margins = {name: text for name, text in parts.items() if name.startswith(("word/header", "word/footer"))}
    numbered = [text for name, text in margins.items() if "footer" in name]
    assert len(numbered) == 2 and all(re.search("page-number|> *PAGE *<|instr=. PAGE ", text) for text in numbered)
    assert sum("Au secours" in text for text in margins.values()) == 1


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.needs("pdfinfo")
def test_what_people_take_home_holds_on_one_sheet(tmp_path: Path) -> None:
    files = [tmp_path / f"{format_}.{format_}" for format_ in ("odt", "docx", "pdf")]
    for file in files:
        file.write_bytes(export(report(play().state), file.stem, "take-away", UTC))
    for file in (*as_pdf(files[:1], tmp_path / "odt"), *as_pdf(files[1:2], tmp_path / "docx"), files[2]):
        told = subprocess.run(["pdfinfo", file], capture_output=True, check=True).stdout.decode()
        assert re.search(r"Pages: +1\n", told), file


@pytest.mark.needs("pdfinfo")
def test_the_pdf_is_tagged_and_speaks_french(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(export(report(play().state), "pdf", zone=UTC))
    told = "".join(
        subprocess.run(["pdfinfo", *option, file], capture_output=True).stdout.decode("utf-8", "replace")
        for option in ((), ("-struct",))
    )
    assert "Tagged:          yes" in told
    for part in ("H1", "H2", "Table", "TH", "L (block)", "LI"):
        assert part in told
    assert b"pdfuaid:part>1<" in file.read_bytes()


def test_a_text_that_no_font_of_the_pdf_has_does_not_stop_it() -> None:
    assert export(report(hostile_state()), "pdf", zone=UTC).startswith(b"%PDF-")


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_may_not_hold_is_left_out(character: str) -> None:
    assert legal(f"a{character}b\n\té👩") == "ab\n\té👩"


def test_a_question_stands_on_the_page_of_its_answers() -> None:
    with ZipFile(BytesIO(export(report(play().state), "odt", zone=UTC))) as archive:
        styles, content = archive.read("styles.xml").decode(), archive.read("content.xml").decode()
    [style] = re.findall(r'style:name="Question".*?</style:style>', styles)
    assert 'fo:keep-with-next="always"' in style
    assert 'text:style-name="Question"><text:span>Que garder dans un tableau de bord' in content


def test_a_table_that_fills_its_page_is_followed_by_no_blank_one() -> None:
    state = play().state
    parts = list(docx.Document(BytesIO(export(report(state), "docx", zone=UTC))).element.body)
    tables = [i for i, part in enumerate(parts) if part.tag.endswith("}tbl")]
    # Word needs a line between two tables, and one at the end: anywhere but before a new page.
    assert all(parts[i + 1].tag.endswith("}p") for i in tables)

    made = compendium([report(state)], "Actes")
    parts = list(docx.Document(BytesIO(export_proceedings(made, "docx", UTC))).element.body)
    on_new_page = [i for i, part in enumerate(parts) if part.xpath("w:pPr/w:pageBreakBefore")]
    assert any(parts[i - 1].tag.endswith("}tbl") for i in on_new_page)
    assert all("".join(parts[i - 1].itertext()) for i in on_new_page)


def test_a_short_table_is_never_cut_between_two_pages() -> None:
    document = docx.Document(BytesIO(export(report(play().state), "docx", zone=UTC)))
    for table in document.tables:
        kept = [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows]
        assert kept == [True, *[len(table.rows) <= SHORT + 1] * (len(table.rows) - 2), False]
    with ZipFile(BytesIO(export(report(play().state), "odt", zone=UTC))) as archive:
        content = archive.read("content.xml").decode()
    assert 'style:name="ShortGrid"' in content and 'style:may-break-between-rows="false"' in content
    assert len(re.findall('table:style-name="ShortGrid"', content)) == sum(
        len(table.rows) <= SHORT + 1 for table in document.tables
    )
