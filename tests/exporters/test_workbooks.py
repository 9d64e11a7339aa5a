from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest

from facilitator.engine.synthesis import report
from facilitator.exporters import export
from facilitator.exporters.csv import neutral
from facilitator.exporters.sheets import sheets
from tests.exporters.hostile import TEXTS, hostile_state
from tests.exporters.reading import sheets_of
from tests.sample import play

BOOKS = ("xlsx", "ods")


@pytest.mark.parametrize("format_", BOOKS)
def test_a_workbook_has_a_sheet_for_each_kind_of_result(format_: str) -> None:
    found = sheets_of(export(report(play().state), format_, zone=UTC), format_)
    assert list(found) == [
        "Atelier", "Contributions", "Conclusions", "Débats", "Notes", "Fiches", "Engagements", "Déroulé", "Relances",
        "Bilan",
    ]  # fmt: skip


@pytest.mark.parametrize("format_", BOOKS)
def test_both_workbooks_hold_what_the_report_says(format_: str) -> None:
    made = report(play().state)
    found = sheets_of(export(made, format_, zone=UTC), format_)
    for sheet in sheets(made, UTC):
        told = [["" if value is None else str(value) for value in row] for row in (sheet.headers, *sheet.rows)]
        assert [[_number(cell) for cell in row] for row in found[sheet.name]] == [
            [_number(cell) for cell in row] for row in told
        ]


def _number(cell: str) -> str:
    return re.sub(r"\.0+$", "", cell)


@pytest.mark.parametrize("format_", BOOKS)
def test_no_text_of_a_participant_becomes_a_formula_or_a_link(format_: str) -> None:
    formulas = ("=1+1", '=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "http://evil.example", "007")
    state = hostile_state()
    ideas = list(state.ideas.values())[: len(formulas)]
    poisoned = {idea.id: replace(idea, text=text) for idea, text in zip(ideas, formulas, strict=True)}
    content = export(report(replace(state, ideas={**state.ideas, **poisoned})), format_, zone=UTC)
    texts = {row[2] for row in sheets_of(content, format_)["Contributions"]}
    assert set(formulas) <= texts
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "xml" in name}
    assert not any("<f>" in part or "table:formula" in part or 'xlink:href="http' in part for part in parts.values())
    assert not any("relationships/hyperlink" in part for part in parts.values())


def test_a_figure_of_too_few_people_is_an_empty_cell() -> None:
    state = play().state
    rules = replace(state.script.ground_rules, min_group_size=50)
    made = report(replace(state, script=replace(state.script, ground_rules=rules)))
    [debates] = [sheet for sheet in sheets(made, UTC) if sheet.name == "Débats"]
    assert {value for row in debates.rows for value in row[2:4]} == {None}


def test_a_spreadsheet_opens_the_csv_with_accents_columns_and_no_formula() -> None:
    content = export(report(hostile_state()), "csv", zone=UTC)
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    texts = [row[2] for row in rows[1:]]
    assert "👩‍👩‍👧 renversé" in texts
    assert not any(re.match(r"[=+\-@|%\t\r]", cell) for row in rows for cell in row)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "|calc", " =1", "\t=1", "%0a"])
def test_what_a_spreadsheet_would_compute_stays_a_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", "1 + 1", 3, -2.5, None, "« = »"])
def test_what_is_no_formula_is_left_alone(value: str | float | None) -> None:
    assert neutral(value) == value


def test_the_hostile_words_are_all_there_word_for_word() -> None:
    from facilitator.engine.text import clean

    found = sheets_of(export(report(hostile_state()), "xlsx", zone=UTC), "xlsx")
    texts = {row[2] for row in found["Contributions"]}
    assert {clean(text) for text in TEXTS} <= texts


def test_rows_are_as_tall_as_the_words_that_go_to_the_line_in_them() -> None:
    pages = openpyxl.load_workbook(BytesIO(export(report(play().state), "xlsx", zone=UTC)))
    page = pages["Atelier"]
    tall = {page.cell(row, 1).value: page.row_dimensions[row].height for row in range(2, page.max_row + 1)}
    assert tall["Règle de parole"] == 30 and tall["Date"] is None


def test_what_a_phase_is_for_is_said_in_the_readers_words() -> None:
    [page] = [sheet for sheet in sheets(report(play().state), UTC) if sheet.name == "Déroulé"]
    assert {row[1] for row in page.rows} >= {"écrire", "se placer", "noter", "valider"}
