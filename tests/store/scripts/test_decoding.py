from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.store.scripts.reading import read_text
from tests.store.scripts.writing import SOUND

DRAFT = SOUND.encode()


def test_an_old_windows_file_is_read_with_a_notice_that_names_the_line() -> None:
    reading = read_text(SOUND.encode("cp1252"), "a.toml")
    assert reading.script is not None
    assert reading.script.phase[0].title == "Les idées"
    [notice] = reading.problems
    assert (notice.level, notice.line) == ("notice", 10)
    assert "ligne 10" in notice.what


def test_a_byte_order_mark_is_read_with_a_notice() -> None:
    reading = read_text(b"\xef\xbb\xbf" + DRAFT, "a.toml")
    assert reading.script is not None
    assert [(notice.level, notice.line) for notice in reading.problems] == [("notice", 1)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_a_notice(encoding: str) -> None:
    mark = {"utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    reading = read_text(mark + SOUND.encode(encoding), "a.toml")
    assert reading.script is not None
    assert [notice.level for notice in reading.problems] == ["notice"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_newlines_of_other_systems_are_read(newline: str) -> None:
    assert read_text(SOUND.replace("\n", newline).encode(), "a.toml").problems == ()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (DRAFT + b"#" * 65_536, "64 Ko"),
        (b"PK\x03\x04" + DRAFT, "traitement de texte"),
        (b"\xff\xfe\x00", "abîmé"),
        (DRAFT + b'# \xed\xa0\x80', "demi-caractère"),
        (DRAFT + b"# \x81\x8d", "pas du texte"),
        (DRAFT + b"# \xe9\x00", "pas du texte"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, what: str) -> None:
    reading = read_text(data, "a.toml")
    assert reading.script is None
    [problem] = reading.problems
    assert what in problem.what
    assert problem.remedy


def test_a_control_byte_is_told_on_its_line() -> None:
    [problem] = read_text(SOUND.replace("Essai", "Es\x1bsai").encode(), "a.toml").problems
    assert problem.line == 4
    assert "caractère de commande" in problem.what


def test_the_name_of_a_file_is_foreign_text_too() -> None:
    [problem] = read_text(b"%PDF", "a\x1b[2J\n.toml").problems
    assert problem.file == "a[2J .toml"


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf\xff")
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes_end_in_a_reading(data: bytes) -> None:
    assert read_text(data, "a.toml").script is None


@given(st.integers(0, len(DRAFT)), st.integers(0, 40), st.binary(max_size=6))
def test_a_script_damaged_anywhere_is_read_or_explained(at: int, length: int, junk: bytes) -> None:
    reading = read_text(DRAFT[:at] + junk + DRAFT[at + length :], "a.toml")
    assert reading.sound or any(problem.level == "error" for problem in reading.problems)
