from __future__ import annotations

from collections.abc import Iterator

import pytest

from facilitator.locale import use
from facilitator.store.scripts import find_script, read_script
from facilitator.store.scripts.models import duplicate, model, slug
from tests.store.scripts.writing import SOUND, read


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use("fr")


def test_the_model_is_a_sound_workshop_in_the_language_spoken(language: str) -> None:
    reading = read(model("Mon atelier", "mon-atelier"))
    assert reading.script is not None
    assert reading.script.workshop.language == language
    assert {problem.level for problem in reading.problems} == {"notice"}


def test_a_hostile_title_stays_a_title() -> None:
    script = read(model('Le "vrai" \\ sujet\n[phase]', "vrai")).script
    assert script is not None
    assert script.workshop.title == 'Le "vrai" \\ sujet [phase]'


def test_a_copy_keeps_its_comments_and_changes_its_code() -> None:
    origin = read_script(find_script("au-secours-stats"))
    copy = duplicate(origin, "ma-copie")
    script = read(copy).script
    assert script is not None
    assert script.workshop.code == "ma-copie"
    assert copy.count("#") == origin.text.count("#")


def test_a_copy_of_a_script_without_a_code_is_the_same_text() -> None:
    assert duplicate(read(SOUND), "autre") == SOUND


def test_what_cannot_be_read_cannot_be_copied() -> None:
    with pytest.raises(ValueError, match="ne se lit pas"):
        duplicate(read("#" * 70_000), "autre")


@pytest.mark.parametrize(
    ("title", "name"), [("Au secours, l’été !", "au-secours-l-ete"), ("../../etc", "etc"), ("☃", "atelier")]
)
def test_a_title_becomes_a_plain_file_name(title: str, name: str) -> None:
    assert slug(title) == name
