"""The run sheet: enough to lead a workshop with nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from textual.binding import Binding

from facilitator.cli.group import facilitator
from facilitator.engine.script import KINDS, Kind, Phase, Script
from facilitator.engine.wording import typeset
from facilitator.locale import use
from facilitator.printing import print_pack
from facilitator.printing.duties import ARRIVING, BY_SUBJECTS, DUTIES, EVERYWHERE, LEAVING, duty_of
from facilitator.store.scripts import find_script, read_script, shipped_scripts
from facilitator.tui.console import keys
from facilitator.tui.console.desks import collect, commit, group, matrix, pause, position, respond, talk, validate, vote
from facilitator.tui.console.desks.desk import Desk
from facilitator.tui.console.ending import EndScreen
from facilitator.tui.console.lobby import LobbyScreen
from facilitator.tui.face import Face
from tests.exporters.test_html import Page
from tests.store.scripts.writing import SOUND, read

NBSP = "\u00a0"
DESKS: dict[Kind, type[Desk]] = {
    "talk": talk.TalkDesk,
    "collect": collect.CollectDesk,
    "respond": respond.RespondDesk,
    "group": group.GroupDesk,
    "vote": vote.VoteDesk,
    "position": position.PositionDesk,
    "matrix": matrix.MatrixDesk,
    "commit": commit.CommitDesk,
    "validate": validate.ValidateDesk,
    "break": pause.PauseDesk,
}
PRINTED = {
    "Ctrl+Q": "ctrl+q",
    "→": "right",
    "Espace": "space",
    "Entrée": "enter",
    "Suppr": "delete",
    "+": "plus",
    "?": "question_mark",
    "↓": "down",
    "↑": "up",
    "Maj+R": "R",
}


def script(name: str = "au-secours-stats") -> Script:
    read_one = read_script(find_script(name)).script
    assert read_one is not None
    return read_one


def sheet(of: Script, start: int | None = None) -> str:
    made = print_pack(of, start)[0]
    return made.page.decode()


def words(of: Script, start: int | None = None) -> str:
    return " ".join(" ".join(Page(sheet(of, start).encode()).words).split())


def test_the_hours_are_real_ones_phase_after_phase_and_round_after_round() -> None:
    told = words(script()).replace(NBSP, " ")
    assert "3. La table des métriques 16 h 10 → 16 h 24" in told
    assert "16 h 16 Écrire les lignes 4 min" in told
    assert "17 h 00 fin" in told


def test_another_start_moves_every_hour() -> None:
    told = words(script(), 9 * 60 + 30).replace(NBSP, " ")
    assert "9 h 30 → 10 h 30" in told
    assert "3. La table des métriques 9 h 40 → 9 h 54" in told
    assert "16 h" not in told


@pytest.mark.parametrize("name", [file.name.removesuffix(".toml") for file in shipped_scripts()])
def test_everything_that_is_said_is_on_the_sheet(name: str) -> None:
    of = script(name)
    use(of.workshop.language)
    try:
        page = html.unescape(sheet(of))
    finally:
        use("fr")
    said: list[str] = [of.workshop.title, of.ground_rules.speaking_rule, *of.materials]
    for phase in of.phase:
        said += [phase.title, phase.question, phase.instruction, phase.notes, *phase.prompts, *phase.provocations]
        said += [*phase.columns, *phase.fields, *phase.rows, *phase.bins, *phase.roles, *phase.energizers, *phase.seeds]
        said += [text for case in phase.case for text in (case.title, case.story, case.statement)]
        said += [text for one in phase.round for text in (one.title, one.instruction)]
    for text in said:
        assert typeset(text, of.workshop.language) in page


def test_what_a_late_start_changes_is_told_beforehand() -> None:
    told = words(script()).replace(NBSP, " ")
    assert "10 min Mêmes chiffres, lectures différentes 10 min → 5 min · Utile ou coûteux ? 8 min → 5 min" in told
    assert "il manque" in words(script("troika"))


def test_leaders_are_named_once_they_are_known() -> None:
    text = SOUND.replace('end = "15:00"', 'end = "15:00"\n[[workshop.hosts]]\nname = "Ada"\nrole = "notes"\n')
    named = read(text).script
    assert named is not None
    assert "Ada" in sheet(named)
    assert "À compléter" not in sheet(script())


def test_a_page_asks_nobody_for_anything() -> None:
    page = sheet(script())
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href|url\()\s*=?\s*["\']?(https?:)?//', page)


def test_foreign_words_stay_words() -> None:
    hostile = read(SOUND.replace("Les idées", "<script>alert(1)</script>")).script
    assert hostile is not None
    assert "<script>" not in sheet(hostile)
    assert "&lt;script&gt;" in sheet(hostile)


def test_headings_follow_each_other_and_tables_have_headers() -> None:
    page = Page(sheet(script("au-secours-messageries")).encode())
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(header.get("scope") for header in page.all("th"))
    assert len(page.all("table")) == len(page.all("caption"))


LISTS = ("↑ ↓", "Entrée", "Échap")
"""What every list and every panel of the console answers to."""


def _known(bindings: Iterable[Binding]) -> set[str]:
    return {key for binding in bindings for key in binding.key.split(",")}


def _key(printed: str) -> str:
    return PRINTED.get(printed, printed.lower())


def test_every_key_of_the_sheet_does_something_on_the_console() -> None:
    everywhere = _known(keys.EVERYWHERE)
    assert {_key(printed) for printed, _ in EVERYWHERE if printed not in LISTS} <= everywhere
    for kind in KINDS:
        own = {
            key for binding in DESKS[kind].BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
        }
        for printed, _does in DUTIES[kind].keys:
            if printed not in LISTS:
                assert _key(printed) in own | everywhere, (kind, printed)
    talking = {key for one in talk.TalkDesk.BINDINGS if isinstance(one, Binding) for key in one.key.split(",")}
    assert {_key(printed) for printed, _does in BY_SUBJECTS.keys} <= talking | everywhere


def test_who_has_nothing_but_the_sheet_opens_the_screens_counts_arrivals_and_ends() -> None:
    bound = [
        one
        for one in (*Face.BINDINGS, *LobbyScreen.BINDINGS, *EndScreen.BINDINGS, *keys.EVERYWHERE)
        if isinstance(one, Binding)
    ]
    assert {_key(printed) for printed, _does in (*ARRIVING, *LEAVING)} <= _known(bound)
    told = words(script("au-secours-messageries"))
    for heading in (
        "facilitator screen",
        "Pendant que l’on arrive",
        "Provocations, à votre choix (Maj+R)",
        "Pour finir",
    ):
        assert heading in told


def test_a_talk_that_goes_through_subjects_tells_the_keys_of_its_thumbs() -> None:
    duty = duty_of(Phase("t", "T", "talk", 16, source="s", per_item_minutes=8))
    assert [key for key, _told in duty.keys] == ["→", "H", "A", "I"]


def test_what_was_never_veiled_is_not_to_be_revealed() -> None:
    phases = {phase.id: phase for phase in script("au-secours-messageries").phase}
    assert "D" not in dict(duty_of(phases["flux"]).keys)
    assert "D" in dict(duty_of(phases["vote"]).keys)


def test_groups_that_sort_by_themselves_are_not_asked_card_by_card() -> None:
    phases = {phase.id: phase for phase in script("au-secours-messageries").phase}
    assert "Lance les groupes" in duty_of(phases["tri"]).leads


def run(*arguments: str) -> Result:
    try:
        return CliRunner().invoke(facilitator, arguments, prog_name="facilitator")
    finally:
        use("fr")


def test_the_pages_of_a_run_sheet_are_numbered_and_what_is_cut_has_no_number() -> None:
    script = read_script(find_script("debat-mouvant")).script
    assert script is not None
    numbered = {made.name for made in print_pack(script) if b"counter(pages)" in made.page}
    assert [name.endswith("-run-sheet.html") for name in numbered] == [True]


def test_print_writes_the_pack_and_tells_where(tmp_path: Path) -> None:
    result = run("print", "au-secours-stats", "-o", str(tmp_path / "new"))
    sheets = ("run-sheet", "poster", "speaking-rule", "cards", "stance-cards")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [str(tmp_path / "new" / f"stats-{sheet}.html") for sheet in sheets]


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        (("print", "au-secours-stats"), "À dire en ouvrant"),
        (("--lang", "en", "print", "au-secours-stats"), "To say at the start"),
        (("print", "help-our-newsletter"), "To say at the start"),
    ],
)
def test_a_sheet_speaks_its_workshop_s_language_unless_told_otherwise(
    tmp_path: Path, arguments: tuple[str, ...], heading: str
) -> None:
    told = run(*arguments, "-o", str(tmp_path)).stdout.splitlines()[0]
    assert heading in Path(told).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("print", "au-secours-stats"), 2),
        (("print", "nulle-part", "-o", "x"), 2),
        (("print", "au-secours-stats", "--start", "9h", "-o", "x"), 2),
        (("print", "au-secours-stats", "--join", "192.168.8.10", "-o", "x"), 2),
        (("print", "faux.toml", "-o", "x"), 1),
    ],
)
def test_what_cannot_be_printed_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faux.toml").write_text("format = 1\n", encoding="utf-8")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr
    assert not (tmp_path / "x").exists()
