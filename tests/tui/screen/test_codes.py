"""Every code that the room's screen shows is read by a reader, from a picture of that screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from facilitator.engine.views import PublicView
from facilitator.tui.screen.app import PublicScreenApp
from facilitator.tui.screen.face import PublicFace
from facilitator.tui.theme import THEMES
from tests import sample
from tests.cli.test_screen import screen
from tests.harness.hosting import hosted
from tests.harness.waiting import wait_until
from tests.tui.screen.test_way_in import WIFI, shown
from tests.tui.screen.workshop import JOIN, Still, arrived, doubts_veiled, seen, vote
from tools.pictures.camera import photograph, picture

pytestmark = pytest.mark.needs("zbarimg")

SIZES = [(60, 18), (80, 24), (120, 40), (160, 45)]
SMALLEST = (80, 24)
"""Where a code fits, with its quiet zone; under it, the address in clear is what there is."""
MOMENTS: dict[str, PublicView] = {
    "lobby": seen(arrived(), JOIN),
    "the way in": shown(),
    "the way in by the Wi-Fi": shown(wifi=WIFI),
    "the end": seen(sample.play(), JOIN),
}


def read(png: Path) -> set[str]:
    """What a reader finds in a picture."""
    done = subprocess.run(["zbarimg", "-q", "--raw", str(png)], capture_output=True, text=True)
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_reader_reads_the_way_in_on_the_room_s_screen(
    moment: str, size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    app = PublicScreenApp(Still(), look=theme)
    async with app.run_test(size=size) as pilot:
        face = app.query_one(PublicFace)
        face.show(MOMENTS[moment])
        await pilot.pause()
        picture(app, tmp_path / "screen.png")
    found = read(tmp_path / "screen.png")

    assert found <= {JOIN, WIFI["code"]}
    assert found or size < SMALLEST and (JOIN in face.text or WIFI["name"] in face.text)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("size", [(100, 30), (160, 45)], ids=lambda size: "{}x{}".format(*size))
async def test_who_comes_late_scans_the_corner_of_a_phase(size: tuple[int, int], theme: str, tmp_path: Path) -> None:
    app = PublicScreenApp(Still(), look=theme)
    async with app.run_test(size=size) as pilot:
        face = app.query_one(PublicFace)
        for view in (seen(doubts_veiled(), JOIN), seen(vote(), JOIN)):
            face.show(view)
            await pilot.pause()
            picture(app, tmp_path / "screen.png")
            assert read(tmp_path / "screen.png") == {JOIN}
            assert f"Participer : {JOIN}" in face.text.replace("\u00a0", " ")


async def test_a_reader_reads_it_in_whatever_theme_a_terminal_wears(tmp_path: Path) -> None:
    app = PublicScreenApp(Still())
    unread = []
    async with app.run_test(size=SMALLEST) as pilot:
        app.query_one(PublicFace).show(MOMENTS["lobby"])
        for theme in app.available_themes:
            app.theme = theme
            await pilot.pause()
            picture(app, tmp_path / "screen.png")
            if read(tmp_path / "screen.png") != {JOIN}:
                unread.append(theme)

    assert unread == []


@pytest.mark.slow
def test_a_reader_reads_the_address_of_a_real_host_on_a_real_terminal(tmp_path: Path) -> None:
    with hosted(tmp_path) as host, screen(tmp_path, columns=60, rows=18) as terminal:
        join = host.ask("GET", "/screen/view")[1]["join"]
        terminal.wait_for(join)

        def is_read() -> bool:
            photograph(terminal.cells(), tmp_path / "screen.png")
            return read(tmp_path / "screen.png") == {join}

        for size in [size for size in SIZES if size >= SMALLEST]:
            terminal.resize(*size)
            wait_until(is_read, f"the code on a screen of {size}:\n{terminal.text()}")
