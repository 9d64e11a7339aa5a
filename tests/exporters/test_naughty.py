"""Naughty strings in every place of every document: each opens, none computes, and what is legible is there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile, is_zipfile

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.engine.text import clean
from facilitator.exporters import DOCUMENTS, FORMATS, export
from tests.abuse.naughty import naughty, sample
from tests.exporters.hostile import hostile_state
from tests.exporters.reading import read_back

SHORT = [text[:75] for text in naughty()]
PLAIN = ("Trois chiffres", "Deux, puis un", "Oui = non")
SETS = [pytest.param((*sample(), *PLAIN), id="few"), pytest.param(SHORT, id="all", marks=pytest.mark.campaign)]
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
LEGIBLE = re.compile(r"[A-Za-z0-9 ,/=]{2,60}")


@cache
def told(texts: tuple[str, ...]) -> Report:
    return report(hostile_state(texts))


@pytest.mark.parametrize("texts", SETS)
@pytest.mark.parametrize("format_", FORMATS)
def test_every_document_opens_and_holds_no_byte_that_acts(format_: str, texts: Sequence[str]) -> None:
    for document in DOCUMENTS:
        content = export(told(tuple(texts)), format_, document, UTC)
        parts = [content]
        if is_zipfile(BytesIO(content)):
            with ZipFile(BytesIO(content)) as package:
                parts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))]
            for part in filter(None, parts):
                ElementTree.fromstring(part)
        if format_ != "pdf":
            assert not [CONTROL.search(part.decode()) for part in parts if CONTROL.search(part.decode())]


@pytest.mark.parametrize("texts", SETS)
@pytest.mark.parametrize("format_", ["html", "odt", "docx", "pdf", "xlsx", "ods", "csv"])
def test_what_is_legible_is_read_back(format_: str, texts: Sequence[str]) -> None:
    words = read_back(export(told(tuple(texts)), format_, zone=UTC), format_)
    legible = [clean(text) for text in texts if LEGIBLE.fullmatch(text) and clean(text) == text]

    assert len(legible) > 2
    assert [text for text in legible if " ".join(text.split()) not in words] == []


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.campaign
def test_libreoffice_computes_nothing_of_them(tmp_path: Path) -> None:
    files = [tmp_path / f"naughty-{format_}.{format_}" for format_ in ("xlsx", "ods", "csv")]
    for file in files:
        file.write_bytes(export(told(tuple(SHORT)), file.suffix[1:], zone=UTC))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods"]
        + ["--outdir", str(tmp_path), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=900,
    )
    for file in files:
        flat = file.with_suffix(".fods").read_text(encoding="utf-8")
        assert "table:table-cell" in flat and "table:formula" not in flat, file
