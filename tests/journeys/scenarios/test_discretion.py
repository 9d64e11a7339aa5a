"""The acceptance scenarios of what nobody may read, and of a room without phones, each by its number."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.scenarios.rooms import FACILITATOR, minutes_ago, public_screen, wait_to_read, workshop

pytestmark = pytest.mark.slow

NOTE = "Note pour nous seuls"
UNREAD = "Pas encore relue"
IDEA = "Une chose banale"
PROMISE = "Appeler-la-mairie"
SIGNATURE = "Jeanne-Dupont"
INSTITUTION = "Mairie-de-Brive"
DEVICE = "Telephone-de-Jeanne/9"
ADDRESS = "127.0.0.77"
SCRIPT = f"""
format = 1
[workshop]
title = "Discrétion"
start = "16:00"
end = "16:30"

[ground_rules]
publication = "after_review"
signature = "anonymous"

[[phase]]
id = "ecrire"
title = "Écrire"
kind = "collect"
minutes = 15
question = "Qu'est-ce qui bloque ?"
veil = "open"
notes = "{NOTE}"

[[phase]]
id = "promettre"
title = "Promettre"
kind = "commit"
minutes = 10
priority = "protected"
question = "Et lundi ?"
sharing = "never"
fields = ["Quoi"]
notes = "{NOTE}"

[[phase]]
id = "fin"
title = "Relire"
kind = "validate"
minutes = 5
notes = "{NOTE}"
"""


@pytest.fixture
def script(tmp_path: Path) -> str:
    """The workshop as a file."""
    path = tmp_path / "discretion.toml"
    path.write_text(SCRIPT, encoding="utf-8")
    return str(path)


def test_scenario_12_a_mirrored_projector_never_shows_what_is_private(tmp_path: Path, script: str) -> None:
    """Given a mirrored projector, when I run a whole session, then private notes, lateness and unmoderated text never
    appear on it.
    """
    options = ("--single-screen", "--start", minutes_ago(9))
    with workshop(tmp_path / "data", *options, script=script) as session:
        projector = session.console
        wait_to_read(projector, "BIENVENUE")
        projector.press("space")
        wait_to_read(projector, "On commence ? Entrée : fin")
        projector.press("enter")
        wait_to_read(projector, "Qu'est-ce qui bloque ?")
        assert session.phone().send("/ideas", id="a", text=UNREAD).status == 201
        projector.press("n")
        wait_to_read(projector, "N ou Entrée passe à la suite")
        projector.press("escape")
        projector.wait_without("Entrée")
        session.ask("add-time", seconds=-900)
        wait_to_read(projector, "On termine sa phrase")
        projector.press("n")
        wait_to_read(projector, "Et lundi ?")
        projector.press("n")
        wait_to_read(projector, "N ou Entrée passe à la suite")
        projector.press("n")
        wait_to_read(projector, "RELIRE")
        projector.press("n")
        wait_to_read(projector, "Terminer l’atelier ?")
        projector.press("enter")
        wait_to_read(projector, "Merci à toutes et à tous")
        ever = projector.written.decode(errors="replace")

    assert not any(words in ever for words in (NOTE, UNREAD, "retard", "avance", "dépassé", "Espace"))


def test_scenario_13_a_network_without_phones_is_told_and_done_without(tmp_path: Path, script: str) -> None:
    """Given a venue network that isolates clients, when no phone has connected after two minutes, then the app says so
    and switches to keyboard + paper without restart or loss.
    """
    with workshop(tmp_path / "data", "--speed", "60", script=script) as session:
        with public_screen(tmp_path / "data", 100, 30) as screen:
            wait_to_read(session.console, "Espace")
            session.console.press("space")
            wait_to_read(session.console, " 1/3 ")
            session.ask("submit-idea", id="heard", text="Entendue avant", channel="paper")
            session.ask("approve-idea", id="heard")
            wait_to_read(session.console, "Aucun téléphone depuis deux minutes")
            session.console.press("l")
            wait_to_read(session.console, "Continuer sans téléphones", "Confier le clavier", "papier")
            wait_to_read(screen, "Participer :")
            session.console.press("end", "enter")
            wait_to_read(session.console, "Sans téléphones")
            screen.wait_without("Participer")
            session.console.press("i")
            wait_to_read(session.console, "Saisir")
            session.console.type("Sur papier")
            session.console.press("enter")
            wait_to_read(session.console, "1 enregistrée")
            assert [idea.text for idea in session.state.ideas.values()] == ["Entendue avant", "Sur papier"]


def test_scenario_18_nothing_private_is_in_any_file(tmp_path: Path, script: str) -> None:
    """Given sharing = "never" and signature anonyme, when I search every file the app wrote, then I find no commitment
    text and no name, institution or device address.
    """
    with workshop(tmp_path / "data", script=script) as session:
        wait_to_read(session.console, "Espace")
        session.console.press("space")
        wait_to_read(session.console, " 1/3 ")
        phone = session.phone(source=ADDRESS)
        idea = {"id": "a", "text": IDEA, "signature": f"{SIGNATURE}, {INSTITUTION}", "name": SIGNATURE}
        told = {"Content_Type": "application/json", "User_Agent": DEVICE}
        assert phone.ask("POST", "/ideas", json.dumps(idea).encode(), **told).status == 201
        session.ask("approve-idea", id="a")
        session.ask("go-to-phase", phase="promettre")
        wait_to_read(session.console, " 2/3 ")
        sent = phone.send("/commitments", id="c", fields={"Quoi": PROMISE}, share=True)
        assert sent.status == 201, sent.page
        session.console.type(f"i{PROMISE} encore\r")
        wait_to_read(session.console, "les mots ne sont pas gardés")
        session.console.press("escape")
        session.ask("go-to-phase", phase="fin")
        session.ask("write-sentence", id="s", text="On retient ceci.", section="")
        session.ask("judge-sentence", id="s", verdict="agreed")
        session.ask("freeze-synthesis", present=3)
        session.ask("end-session")
        wait_to_read(session.console, "Terminé à")
        out = tmp_path / "data" / "exports"
        call = [*FACILITATOR, "--data", str(tmp_path / "data"), "export", session.folder.id, "-o", str(out)]
        subprocess.run([*call, "--format", "md,html,odt,docx,ods,xlsx,csv,json,txt"], check=True, capture_output=True)
        secrets = (PROMISE, SIGNATURE, INSTITUTION, DEVICE, ADDRESS, phone.cookie.partition("=")[2])

    files = list(everything_written(tmp_path / "data"))
    assert {"journal.jsonl", "session.json"} < {name for name, text in files if IDEA.removeprefix("Une ") in text}
    assert not {(name, secret) for name, text in files for secret in secrets if secret in text}


def everything_written(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file there is, archives laid open."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        yield path.name, raw.decode(errors="replace")
        if zipfile.is_zipfile(io.BytesIO(raw)):
            with zipfile.ZipFile(path) as archive:
                yield from (
                    (f"{path.name}:{name}", archive.read(name).decode(errors="replace")) for name in archive.namelist()
                )
