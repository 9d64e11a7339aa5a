from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.engine import commands as c
from facilitator.store.paths import DataFolder
from facilitator.store.searching import search
from tests import sample


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    data = DataFolder(tmp_path).create()
    sample.keep(sample.play(), data)
    return data


@pytest.mark.parametrize("words", ["portée impressions", "PORTEE", "impressions vues portee", "réseau"])
def test_accents_capitals_and_order_do_not_count(data: DataFolder, words: str) -> None:
    [hit] = search(data, words)
    assert hit.card.id == sample.SESSION
    assert any("portée, impressions et vues" in excerpt for excerpt in hit.excerpts)


def test_every_word_must_be_in_one_text(data: DataFolder) -> None:
    assert search(data, "portée piscine") == ()


@pytest.mark.parametrize("words", ["", "   ", "motquinexistepas"])
def test_nothing_is_found_for_nothing(data: DataFolder, words: str) -> None:
    assert search(data, words) == ()


def test_sentences_commitments_and_titles_are_searched_too(data: DataFolder) -> None:
    for words in ("jamais fait prendre une décision", "Le tableau du lundi", "perdu dans les outils"):
        assert len(search(data, words)) == 1


def test_what_was_masked_is_not_found(tmp_path: Path) -> None:
    playing = sample.play(until="doutes")
    playing.do(c.SubmitIdea("secret", "Le nom de quelqu’un : Zigomar"), c.Mask("secret"))
    data = DataFolder(tmp_path).create()
    sample.keep(playing, data)
    assert search(data, "zigomar") == ()


def test_long_texts_are_shown_around_what_was_found_and_many_are_counted(tmp_path: Path) -> None:
    playing = sample.play(until="doutes")
    for n in range(8):
        playing.do(c.SubmitIdea(f"long{n}", f"{'avant ' * 12}aiguille{n} {'après ' * 6}"))
    data = DataFolder(tmp_path).create()
    sample.keep(playing, data)
    [hit] = search(data, "aiguille")
    assert (len(hit.excerpts), hit.count) == (5, 8)
    assert all("aiguille" in excerpt and excerpt.startswith("…") and len(excerpt) < 160 for excerpt in hit.excerpts)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"ideas": 3}', '{"ideas": {"1": {"status": "visible"}}}'])
def test_a_damaged_file_only_hides_its_own_words(data: DataFolder, content: str) -> None:
    data.session(sample.SESSION).results.write_text(content, encoding="utf-8")
    assert search(data, "portée") == ()
    assert len(search(data, "perdu")) == 1
