"""Somebody who never led a workshop, with the printed run sheet alone: the keys that it names, and a watch."""

from __future__ import annotations

import re
import subprocess
import time
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.appraisal import ENOUGH, appraise, total
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.journeys.scenarios.rooms import FACILITATOR, noon, read, wait_to_read
from tests.journeys.test_rehearsals import bearable_speed

WORKSHOP: Final = "au-secours-messageries"
PRESENT: Final = 18
TYPED: Final = {"Espace": "space", "Entrée": "enter", "Échap": "escape", "Suppr": "delete", "↑": "up", "↓": "down"}
SENTENCES: Final = (
    ("On répond moins vite, mais on dit quand.", "O", ""),
    ("Un correspondant par service, avec un suppléant.", "Q", "Sauf dans une toute petite équipe."),
    ("Une boîte commune vaut mieux que trois comptes.", "F", "Nous n’avons pas tous la main."),
)


class Newcomer:
    """Reads the sheet, looks at the console and at a watch, and presses nothing that the sheet does not name."""

    def __init__(self, sheet: str, console: Terminal, speed: int) -> None:
        self._console = console
        self._speed = speed
        self._began = 0.0
        parts = re.split(r"<h2>(?=\d+\. )", sheet[: sheet.index("Pour finir")])
        self.hours = [_minutes(re.findall(r"\d\d\s?h\s?\d\d", unescape(part))[1]) for part in parts[1:]]
        """When each phase ends, in minutes after midnight."""
        self._keys = [_keys(parts[0] + sheet[sheet.index("Pour finir") :]) | _keys(part) for part in parts]
        self._phase = 0

    def press(self, *keys: str) -> None:
        """Keys of this phase, or of every moment."""
        for key in keys:
            assert key in self._keys[self._phase], f"« {key} » is not on the sheet for phase {self._phase}"
            self._console.press(TYPED.get(key, key.lower()))

    def writes(self, text: str) -> None:
        """What anybody does before a field."""
        self._console.type(text)
        self._console.press("enter")

    def reads(self, *words: str) -> str:
        """What is on the console, once these words are."""
        return wait_to_read(self._console, *words)

    def begins(self) -> None:
        """People are let in, then the hour begins."""
        self.reads("Espace commencer")
        for _person in range(PRESENT):
            self.press("↑")
        self.reads(f"{PRESENT} personnes")
        self.press("Espace")
        self._began = time.monotonic()
        self._arrives()

    def waits_until(self, minute: float) -> None:
        """Looks at the watch: the hour that the sheet says."""
        due = self._began + (minute - self._starts) * 60 / self._speed
        time.sleep(max(0.0, due - time.monotonic()))

    @property
    def _starts(self) -> int:
        return self.hours[-1] - 60

    @property
    def ends(self) -> int:
        """When the sheet says that this phase ends."""
        return self.hours[self._phase - 1]

    def goes_on(self) -> None:
        """To the next phase, on its hour; the console may ask once whether it is meant."""
        self.waits_until(self.ends)
        before = self._questions()
        self.press("N")
        following = f" {self._phase + 1}/{len(self.hours)} "
        wait_until(lambda: following in self._shown() or self._questions() - before, self._shown)
        if following not in self._shown():
            self.press("N")
        self._arrives()

    def _questions(self) -> set[str]:
        return set(re.findall(r"(?m)^ *\? .*$", self._shown()))

    def _shown(self) -> str:
        return f" {read(self._console)}"

    def _arrives(self) -> None:
        self._phase += 1
        self.reads(f"{self._phase}/{len(self.hours)} ")


def _minutes(hour: str) -> int:
    hours, minutes = (int(number) for number in re.findall(r"\d+", hour))
    return hours * 60 + minutes


def _keys(part: str) -> set[str]:
    return {key for keys in re.findall("<kbd>(.*?)</kbd>", part) for key in unescape(keys).split()}


def closes(newcomer: Newcomer) -> None:
    """The sentences are written, read one by one, judged, and signed."""
    newcomer.reads("A ajouter")
    newcomer.press("A")
    newcomer.reads("Une phrase de synthèse")
    for number, (text, _verdict, _words) in enumerate(SENTENCES, 1):
        newcomer.writes(text)
        newcomer.reads(f"○ {number} à lire")
    newcomer.press("Échap")
    newcomer.reads("A ajouter")
    newcomer.press(*["↑"] * len(SENTENCES), "Entrée")
    for text, verdict, words in SENTENCES:
        newcomer.reads(f"▶○ {text[:20]}")
        newcomer.press(verdict)
        if words:
            newcomer.reads("Quelle")
            newcomer.writes(words)
        newcomer.press("Entrée")
    newcomer.press("S")
    newcomer.reads("présentes")
    newcomer.press("Entrée")
    newcomer.reads("Synthèse 1 figée")


@pytest.mark.campaign
def test_with_the_printed_sheet_alone_a_newcomer_ends_on_time_with_a_page_worth_publishing(tmp_path: Path) -> None:
    speed = min(30, bearable_speed())
    printed, data = tmp_path / "print", tmp_path / "data"
    subprocess.run([*FACILITATOR, "print", WORKSHOP, "-o", str(printed)], check=True, capture_output=True)
    [sheet] = printed.glob("*-run-sheet.html")
    how = ["--speed", str(speed), "--people", str(PRESENT), "--host", "127.0.0.1"]
    command = [*FACILITATOR, "--data", str(data), "rehearse", WORKSHOP, *how]
    with Terminal(command, columns=100, rows=30, environment=noon()) as console:
        console.wait_for("Au secours", timeout=60)
        newcomer = Newcomer(sheet.read_text(encoding="utf-8"), console, speed)
        newcomer.begins()
        newcomer.press("R")
        newcomer.goes_on()
        newcomer.waits_until(newcomer.ends - 2)
        newcomer.press("D")
        newcomer.reads("dévoilé")
        newcomer.press("J")
        newcomer.goes_on()
        newcomer.goes_on()
        newcomer.goes_on()
        newcomer.waits_until(newcomer.ends - 1)
        newcomer.press("D")
        newcomer.goes_on()
        newcomer.goes_on()
        newcomer.goes_on()
        closes(newcomer)
        newcomer.waits_until(newcomer.ends - 0.5)
        newcomer.press("N")
        newcomer.reads("Terminer l’atelier ?")
        newcomer.press("N")
        console.wait_for("Terminé à", timeout=60)
        newcomer.press("S")
        console.wait_for("La synthèse est écrite", timeout=60)
    [kept] = DataFolder(data).rehearsals.find_sessions()
    state = load_state(kept.path)
    made = report(state)
    assert state.ended_at is not None and state.planned_end is not None
    assert abs(state.ended_at - state.planned_end) <= 60
    assert total(appraise(made)) >= ENOUGH
    [page] = (kept.path / "exports").glob("*.html")
    assert all(text in page.read_text(encoding="utf-8") for text, _verdict, _words in SENTENCES)
