"""The acceptance scenarios of what the room gives, each by its number, in one workshop that runs for all of them."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color

from facilitator.engine.voting import tally
from tests.harness.hosting import phase
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.journeys.scenarios.rooms import FACILITATOR, Workshop, public_screen, read, wait_to_read, workshop

pytestmark = pytest.mark.slow

PROMPTS = ["Et lundi ?", "Et avec une personne et demie ?"]
OPTIONS = ["Alpha", "Bravo", "Charlie", "Delta"]
SCRIPT = f"""
format = 1
[workshop]
title = "Ce que la salle donne"
start = "16:00"
end = "17:00"

[prompts]
first_after_seconds = 30
every_seconds = 3000
silence_seconds = 45

{phase("accueil", "talk", 5, title="Bonjour")}
{phase("voile", "collect", 7, title="Chacun pour soi", question="Qu'est-ce qui bloque ?", veil="closed")}
{phase("silence", "collect", 20, title="En silence", question="Et quoi d'autre ?", prompts=PROMPTS)}
{phase("choix", "vote", 5, title="Le choix", question="De quoi parle-t-on ?", options=OPTIONS, points=3)}
{phase("cartes", "collect", 10, title="Les cartes", question="Que garder ?")}
{phase("urne", "vote", 5, title="L'urne", question="Laquelle ?", options=["Est", "Ouest"], points=3)}
{phase("clavier", "collect", 8, title="Le clavier", question="Un mot de plus ?")}
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The workshop, fifteen times as quick as the day."""
    folder = tmp_path_factory.mktemp("given")
    script = folder / "donne.toml"
    script.write_text(SCRIPT, encoding="utf-8")
    with workshop(folder / "data", "--speed", "15", script=str(script)) as running:
        wait_to_read(running.console, "Espace")
        running.console.press("space")
        wait_to_read(running.console, " 1/7 ")
        yield running


@pytest.fixture(scope="module")
def screen(session: Workshop) -> Iterator[Terminal]:
    """The window before its room."""
    with public_screen(session.data.root, 100, 30) as window:
        yield window


def test_scenario_6_what_is_veiled_is_a_count_until_it_is_revealed(session: Workshop, screen: Terminal) -> None:
    """Given a veiled collection, when 15 people write, then the projector shows only a count until I reveal, and a card
    sent after reveal is accepted and marked.
    """
    session.ask("go-to-phase", phase="voile")
    people = [session.phone() for _ in range(15)]
    for number, phone in enumerate(people):
        assert phone.send("/ideas", id=f"v{number}", text=f"Secret n° {number}").status == 201
    wait_to_read(screen, "15 cartes")
    mirror = session.page("/screen")
    assert "15 cartes" in mirror
    assert not any("Secret" in face for face in (read(screen), mirror, session.page("/screen/view")))
    assert "Secret n° 14" not in people[0].get("/").page

    session.console.press("d")
    wait_to_read(screen, "Secret n° 14")
    assert people[0].send("/ideas", id="late", text="Arrivée ensuite").status == 201
    wait_to_read(screen, "Arrivée ensuite (après)")
    assert "Arrivée ensuite" in session.page("/screen") and session.state.ideas["late"].late


def test_scenario_7_somebody_who_types_is_left_alone_and_then_a_prompt_is_only_suggested(
    session: Workshop, screen: Terminal
) -> None:
    """Given nobody has sent a card for 45 s but one phone is typing, when the silence delay passes, then no prompt
    fires; once nobody types, I get a suggestion, not an automatic display.
    """
    writer = session.phone()
    session.ask("go-to-phase", phase="silence")
    assert writer.send("/ideas", id="s1", text="Une carte").status == 201
    wait_to_read(session.console, "Une carte")
    [sent] = [idea.at for idea in session.state.ideas.values() if idea.phase == "silence"]

    def console_now() -> float:
        assert writer.send("/typing").status == 204
        assert "relance : R" not in read(session.console)
        return float(json.loads(session.page("/screen/view"))["now"])

    wait_until(lambda: console_now() > sent + 90, "the silence delay, twice")
    assert "1 écrit" in read(session.console)

    wait_to_read(session.console, "C’est le moment d’une relance : R")
    assert not session.state.prompts_used
    assert "Et lundi" not in read(screen) + session.page("/screen") + writer.get("/").page
    session.console.press("r")
    wait_to_read(screen, "Et lundi ?")


def test_scenario_9_phones_that_sleep_neither_lose_nor_double_a_vote(session: Workshop, screen: Terminal) -> None:
    """Given a vote of 3 points with 20 phones of which 5 sleep and reconnect, when I close it, then no one exceeds 3
    points, no vote is lost or doubled, and no count was visible before.
    """
    session.ask("go-to-phase", phase="choix")
    phones = [session.phone() for _ in range(20)]
    options = [item["id"] for item in phones[0].view["items"]]
    given = {options[0]: 2, options[1]: 1}
    for phone in phones:
        assert phone.send("/votes", points=given).status == 201
    assert phones[0].send("/votes", points={options[0]: 4}).status == 409
    for sleeper in phones[:5]:
        session.nap(sleeper)
        assert sleeper.own("votes") == given
        assert sleeper.send("/votes", points=given).status == 201
    wait_to_read(screen, "20 bulletins reçus")
    seen = (read(screen), session.page("/screen"), phones[0].get("/").page)
    assert not any(points in face for face in seen for points in ("40 points", "20 points"))
    for view in (json.loads(session.page("/screen/view")), phones[0].view):
        assert {item["points"] for item in view["phase"]["vote"]["items"]} == {None}

    session.console.press("d")

    wait_to_read(screen, "40 points", "20 points")
    count = tally(session.state, "choix")
    assert (count.voters, count.total) == (20, 60)
    assert phones[0].send("/votes", points=given).status == 409


def test_scenario_10_paper_weighs_as_much_as_phones(session: Workshop, screen: Terminal, tmp_path: Path) -> None:
    """Given 4 people without phones, when I enter their paper ballots and cards in burst mode, then they weigh the same
    as the others in results and exports.
    """
    console, phones = session.console, [session.phone() for _ in range(2)]
    session.ask("go-to-phase", phase="cartes")
    wait_to_read(console, "Les cartes")
    for number, phone in enumerate(phones):
        assert phone.send("/ideas", id=f"p{number}", text=f"Du téléphone {number}").status == 201
    console.press("i", "f3")
    wait_to_read(console, "sur papier")
    for number in range(1, 5):
        console.type(f"Du papier {number}")
        console.press("enter")
        wait_to_read(console, f"{number} enregistrée")
    console.press("escape")
    console.wait_without("Saisir")
    wait_to_read(screen, "Du papier 4", "Du téléphone 1", "6 contributions")

    session.ask("count-heads", count=10)
    session.ask("go-to-phase", phase="urne")
    options = [item["id"] for item in phones[0].view["items"]]
    for phone in phones:
        assert phone.send("/votes", points={options[0]: 3}).status == 201
    wait_to_read(console, "2 votants sur 10", "2 par téléphone")
    assert "bulletins reçus" not in read(screen) + session.page("/screen"), "two are too few to be told"
    console.press("i")
    wait_to_read(console, "Un bulletin papier : 3 points")
    for number in range(1, 5):
        console.type("1")
        console.press("tab")
        console.type("2")
        console.press("enter")
        wait_to_read(console, f"{number} enregistrée")
    console.press("escape")
    console.wait_without("Saisir")
    wait_to_read(console, "6 votants sur 10", "2 par téléphone", "4 bulletins papier")
    console.press("d")
    wait_to_read(screen, "6 bulletins reçus sur 10", "10 points", "8 points")

    assert "6 bulletins reçus sur 10" in session.page("/screen")
    out = tmp_path / "bundle"
    call = [*FACILITATOR, "--data", str(session.data.root), "export", session.folder.id, "-o", str(out)]
    subprocess.run([*call, "--format", "md,csv,json"], check=True, capture_output=True)
    exported = {path.suffix: path for path in out.rglob("*") if path.is_file()}
    with exported[".csv"].open(encoding="utf-8-sig", newline="") as file:
        cards = [row for row in csv.reader(file, delimiter=";") if any("Du " in cell for cell in row)]
    assert len(cards) == 6
    account = exported[".md"].read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "10 sur 18" in account and "8 sur 18" in account
    assert "6 personnes sur 10, 3 points chacune" in account


def test_scenario_11_the_keyboard_of_the_room_writes_and_nothing_else(session: Workshop) -> None:
    """Given the keyboard handed to the public, when someone types « n », « + », Échap or Ctrl+C, then nothing but their
    text changes and I recover the console with my code.
    """
    session.ask("go-to-phase", phase="clavier")
    wait_to_read(session.console, " 7/7 ")
    session.console.press("c")
    wait_to_read(session.console, "Confier le clavier à la salle ?")
    session.console.press("enter")
    wait_to_read(session.console, "À qui le tour ?", "Notez-le")
    before = session.state
    session.console.press("enter")
    session.console.type("n+")
    session.console.press("ctrl+c", "escape", "ctrl+q", "n", "enter")
    session.console.type("non plus")
    wait_to_read(session.console, "non plus")

    after = session.state
    assert (after.phase, after.runs, after.status) == (before.phase, before.runs, before.status)

    focused = ground_of(session.console, "non plus")
    session.console.press("escape")
    wait_until(lambda: ground_of(session.console, "non plus") != focused, "the line to let go")
    session.console.press(*before.keyboard_code)
    wait_to_read(session.console, " 7/7 ", "Espace")
    assert not session.state.keyboard_code


def ground_of(terminal: Terminal, text: str) -> Color | None:
    """The colour behind a text, which says whether its line takes what is typed."""
    row = next(at for at, line in enumerate(terminal.text().splitlines()) if text in line)
    [style] = {cell.style for cell in terminal.cells()[row][50:52]}
    return style.bgcolor if style else None
