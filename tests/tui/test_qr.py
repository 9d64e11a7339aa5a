import subprocess
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import ComposeResult

from facilitator.tui.face import Face
from facilitator.tui.qr import QR, qr_lines
from tools.pictures.camera import picture
from tools.pictures.cells import screen_lines, screen_text

ADDRESS = "http://192.168.1.20:8000/j/STATS7"


class Room(Face[None]):
    """A code and nothing else."""

    def compose(self) -> ComposeResult:
        yield QR(ADDRESS)


def test_a_usual_address_fits_a_small_terminal() -> None:
    lines = qr_lines(ADDRESS)
    assert (len(lines[0]), len(lines)) == (37, 19)


def test_four_dots_of_quiet_surround_the_code() -> None:
    lines = qr_lines(ADDRESS)
    assert all(line[:4].isspace() and line[-4:].isspace() for line in lines)
    assert all(line.isspace() for line in (*lines[:2], *lines[-2:]))
    assert lines[2][4:11] == "█▀▀▀▀▀█"


async def test_the_code_is_black_on_white_whatever_the_theme() -> None:
    for theme in ("salle", "jour"):
        async with (app := Room()).run_test(size=(80, 24)):
            app.theme = theme
            styles = {segment.style for line in screen_lines(app)[:19] for segment in line if segment.text.strip()}
            assert styles == {Style(color="#000000", bgcolor="#ffffff")}


async def test_half_a_code_is_never_shown() -> None:
    app = Room()
    async with app.run_test(size=(30, 24)):
        assert screen_text(app).strip() == ""


async def test_another_address_is_another_code() -> None:
    app = Room()
    async with app.run_test(size=(80, 24)) as pilot:
        code = app.query_one(QR)
        before = screen_text(app)
        code.update("http://10.0.0.7:8000/j/AUTRE")
        await pilot.pause()
        assert screen_text(app) != before
        code.update("")
        await pilot.pause()
        assert screen_text(app).strip() == ""


@pytest.mark.needs("zbarimg")
@pytest.mark.parametrize("theme", ["salle", "jour"])
async def test_a_reader_reads_the_code(theme: str, tmp_path: Path) -> None:
    app, seen = Room(), tmp_path / "screen.png"
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        picture(app, seen)
    read = subprocess.run(["zbarimg", "-q", "--raw", str(seen)], capture_output=True, text=True)
    assert read.stdout.strip() == ADDRESS
