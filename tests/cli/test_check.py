from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitator.cli.group import COMMANDS, facilitator
from facilitator.locale import use
from tests.store.scripts.writing import SOUND

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def run(*arguments: str) -> Result:
    try:
        return CliRunner().invoke(facilitator, arguments, prog_name="facilitator")
    finally:
        use("fr")


def saved(folder: Path, text: str) -> str:
    path = folder / "essai.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def plain(result: Result) -> str:
    return result.stdout.replace(NBSP, " ")


def test_a_sound_script_shows_its_timetable_to_the_minute() -> None:
    result = run("check", "au-secours-stats")
    assert result.exit_code == 0
    rows = [line.split() for line in plain(result).splitlines()]
    assert ["16:10", "La", "table", "des", "métriques", "écrire", "14", "min", "10", "min", "essentielle"] in rows
    assert ["17:00", "fin", "1", "h", "37", "min"] in rows


def test_what_a_late_start_would_do_is_shown_phase_by_phase() -> None:
    shown = plain(run("check", "au-secours-stats"))
    row = next(line.split("  ") for line in shown.splitlines() if "lectures différentes" in line and "→" in line)
    assert [cell.strip() for cell in row if cell.strip()][1:] == ["10 → 8", "10 → 5", "10 → 5", "10 → 5"]
    assert "À 20 min de retard, il manque 2 min" in shown


def test_a_phase_that_would_be_dropped_is_said_so() -> None:
    assert "4 → supprimée" in plain(run("check", "au-secours-commentaires-politiques"))


def test_a_late_start_says_which_case_is_left_out_and_what_rounds_become() -> None:
    debate = plain(run("check", "au-secours-commentaires-politiques"))
    assert "À +20 min : « Débat mouvant », 2 cas sur 3, sans « La tentation du silence »." in debate
    tables = plain(run("check", "au-secours-messageries"))
    assert "« Tables tournantes », tours de 4:30, 4:30, 4:30." in tables
    assert "« Un sujet, huit minutes, un pouce », 3 sujets sur 4." in plain(run("check", "lean-coffee"))


def test_time_left_unplanned_absorbs_a_late_start(tmp_path: Path) -> None:
    shown = plain(run("check", saved(tmp_path, SOUND.replace("15:00", "15:30"))))
    assert "Même à 20 min de retard" in shown


def test_an_unsound_script_exits_with_one_and_every_error(tmp_path: Path) -> None:
    text = SOUND.replace('"14:00"', '"14h00"').replace("minutes = 40", "minutes = -1")
    result = run("check", saved(tmp_path, text))
    assert result.exit_code == 1
    assert "essai.toml:5 · " in result.stdout
    assert "essai.toml:12 · étape « Les idées » · " in plain(result)
    assert "2 erreurs à corriger" in plain(result)
    assert "Déroulé" not in result.stdout


def test_one_unsound_script_among_several_makes_the_whole_unsound(tmp_path: Path) -> None:
    result = run("check", "au-secours-stats", saved(tmp_path, ""))
    assert result.exit_code == 1
    assert "au-secours-stats.toml est prêt" in plain(result)


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "nulle-part"), ("check", "--peuple", "3", "x"), ("verifier",)]
)
def test_an_unusable_call_exits_with_two_and_speaks_on_stderr(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.replace(NBSP, " ").count("Erreur :") == 1


def test_the_people_expected_replace_the_seats() -> None:
    assert "attention  La table" not in run("check", "au-secours-stats", "--people", "6").stdout
    assert "Réalisme, pour 90 personnes" in run("check", "au-secours-stats", "--people", "90").stdout


def test_a_feasibility_warning_names_its_phase_and_its_figures() -> None:
    shown = plain(run("check", "au-secours-stats", "--people", "40"))
    assert "Poser ses doutes : environ 60 cartes : 5 min pour les lire toutes, et il y a 3 min." in shown


def test_a_hostile_title_is_shown_as_it_is_written(tmp_path: Path) -> None:
    result = run("check", saved(tmp_path, SOUND.replace("Les idées", "[red]x[/] \\u001b[2J")))
    assert "[red]x[/] [2J" in result.stdout
    assert "\x1b" not in result.stdout


def test_long_titles_give_way_and_figures_never_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = run("check", saved(tmp_path, SOUND.replace("Les idées", "Une étape au titre interminable " * 4)))
    assert "40 min" in plain(result)
    assert "…" in result.stdout


def test_english_is_spoken_on_demand(tmp_path: Path) -> None:
    result = run("--lang", "en", "check", saved(tmp_path, SOUND.replace("minutes = 40", "minute = 40")))
    assert "Did you mean “minutes”?" in result.stdout
    assert "étape" not in result.stdout


@pytest.mark.parametrize(("arguments", "word"), [(("--help",), "Commandes"), (("--lang", "en", "--help"), "Commands")])
def test_the_help_speaks_the_language_asked_for(arguments: tuple[str, ...], word: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert word in result.stdout
    assert all(name in result.stdout for name in COMMANDS)


@pytest.mark.parametrize(("lang", "said"), [("fr", "Afficher cette aide."), ("en", "Show this message and exit.")])
def test_the_option_that_shows_help_speaks_the_language_asked_for(lang: str, said: str) -> None:
    assert said in run("--lang", lang, "--help").stdout


def test_a_file_that_may_not_be_read_is_an_unusable_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "essai.toml")

    monkeypatch.setattr("facilitator.store.scripts.read_script", refuse)
    result = run("check", saved(tmp_path, SOUND))
    assert result.exit_code == 2
    assert "Impossible de lire « essai.toml »" in result.stderr.replace(NBSP, " ")


def test_click_speaks_english_too() -> None:
    assert "Got unexpected extra argument" in run("--lang", "en", "new", "a", "b").stderr
    assert "Argument en trop" in run("new", "a", "b").stderr


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("facilitator ")


def test_a_near_miss_of_a_command_is_told_the_nearest() -> None:
    assert "Vouliez-vous dire « check »" in run("chek").stderr.replace(NBSP, " ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("serve", "au-secours-stats", "--port", "65536"),
        ("serve", "au-secours-stats", "--speed", "0"),
        ("preflight", "--port", "-4"),
        ("rehearse", "au-secours-stats", "--people", "0", "--alone"),
    ],
)
def test_a_number_out_of_bounds_is_told_with_its_bounds(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run("--data", str(tmp_path), *arguments)
    assert result.exit_code == 2
    assert "n’est pas dans l’intervalle" in result.stderr


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.exit_code == 2
    assert "est un dossier" in result.stderr
