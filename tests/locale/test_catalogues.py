from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tools.messages import CLICK, ENGLISH, compiled, gathered, read, strings_of, untranslated


def ids(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    return {tuple(message.id) if isinstance(message.id, list) else message.id for message in catalogue if message.id}


def sources_of(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def fields_of(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field is not None}


def test_the_english_catalogue_says_what_the_code_says_and_no_more() -> None:
    assert ids(read(ENGLISH)) == ids(gathered()), "run: python -m tools.messages"


def test_nothing_is_left_to_translate() -> None:
    assert [message.id for message in untranslated(read(ENGLISH))] == []


@pytest.mark.parametrize("path", [ENGLISH, CLICK], ids=lambda path: path.stem)
def test_the_compiled_catalogue_is_that_of_the_written_one(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path), "run: python -m tools.messages"


@pytest.mark.parametrize("path", [ENGLISH, CLICK], ids=lambda path: path.stem)
def test_a_translation_fills_in_what_its_source_fills_in(path: Path) -> None:
    for message in read(path):
        if message.id:
            wanted = set().union(*map(fields_of, sources_of(message)))
            assert all(fields_of(said) <= wanted for said in strings_of(message)), message.id


def test_french_is_written_with_its_own_apostrophe() -> None:
    straight = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|«)")
    assert [said for message in gathered() for said in sources_of(message) if straight.search(said)] == []


def test_english_keeps_the_spaces_around_a_sentence_and_no_french_quote() -> None:
    for message in filter(lambda message: message.id and all(strings_of(message)), read(ENGLISH)):
        for source, said in zip(sources_of(message), strings_of(message), strict=True):
            assert source[:1].isspace() == said[:1].isspace(), message.id
            assert source[-1:].isspace() == said[-1:].isspace(), message.id
            if "“" not in source:
                assert "«" not in said, message.id
