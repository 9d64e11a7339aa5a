"""A whole workshop, as two facilitators would run it: the real program in a real terminal, keys typed, screens read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from tinydb import TinyDB

from facilitator.engine.text import clean
from facilitator.exporters import available
from tests.exporters.reading import read_back
from tests.harness.hours import in_the_morning
from tests.harness.processes import children, kill_together, wait_gone
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

SENTENCES = (
    ("Compter moins, décider plus.", "o"),
    ("Un chiffre sans décision est une décoration.", "o"),
    ("Le tableau du lundi s’arrête.", "q"),
    ("Le nombre d’abonnés ne dit rien.", "f"),
    ("L’accueil est notre meilleur outil.", "o"),
)
ADVANCE = "N ou Entrée"
"""Part of the question asked before leaving a phase early."""
SHORT = 110
"""Characters of a contribution: what the first phase accepts, with room to spare."""


def facilitator(folder: Path, *arguments: str) -> Terminal:
    """The program on a terminal of its own, fifteen times as quick as the day."""
    command = [sys.executable, "-m", "facilitator", "--data", str(folder), *arguments]
    return Terminal(command, columns=120, rows=40, environment=in_the_morning())


def everyone(pid: int) -> list[int]:
    """A process and all its descendants, the youngest first."""
    return [*(grandchild for child in children(pid) for grandchild in everyone(child)), pid]


def next_phase(terminal: Terminal, number: int, desk: str = "") -> None:
    """N, and Enter where the console asks once; then the desk of the new phase."""
    arrived = f" {number}/8 "
    terminal.press("n")
    wait_until(lambda: arrived in terminal.text() or ADVANCE in terminal.text(), terminal.text)
    if arrived not in terminal.text():
        terminal.press("enter")
        terminal.wait_for(arrived)
    terminal.wait_for(desk)


def type_ideas(terminal: Terminal, texts: Iterable[str], start: int = 0) -> int:
    """Bursts of typing in the capture panel, each idea seen recorded."""
    terminal.press("i")
    terminal.wait_for("Saisir")
    for number, text in enumerate(texts, start + 1):
        terminal.type(text)
        terminal.press("enter")
        terminal.wait_for(f"{number} enregistrée")
    terminal.press("escape")
    terminal.wait_without("Saisir")
    return number


def fill(terminal: Terminal, key: str, fields: Iterable[str], told: str) -> None:
    """A small form opened by a key, filled from top to bottom."""
    terminal.press(key)
    terminal.wait_for("Saisir")
    for index, field in enumerate(fields):
        if index:
            terminal.press("tab")
        terminal.type(field)
    terminal.press("enter")
    terminal.wait_for(told)
    terminal.press("escape")
    terminal.wait_without("Saisir")


def validate(terminal: Terminal) -> None:
    """Five sentences written, judged one by one, nuanced and rated, then signed."""
    terminal.press("a")
    terminal.wait_for("Saisir")
    for number, (sentence, _) in enumerate(SENTENCES, 1):
        terminal.type(sentence)
        terminal.press("enter")
        terminal.wait_for(f"○ {number} à lire")
    terminal.press("escape")
    terminal.wait_without("Saisir")
    for position, (_, verdict) in enumerate(SENTENCES):
        terminal.press("home", *["down"] * position, verdict)
        if verdict != "o":
            terminal.wait_for("Entrée valide")
            terminal.type("Sauf dans une petite équipe")
            terminal.press("enter")
            terminal.wait_without("Entrée valide")
    terminal.wait_for("3 d’accord")
    for note in ("4", "5", "3"):
        fill(terminal, "t", (note,), "Note enregistrée")
    terminal.press("s")
    terminal.wait_for("présent")
    terminal.type("18")
    terminal.press("enter")
    terminal.wait_for("figée")


@pytest.mark.slow
def test_a_whole_workshop_is_run_killed_resumed_and_signed(tmp_path: Path, real_ideas: tuple[str, ...]) -> None:
    texts = [text for raw in dict.fromkeys(real_ideas) if 15 < len(text := clean(raw, lines=1)) <= SHORT][:60]
    assert len(texts) == 60

    with facilitator(tmp_path, "run", "au-secours-stats", "--speed", "15") as terminal:
        terminal.wait_for("Espace commencer", timeout=20)
        terminal.press("up", "up", "up")
        terminal.wait_for("3 personnes")
        terminal.press("space")
        terminal.wait_for("Bonjour, je suis perdu")
        next_phase(terminal, 2)
        type_ideas(terminal, texts[:40])
        pids = everyone(terminal.pid)
        kill_together(*pids)
        for pid in pids:
            wait_gone(pid)

    with facilitator(tmp_path, "resume") as terminal:
        terminal.wait_for("Poser ses doutes", timeout=20)
        terminal.wait_for("40 contributions")
        type_ideas(terminal, texts[40:])
        terminal.press("d")
        terminal.wait_for("Dévoilé")
        next_phase(terminal, 3)
        fill(terminal, "i", ("Appels", "Standard", "Rendre service", "Aucune"), "1 enregistrée")
        next_phase(terminal, 4, "Cas 1/2")
        fill(terminal, "h", ("4", "3", "5", "6"), "18 personnes")
        terminal.press("d", "v")
        terminal.wait_for("après les arguments")
        fill(terminal, "h", ("2", "6", "6", "4"), "18 personnes")
        next_phase(terminal, 5, "Notes de")
        for marks in (("2", "5"), ("3", "4"), ("1", "5")):
            fill(terminal, "a", marks, "Note enregistrée")
        next_phase(terminal, 6)
        next_phase(terminal, 7)
        fill(terminal, "i", ("Secret de polichinelle", "Trois"), "Compté")
        next_phase(terminal, 8, "S fige")
        validate(terminal)
        terminal.press("n")
        terminal.wait_for("Terminer")
        terminal.press("enter")
        terminal.wait_for("Terminé à")
        terminal.press("s")
        terminal.wait_for("La synthèse est écrite", timeout=20)
        terminal.press("ctrl+q")
        terminal.wait_for("Quitter la console")
        terminal.press("enter")
        terminal.wait_for("facilitator resume")
        assert terminal.wait() == 0

    check_the_record(tmp_path, texts)


def check_the_record(folder: Path, texts: list[str]) -> None:
    """What stock programs find in the folder afterwards."""
    [session] = (folder / "sessions").iterdir()
    with TinyDB(session / "session.json") as results:
        tables = {name: results.table(name).all() for name in results.tables()}
    written = [idea["text"] for idea in tables["ideas"] if idea["phase"] == "doutes"]
    assert written == texts
    assert {(stance["moment"], stance["people"]) for stance in tables["stances"] if stance["value"] == 3} == {
        ("before", 6),
        ("after", 4),
    }
    assert len(tables["ratings"]) == 3
    [synthesis] = tables["syntheses"]
    assert [s["text"] for s in synthesis["sentences"]] == [sentence for sentence, _ in SENTENCES]
    assert (synthesis["present"], synthesis["version"]) == (18, 1)
    exports = list((session / "exports").iterdir())
    assert {path.suffix.removeprefix(".") for path in exports} | {"digest"} == set(available())
    for export in exports:
        told = read_back(export.read_bytes(), export.suffix.removeprefix("."))
        # A calendar, a table of contributions and a few lines for the networks hold less than the account.
        if export.suffix not in (".ics", ".csv") and "-digest-" not in export.name:
            assert all(words in told for words in ("décider plus", "petite équipe")), export.name
        assert "Secret" not in told and "polichinelle" not in told
    assert not any(b"polichinelle" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
