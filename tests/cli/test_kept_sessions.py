"""`list`, `export` and `purge`, through the command line itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result, _NamedTextIOWrapper

from facilitator.cli.group import facilitator
from facilitator.locale import language, use
from facilitator.store.lock import SessionLock
from facilitator.store.paths import DataFolder, SessionFolder
from tests import sample
from tests.cli.test_check import run
from tests.sample import SESSION, keep, play


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def kept(data: Path) -> SessionFolder:
    return keep(play(), DataFolder(data))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def do(data: Path, *arguments: object) -> Result:
    return run("--data", str(data), *map(str, arguments))


def test_list_tells_each_session_on_a_line(data: Path, kept: SessionFolder) -> None:
    result = do(data, "list")
    assert result.exit_code == 0
    [line] = result.stdout.splitlines()
    assert line.startswith(SESSION) and "(terminée, 40 contributions, " in line and "24/12/2026)" in line


def test_list_as_json_is_for_programs(data: Path, kept: SessionFolder) -> None:
    [session] = json.loads(do(data, "list", "--json").stdout)
    assert (session["id"], session["status"], session["counts"]["ideas"]) == (SESSION, "ended", 40)


def test_list_of_an_empty_machine_says_so_on_stderr_only(data: Path) -> None:
    result = do(data, "list")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Aucune session ici pour l’instant.\n")
    assert json.loads(do(data, "list", "--json").stdout) == []


def test_the_last_session_of_an_empty_machine_is_told_as_none_yet(data: Path, tmp_path: Path) -> None:
    result = do(data, "export", "last", "-o", tmp_path / "x.md")
    assert result.exit_code == 1
    assert "Aucune session ici pour l’instant" in result.stderr


def test_list_rebuilds_a_lost_index_and_names_what_it_cannot_read(data: Path, kept: SessionFolder) -> None:
    before = kept.results.read_bytes()
    DataFolder(data).library.unlink()
    kept.results.unlink()
    assert "Index refait\u00a0: 1 session." in do(data, "list", "--rebuild").stderr
    assert DataFolder(data).library.is_file()
    assert kept.results.read_bytes() == before
    kept.script.unlink()
    result = do(data, "list", "--rebuild")
    assert SESSION in result.stderr and "script.toml" in result.stderr
    assert result.stdout == ""


def test_list_finds_words_again_and_quotes_them(data: Path, kept: SessionFolder) -> None:
    found = do(data, "list", "--search", "abonnes LUNDI")
    assert SESSION in found.stdout
    assert "    Le total d’abonnés, chaque lundi, par réflexe." in found.stdout
    nothing = do(data, "list", "--search", "zigomar")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "Ces mots ne sont dans aucune session." in nothing.stderr
    [card] = json.loads(do(data, "list", "--search", "abonnés", "--json").stdout)
    assert card["id"] == SESSION and card["excerpts"]


def test_a_session_kept_too_long_is_told_and_erased_with_the_others(
    data: Path, kept: SessionFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "24/12/2026" in do(data, "list").stdout
    assert "0 session effacée." in do(data, "purge", "--overdue", "--yes").stderr
    index = DataFolder(data).library
    # Its thirty days, gone by.
    index.write_text(index.read_text(encoding="utf-8").replace("2026-12-24", "2020-01-01"), encoding="utf-8")
    assert "à effacer depuis le 01/01/2020" in do(data, "list").stdout
    refused = do(data, "purge", "--overdue")
    assert (refused.exit_code, kept.path.exists()) == (2, True)
    erased = do(data, "purge", "--overdue", "--yes")
    assert erased.exit_code == 0 and SESSION in erased.stderr and "1 session effacée." in erased.stderr
    assert not kept.path.exists()


@pytest.mark.parametrize(("name", "start"), [("cr.md", "# Atelier 1"), ("cr.html", "<!DOCTYPE html>")])
def test_export_follows_the_suffix(data: Path, kept: SessionFolder, tmp_path: Path, name: str, start: str) -> None:
    result = do(data, "export", SESSION, "-o", tmp_path / name)
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / name}\n")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_export_into_a_folder_writes_every_format_under_safe_names(
    data: Path, kept: SessionFolder, tmp_path: Path
) -> None:
    result = do(data, "export", "last", "-o", tmp_path / "out")
    written = [Path(line) for line in result.stdout.splitlines()]
    suffixes = [".md", ".html", ".txt", ".odt", ".docx", ".pdf", ".ods", ".xlsx", ".csv", ".json", ".ics", ".txt"]
    assert [path.suffix for path in written] == suffixes
    assert len(set(written)) == len(suffixes)
    assert all(path.parent == tmp_path / "out" and path.is_file() for path in written)


def test_export_writes_the_formats_asked_for_and_the_take_away(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    result = do(data, "export", "last", "-o", tmp_path, "--format", "html", "--document", "take-away")
    [path] = result.stdout.splitlines()
    assert path.endswith("-take-away-3fa9-v1.html")


def test_a_report_in_json_can_be_exported_again(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    do(data, "export", SESSION, "-o", tmp_path / "kept.json")
    do(data, "export", SESSION, "-o", tmp_path / "here.html")
    assert do(tmp_path / "elsewhere", "export", tmp_path / "kept.json", "-o", tmp_path / "there.html").exit_code == 0
    assert (tmp_path / "there.html").read_bytes() == (tmp_path / "here.html").read_bytes()
    cut = (tmp_path / "kept.json").read_bytes()[:-20]
    (tmp_path / "kept.json").write_bytes(cut)
    refused = do(tmp_path / "elsewhere", "export", tmp_path / "kept.json", "-o", tmp_path / "again.html")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "il a été coupé ou modifié" in refused.stderr


def test_several_sessions_make_proceedings_from_a_stick_offline(
    data: Path, kept: SessionFolder, tmp_path: Path
) -> None:
    stick = tmp_path / "cle"
    (stick / "salle B").mkdir(parents=True)
    (stick / "salle A").mkdir()
    do(data, "export", SESSION, "-o", stick / "salle A" / "un.json")
    other = (stick / "salle A" / "un.json").read_text(encoding="utf-8").replace(SESSION, "autre-9999")
    (stick / "salle B" / "deux.json").write_text(other.replace('"number": 1', '"number": 2'), encoding="utf-8")
    (stick / "salle B" / "copie.json").write_text(other.replace('"number": 1', '"number": 2'), encoding="utf-8")
    (stick / "salle B" / "futur.json").write_text(other.replace('"format": 1', '"format": 99'), encoding="utf-8")
    (stick / "photos.json").write_text("[]", encoding="utf-8")
    result = do(tmp_path / "elsewhere", "export", stick, "-o", tmp_path / "actes.html", "--expect", "3")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'actes.html'}\n")
    told = result.stderr.replace("\u00a0", " ").splitlines()
    assert len(told) == 3
    assert "futur.json" in told[0] and "format 99" in told[0]
    assert "le même export est là plusieurs fois" in told[1]
    assert told[2] == "Atelier 3 : aucun export."
    again = do(tmp_path / "elsewhere", "export", stick, "-o", tmp_path / "encore.html", "--expect", "3")
    assert again.exit_code == 0
    assert (tmp_path / "encore.html").read_bytes() == (tmp_path / "actes.html").read_bytes()


def test_several_sessions_can_still_give_a_document_each(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    do(data, "export", SESSION, "-o", tmp_path / "un.json")
    both = (SESSION, tmp_path / "un.json")
    result = do(data, "export", *both, "-o", tmp_path / "out", "--format", "md", "--document", "account")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


def test_a_folder_with_no_session_says_so(data: Path, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    refused = do(data, "export", tmp_path / "vide", "-o", tmp_path / "x.md")
    assert refused.exit_code == 1
    assert "aucune session" in refused.stderr


def test_an_export_says_what_to_look_at_before_publishing(data: Path, tmp_path: Path) -> None:
    sample.keep(sample.play(until="tri"), DataFolder(data).create())
    told = do(data, "export", "last", "-o", tmp_path / "cr.md").stderr.replace("\u00a0", " ")
    assert "sur 20) :" in told
    assert "○ Validée : la salle a relu toutes les phrases." in told
    assert "Honnête" not in told


def test_an_export_worth_publishing_says_nothing_more(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    assert do(data, "export", SESSION, "-o", tmp_path / "cr.md").stderr == ""


def test_without_its_library_a_format_says_what_to_install(
    data: Path, kept: SessionFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.exporters.find_spec", lambda name: None)
    refused = do(data, "export", SESSION, "-o", tmp_path / "cr.odt")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert 'pip install "facilitator[office]"' in refused.stderr
    everything = do(data, "export", SESSION, "-o", tmp_path / "out")
    assert {Path(line).suffix for line in everything.stdout.splitlines()} >= {".md", ".html", ".xlsx"}
    assert not any((tmp_path / "out").glob("*.odt"))


def test_exporting_twice_gives_the_same_file(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    target = tmp_path / "cr.html"
    do(data, "export", SESSION, "-o", target)
    first = target.read_bytes()
    do(data, "export", SESSION, "-o", target)
    assert target.read_bytes() == first


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="a system without priorities of that kind")
@pytest.mark.parametrize("workshop", [True, False])
def test_an_export_stands_aside_while_a_workshop_goes_on(
    data: Path, kept: SessionFolder, tmp_path: Path, workshop: bool
) -> None:
    if workshop:
        (data / "running.json").write_text("{}", encoding="utf-8")
    told = "import atexit, os; atexit.register(lambda: print(os.sched_getscheduler(0)))"
    program = f"{told}; from facilitator.cli import main; main()"
    asked = ["--data", data, "export", SESSION, "-o", tmp_path / "x.md"]

    done = subprocess.run([sys.executable, "-c", program, *map(str, asked)], capture_output=True, check=True, text=True)

    expected = os.SCHED_IDLE if workshop else os.sched_getscheduler(0)
    assert done.stdout.splitlines() == [str(tmp_path / "x.md"), str(expected)]


def test_a_session_can_be_exported_from_its_folder_on_a_stick(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    assert do(tmp_path / "elsewhere", "export", kept.path, "-o", tmp_path / "cr.md").exit_code == 0


def test_a_session_can_be_exported_from_its_tinydb_file_alone(kept: SessionFolder, tmp_path: Path) -> None:
    alone = tmp_path / "atelier.json"
    alone.write_bytes(kept.results.read_bytes())
    do(tmp_path / "data", "export", SESSION, "-o", tmp_path / "here.md")
    assert do(tmp_path / "elsewhere", "export", alone, "-o", tmp_path / "there.md").exit_code == 0
    assert (tmp_path / "there.md").read_bytes() == (tmp_path / "here.md").read_bytes()
    alone.write_text("[]")
    refused = do(tmp_path / "elsewhere", "export", alone, "-o", tmp_path / "no.md")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "atelier.json" in refused.stderr


def test_a_damaged_journal_is_exported_and_the_damage_told(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    lines = kept.journal.read_bytes().splitlines(keepends=True)
    kept.journal.write_bytes(b"".join([*lines[:-1], lines[-1][:20]]))
    result = do(data, "export", SESSION, "-o", tmp_path / "cr.md")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'cr.md'}\n")
    assert "inachevée" in result.stderr


def test_a_document_speaks_its_workshops_language_unless_told_otherwise(
    data: Path, kept: SessionFolder, tmp_path: Path
) -> None:
    script = kept.script.read_text(encoding="utf-8")
    kept.script.write_text(script.replace("[workshop]\n", '[workshop]\nlanguage = "en"\n'), encoding="utf-8")
    do(data, "export", SESSION, "-o", tmp_path / "en.html")
    assert '<html lang="en">' in (tmp_path / "en.html").read_text(encoding="utf-8")
    run("--lang", "fr", "--data", str(data), "export", SESSION, "-o", str(tmp_path / "fr.html"))
    assert '<html lang="fr">' in (tmp_path / "fr.html").read_text(encoding="utf-8")
    use("fr")
    assert language() == "fr"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((SESSION, "-o", "x.xyz"), 2, "Formats possibles"),
        ((SESSION, "-o", "x", "--format", "md,xyz"), 2, "« xyz »"),
        ((SESSION, SESSION, "-o", "x.md", "--document", "account"), 2, "dossier"),
        (("nope", "-o", "x.md"), 1, "Aucune session"),
        ((SESSION,), 2, "-o"),
    ],
    ids=["unknown suffix", "unknown format", "many in one file", "unknown session", "nowhere to write"],
)
def test_an_export_that_cannot_be_made_says_why(
    data: Path, kept: SessionFolder, here: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = do(data, "export", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr.replace("\u00a0", " ")
    assert not list(here.glob("x*"))


@pytest.mark.skipif(sys.platform == "win32", reason="names of devices differ")
def test_a_disk_that_refuses_is_told_and_leaves_nothing(data: Path, kept: SessionFolder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = do(data, "export", SESSION, "-o", tmp_path / "file" / "x.md")
    assert result.exit_code == 1
    assert "Le disque a refusé" in result.stderr


def test_purge_erases_without_a_question_when_told_so(data: Path, kept: SessionFolder) -> None:
    result = do(data, "purge", SESSION, "--yes")
    assert result.exit_code == 0
    assert f"Session {SESSION} effacée\u00a0: 3 fichiers." in result.stderr
    assert not kept.path.exists()
    assert json.loads(do(data, "list", "--json").stdout) == []


def test_purge_asks_nothing_without_a_terminal(data: Path, kept: SessionFolder) -> None:
    result = do(data, "purge", SESSION)
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert kept.path.exists()


def asked(data: Path, typed: str, *arguments: str) -> Result:
    """The same command on a terminal, where somebody answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_NamedTextIOWrapper, "isatty", lambda stream: True)
        return CliRunner().invoke(facilitator, ["--data", str(data), "purge", *arguments], input=typed)


@pytest.mark.parametrize(("typed", "code", "left"), [("n\n", 1, True), ("\n", 1, True), ("oui\n", 0, False)])
def test_purge_asks_once_on_a_terminal(data: Path, kept: SessionFolder, typed: str, code: int, left: bool) -> None:
    result = asked(data, typed, SESSION)
    assert f"Effacer pour toujours la session {SESSION}\u00a0?" in result.stderr
    assert (result.exit_code, kept.path.exists()) == (code, left)


def test_purge_says_whose_words_it_would_erase(data: Path, kept: SessionFolder) -> None:
    result = asked(data, "n\n", SESSION, "--participant", "12ab34cd")
    assert f"Effacer pour toujours ce que 12ab34cd a donné à la session {SESSION}\u00a0?" in result.stderr
    assert (result.exit_code, kept.path.exists()) == (1, True)


def test_a_running_session_is_not_purged(data: Path, kept: SessionFolder) -> None:
    held = SessionLock(kept.path / ".lock")
    result = do(data, "purge", SESSION, "--yes")
    held.release()
    assert result.exit_code == 1
    assert "déjà ouverte" in result.stderr
    assert kept.journal.is_file()
