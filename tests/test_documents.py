"""What the README and the guide promise is true of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.cli.group import COMMANDS
from facilitator.engine.script import GroundRules
from facilitator.engine.wording import kind_name
from facilitator.store.scripts.reading import read_text
from facilitator.tui.console.desks import PLACES
from facilitator.tui.keymap import Remappable, printed
from facilitator.tui.remapping import remappable
from facilitator.web.document import environment

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide-fr.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "docs" / "vie-privee.md").read_text(encoding="utf-8")
NOTICE = '{% import "phone/parts.html" as parts with context %}{{ parts.privacy() }}'
VIEW = {"keep_days": GroundRules().keep_days, "signed": True}
ROWS = {kind: kind_name(kind, "fr").capitalize() for kind in PLACES} | {
    "lobby": "Accueil", "end": "Fin", "home": "Le choix d’un atelier", "list": "Une liste", "wall": "Une liste",
    "capture": "Saisir", "retime": "Gérer le temps", "order": "Le déroulé",
    "start": "Départ", "twins": "Deux idées", "keyboard": "Clavier",
}  # fmt: skip
"""Where the guide tells each family of gestures; the others work everywhere."""
CALLS = re.findall(r"(?:start\.py|`facilitator) ([a-z]+)", README + GUIDE)


@pytest.mark.parametrize("gesture", remappable().values(), ids=lambda gesture: gesture.id)
def test_the_guide_tells_every_key_where_it_works(gesture: Remappable) -> None:
    assert all(f"`{key}`" in told_of(gesture.family) for key in printed(gesture.keys))


def told_of(family: str) -> str:
    """What the guide's tables say of a family of gestures; those of every phase have a table of theirs."""
    everywhere, by_phase, by_panel = re.findall(r"^\| (?:Touche|Étape|Où) .*?\n\n", GUIDE, re.DOTALL | re.MULTILINE)
    if family not in ROWS:
        return str(everywhere)
    rows = [row for row in (by_phase + by_panel).splitlines() if row.startswith(f"| {ROWS[family]}")]
    assert rows, f"the guide has no line for {family}"
    return "\n".join(rows)


@pytest.mark.parametrize("command", sorted({*CALLS} - {"test"}))
def test_every_command_named_exists(command: str) -> None:
    assert command in COMMANDS


def test_the_script_of_the_readme_is_sound() -> None:
    written = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert written is not None
    assert read_text(written[1].encode(), "readme.toml").sound


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_and_picture_of_the_readme_is_there(target: str) -> None:
    assert (ROOT / target).is_file()


@pytest.mark.parametrize("document", ["README.md", "docs/guide-fr.md", "docs/vie-privee.md"])
def test_no_space_that_may_break_stands_before_french_punctuation(document: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", (ROOT / document).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\w [:;!?»]|« ", prose)


def test_the_page_about_privacy_says_what_phones_say_in_eighty_words() -> None:
    notice = re.sub(r"<[^>]+>", "", environment("fr").from_string(NOTICE).render(view=VIEW)).strip()
    page = " ".join(PRIVACY.split())

    assert len(re.findall(r"[\w’-]+", notice)) <= 80
    for promise in ("sous un numéro tiré au hasard", "ni nom, ni adresse, ni suivi, rien sur Internet", "30 jours"):
        assert promise in notice and promise in page
    for place in (README, GUIDE):
        assert "vie-privee.md" in place


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", PRIVACY))))
def test_every_link_of_the_page_about_privacy_is_there(target: str) -> None:
    assert (ROOT / "docs" / target).is_file()
