"""Facilitators lead from a web page: with scripts, without, and two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.room import Room
from tests.harness.waiting import wait_until

Leads = Callable[..., Page]


@pytest.fixture
def leads(browser: Browser, hosted: Room) -> Iterator[Leads]:
    """Opens a remote: `leads()`, or `leads(java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def lead(**options: Any) -> Page:
        context = browser.new_context(viewport=PHONE, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto(hosted.remote)
        return page

    yield lead
    for context in contexts:
        context.close()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def done(page: Page) -> None:
    expect(page.locator("#answer")).to_have_text("C’est fait.")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phase_is_led_from_pause_to_the_next(hosted: Room, leads: Leads, scripts: bool) -> None:
    page = leads(java_script_enabled=scripts)

    press(page, "Mettre en pause")
    expect(page.get_by_role("button", name="Reprendre", exact=True)).to_be_visible()
    press(page, "Reprendre")
    expect(page.get_by_role("button", name="Mettre en pause")).to_be_visible()
    page.get_by_text("Étape suivante…").click()
    press(page, "Passer quand même")

    expect(page.locator("header")).to_contain_text("Ce qui coince")
    wait_until(lambda: hosted.state.phase == "doutes", "the next phase")  # the page names it before it begins


@pytest.mark.parametrize("scripts", [True, False])
def test_a_paper_card_is_written_in_a_burst(hosted: Room, leads: Leads, scripts: bool) -> None:
    hosted.go("doutes")
    page = leads(java_script_enabled=scripts)

    for text in ("Sur papier, un", "Sur papier, deux"):
        page.get_by_label("Ce qui a été dit ou écrit").fill(text)
        page.get_by_role("radio", name="sur papier").check()
        press_first(page, "Enregistrer")
        done(page)
        expect(page.locator("#ideas")).to_contain_text(text)

    assert [(idea.text, idea.channel) for idea in hosted.state.ideas.values()] == [
        ("Sur papier, un", "paper"),
        ("Sur papier, deux", "paper"),
    ]


def press_first(page: Page, button: str) -> None:
    """The button of the capture form; folds have their own."""
    page.locator("#desk").get_by_role("button", name=button, exact=True).first.click()


def test_what_is_half_typed_stays_while_the_room_goes_on(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    page = leads()
    line = page.get_by_label("Ce qui a été dit ou écrit")
    line.click()
    line.press_sequentially("À moitié")

    hosted.do("submit-idea", id="a", text="Une autre", column="Je ne sais pas lire")
    expect(page.locator("#ideas")).to_contain_text("Une autre")

    expect(line).to_have_value("À moitié")
    expect(line).to_be_focused()


def test_what_is_half_typed_stays_while_its_own_desk_changes(hosted: Room, leads: Leads) -> None:
    hosted.go("debat")
    page = leads()
    line = page.get_by_label("Ce qui a été dit ou écrit")
    line.fill("À moitié")

    hosted.do("take-stance", voter="p1", value=1, case=0, moment="before", channel="paper")
    expect(page.locator("#desk")).to_contain_text("1 personne placée")

    expect(line).to_have_value("À moitié")


def test_what_is_half_typed_waits_for_its_phase_and_goes_to_no_other(hosted: Room, leads: Leads) -> None:
    hosted.go("familles")
    hosted.do("create-theme", id="t", name="À nommer")
    page = leads()
    page.locator("#th-t summary").first.click()
    page.locator("#th-t").get_by_label("Renommer").fill("À moitié")
    page.get_by_role("textbox", name="Nouveau groupe").fill("Un autre")

    hosted.go("bacs")
    hosted.do("create-theme", id="u", name="Ailleurs")
    expect(page.locator("#t-u")).to_be_visible()
    assert not [field for field in page.locator("#desk input:visible, #desk textarea").all() if field.input_value()]
    hosted.go("familles")

    expect(page.get_by_role("textbox", name="Nouveau groupe")).to_have_value("Un autre")
    expect(page.locator("#th-t").get_by_label("Renommer")).to_have_value("À moitié")


def test_a_field_that_nobody_touched_follows_the_other_facilitator(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text="Comme dit", column="Je ne sais pas lire")
    page = leads()
    corrected = page.locator("#d-a textarea")
    expect(corrected).to_have_value("Comme dit")

    hosted.do("edit-idea", id="a", text="Mieux dit")
    expect(corrected).to_have_value("Mieux dit")
    page.locator("#d-a summary").click()
    corrected.fill("Mes mots")
    hosted.do("edit-idea", id="a", text="Encore mieux")
    expect(page.locator("#i-a > p")).to_contain_text("Encore mieux")

    expect(corrected).to_have_value("Mes mots")


def test_an_open_fold_stays_open_while_the_room_goes_on(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text="La première", column="Je ne sais pas lire")
    page = leads()
    page.locator("#d-a summary").click()

    hosted.do("submit-idea", id="b", text="La seconde", column="Je ne sais pas lire")
    expect(page.locator("#i-b")).to_be_visible()

    expect(page.locator("#d-a").get_by_role("button", name="Masquer partout")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_masked_idea_leaves_and_comes_back(hosted: Room, leads: Leads, scripts: bool) -> None:
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text="À masquer", column="Je ne sais pas lire")
    page = leads(java_script_enabled=scripts)

    page.locator("#d-a summary").click()
    press(page, "Masquer partout")
    expect(page.locator("#i-a")).to_contain_text("masquée")
    assert hosted.state.ideas["a"].masked

    if not scripts:
        page.locator("#d-a summary").click()
    press(page, "Rendre visible")
    wait_until(lambda: not hosted.state.ideas["a"].masked, "the idea to be back")


SEND_TO_NOWHERE = """
    const column = document.querySelector('#desk [name=column]');
    const buttons = [...column.form.querySelectorAll('button')];
    column.selectedOptions[0].value = 'Nulle part';
    column.form.requestSubmit(buttons.find(button => button.textContent.includes('Enregistrer')));
"""
"""In one breath: news that came in between would put the right column back."""


def test_a_refusal_is_read_and_nothing_typed_is_lost(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    page = leads()
    line = page.get_by_label("Ce qui a été dit ou écrit")
    line.fill("Un mot de trop")

    page.evaluate(SEND_TO_NOWHERE)

    expect(page.locator("#answer")).not_to_have_text("")
    expect(page.locator("#answer")).not_to_have_text("C’est fait.")
    expect(page.locator("#answer")).not_to_have_text("On envoie…")
    expect(line).to_have_value("Un mot de trop")
    assert hosted.texts == []


def test_a_network_that_is_gone_is_told_and_the_words_stay(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    page = leads()
    page.get_by_label("Ce qui a été dit ou écrit").fill("Gardé")
    page.context.set_offline(True)
    press_first(page, "Enregistrer")
    expect(page.locator("#answer")).to_contain_text("Rien n’est parti")
    expect(page.get_by_label("Ce qui a été dit ou écrit")).to_have_value("Gardé")

    page.context.set_offline(False)
    press_first(page, "Enregistrer")

    done(page)
    assert hosted.texts == ["Gardé"]


def test_a_host_that_dies_is_told_and_led_again_once_it_is_back(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    page = leads()
    line = page.get_by_label("Ce qui a été dit ou écrit")
    line.fill("Écrit pendant la panne")
    hosted.kill()
    expect(page.locator("#lost")).to_contain_text("L’hôte ne répond pas")

    hosted.come_back()
    expect(page.locator("#lost")).to_have_text("", timeout=15_000)
    expect(line).to_have_value("Écrit pendant la panne")
    press_first(page, "Enregistrer")

    done(page)
    assert hosted.texts == ["Écrit pendant la panne"]


def test_two_facilitators_are_equals(hosted: Room, leads: Leads) -> None:
    one, two = leads(), leads()

    press(one, "Mettre en pause")
    expect(two.get_by_role("button", name="Reprendre", exact=True)).to_be_visible()
    press(two, "Reprendre")
    expect(one.get_by_role("button", name="Mettre en pause")).to_be_visible()


def test_a_ballot_and_hands_are_counted(hosted: Room, leads: Leads) -> None:
    hosted.go("doutes")
    for name in ("a", "b"):
        hosted.do("submit-idea", id=name, text=f"Idée {name}", column="Je ne sais pas lire")
    hosted.go("vote")
    page = leads()

    page.get_by_role("spinbutton", name="Idée a").fill("1")
    press(page, "Enregistrer le bulletin")
    done(page)

    [ballot] = hosted.state.ballots.values()
    assert dict(ballot.points) == {"a": 1}


def test_a_revoked_key_closes_the_remote(hosted: Room, leads: Leads) -> None:
    page = leads()
    page.get_by_text("Changer la clé de la télécommande…").click()

    press(page, "Changer la clé")

    expect(page.get_by_role("heading", name="Cette télécommande est fermée")).to_be_visible(timeout=15_000)
    assert page.request.get(hosted.remote).status == 404
