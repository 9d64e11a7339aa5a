"""A workshop left to itself for an hour: a host that serves, a console, the room's screen and page, fifty phones."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, async_playwright

from facilitator.client import HostAddress
from facilitator.store.opening import load_state
from tests.bench.counted import COUNT
from tests.bench.measures import report
from tests.bench.phones import Room
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.harness.processes import resident_memory
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

PHONES = 50
PIPES = 2
"""To and from who looks at the ideas, once there are any."""
SPARE = 3
"""Minutes of the phase that nobody waits for."""
BUSY = [sys.executable, "-c", "while True: pass"]
SCRIPT = """
format = 1
[workshop]
title = "Une heure"
start = "14:00"
end = "{end}"
hard_stop = false
[screen]
timer = "digits"
[[phase]]
id = "heure"
title = "L’heure"
kind = "collect"
minutes = {minutes}
veil = "open"
question = "Que pourriez-vous ne plus faire ?"
"""
WATCH = """() => {
  window.flips = [];
  new MutationObserver(() => flips.push([document.querySelector(".digits").textContent, Date.now() / 1000]))
    .observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
"""Has a page note each figure and when it came."""

Flips = list[tuple[int, float]]
"""Seconds left as they were shown, and when they came to be."""


@dataclass(frozen=True)
class Served:
    """A host that serves, and the programs around it."""

    pid: int
    address: HostAddress
    join: str
    screen: str
    data: Path
    tasks_file: Path

    @property
    def folder(self) -> Path:
        return next((self.data / "sessions").iterdir())

    def standing(self) -> tuple[int, int, int]:
        """Tasks, threads but for the loop's pool, open files."""
        self.tasks_file.unlink(missing_ok=True)
        os.kill(self.pid, signal.SIGUSR1)
        wait_until(self.tasks_file.exists, "the host to count its tasks", 60)
        tasks, threads = map(int, self.tasks_file.read_text(encoding="utf-8").split())
        return tasks, threads, len(os.listdir(f"/proc/{self.pid}/fd"))

    def busy(self) -> float:
        """Milliseconds of the processor's own that its threads have had."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks) / 1e6


@contextmanager
def served(folder: Path, minutes: int) -> Iterator[Served]:
    """`facilitator serve`, on a phase a little longer than what is measured."""
    whole = minutes + SPARE
    with serving(folder, SCRIPT.format(minutes=whole, end=f"{14 + whole // 60}:{whole % 60:02}")) as host:
        yield host


@contextmanager
def serving(folder: Path, text: str, *options: str) -> Iterator[Served]:
    """`facilitator serve`, on this script."""
    script = folder / "heure.toml"
    script.write_text(text, encoding="utf-8")
    data, tasks_file = folder / "data", folder / "tasks"
    command = [sys.executable, "-m", "tests.bench.counted", "--data", str(data), "serve", str(script), "--port", "0"]
    command += options
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", COUNT: str(tasks_file)}
    host = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert host.stdout is not None
    try:
        said = dict(host.stdout.readline().strip().split(": ", 1) for _ in range(3))
        home, _, key = said["remote"].partition("/remote/")
        yield Served(host.pid, HostAddress.parse(home, key), said["join"], said["screen"], data, tasks_file)
    finally:
        host.terminate()
        host.wait(20)
        host.stdout.close()


def _face(served: Served, *arguments: str, columns: int, rows: int) -> Terminal:
    command = [sys.executable, "-m", "facilitator", "--data", str(served.data), *arguments]
    return Terminal(command, columns=columns, rows=rows)


@asynccontextmanager
async def _page(served: Served) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        page = await browser.new_page()
        await page.goto(served.screen)
        yield page
        await browser.close()


def seconds_shown(text: str) -> int | None:
    """The time left that a text shows: 63:20, 1:03:20."""
    found = re.search(r"\b(?:(\d):)?(\d\d):(\d\d)\b", text)
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3]) if found else None


def watch(terminals: list[Terminal], seconds: float) -> list[Flips]:
    """What each terminal shows of the time, and since when: looked at as soon as bytes come."""
    flips: list[Flips] = [[] for _ in terminals]
    read = [0 for _ in terminals]
    end = time.time() + seconds
    while (now := time.time()) < end:
        for which, terminal in enumerate(terminals):
            if len(terminal.written) == read[which]:
                continue
            read[which] = len(terminal.written)
            shown = seconds_shown(terminal.text())
            if shown is not None and (not flips[which] or flips[which][-1][0] != shown):
                flips[which].append((shown, now))
        time.sleep(0.001)
    return [told[1:] for told in flips]


async def _watch_all(page: Page, terminals: list[Terminal], seconds: float) -> list[Flips]:
    await page.evaluate(WATCH)
    flips = await asyncio.to_thread(watch, terminals, seconds)
    told: Flips = []
    for text, at in await page.evaluate("flips"):
        shown = seconds_shown(text)
        if shown is not None and (not told or told[-1][0] != shown):
            told.append((shown, at))
    return [*flips, told[1:]]


def _report_errors(when: str, flips: list[Flips], zero: float) -> None:
    """How late each figure came, beside the moment at which so much was left."""
    for face, told in zip(("console", "room's screen", "room's page"), flips, strict=True):
        late = [(at - (zero - shown)) * 1000 for shown, at in told]
        report(f"{face}, {when}: a second shown late by, median", median(late), "ms")
        report(f"{face}, {when}: the worst of {len(late)}", max(map(abs, late)), "ms", goal=50)


async def _talk(room: Room, minutes: float) -> int:
    """An idea every four seconds, a sign of typing every second; returns how many ideas."""
    chance = random.Random(60)
    loop = asyncio.get_running_loop()
    began, ideas = loop.time(), 0
    for second in range(round(minutes * 60)):
        phone = chance.randrange(PHONES)
        request = room.request("POST", "/typing", room.cookies[phone], b"{}")
        if second % 4 == 0:
            request, ideas = room.idea(phone, f"idee-{began:.0f}-{second}"), ideas + 1
        async with asyncio.timeout(30):
            answer = await room.fresh(request)
        assert answer.startswith(b"HTTP/1.1 2"), answer[:300]
        await asyncio.sleep(began + second + 1 - loop.time())
    return ideas


async def _load(minutes: float) -> None:
    """Every processor wanted by somebody else for half a minute out of five."""
    for _ in range(int(minutes // 5)):
        await asyncio.sleep(4.5 * 60)
        with busy():
            await asyncio.sleep(30)


@contextmanager
def busy() -> Iterator[None]:
    """Both processors are wanted by somebody else."""
    others = [subprocess.Popen(BUSY) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def key_to_screen(console: Terminal, screen: Terminal, times: int = 10) -> list[float]:
    """Milliseconds from B on the console until the room's screen is blank, then until it is not."""
    took = []
    for blank in (True, False) * times:
        began = time.perf_counter()
        console.press("b")
        _until(lambda blank=blank: (seconds_shown(screen.text()) is None) == blank)  # type: ignore[misc]
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(0.3)
    return took


def _until(seen: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 10
    while not seen():
        assert time.perf_counter() < deadline
        time.sleep(0.001)


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    "minutes",
    [
        pytest.param(1, marks=pytest.mark.bench),
        pytest.param(10, marks=pytest.mark.campaign),
        pytest.param(60, marks=pytest.mark.campaign),
    ],
)
async def test_an_hour_with_fifty_phones(tmp_path: Path, minutes: int) -> None:
    with served(tmp_path, minutes) as host:
        resume = _face(host, "resume", columns=120, rows=30)
        screen = _face(host, "screen", columns=50, rows=15)
        with resume as console, screen:
            await _an_hour(host, console, screen, minutes)


async def _an_hour(host: Served, console: Terminal, screen: Terminal, minutes: int) -> None:
    console.wait_for("Espace", timeout=20)
    async with _page(host) as page:
        console.press("space")
        console.wait_for("reste")
        run = load_state(host.folder).runs["heure"]
        assert run.since is not None
        zero = run.since + run.granted
        await page.wait_for_selector(".digits")
        await asyncio.sleep(3)  # what the host still loads behind its first answers
        alone = host.standing()
        room = Room(host.address, urlsplit(host.join).path.rpartition("/")[2])
        await room.join(PHONES)

        first_flips = await _watch_all(page, [console, screen], 20)
        first_keys = await asyncio.to_thread(key_to_screen, console, screen)
        await _talk(room, min(1, minutes / 2))
        full, weight = host.standing(), resident_memory(host.pid)
        async with asyncio.TaskGroup() as tasks:
            talking = tasks.create_task(_talk(room, minutes))
            tasks.create_task(_load(minutes))
        grown, still_full = resident_memory(host.pid) - weight, host.standing()
        last_flips = await _watch_all(page, [console, screen], 20)
        with busy():
            busy_flips = await _watch_all(page, [console, screen], 20)
        last_keys = await asyncio.to_thread(key_to_screen, console, screen)

        await room.close()
        await asyncio.sleep(3)
        deserted = host.standing()

    after = f"after {minutes} min"
    _report_errors("at first", first_flips, zero)
    _report_errors(after, last_flips, zero)
    _report_errors(f"{after}, both processors taken", busy_flips, zero)
    report("B on the console → the room's screen, at first: p50", median(first_keys), "ms")
    report(f"the same {after}: p50", median(last_keys), "ms")
    report("the host with fifty phones", weight / 1e6, "MB")
    report(f"what {talking.result()} ideas and {after} added to it", grown / 1e6, "MB")
    for what, *counts in zip(("tasks", "threads", "files"), alone, full, still_full, deserted, strict=True):
        report(f"{what}: alone, with phones, {after}, deserted {counts}", counts[2] - counts[1], "more")
    assert still_full[0] <= full[0] and deserted[0] <= alone[0], "tasks were left behind"
    assert still_full[2] <= full[2] and deserted[2] <= alone[2] + PIPES, "files were left open"
