from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.store.notices import (
    DamagedLines,
    DiskAnswers,
    DiskFull,
    DiskRefused,
    HeaderLost,
    MissingEntries,
    Notice,
    RepeatedEntries,
    TornTail,
)

KEPT = Path("/data/journal.torn-1")
ALL: list[Notice] = [
    TornTail(12, KEPT),
    TornTail(12, None),
    DamagedLines("journal.jsonl", 4, 1, KEPT),
    DamagedLines("journal.jsonl", 4, 2, None),
    MissingEntries(4, 4),
    MissingEntries(4, 6),
    RepeatedEntries("journal.jsonl", 1),
    RepeatedEntries("journal.jsonl", 3),
    HeaderLost(),
    DiskFull(reserve_freed=True),
    DiskFull(reserve_freed=False),
    DiskRefused("EIO"),
    DiskAnswers(),
]


@pytest.mark.parametrize("notice", ALL, ids=repr)
def test_every_notice_is_a_whole_sentence_that_names_files_and_no_folder(notice: Notice) -> None:
    sentence = notice.sentence()

    assert sentence[0].isupper() or sentence[0].isdigit()
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "/" not in sentence


def test_numbers_are_spoken_in_french() -> None:
    assert MissingEntries(4, 4).sentence().startswith("Il manque une action au journal (numéro 4)")
    assert MissingEntries(4, 6).sentence().startswith("Il manque 3 actions au journal (numéros 4 à 6)")


def test_each_state_of_the_disk_has_its_own_words() -> None:
    assert len({notice.sentence() for notice in ALL}) == len(ALL)
