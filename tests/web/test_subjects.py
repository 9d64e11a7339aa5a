"""What the room is turned to, on phones, on the room's page and on the remote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.store.opening import load_state
from tests.harness.hosting import Hosted, hosted, phase
from tests.web import pages
from tests.web.guesthouse import Phone
from tests.web.pages import HOME, ask

ROUNDS = """
form = "tables"
rows = ["Écrire", "Montrer", "Vérifier"]
[[phase.round]]
title = "Un"
minutes = 5
[[phase.round]]
title = "Deux"
minutes = 5
rotation = "next_table"
"""
AXES = """
source = "sujets"
x_axis = ["Effort", "peu", "beaucoup"]
y_axis = ["Effet", "faible", "fort"]
"""
SCRIPT = "".join(
    (
        'format = 1\n[workshop]\ntitle = "Petit café"\nstart = "16:00"\nend = "17:00"\n',
        phase("sujets", "collect", 5),
        phase("cafe", "talk", 16, 'source = "sujets"\nper_item_minutes = 8'),
        phase("tables", "respond", 10, ROUNDS),
        phase("plan", "matrix", 8, AXES),
        phase("lundi", "commit", 8),
    )
)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Hosted]:
    with hosted(tmp_path, script=SCRIPT) as host:
        host.send("start-phase")
        host.send("submit-idea", id="i0", text="Le budget")
        host.send("submit-idea", id="i1", text="Les délais")
        yield host


def press(host: Hosted, command: str, **form: str) -> None:
    """A button of the remote's page."""
    assert pages.press(host, command, at="desk", **form).status == 303


def reads(host: Hosted, path: str) -> str:
    return ask(host, "GET", path).text.replace("\u00a0", " ")


def test_the_thumbs_of_phones_and_of_the_room_say_whether_a_subject_goes_on(host: Hosted) -> None:
    phone = Phone(host).joins()
    host.send("go-to-phase", phase="cafe")
    press(host, "focus", item="i0")
    assert "Ce sujet a 8 min." in reads(host, HOME)
    page = phone.get("/").page
    assert "On continue ?" not in page and "Posez votre téléphone." in page

    press(host, "ask-thumbs")

    page = phone.get("/").page
    assert "Oui, encore 4\u00a0min" in page
    assert "Posez votre téléphone." not in page, "it is asked to be taken up"
    assert phone.post("/thumbs", {"up": "1", "item": "i0"}).status == 303
    assert 'value="1" aria-pressed="true"' in phone.get("/").page
    press(host, "count-thumbs", up="3", down="2")
    assert "Pouces : 4 pour continuer, 2 pour la suite" in reads(host, HOME)
    assert "On continue ?" in reads(host, "/screen") and "4 pour continuer" not in reads(host, "/screen")

    press(host, "extend-subject")
    assert phone.send("/thumbs", up=False, item="i0").status == 409
    assert load_state(host.folder).runs["cafe"].subject_seconds == 720
    press(host, "focus", item="i1")
    assert "2/2" in reads(host, "/screen")


def test_whoever_speaks_has_a_bar_without_a_figure_on_the_room_s_page(host: Hosted) -> None:
    host.send("go-to-phase", phase="cafe")
    assert "Prise de parole" not in reads(host, "/screen")
    host.send("start-turn")
    assert '<div data-mode="turn"' in reads(host, "/screen") and "Prise de parole" in reads(host, "/screen")


def test_each_page_says_which_table_has_which_row_and_a_phone_answers_its_own(host: Hosted) -> None:
    phone = Phone(host).joins()
    host.send("count-heads", count=15)
    host.send("go-to-phase", phase="tables")
    phone.post("/group", {"group": "1"})
    assert 'value="row:0" checked' in phone.get("/").page

    host.send("next-round")

    for page in (HOME, "/screen"):
        assert "Table 2, équipe 1" in reads(host, page)
        assert "Les équipes : de la 1 à la 2, de la 2 à la 3, de la 3 à la 1." in reads(host, page)
    assert "Vous êtes maintenant à la table 2." in phone.get("/").page
    assert 'value="row:1" checked' in phone.get("/").page


def test_a_quarter_of_the_plane_and_a_point_placed_aloud_are_the_remote_s_too(host: Hosted) -> None:
    host.send("go-to-phase", phase="plan")
    press(host, "place-point", item="i0", x="1", y="5")
    press(host, "reveal")
    press(host, "focus", item="quadrant:low-high")

    assert "dit à voix haute" in reads(host, HOME)
    room = reads(host, "/screen")
    assert "Effort : peu · Effet : fort" in room and "Le budget" in room and "Les délais" not in room


def test_only_a_commitment_given_to_be_read_is_put_before_the_room(host: Hosted) -> None:
    host.send("go-to-phase", phase="lundi")
    host.send("commit", id="e0", fields=[["", "Relire les légendes"]], share=True)
    host.send("commit", id="e1", fields=[["", "Secret"]], share=False)
    assert "Secret" not in reads(host, HOME) and "Relire les légendes" not in reads(host, "/screen")

    press(host, "focus", item="e0")

    assert "Relire les légendes" in reads(host, "/screen")
    press(host, "focus", item="")
    assert "Relire les légendes" not in reads(host, "/screen")
