from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.faults import Fault, count_calls, faulty

pytestmark = pytest.mark.needs("strace")

WRITER = """
import errno, os, sys
file = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY | os.O_APPEND)
for line in range(4):
    try:
        os.write(file, b"%d\\n" % line)
        os.fsync(file)
        print("kept", flush=True)
    except OSError as error:
        print(errno.errorcode[error.errno], flush=True)
"""


def write_under(*faults: Fault, file: Path) -> subprocess.CompletedProcess[str]:
    """Run four writes, each followed by fsync, with the faults on the file."""
    file.touch()
    command = [sys.executable, "-S", "-c", WRITER, str(file)]
    return subprocess.run(faulty(command, faults, [file]), capture_output=True, text=True)


def test_the_third_fsync_fails_and_only_it(tmp_path: Path) -> None:
    done = write_under(Fault("fsync", "error=EIO", when="3"), file=tmp_path / "journal")
    assert done.stdout.split() == ["kept", "kept", "EIO", "kept"]


def test_a_disk_stays_full_from_the_second_write_on(tmp_path: Path) -> None:
    done = write_under(Fault("write", "error=ENOSPC", when="2+"), file=tmp_path / "journal")
    assert done.stdout.split() == ["kept", "ENOSPC", "ENOSPC", "ENOSPC"]
    assert (tmp_path / "journal").read_text() == "0\n"


def test_a_process_dies_as_it_enters_a_call(tmp_path: Path) -> None:
    done = write_under(Fault("fsync", "signal=SIGKILL", when="2"), file=tmp_path / "journal")
    assert done.returncode == -9
    assert done.stdout.split() == ["kept"]
    assert (tmp_path / "journal").read_text() == "0\n1\n"


def test_two_faults_may_meet_in_one_run(tmp_path: Path) -> None:
    full, failing = Fault("write", "error=ENOSPC"), Fault("fsync", "error=EIO", when="1+")
    assert write_under(full, failing, file=tmp_path / "journal").stdout.split() == ["ENOSPC", "EIO", "EIO", "EIO"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    command = [sys.executable, "-S", "-c", WRITER, str(tmp_path / "journal")]
    spared = faulty(command, [Fault("write", "error=EIO", when="1+")], [tmp_path / "other"])
    assert subprocess.run(spared, capture_output=True, text=True).stdout.split() == ["kept"] * 4


def test_the_calls_on_a_path_are_counted(tmp_path: Path) -> None:
    (tmp_path / "journal").touch()
    counted = count_calls([sys.executable, "-S", "-c", WRITER, str(tmp_path / "journal")], [tmp_path / "journal"])
    assert counted["write"] == counted["fsync"] == 4
    assert counted["openat"] == 1
