"""The acceptance scenario of prompts that turn, table by table."""

from __future__ import annotations

import json
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.journeys.scenarios.rooms import Workshop, public_screen, read, wait_to_read, workshop

pytestmark = pytest.mark.slow

PROMPTS = ("Et lundi ?", "Et si on ratait ?", "Et avec une personne ?", "Et sans argent ?", "Et en mieux ?")
SCRIPT = f"""
format = 1
[workshop]
title = "Les tables"
start = "16:00"
end = "16:25"
seats = 20

[prompts]
mode = "show"
first_after_seconds = 60
every_seconds = 200
silence_seconds = 900

[[phase]]
id = "tables"
title = "Aux tables"
kind = "respond"
minutes = 20
form = "tables"
question = "Que répondre ?"
rows = ["Nord", "Est", "Sud", "Ouest"]
prompts = {json.dumps(PROMPTS)}
prompts_per_table = true

[[phase]]
id = "fin"
title = "Fin"
kind = "talk"
minutes = 5
"""


def _read_by_the_room(screen: Terminal) -> list[str]:
    return [text for text in PROMPTS if text in read(screen)]


def prompts_at_tables(session: Workshop) -> tuple[str, ...]:
    """What the room reads, table after table."""
    return tuple(json.loads(session.page("/screen/view"))["table_prompts"])


def test_scenario_8_prompts_turn_without_repeating_nor_meeting_at_two_neighbouring_tables(tmp_path: Path) -> None:
    """Given a list of 5 prompts, when they rotate for 20 minutes, then none repeats, none shows in the last minute, and
    neighbouring tables never share one.
    """
    script = tmp_path / "tables.toml"
    script.write_text(SCRIPT, encoding="utf-8")
    turns: dict[tuple[str, ...], None] = {}
    with workshop(tmp_path / "data", "--speed", "60", script=str(script)) as session:
        wait_to_read(session.console, "Espace")
        phones = [session.phone() for _ in range(2)]
        with public_screen(tmp_path / "data", 100, 30) as screen:
            session.console.press("space")
            wait_to_read(session.console, " 1/2 ")
            for table, phone in enumerate(phones, 1):
                assert phone.send("/group", group=str(table)).status == 201

            row = phones[0].view["items"][0]["id"]
            answers: list[int] = []

            def shown(many: int) -> bool:
                turns.setdefault(prompts_at_tables(session))
                used = len(session.state.prompts_used)
                while len(answers) < used:
                    answers.append(phones[0].send("/ideas", id=f"a{used}{len(answers)}", text="Oui", row=row).status)
                return used >= many

            wait_until(lambda: shown(3), lambda: read(session.console), 30)
            [first, second] = [phone.view["prompt"] for phone in phones]
            assert first != second and {first, second} <= set(PROMPTS)
            wait_until(lambda: len(_read_by_the_room(screen)) >= 2, lambda: read(screen))
            for many in (4, 5):
                wait_to_read(session.console, "R la montre")
                session.console.press("r")
                wait_until(partial(shown, many), lambda: read(session.console))
            assert set(answers) == {201}
            session.console.press("r")
            wait_to_read(session.console, "Toutes les relances de cette étape ont été montrées")
            wait_to_read(screen, "On termine sa phrase", timeout=30)

            assert not prompts_at_tables(session)
            wait_until(lambda: not _read_by_the_room(screen), lambda: read(screen))
        [run, used] = [session.state.runs["tables"], session.state.prompts_used]
        assert sorted(used) == sorted(("tables", text) for text in PROMPTS)
        assert run.started_at is not None
        assert all(60 <= at - run.started_at <= run.granted - 60 for at in used.values())
        turns.pop((), None)
        assert len(turns) >= 3
        assert all(len(tables) == 4 and one != other for tables in turns for one, other in pairwise(tables))
