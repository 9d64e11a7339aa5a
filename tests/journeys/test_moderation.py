"""A facilitator masks an idea: it is off every screen within a second, out of every export, and comes back whole."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.engine.synthesis import report
from facilitator.exporters import DOCUMENTS, FORMATS, export
from facilitator.store.opening import load_state
from tests.cli.test_screen import screen
from tests.harness.hosting import Hosted, host_process
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone

pytestmark = pytest.mark.slow

SECOND = 1.0
WORD = "Mme-Durand"
"""What the idea says that must not be read."""
SCRIPT = """
format = 1
[workshop]
title = "Petit atelier"
start = "16:00"
end = "17:00"

[[phase]]
id = "idees"
title = "Les idées"
kind = "collect"
minutes = 40
question = "Qu'est-ce qui bloque ?"

[[phase]]
id = "choix"
title = "Le choix"
kind = "vote"
minutes = 20
source = "idees"
"""


class Room:
    """Every face of a session, and what each of them lets read."""

    def __init__(self, host: Hosted, console: Terminal, public: Terminal) -> None:
        self.host, self.console = host, console
        author, other = Phone(host).joins(), Phone(host).joins()
        author.send("/ideas", id="a", text=f"C’est {WORD} qui bloque tout.")
        author.send("/ideas", id="b", text="Le reste.")
        self._remote = host.address.remote
        self._public: dict[str, Callable[[], str]] = {
            "the room’s terminal": public.text,
            "the mirror": lambda: other.get("/screen").page,
            "its view": lambda: other.get("/screen/view").page,
            "another phone": lambda: other.get("/").page,
            "its own view": lambda: other.get("/view").page,
        }

    def do(self, command: str, **fields: object) -> None:
        assert self.host.send(command, **fields)[0] == 201

    def readers(self) -> set[str]:
        """Faces of the room on which the word is read now."""
        return {name for name, read in self._public.items() if WORD in read()}

    @property
    def remote(self) -> str:
        """The idea, as the facilitators' page has it."""
        page = Phone(self.host).get(self._remote).page
        return page.partition('id="i-a"')[2].partition("</li>")[0]

    def exports(self) -> dict[str, bool]:
        """Whether each document that can be made of this session holds the word."""
        made = report(load_state(self.host.folder))
        return {
            f"{document}.{format_}": WORD.encode() in _laid_open(export(made, format_, document))
            for document in DOCUMENTS
            for format_ in FORMATS
        }


def _laid_open(document: bytes) -> bytes:
    """What a document says, whether or not its format is an archive."""
    if not document.startswith(b"PK"):
        return document
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with host_process(tmp_path, SCRIPT) as process:
        process.start()
        host = process.hosted
        assert host.send("start-phase")[0] == 201
        told = {
            "FACILITATOR_HOST": f"http://{host.address.authority}",
            "FACILITATOR_KEY": host.address.key,
            "FACILITATOR_DATA": str(tmp_path / "data"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        console = Terminal([sys.executable, "-m", "facilitator.tui.console"], columns=100, rows=30, environment=told)
        with console, screen(tmp_path, columns=100, rows=30) as public:
            yield Room(host, console, public)


def test_a_masked_idea_is_off_every_screen_within_a_second_and_comes_back(room: Room) -> None:
    collecting = {"the room’s terminal", "the mirror", "its view"}
    wait_until(lambda: room.readers() == collecting, lambda: f"the idea on screens: {room.readers()}")
    room.console.wait_for(WORD)
    room.console.press("down", "delete")

    wait_until(lambda: not room.readers(), lambda: f"nobody to read it, but: {room.readers()}", SECOND)
    wait_until(lambda: "masquée" in room.console.text(), room.console.text, SECOND)
    assert "masquée" in room.remote
    room.console.press("u")
    wait_until(lambda: room.readers() == collecting, lambda: f"the idea back: {room.readers()}", SECOND)


def test_what_a_vote_is_about_is_masked_as_well(room: Room) -> None:
    everybody = {"the room’s terminal", "the mirror", "its view", "another phone", "its own view"}
    room.do("next-phase")
    wait_until(lambda: room.readers() == everybody, lambda: f"the idea on screens: {room.readers()}")
    room.console.wait_for(WORD)
    room.console.press("delete")

    wait_until(lambda: not room.readers(), lambda: f"nobody to read it, but: {room.readers()}", SECOND)
    wait_until(lambda: f"▢ C’est {WORD}" not in room.console.text(), room.console.text, SECOND)
    assert WORD in room.remote and "masquée" in room.remote
    assert Phone(room.host).post(f"{room.host.address.remote}/unmask", {"id": "a"}).status == 303
    wait_until(lambda: room.readers() == everybody, lambda: f"the idea back: {room.readers()}", SECOND)
    room.console.wait_for(f"▢ C’est {WORD}", SECOND)
    assert WORD in room.remote and "masquée" not in room.remote


def test_no_document_holds_it_until_it_is_back(room: Room) -> None:
    room.do("keep", id="a")
    before = room.exports()
    room.do("mask", id="a")
    masked = room.exports()
    room.do("unmask", id="a")

    assert any(before.values())
    assert not any(masked.values())
    assert room.exports() == before
