"""What stands where a file of ours should is looked at before it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facilitator.store.outside import parse_json, read_file, read_json


def test_a_file_is_read_to_its_end_and_no_further_than_is_reasonable(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(b'{"a": 1}')

    assert read_json(path) == {"a": 1}
    assert read_file(path, largest=8) == b'{"a": 1}'
    with pytest.raises(OSError, match="bien trop gros"):
        read_file(path, largest=7)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_which_nobody_writes_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "journal.jsonl")

    with pytest.raises(OSError, match="pas un fichier"):
        read_file(tmp_path / "journal.jsonl")


@pytest.mark.parametrize("nested", ["[" * 100_000, '{"a":' * 100_000])
def test_what_is_nested_beyond_reason_is_no_json(nested: str) -> None:
    with pytest.raises(ValueError):
        parse_json(nested.encode())
