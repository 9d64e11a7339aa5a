import re
from pathlib import Path

import pytest
from PIL import Image
from textual.app import App, ComposeResult
from textual.widgets import Static

from tools.pictures import camera, moments
from tools.pictures.cells import screen_text
from tools.pictures.scene import Scene
from tools.pictures.scenes import all_scenes


class Sheet(App[None]):
    """Four cells of ink on a ground, and words."""

    CSS = "Screen { background: #000000; color: #ffffff; } Static { background: #000000; }"

    def compose(self) -> ComposeResult:
        yield Static("████ mot")


async def test_a_picture_shows_the_cells_in_their_colours(tmp_path: Path) -> None:
    [path] = await Scene("sheet", Sheet, shots=(((20, 4), "dark"),)).shoot(tmp_path)
    with Image.open(path) as taken:
        image = taken.convert("RGB")
    wide, tall = image.width // 22, image.height // 5
    assert path.name == "sheet-20x4-dark.png"
    assert image.getpixel((wide * 3, tall)) == (255, 255, 255)
    assert image.getpixel((wide * 15, tall)) == (0, 0, 0)
    assert image.getpixel((wide * 3, tall * 3)) == (0, 0, 0)


async def test_the_screen_is_read_as_text() -> None:
    app = Sheet()
    async with app.run_test(size=(20, 3)):
        assert screen_text(app) == "████ mot\n\n"


async def test_a_machine_without_fonts_takes_pictures_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "_FONT_FOLDERS", ())
    camera.fonts.cache_clear()
    [path] = await Scene("sheet", Sheet, shots=(((20, 4), "dark"),)).shoot(tmp_path)
    camera.fonts.cache_clear()
    with Image.open(path) as taken:
        assert len(taken.convert("L").crop((60, 0, 120, 32)).getcolors() or []) > 2


def test_every_scene_has_a_name_of_its_own() -> None:
    names = [scene.name for scene in all_scenes()]
    assert len(names) == len(set(names)) > 0
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)


def test_a_moment_of_a_rehearsal_is_the_same_at_every_taking() -> None:
    subjects = next(moment for moment in moments.MOMENTS if moment.script == "lean-coffee")
    first = moments.shot(subjects)
    moments._hour.cache_clear()
    assert moments.shot(subjects).state == first.state
    assert len(first.state.ideas) > 10 and first.state.phase == "discussions"
