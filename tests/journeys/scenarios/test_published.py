"""The acceptance scenarios of what is published, each by its number."""

from __future__ import annotations

import json
import re
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.engine.commands import Command, JudgeSentence
from facilitator.engine.stances import distribution
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.appraisal import ENOUGH, appraise, total
from facilitator.exporters import export
from facilitator.live.rehearsal import Plan, rehearse
from facilitator.live.rehearsal.leader import Leader
from facilitator.live.rehearsal.stage import Stage
from facilitator.printing import print_pack
from facilitator.store.paths import DataFolder
from tests.harness.rehearsing import doors_open
from tests.journeys.scenarios.rooms import FACILITATOR, Workshop, public_screen, wait_to_read, workshop
from tests.sample import keep, play
from tests.web.guesthouse import Phone

pytestmark = pytest.mark.slow

INSULT = "Monsieur Untel est un incapable"
STATEMENT = "Il faut répondre à tout."
SCRIPT = f"""
format = 1
[workshop]
title = "Publier"
start = "16:00"
end = "16:30"

[[phase]]
id = "ecrire"
title = "Écrire"
kind = "collect"
minutes = 10
question = "Ce qui bloque ?"
veil = "open"

[[phase]]
id = "debat"
title = "Débattre"
kind = "position"
minutes = 10
scale = ["Non", "Plutôt non", "Plutôt oui", "Oui"]

[[phase.case]]
title = "Le dimanche"
statement = "{STATEMENT}"

[[phase]]
id = "relire"
title = "Relire"
kind = "validate"
minutes = 10
feedback = "none"
"""


@pytest.fixture
def script(tmp_path: Path) -> str:
    """The workshop as a file."""
    path = tmp_path / "publier.toml"
    path.write_text(SCRIPT, encoding="utf-8")
    return str(path)


def begin(session: Workshop) -> None:
    """Its first phase."""
    wait_to_read(session.console, "Espace")
    session.console.press("space")
    wait_to_read(session.console, " 1/3 ")


def exported(data: Path, session: str, out: Path, *formats: str) -> dict[str, str]:
    """What `facilitator export` writes, ordinary spaces in place of the others."""
    call = [*FACILITATOR, "--data", str(data), "export", session, "-o", str(out), "--format", ",".join(formats)]
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    files = [Path(line) for line in done.stdout.splitlines()]
    return {file.suffix: file.read_text(encoding="utf-8-sig").replace("\u00a0", " ") for file in files}


def test_scenario_14_a_masked_card_leaves_every_screen_and_every_export_and_can_come_back(
    tmp_path: Path, script: str
) -> None:
    """Given an offensive or identifying card on screen, when I press the mask key, then it disappears in one second
    everywhere, remains recoverable, and is absent from exports.
    """
    data = tmp_path / "data"
    with workshop(data, script=script) as session, public_screen(data, 80, 24) as screen:
        begin(session)
        author, other = session.phone(), session.phone()
        assert other.send("/ideas", id="b", text="Une chose utile").status == 201
        assert author.send("/ideas", id="a", text=INSULT).status == 201
        wait_to_read(screen, INSULT)
        wait_to_read(session.console, INSULT)
        assert INSULT in session.page("/screen")

        session.console.press("delete")
        screen.wait_without(INSULT)
        assert INSULT not in session.page("/screen")
        assert INSULT not in json.dumps(other.view, ensure_ascii=False)
        wait_to_read(session.console, "masquée")
        session.console.press("u")
        wait_to_read(screen, INSULT)
        session.console.press("delete")
        screen.wait_without(INSULT)

        session.ask("end-session")
        wait_to_read(session.console, "Terminé à")
        told = exported(data, session.folder.id, tmp_path / "out", "md", "html", "txt", "csv", "json")
    assert len(told) == 5
    assert all(INSULT not in text and "Une chose utile" in text for text in told.values())


def test_scenario_15_a_debate_is_told_before_and_after_with_no_winner_and_no_author(
    tmp_path: Path, script: str
) -> None:
    """Given a debate statement placed before and after, when I export, then I read both distributions, the same number
    of arguments on each side, no winner and no author.
    """
    data = tmp_path / "data"
    with workshop(data, script=script) as session:
        begin(session)
        session.ask("go-to-phase", phase="debat")
        phones = [session.phone() for _ in range(5)]
        stand(session, phones, (0, 1, 2, 3, 3), "before")
        for number, (phone, side) in enumerate(zip(phones, ("for", "for", "for", "against", "against"), strict=True)):
            told = {"id": f"i{number}", "text": f"Argument {number}", "column": side, "signature": "Jeanne"}
            assert phone.send("/ideas", **told).status == 201
        session.ask("choose-case", case=0, moment="after")
        stand(session, phones, (1, 1, 2, 2, 3), "after")
        session.ask("end-session")
        wait_to_read(session.console, "Terminé à")
        account = exported(data, session.folder.id, tmp_path / "out", "md")[".md"]

    debate = account[account.index("Le point de controverse") : account.index("Méthode et fiabilité")]
    for place, before, after in (("Non", 1, 0), ("Plutôt non", 1, 2), ("Plutôt oui", 1, 2), ("Oui", 2, 1)):
        assert f"| {place} | {before} sur 5 | {after} sur 5 |" in debate
    sides = debate.split("#### ")[1:]
    assert [len(re.findall("« Argument", side)) for side in sides] == [2, 2]
    assert not re.search("gagn|l’emporte|majorit|vainqueur|Jeanne", account)


def stand(session: Workshop, phones: list[Phone], places: tuple[int, ...], moment: str) -> None:
    """Everybody takes a stand, on their phone."""
    for phone, place in zip(phones, places, strict=True):
        assert phone.send("/stances", value=place, case=0, moment=moment).status == 201
    assert sum(distribution(session.state, "debat", 0, "before" if moment == "before" else "after")) == len(phones)


def test_scenario_17_the_room_nuances_one_sentence_refuses_another_and_both_are_told(
    tmp_path: Path, script: str
) -> None:
    """Given five drafted conclusions, when the room marks one « à nuancer » and one « pas d'accord », then the first is
    edited live, the second moves to « Ce qui fait débat », and the export shows both statuses and the validation time.
    """
    data = tmp_path / "data"
    with workshop(data, script=script) as session, public_screen(data, 80, 24) as screen:
        console = session.console
        begin(session)
        session.ask("go-to-phase", phase="relire")
        for number in range(1, 6):
            session.ask("write-sentence", id=f"s{number}", text=f"Phrase numéro {number}.")
        wait_to_read(console, "Phrase numéro 5.", "○ 5 à lire")
        console.press("enter")
        wait_to_read(screen, "Phrase numéro 1.")
        console.press("e")
        wait_to_read(console, "Corriger la phrase")
        console.press("end", "backspace")
        console.type(" parfois.")
        console.press("enter")
        wait_to_read(screen, "Phrase numéro 1 parfois.")
        console.press("q")
        wait_to_read(console, "Quelle nuance ?")
        console.type("Pas le dimanche")
        console.press("enter")
        wait_to_read(console, "≈ 1 à nuancer")
        console.press("down", "f")
        wait_to_read(console, "Quelle objection ?")
        console.type("Sans moyens, non")
        console.press("enter")
        wait_to_read(console, "≠ 1 en débat")
        for done in (1, 2, 3):
            console.press("down", "o")
            wait_to_read(console, f"✓ {done} d’accord")
        console.press("s")
        wait_to_read(console, "Combien de personnes présentes ?")
        console.type("12")
        console.press("enter")
        wait_to_read(console, "Synthèse 1 figée à")
        told = exported(data, session.folder.id, tmp_path / "out", "md")[".md"]
        out = [*FACILITATOR, "--data", str(data), "export", session.folder.id, "--document", "take-away"]
        subprocess.run([*out, "-o", str(tmp_path / "page.md")], check=True, capture_output=True)
        page = (tmp_path / "page.md").read_text(encoding="utf-8").replace("\u00a0", " ")

    assert re.search(r"Relu par 12 personnes, à \d+ h \d\d \(version 1\)", told)
    assert "**Phrase numéro 1 parfois.** — nuancée" in told and "Pas le dimanche" in told
    shared, refused = told.split("## Désaccords")
    assert "Phrase numéro 2." not in shared and "**Phrase numéro 2.** — refusée" in refused
    assert "Sans moyens, non" in refused
    assert shared.count("— validée") == 3
    disputed = page[page.index("## Ce qui fait débat") :]
    assert "Phrase numéro 2." in disputed and "Phrase numéro 1" not in disputed


def test_scenario_19_proceedings_of_a_usb_stick_are_told_what_is_wrong_once_and_never_change(tmp_path: Path) -> None:
    """Given five exported ateliers on a USB stick, one twice and one unvalidated, when I build the actes offline, then
    I get programme, problem and account per atelier in order, one warning each, and an identical file if I rebuild.
    """
    stick = tmp_path / "usb"
    signed, unread = report(play().state), report(play(until="tri").state)
    for number in (5, 3, 1, 2):
        made = replace(
            signed if number != 3 else unread,
            number=number,
            session=f"20261124-160000-a{number}-{number * 1111}",
            title=f"Au secours numéro {number}",
            problem=f"Pourquoi le numéro {number} ?",
        )
        (stick / f"portable {number}").mkdir(parents=True)
        (stick / f"portable {number}" / "export.json").write_bytes(export(made, "json"))
    (stick / "copie.json").write_bytes((stick / "portable 2" / "export.json").read_bytes())
    # The fourth is a whole session folder, as its laptop keeps it; its number is that of its script.
    folder = keep(play(), DataFolder(stick / "portable 4"))
    text = folder.script.read_text(encoding="utf-8")
    folder.script.write_text(re.sub("(?m)^number = 1$", "number = 4", text), encoding="utf-8")

    def build(name: str) -> tuple[bytes, str]:
        out = tmp_path / name
        call = [*FACILITATOR, "--data", str(tmp_path / "data"), "export", str(stick), "-o", str(out), "--expect", "5"]
        done = subprocess.run(call, check=True, capture_output=True, text=True)
        return out.read_bytes(), done.stderr.replace("\u00a0", " ")

    written, told = build("actes.md")
    assert build("encore.md")[0] == written
    html, _said = build("actes.html")
    assert html == build("encore.html")[0]
    assert told.count("le même export est là plusieurs fois") == 1
    assert told.count("la salle n’a pas relu la synthèse") == 1
    assert told.count("\n") == 2
    actes = written.decode().replace("\u00a0", " ")
    body = actes[actes.index("Pour chaque atelier, une phrase") :]
    programme = body[body.index("## Programme") :]
    place = 0
    for number in (1, 2, 3, 5):
        assert f"Pourquoi le numéro {number} ?" in programme[: programme.index("## Atelier 1")]
        place = body.index(f"\n## Atelier {number} : Au secours numéro {number}", place)
        assert f"Pourquoi le numéro {number} ?" in body[place:]
    assert re.findall(r"\n## Atelier (\d)", body) == ["1", "2", "3", "4", "5"]


KEYS = {
    "CountHeads": "↑", "Focus": "↑ ↓", "StartPhase": "Espace", "NextPhase": "N", "EndSession": "N", "ShowPrompt": "R",
    "Reveal": "D", "Mask": "Suppr", "Keep": "J", "SubmitIdea": "I", "WriteSentence": "A", "FreezeSynthesis": "S",
    "agreed": "O", "nuanced": "Q", "disagreed": "F",
}  # fmt: skip
"""The key on the sheet for each thing that a facilitator does in an hour."""


class Hands:
    """What the facilitator of a rehearsal does, noted before it is done."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.did: set[str] = set()

    def send(self, command: Command) -> bool:
        self.did.add(command.verdict if isinstance(command, JudgeSentence) else type(command).__name__)
        return self._stage.send(command)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stage, name)


async def test_scenario_20_the_printed_sheet_names_every_key_of_an_hour_that_ends_on_time_with_a_page_worth_publishing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Given a first-time facilitator with the printed run sheet only, when they animate atelier 2 with a volunteer
    co-facilitator, then they end at 17:00, export a page scoring ≥ 16/20 on E6 within 15 minutes, and never opened a
    manual.
    """
    hands: list[Hands] = []

    def led(stage: Stage, *about: Any) -> Leader:
        hands.append(Hands(stage))
        return Leader(hands[0], *about)  # type: ignore[arg-type]

    monkeypatch.setitem(rehearse.__globals__, "Leader", led)
    async with doors_open("au-secours-messageries", late=-120.0) as session:
        await rehearse(session, Plan(people=18, seed=7, alone=True))
        state = session.live.state
    [sheet] = [one for one in print_pack(state.script) if one.name.endswith("-run-sheet.html")]
    printed = set(re.findall("<kbd>(.*?)</kbd>", sheet.page.decode()))

    assert hands[0].did <= set(KEYS), "every gesture has a key"
    assert {"Keep", "WriteSentence", "agreed", "FreezeSynthesis", "EndSession"} <= hands[0].did
    assert {KEYS[one] for one in hands[0].did} <= printed
    assert state.ended_at is not None and state.planned_end is not None
    assert abs(state.ended_at - state.planned_end) <= 60
    began = time.monotonic()
    made = report(state)
    page = export(made, "html", "take-away")
    assert time.monotonic() - began < 15 * 60
    assert total(appraise(made)) >= ENOUGH
    assert all(one.text in page.decode() for one in made.conclusions)
