from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.store.journal import Journal
from facilitator.store.lock import SessionLock, SessionLocked
from tests.store.journals import HEADER, write

HOLD = "import sys; from pathlib import Path; from facilitator.store.lock import SessionLock; \
lock = SessionLock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"


def hold_elsewhere(path: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_writer_is_refused_with_a_sentence_that_names_the_first(tmp_path: Path) -> None:
    with hold_elsewhere(tmp_path / ".lock") as holder:
        with pytest.raises(SessionLocked) as refused:
            Journal.open(tmp_path, HEADER)
        holder.kill()

    assert refused.value.pid == holder.pid
    assert refused.value.host == platform.node()
    since = f"{refused.value.since:%H:%M}"
    assert str(refused.value) == (
        f"Cette session est déjà ouverte sur cet ordinateur (processus {holder.pid}, depuis {since})."
    )
    assert not (tmp_path / "journal.jsonl").exists()


def test_a_killed_holder_frees_the_session(tmp_path: Path) -> None:
    with hold_elsewhere(tmp_path / ".lock") as holder:
        holder.kill()
        holder.wait()
        SessionLock(tmp_path / ".lock").release()


def test_a_session_is_locked_against_its_own_process_too_until_it_is_closed(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, HEADER)
    with pytest.raises(SessionLocked):
        Journal.open(tmp_path)
    assert write(journal, 1) == [None]
    journal.close()

    Journal.open(tmp_path).close()


def test_the_lock_file_stays_and_says_who_held_it(tmp_path: Path) -> None:
    SessionLock(tmp_path / ".lock").release()

    assert json.loads((tmp_path / ".lock").read_text()) == {"pid": os.getpid(), "host": platform.node()}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x", "host": 1}', '{"pid": 12}', "\x1b[2J"])
def test_a_holder_that_cannot_be_read_is_still_a_holder(tmp_path: Path, text: str) -> None:
    lock = SessionLock(tmp_path / ".lock")
    (tmp_path / ".lock").write_text(text)
    with pytest.raises(SessionLocked) as refused:
        SessionLock(tmp_path / ".lock")
    lock.release()

    assert refused.value.sentence() == "Cette session est déjà ouverte par un autre facilitator."


def test_another_computer_is_named(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path / ".lock")
    (tmp_path / ".lock").write_text('{"pid": 12, "host": "salle-b"}')
    with pytest.raises(SessionLocked, match=r"sur salle-b \(processus 12, depuis"):
        SessionLock(tmp_path / ".lock")
    lock.release()
