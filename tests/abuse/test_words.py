"""Naughty strings through every way in, to every terminal: never a byte that is not ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from facilitator.cli.group import facilitator
from facilitator.client import HostAddress
from facilitator.engine.commands import SubmitIdea
from facilitator.engine.text import clean, clean_line
from facilitator.store.paths import DataFolder
from tests.abuse.grammar import not_ours
from tests.abuse.naughty import naughty, sample
from tests.cli.test_screen import screen
from tests.harness.hosting import SCRIPT, Hosted, going_on, ideas_on_disk, phase, script_file
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.sample import keep, play
from tests.web.guesthouse import Phone

PLENTY = 14
"""Strings from one phone before its pace would count: it says each of them twice."""
PATIENCE = 60.0
CLEAR = "\x15"
"""What empties a line that is typed."""


def test_the_grammar_finds_what_is_not_ours() -> None:
    raw = "".join(text for text in naughty() if "\x1b" in text or "\x9b" in text).encode()

    assert {"\x1b", "\x9b"} <= set("".join(not_ours(raw)))
    assert not_ours("\x1b[1;31mÉté\x1b[0m\x1b[3;4H\r\n\x1b[?25l".encode()) == {}


@dataclass
class Led:
    """The real program in one terminal, the room's screen in another."""

    console: Terminal
    screen: Terminal
    host: Hosted


@contextmanager
def led(folder: Path, script: str = SCRIPT) -> Iterator[Led]:
    """A workshop that has begun."""
    path, data = script_file(folder, script), folder / "data"
    call = [sys.executable, "-m", "facilitator", "--data", str(data), "run", str(path)]
    with Terminal(call, columns=160, rows=45) as console:
        about = wait_until(lambda: _running(data), "the host to say where it is", PATIENCE)
        address = HostAddress("127.0.0.1", about["port"], about["remote"].rpartition("/")[2])
        host = Hosted(about["session"], address, data / "sessions" / about["session"])
        with screen(folder, columns=120, rows=40) as room:
            assert host.send("start-phase")[0] == 201
            yield Led(console, room, host)


def _running(data: Path) -> Any:
    file = data / "running.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def say(led: Led, number: int, text: str, phone: Phone) -> None:
    """One string by each way in that the moment has, and until both terminals have drawn it."""
    mark = f"n{number}z"
    phone.send("/ideas", id=mark, text=text, signature=text[:60], column="Chez nous")
    phone.send("/group", group=text[:80])
    for command, fields in (
        ("submit-idea", {"id": f"k{mark}", "text": text, "channel": "keyboard", "group": text[:40]}),
        ("reword-phase", {"title": text, "question": text, "instruction": text}),
        ("show-prompt", {"text": text}),
        ("name-wifi", {"name": text, "password": text}),
        ("show-message", {"text": f"{mark} {text[:60]}"}),
    ):
        status, _ = led.host.send(command, **fields)
        assert status in (201, 409, 422), (command, text, status)
    for terminal in (led.screen, led.console):
        terminal.wait_for(mark, PATIENCE)


EIGHTHS = [pytest.param(naughty()[n::8], marks=pytest.mark.campaign, id=f"eighth {n + 1}") for n in range(8)]


@pytest.mark.slow
@pytest.mark.parametrize("texts", [pytest.param(sample(60)[::4], id="few"), *EIGHTHS])
def test_no_byte_but_ours_reaches_a_terminal_whatever_is_said(tmp_path: Path, texts: Sequence[str]) -> None:
    with led(tmp_path) as room:
        for number, text in enumerate(texts):
            if number % PLENTY == 0:
                phone = Phone(room.host).joins()
            say(room, number, text, phone)
        room.host.send("go-to-phase", phase="fin")
        for number, text in enumerate(texts[:40]):
            room.host.send("write-sentence", id=f"s{number}", text=text)
        room.host.send("show-message", text="zFINz")
        for terminal in (room.screen, room.console):
            terminal.wait_for("zFINz", PATIENCE)
        kept = ideas_on_disk(room.host.folder)
        written = {"console": room.console.written, "screen": room.screen.written}

    assert {name: not_ours(bytes(said)) for name, said in written.items()} == {"console": {}, "screen": {}}
    for number, text in enumerate(texts):
        if 0 < len(clean(text)) <= 100:
            assert kept[f"n{number}z"] == clean(text) or "'" in text
    said = (room.host.folder / "facilitator.log").read_text(encoding="utf-8")
    assert "ERROR" not in said and "Traceback" not in said, said


GROUPING = going_on("17:10", phase("familles", "group", 10, source="idees"))
ALIKE = ("Planter des {noun} {word}", "Des {noun} {word} au parc", "{word} : plus de {noun} en ville")
NOUNS = ("arbres", "retraites", "piscines", "vélos", "cantines", "courriels")
"""Enough alike for groups to be proposed, which are called by their words."""


@pytest.mark.slow
@pytest.mark.parametrize("texts", [pytest.param(sample(60)[::12], id="few"), *EIGHTHS])
def test_no_byte_but_ours_reaches_a_terminal_whatever_groups_are_called(tmp_path: Path, texts: Sequence[str]) -> None:
    with led(tmp_path, GROUPING) as room:
        for number, text in enumerate(texts):
            for turn, alike in enumerate(ALIKE):
                said = alike.format(noun=NOUNS[number % len(NOUNS)], word=text[:60])
                room.host.send("submit-idea", id=f"i{number}-{turn}", text=said)
        view = f"{room.host.address.remote}/view"
        wait_until(lambda: (room.host.ask("GET", view)[1]["sorting"] or {}).get("proposed"), "proposals", PATIENCE)
        room.host.send("go-to-phase", phase="familles")
        for number, text in enumerate(texts):
            mark = f"n{number}z"
            room.host.send("create-theme", id=mark, name=f"{mark} {text[:60]}", items=[f"i{number}-0"])
            room.host.send("rename-theme", id=mark, name=f"{mark}b {text[:60]}")
            if number:
                room.host.send("drop-theme", id=f"n{number - 1}z")
            for terminal in (room.screen, room.console):
                terminal.wait_for(f"{mark}b", PATIENCE)
        written = {"console": room.console.written, "screen": room.screen.written}

    assert {name: not_ours(bytes(said)) for name, said in written.items()} == {"console": {}, "screen": {}}


@pytest.mark.slow
@pytest.mark.parametrize("texts", [pytest.param(sample(60)[::12], id="few"), *EIGHTHS])
def test_no_byte_but_ours_is_painted_of_what_is_looked_for_at_home(tmp_path: Path, texts: Sequence[str]) -> None:
    playing = play(until="doutes")
    for number, text in enumerate(texts):
        if clean(text):
            playing.do(SubmitIdea(f"n{number}", f"aiguille n{number}z {text[:100]}"))
    keep(playing, DataFolder(tmp_path))
    call = [sys.executable, "-m", "facilitator", "--data", str(tmp_path)]
    with Terminal(call, columns=100, rows=30) as home:
        home.wait_for("À reprendre", PATIENCE)
        home.press("f")
        for number, text in enumerate(texts):
            pasted = text.replace("\x1b[201~", "").encode("utf-8", "ignore").decode()[:35]
            home.type(f"\x1b[200~n{number}z {pasted}\x1b[201~")
            home.wait_for(f"n{number}z", PATIENCE)
            home.type(CLEAR)
            if clean(text):
                home.type(f"n{number}z")
                home.wait_for(f"aiguille n{number}z", PATIENCE)
                home.type(CLEAR)
        written = bytes(home.written)

    assert not_ours(written) == {}


@pytest.mark.slow
@pytest.mark.parametrize("texts", [pytest.param(sample(60)[:2], id="few"), *EIGHTHS])
def test_no_byte_but_ours_is_said_of_a_file_that_is_run(tmp_path: Path, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts):
        name = text.replace("\0", "").replace("/", "").encode("utf-8", "ignore").decode()[:60]
        named = tmp_path / f"{number}{name}.toml"
        named.write_text(SCRIPT.replace("16:00", "25:00"), encoding="utf-8")
        call = [sys.executable, "-m", "facilitator", "--data", str(tmp_path), "run", str(named), f"--room={name}"]
        with Terminal(call) as terminal:
            assert terminal.wait(PATIENCE) == 1
            assert not_ours(bytes(terminal.written)) == {}, text
            assert "Traceback" not in terminal.text()


def _bad_script(text: str) -> str:
    """The small workshop with this string in its places, as far as TOML can write it."""
    told = json.dumps(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return SCRIPT.replace('"Petit atelier"', told).replace('"Les idées"', told).replace('"Chez nous"', told)


@pytest.mark.parametrize(
    "texts", [sample(60)[::2], pytest.param(naughty(), marks=pytest.mark.campaign)], ids=["few", "all"]
)
def test_no_byte_but_ours_is_printed_by_a_command_whatever_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: Sequence[str]
) -> None:
    here = tmp_path / "a" / "b" / "c"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.toml"
        path.write_text(_bad_script(text), encoding="utf-8")
        name = text.replace("\0", "").encode("utf-8", "ignore").decode()[:60]
        named = path.with_name(f"{number}{name.replace('/', '')}.toml")
        named.write_text(SCRIPT.replace("16:00", "25:00"), encoding="utf-8", errors="replace")
        for call in (
            ("check", str(path)),
            ("check", name),
            ("check", str(named)),
            ("export", name, "-o", "x.html"),
            ("export", str(path), "-o", name),
            ("purge", name, "--yes"),
            ("purge", name, "--participant", name, "--yes"),
            ("print", name, "-o", name),
            ("print", str(path), "-o", str(tmp_path / "sheets"), "--join", name),
            ("run", name),
            ("run", str(named), "--room", name),
            ("list", "--search", name),
            ("new", name),
            ("screen", name),
            (name,),
            ("--lang", name, "list"),
            ("--data", name, "purge", "x", "--yes"),
        ):
            result = CliRunner().invoke(facilitator, ["--data", str(tmp_path / "data"), *call])
            assert result.exception is None or isinstance(result.exception, SystemExit), (call, result.exception)
            assert not_ours((result.stdout + result.stderr).encode("utf-8", "replace")) == {}, call


def test_what_was_typed_is_said_again_on_one_line() -> None:
    assert clean_line("a\x1b]0;x\x07\nb") == "a]0;x b"
