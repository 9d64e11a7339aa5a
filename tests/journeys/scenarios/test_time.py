"""The acceptance scenarios of time and of the room's window, each by its number, through the doors that people use."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from facilitator.store.scripts import find_script
from tests.harness.waiting import wait_until
from tests.journeys.scenarios.rooms import FACILITATOR, minutes_ago, public_screen, read, wait_to_read, workshop

pytestmark = pytest.mark.slow

MIDDLE = ("ouverture", "doutes", "table", "lectures", "tri", "tampon")
CLOSING = ("engagement", "cloture")
"""The protected phases of the workshop on figures."""


def test_scenario_1_a_script_too_long_is_told_how_to_shorten_and_is_rehearsed_all_the_same(tmp_path: Path) -> None:
    """Given a session file with 62 minutes for a 60-minute slot, when I run the check, then I read in French which
    phase, which line and three ways to fix it, and the app still lets me rehearse.
    """
    script = tmp_path / "long.toml"
    written = find_script("au-secours-stats").read_text(encoding="utf-8")
    written = written.replace("minutes = 14\n", "minutes = 16\n", 1)
    script.write_text(written, encoding="utf-8")
    line = written[: written.index("minutes = 16\n")].count("\n") + 1

    checked = subprocess.run([*FACILITATOR, "check", str(script)], capture_output=True, text=True)
    told = checked.stdout.replace("\u00a0", " ")

    assert checked.returncode == 1
    assert "Les étapes durent 62 min en tout, et l’atelier 60 min : 2 min de trop." in told
    assert f"raccourcir « La table des métriques » (ligne {line}) à 14 min" in told
    assert "supprimer « Utile ou coûteux ? » (ligne" in told
    assert 'écrire : end = "17:02"' in told

    alone = ["rehearse", str(script), "--alone", "--speed", "60", "--people", "2", "--host", "127.0.0.1"]
    rehearsed = subprocess.run(
        [*FACILITATOR, "--data", str(tmp_path / "data"), *alone],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    assert rehearsed.returncode == 0, rehearsed.stderr
    assert ".md" in rehearsed.stdout


def test_scenario_2_a_late_start_is_one_proposal_that_one_key_applies_or_undoes(tmp_path: Path) -> None:
    """Given a 16:00 session started at 16:09, when I press Espace, then I get one proposal keeping 17:00, closing
    phases unchanged, and one key applies or undoes it.
    """
    with workshop(tmp_path, "--start", minutes_ago(9)) as session:
        wait_to_read(session.console, "retard", "Espace")
        middle, closing, end = session.granted(*MIDDLE), session.granted(*CLOSING), session.state.planned_end
        session.console.press("space")
        panel = wait_to_read(session.console, "On garde la fin ?", "souple      ▼", "Entrée", "Échap")
        assert len(re.findall(r"08:00 → 08:00  protégée +■", panel)) == 2

        session.console.press("enter")

        wait_to_read(session.console, " 1/8 ", "à l’heure")
        won = sum(middle) - sum(session.granted(*MIDDLE))
        assert won in (540, 570, 600), "the ninth minute may be nearly over"
        assert (session.granted(*CLOSING), session.state.planned_end) == (closing, end)

        session.console.press("u")
        wait_to_read(session.console, " 1/8 ", "retard")
        assert session.granted(*MIDDLE) == middle


def test_scenario_3_at_zero_nothing_moves_and_only_the_console_counts(tmp_path: Path) -> None:
    """Given a phase at 00:00, when I do nothing for 90 seconds, then the phase does not change, the public screen says
    « On termine sa phrase », and only my console shows +01:30.
    """
    with workshop(tmp_path, "--speed", "12") as session, public_screen(tmp_path, 80, 24) as screen:
        wait_to_read(session.console, "Espace")
        session.console.press("space")
        wait_to_read(session.console, " 1/8 ")
        session.ask("add-time", seconds=-200)
        wait_to_read(screen, "On termine sa phrase")

        wait_until(lambda: re.search(r"\+01:[345]\d", read(session.console)), lambda: read(session.console), 30)

        assert " 1/8 " in read(session.console) and "temps dépassé" in read(session.console)
        assert session.state.phase == "ouverture"
        for public in (read(screen), session.page("/screen")):
            assert "On termine sa phrase" in public
            assert not re.search(r"[+\u2212-]\d\d:\d\d|retard|dépassé", public)


def test_scenario_4_a_minute_more_says_first_who_pays_and_never_the_closing(tmp_path: Path) -> None:
    """Given 12 minutes left, when I press + twice, then I see before confirming which later phase loses time, and never
    the closing.
    """
    with workshop(tmp_path) as session:
        wait_to_read(session.console, "Espace")
        session.console.press("space")
        wait_to_read(session.console, " 1/8 ")
        session.ask("go-to-phase", phase="table")
        session.ask("add-time", seconds=-120)
        session.ask("move-end", minutes=-12)
        wait_to_read(session.console, "reste 11:", "à l’heure")
        before = session.granted(*MIDDLE[2:], *CLOSING)

        session.console.press("+", "+")

        asked = wait_to_read(session.console, "+2 min → Respiration 2 → 0", "Entrée applique, Échap laisse")
        assert "Nos conclusions" not in asked.partition("+2 min")[2]
        assert session.granted(*MIDDLE[2:], *CLOSING) == before

        session.console.press("+", "enter")

        wait_to_read(session.console, "Temps ajouté")
        after = session.granted(*MIDDLE[2:], *CLOSING)
        assert after[0] == before[0] + 180
        assert after[1] + after[2] == before[1] + before[2] - 60 and after[3] == 0
        assert after[4:] == before[4:]


def test_scenario_16_at_sixty_by_eighteen_everything_is_said_in_words_and_shapes(tmp_path: Path) -> None:
    """Given the public window at 60×18 and a greyscale print, when I stand at the back, then I read the question and
    the time, and every status is understandable without colour or sound.
    """
    with workshop(tmp_path, "--speed", "15") as session, public_screen(tmp_path) as screen:
        wait_to_read(session.console, "Espace")
        session.console.press("space")
        wait_to_read(session.console, " 1/8 ")
        session.ask("go-to-phase", phase="doutes")
        wait_to_read(screen, "Avec vos chiffres, où êtes-vous perdu ?", "encore", "photos :")
        session.ask("submit-idea", id="a", text="La portée", column="Je ne comprends pas")
        wait_to_read(screen, "▢", "1 carte")
        session.ask("pause")
        wait_to_read(screen, "‖ En pause")
        session.ask("resume")
        for status in (" ▸ encore", " ▸▸ encore", " ■ On termine sa phrase"):
            wait_to_read(screen, status, "Avec vos chiffres, où êtes-vous perdu ?", timeout=40)
        session.ask("reveal")
        wait_to_read(screen, "La portée")
        session.ask("go-to-phase", phase="tampon")
        wait_to_read(screen, "Reprise à 1")
        assert "Reprise à 1" in session.page("/screen")
