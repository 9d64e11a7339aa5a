"""Two whole workshops as they are shipped, in a real Chromium: all kinds of phases, from lobby to signed end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from facilitator.engine.script import Kind, Phase
from facilitator.store.scripts import find_script
from tests.browser.company import Company, company
from tests.browser.room import Room, room
from tests.harness.waiting import wait_until

SCRIPTS = ("au-secours-stats", "au-secours-messageries")
"""Between them, every kind there is."""
WINDOW = 14_000
"""Bytes that a network brings at once, headers included."""


@dataclass
class Walk:
    """A workshop on its way."""

    company: Company
    looked_at: set[str]
    """Moments whose pages were looked at already, in this workshop or another."""
    violations: dict[str, list[str]] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    """The texts of ideas that the host said it had."""
    troubles: Iterator[Callable[[Walk, Phase], None]] = field(init=False)
    """What happens to phones while people write, one after the other."""

    def __post_init__(self) -> None:
        self.troubles = iter((_write_offline, _write_in_a_page_that_closes))

    @property
    def room(self) -> Room:
        return self.company.room

    def look(self, moment: str) -> None:
        """Has every face looked at by the judge of accessible pages, once for each kind of moment."""
        if moment in self.looked_at:
            return
        self.looked_at.add(moment)
        for name, face in self.company.faces.items():
            if found := face.violations():
                self.violations[f"{name}, {moment}"] = found

    def shows(self, *words: str) -> None:
        """The room reads this."""
        for word in words:
            expect(self.company.mirror.page.locator("#scene")).to_contain_text(word)


def _talk(walk: Walk, phase: Phase) -> None:
    if phase.capture == "all":
        walk.company.lea.press("Je demande la parole")
        expect(walk.company.lea.page.get_by_text("C’est noté : votre tour viendra.")).to_be_visible()


def _write(walk: Walk, phase: Phase) -> None:
    next(walk.troubles, _write_quietly)(walk, phase)
    everybody = walk.company
    if phase.veiled:
        assert not any(text in everybody.mirror.page.content() for text in walk.given)
        everybody.remote.press("Dévoiler")
    wait_until(lambda: sorted(walk.room.texts) == sorted(walk.given), lambda: f"{walk.room.texts}")
    if phase.kind != "respond":
        walk.shows(*(text for text in walk.given if f"({phase.id})" in text))
    for idea in [idea for idea in walk.room.state.ideas.values() if phase.kind == "respond" and idea.phase == phase.id]:
        walk.room.do("focus", item=idea.row)  # each table has a row of its own
        walk.shows(idea.text)


def _write_offline(walk: Walk, phase: Phase) -> None:
    everybody = walk.company
    texts = [f"{name} voit mal ({phase.id})" for name in ("Léa", "Marc", "Nour")]
    everybody.marc.goes(offline=True)
    everybody.marc.writes(texts[1])
    everybody.marc.press("Envoyer")
    expect(everybody.marc.page.locator("#status")).to_contain_text("En attente du réseau")
    assert everybody.marc.violations() == []
    everybody.lea.gives(texts[0])
    everybody.nour.gives(texts[2])
    everybody.marc.goes(offline=False)
    everybody.marc.is_heard()
    walk.given += texts


def _write_in_a_page_that_closes(walk: Walk, phase: Phase) -> None:
    everybody = walk.company
    texts = [f"{name} se relit ({phase.id})" for name in ("Léa", "Marc")]
    everybody.marc.writes(texts[1])
    everybody.marc.page.close()
    everybody.lea.gives(texts[0])
    field = everybody.marc.open().locator("form.write textarea").first
    expect(field).to_have_value(texts[1])
    everybody.marc.press("Envoyer")
    everybody.marc.is_heard()
    walk.given += texts


def _write_quietly(walk: Walk, phase: Phase) -> None:
    walk.given.append(f"Léa répond ({phase.id})")
    walk.company.lea.gives(walk.given[-1])


def _sort(walk: Walk, phase: Phase) -> None:
    for table, phone in enumerate((walk.company.lea, walk.company.marc), 1):
        phone.press(str(table))
        phone.page.locator("form.sort").first.get_by_role("button", name=phase.bins[table - 1]).click()
        phone.is_heard()
    walk.shows(phase.cards[0], f"{phase.bins[0]} (table 1)", f"{phase.bins[1]} (table 2)")


def _vote(walk: Walk, phase: Phase) -> None:
    everybody = walk.company
    text = walk.given[-1]
    for phone in (everybody.lea, everybody.marc):
        phone.page.get_by_role("button", name=f"Un point de plus : {text}").first.click()
        phone.is_heard()
    everybody.nour.page.locator(".ballot").first.get_by_label(text, exact=True).fill("2")
    everybody.nour.press("Envoyer mon bulletin")
    everybody.nour.is_heard()
    walk.shows("3 bulletins reçus")
    everybody.remote.press("Dévoiler")
    expect(everybody.mirror.page.get_by_role("row", name=text)).to_contain_text("4 points")


def _take_a_stand(walk: Walk, phase: Phase) -> None:
    everybody, scale = walk.company, walk.company.lea.page.locator("form.places button")
    places = scale.all_inner_texts()
    for moment, chosen in (("before", (3, 3, 0)), ("after", (0, 3, 0))):
        for phone, place in zip(everybody.phones, chosen, strict=True):
            phone.sees(phase.title)
            phone.press(places[place])
            phone.is_heard()
        walk.shows("3 personnes placées" if moment == "before" else "3 personnes se sont replacées")
        everybody.remote.press("Dévoiler")
        if moment == "before":
            expect(everybody.mirror.page.get_by_role("row", name=places[3])).to_contain_text("2")
            everybody.remote.press("Se placer après les arguments")
            expect(everybody.lea.page.get_by_text("Et maintenant, après les arguments ?")).to_be_visible()
    expect(everybody.mirror.page.get_by_role("row", name=places[0]).get_by_role("cell")).to_have_text(["1", "2"])


def _rate(walk: Walk, phase: Phase) -> None:
    everybody = walk.company
    for phone, marks in zip(everybody.phones, ((1, 5), (2, 4), (3, 3)), strict=True):
        form = phone.page.locator("form.rate").first
        for scale, mark in zip(form.locator(".five").all(), marks, strict=True):
            scale.get_by_label(str(mark), exact=True).check()
        if not phone.scripts:
            phone.press("Noter")
        phone.is_heard()
    walk.shows("Notes de 3 personnes")
    everybody.remote.press("Dévoiler")
    expect(everybody.mirror.page.locator("tbody tr").first.locator("td.number")).to_have_text(["2", "4"])


def _breathe(walk: Walk, phase: Phase) -> None:
    expect(walk.company.lea.page.get_by_text("Respirez, bougez")).to_be_visible()


def _commit(walk: Walk, phase: Phase) -> None:
    everybody = walk.company
    everybody.lea.gives("POUR-MOI-SEULE", "Je m’y engage")
    for phone, words in ((everybody.marc, "Marc retire un tableau"), (everybody.nour, "Nour compte les appels")):
        phone.writes(words)
        phone.page.get_by_label("J’accepte que ce soit publié sans mon nom").check()
        phone.press("Je m’y engage")
        phone.is_heard()
    walk.shows("3 engagements pris")


def _sign(walk: Walk, phase: Phase) -> None:
    everybody = walk.company
    everybody.remote.page.get_by_role("textbox", name="Une phrase de synthèse").fill("Trois chiffres suffisent.")
    everybody.remote.press("Proposer")
    walk.shows("Trois chiffres suffisent.")
    for phone, opinion in zip(everybody.phones, ("D’accord", "À nuancer", "D’accord"), strict=True):
        phone.sees(phase.title)
        phone.press(opinion)
        phone.is_heard()
        phone.page.locator(".five").get_by_label("4", exact=True).check()
        phone.press("Envoyer ma note")
        phone.is_heard()
    sentence = everybody.remote.page.locator("#desk li").first
    expect(sentence).to_contain_text("2 d’accord, 1 à nuancer, 0 pas d’accord")
    everybody.remote.unfold("#desk li details")
    sentence.get_by_role("button", name="d’accord", exact=True).click()
    walk.shows("✓ d’accord", "4 sur 5")
    everybody.remote.page.get_by_role("spinbutton", name="Personnes présentes").fill("3")
    everybody.remote.press("Figer")
    wait_until(lambda: walk.room.state.syntheses, "the synthesis to be signed")


PLAYED: dict[Kind, Callable[[Walk, Phase], None]] = {
    "talk": _talk,
    "collect": _write,
    "respond": _write,
    "group": _sort,
    "vote": _vote,
    "position": _take_a_stand,
    "matrix": _rate,
    "break": _breathe,
    "commit": _commit,
    "validate": _sign,
}


def welcome(walk: Walk) -> None:
    """The lobby: its poll, and the way in on the whole screen."""
    everybody = walk.company
    everybody.lea.page.locator("form.places button").first.click()
    everybody.lea.is_heard()
    walk.look("lobby")
    everybody.remote.press("Montrer l’entrée sur tout l’écran")
    walk.shows(walk.room.join)
    walk.look("the way in")
    everybody.remote.press("Cacher l’entrée")


def interrupt(walk: Walk) -> None:
    """A pause, a message, a blank screen: whatever the phase."""
    everybody = walk.company
    everybody.remote.press("Mettre en pause")
    expect(everybody.mirror.page.locator("#time .words")).to_have_text("En pause")
    everybody.remote.page.get_by_role("textbox", name="Message à la salle").fill("On se retrouve au fond.")
    everybody.remote.press("Afficher")
    expect(everybody.lea.page.locator(".message")).to_have_text("On se retrouve au fond.")
    walk.look("pause")
    everybody.remote.press("Éteindre l’écran")
    expect(everybody.mirror.page.locator("main")).to_have_text("")
    walk.look("blank")
    everybody.remote.press("Rallumer l’écran")
    everybody.remote.press("Reprendre")


def say_goodbye(walk: Walk) -> None:
    """The end, and what one takes home."""
    everybody = walk.company
    everybody.remote.unfold("#end")
    everybody.remote.press("Terminer")
    walk.shows("Merci à toutes et à tous !")
    for phone in everybody.phones:
        phone.sees("Merci !")
    expect(everybody.lea.page.locator("#promises")).to_contain_text("POUR-MOI-SEULE")
    walk.look("the end")
    everybody.lea.page.goto(f"{everybody.home}/take-away")
    expect(everybody.lea.page.locator("body")).to_contain_text("Trois chiffres suffisent.")
    walk.look("taken away")


@pytest.fixture(scope="module")
def looked_at() -> set[str]:
    return set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_whole_workshop_from_the_lobby_to_the_signed_end(
    name: str, browser: Browser, tmp_path: Path, looked_at: set[str]
) -> None:
    with room(tmp_path, find_script(name)) as hosted, company(browser, hosted) as everybody:
        walk = Walk(everybody, looked_at)
        phases = hosted.state.script.phase
        welcome(walk)
        for phase in phases:
            everybody.remote.press("Démarrer l’atelier") if phase is phases[0] else everybody.go_on()
            everybody.are_at(phase.title)
            PLAYED[phase.kind](walk, phase)
            if phase is phases[1]:
                interrupt(walk)
            walk.look(phase.kind)
        say_goodbye(walk)

        assert walk.violations == {}
        check_the_record(walk)
        check_what_was_asked(everybody)


def check_the_record(walk: Walk) -> None:
    """What the disk holds at the end."""
    state = walk.room.state
    assert state.status == "ended"
    assert len(state.participants) == 3
    assert sorted(walk.room.texts) == sorted(walk.given)
    assert [roti.score for roti in state.roti.values()] == [4, 4, 4]
    assert len(state.commitments) == 2 and len(state.private_commitments) == 1
    assert b"POUR-MOI-SEULE" not in walk.room.files()
    [synthesis] = state.syntheses.values()
    assert synthesis.present == 3
    assert [sentence.text for sentence in synthesis.sentences] == ["Trois chiffres suffisent."]


def check_what_was_asked(everybody: Company) -> None:
    """Everything that browsers asked for, from the first to the last minute."""
    for face in (*everybody.phones, everybody.mirror, everybody.remote):
        assert face.strangers == set()
        assert face.faults == []
        assert set(face.kinds()) <= {"document", "eventsource", "fetch"}
    assert everybody.mirror.kinds() == {"document": 1, "eventsource": 1}
    assert everybody.lea.kinds()["document"] == 2, "the page, and what is taken away"
    assert max(everybody.lea.weights()) <= WINDOW
    assert max(everybody.nour.weights()) <= WINDOW
    assert everybody.mirror.weights()[0] <= WINDOW
