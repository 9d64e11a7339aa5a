"""A host whose disk is taken from it while people talk: made read-only, pulled out, cut short, failing at any call."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from facilitator.client import Accepted, Answer, Sender, Unreachable
from tests.faults.oracle import assert_acknowledged_ideas_are_there, assert_the_journal_goes_on, told
from tests.harness.faults import Fault, faulty
from tests.harness.hosting import HostProcess, host_process, ideas_on_disk

ROOT = Path(__file__).parents[2]
CALLS = ("write", "fdatasync", "openat", "fsync", "close")
ERRORS = ("EIO", "ENOSPC", "EINTR")
"""The journal alone, which opens sooner, is tried with all of them."""
NAMES = ("journal.jsonl", *(f"journal-{n}.jsonl" for n in range(2, 9)))


def run(*command: str) -> None:
    """Runs a command that asks for a right we may not have."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"not possible here ({command[0]} takes root, and a disk of the kind): {done.stderr.strip()}")


class Stick:
    """A small disk of its own, to be pulled out."""

    def __init__(self, folder: Path) -> None:
        self.place, self._image = folder / "stick", folder / "stick.img"
        self.place.mkdir()
        with self._image.open("wb") as image:
            image.truncate(24_000_000)
        run("mkfs.ext4", "-q", str(self._image))
        self._loop = self._attach(self._image)
        run("mount", self._loop, str(self.place))

    def pull_out(self) -> None:
        """What it held stays on it; whoever goes on writing is refused."""
        shutil.copy(self._image, self._image.with_suffix(".kept"))
        with self._image.open("r+b") as image:
            image.truncate(0)
        run("losetup", "--set-capacity", self._loop)

    def look_at_it_elsewhere(self, place: Path) -> None:
        """Put in another machine, it shows what had reached it."""
        self._let_go()
        self._loop = self._attach(self._image.with_suffix(".kept"))
        self.place = place
        place.mkdir()
        run("mount", self._loop, str(place))

    def close(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.place)], capture_output=True)
        subprocess.run(["losetup", "--detach", self._loop], capture_output=True)

    @staticmethod
    def _attach(image: Path) -> str:
        if (loop := shutil.which("losetup")) is None:
            pytest.skip("no loop devices here")
        done = subprocess.run([loop, "--find", "--show", str(image)], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no loop devices here: {done.stderr.strip()}")
        return done.stdout.strip()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    stick = Stick(tmp_path)
    try:
        yield stick
    finally:
        stick.close()


async def give(sender: Sender, *ideas: str) -> list[Answer]:
    return [await sender.send("submit-idea", id=idea, text=idea, phase="idees") for idea in ideas]


async def ask(host: HostProcess, path: str) -> int:
    return (await asyncio.to_thread(host.hosted.ask, "GET", path))[0]


@pytest.mark.campaign
async def test_a_stick_that_is_pulled_out_keeps_what_was_acknowledged_and_the_rest_is_refused(
    stick: Stick, tmp_path: Path
) -> None:
    with host_process(stick.place) as host:
        host.start()
        sender = Sender(host.address)
        await sender.send("start-phase")
        acknowledged = await give(sender, "a", "b", "c")
        stick.pull_out()
        refused = await give(sender, "d", "e")
        answers = [await ask(host, path) for path in ("/health", f"{host.address.remote}/view", "/screen/view")]
        await sender.close()
        session = host.hosted.folder.relative_to(stick.place)

    assert all(isinstance(answer, Accepted) for answer in acknowledged)
    assert all(isinstance(answer, Unreachable) and answer.sentence for answer in refused)
    assert answers == [200, 200, 200]
    stick.look_at_it_elsewhere(tmp_path / "elsewhere")
    assert list(ideas_on_disk(stick.place / session)) == ["a", "b", "c"]


@pytest.mark.campaign
async def test_a_folder_made_read_only_refuses_until_it_is_writable_again(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        sender = Sender(host.address)
        await sender.send("start-phase")
        assert isinstance((await give(sender, "a"))[0], Accepted)
        folder = host.hosted.folder
        frozen = [str(folder), str(folder / "journal.jsonl")]
        run("chattr", "+i", *frozen)
        try:
            [refused] = await give(sender, "b")
            view = await ask(host, f"{host.address.remote}/view")
        finally:
            run("chattr", "-i", *frozen)
        [again] = await give(sender, "b")
        await sender.close()

        assert isinstance(refused, Unreachable) and refused.sentence
        assert view == 200
        assert isinstance(again, Accepted)
        assert ideas_on_disk(folder) == {"a": "a", "b": "b"}


def test_a_write_that_the_disk_cuts_short_is_refused_and_then_taken(tmp_path: Path) -> None:
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, -1));"
    for size in (700, 705, 790):
        folder = tmp_path / str(size)
        call = f"{limit.format(size)} from tests.faults.journal_host import main; from pathlib import Path;"
        call += "main(Path(sys.argv[1]), 30)"
        done = subprocess.run(
            [sys.executable, "-B", "-c", call, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        said = done.stdout.splitlines()

        assert said[-1] == "END", done.stderr
        assert told(said, "NAK") and told(said, "ACK")
        assert max(path.stat().st_size for path in folder.glob("journal*.jsonl")) == size, "no write was cut short"
        assert_acknowledged_ideas_are_there(said, folder)
        assert_the_journal_goes_on(folder)


@pytest.mark.campaign
@pytest.mark.needs("strace")
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", CALLS)
async def test_any_call_of_a_submission_may_fail(call: str, error: str, tmp_path: Path) -> None:
    with host_process(tmp_path / "begun") as host:
        (tmp_path / "begun").mkdir()
        host.start()
        assert host.hosted.send("start-phase")[0] == 201
        host.let_go()
        session = host.hosted.session
    for nth in count(1):
        place, log = tmp_path / str(nth), tmp_path / f"{nth}.log"
        shutil.copytree(tmp_path / "begun", place)
        with host_process(place, session=session) as host:
            folder = host.hosted.folder
            paths = [folder, *(folder / name for name in NAMES)]
            _start_on(host, faulty([], [Fault(call, f"error={error}", str(nth))], paths, log=log))
            sender = Sender(host.address, patience=60)
            answers = {idea: await _insist(sender, idea) for idea in ("a", "b", "c")}
            health = await ask(host, "/health")
            await sender.close()

        assert health == 200
        refusals = [answer for told in answers.values() for answer in told[:-1]]
        assert all(isinstance(answer, Unreachable) and answer.sentence for answer in refusals)
        assert len(refusals) <= 1
        assert ideas_on_disk(folder) == {idea: idea for idea in answers}
        if "INJECTED" not in log.read_text(errors="replace"):
            return


def _start_on(host: HostProcess, disk: list[str]) -> None:
    """Starts the host on a disk that fails; when that keeps it from opening, it says so, and is started again."""
    try:
        host.start(*disk)
    except KeyError:
        assert host.wait() == 1
        host.start()


async def _insist(sender: Sender, idea: str) -> list[Answer]:
    """Gives an idea as a phone does: until it is received."""
    answers: list[Answer] = []
    while not answers or not isinstance(answers[-1], Accepted):
        answers += await give(sender, idea)
        assert len(answers) < 5, answers
    return answers
