"""A phone in the room: what one writes reaches the disk once, and nothing one typed is lost."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.browser.conftest import Joins
from tests.browser.room import Room, room
from tests.harness.waiting import wait_until

IDEA = "Votre idée"


def write(page: Page, text: str, label: str = IDEA) -> None:
    page.get_by_label(label).first.fill(text)


def send(page: Page, button: str = "Envoyer") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def received(page: Page) -> None:
    expect(page.locator("#status")).to_have_text(re.compile("Reçu"))


def test_an_idea_is_received_once_it_is_on_the_disk_and_becomes_my_card(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()

    phone.get_by_label("Je ne sais pas lire").check()
    write(phone, "Personne n’ouvre le tableau.")
    send(phone)
    received(phone)

    assert [(idea.text, idea.column) for idea in hosted.state.ideas.values()] == [
        ("Personne n’ouvre le tableau.", "Je ne sais pas lire")
    ]
    expect(phone.locator(".cards")).to_contain_text(["Personne n’ouvre le tableau."])
    expect(phone.get_by_label(IDEA)).to_have_value("")
    expect(phone.get_by_text("Il vous reste 2 cartes.")).to_be_visible()


def test_the_round_to_come_is_announced_ten_seconds_before(hosted: Room, joins: Joins) -> None:
    hosted.go("entretiens")
    phone = joins()
    expect(phone.locator("#link")).to_contain_text("connecté")
    expect(phone.locator("#status")).to_have_text("")

    hosted.do("add-time", seconds=-172)

    expect(phone.locator("#status")).to_contain_text("Dans un instant")
    expect(phone.locator("article")).to_contain_text(
        hosted.state.script.find("entretiens").round[1].title, timeout=15000
    )
    expect(phone.locator("#status")).to_have_text("")


def test_without_scripts_one_writes_edits_and_takes_back(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins(java_script_enabled=False)

    write(phone, "Sans script")
    send(phone)
    expect(phone.locator("#status")).to_have_text("C’est bien reçu.")
    phone.get_by_text("Modifier ou retirer").click()
    write(phone, "Toujours sans script", "Vos mots")
    send(phone, "Enregistrer")
    expect(phone.locator("#status")).to_have_text("C’est bien reçu.")
    assert hosted.texts == ["Toujours sans script"]

    phone.get_by_text("Modifier ou retirer").click()
    send(phone, "Retirer cette carte")
    expect(phone.locator("article .cards")).to_have_count(0)
    assert hosted.texts == []


def test_my_card_can_be_edited_and_taken_back(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    write(phone, "Un premier jet")
    send(phone)
    received(phone)

    phone.get_by_text("Modifier ou retirer").click()
    write(phone, "Mieux dit", "Vos mots")
    send(phone, "Enregistrer")
    expect(phone.get_by_text("Mieux dit").first).to_be_visible()
    wait_until(lambda: hosted.texts == ["Mieux dit"], "the new words on the disk")

    phone.get_by_text("Modifier ou retirer").click()
    send(phone, "Retirer cette carte")
    wait_until(lambda: hosted.texts == [], "the card to be gone")
    expect(phone.get_by_text("Mieux dit")).to_have_count(0)


def test_what_is_written_without_a_network_goes_once_when_it_is_back(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    phone.context.set_offline(True)

    write(phone, "Écrit dans le métro")
    send(phone)
    expect(phone.locator("#status")).to_contain_text("En attente du réseau")
    expect(phone.locator("#outbox")).to_contain_text("Écrit dans le métro")
    assert hosted.texts == []

    phone.context.set_offline(False)
    received(phone)
    expect(phone.locator("#outbox")).to_be_hidden()
    assert hosted.texts == ["Écrit dans le métro"]


def test_what_waits_for_the_network_outlives_the_page(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    phone.route("**/ideas", lambda route: route.abort())
    write(phone, "Écrit, puis page fermée")
    send(phone)
    expect(phone.locator("#status")).to_contain_text("En attente du réseau")
    context = phone.context
    phone.close()

    again = context.new_page()
    again.goto(hosted.join)
    wait_until(lambda: hosted.texts == ["Écrit, puis page fermée"], "the idea of the closed page")


def test_an_answer_lost_on_the_way_doubles_nothing(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    arrived = []

    def lose_the_first_answer(route: Route, request: Request) -> None:
        arrived.append(request.post_data)
        if len(arrived) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    phone.route("**/ideas", lose_the_first_answer)
    write(phone, "Une seule fois")
    send(phone)
    received(phone)

    assert len(arrived) == 2 and arrived[0] == arrived[1]
    assert hosted.texts == ["Une seule fois"]


def test_a_page_closed_while_typing_finds_its_words_again(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    write(phone, "Je n’avais pas fini ma phr")
    context = phone.context
    phone.close()

    again = context.new_page()
    again.goto(hosted.join)

    expect(again.get_by_label(IDEA)).to_have_value("Je n’avais pas fini ma phr")


def test_a_phase_that_changes_leaves_the_words_the_focus_and_their_phase(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    phone.get_by_label(IDEA).press_sequentially("Je n’avais pas")
    hosted.go("vote")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Par quoi commencer")

    expect(phone.get_by_role("heading", name="Votre brouillon : Ce qui coince")).to_be_visible()
    phone.keyboard.type(" fini")
    expect(phone.get_by_label(IDEA)).to_have_value("Je n’avais pas fini")
    expect(phone.locator("#news")).to_have_text("Nouvelle étape : Par quoi commencer")
    send(phone)
    received(phone)

    [idea] = hosted.state.ideas.values()
    assert (idea.text, idea.phase) == ("Je n’avais pas fini", "doutes")
    expect(phone.locator(".draft")).to_have_count(0)


def test_a_draft_of_another_phase_comes_back_after_a_reload_and_can_be_thrown_away(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    write(phone, "À garder")
    hosted.go("pause")
    expect(phone.get_by_role("heading", level=1)).to_have_text("On souffle")

    phone.reload()
    expect(phone.locator(".draft textarea")).to_have_value("À garder")
    send(phone, "Effacer")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    expect(phone.locator(".draft")).to_have_count(0)


def test_what_the_host_refuses_comes_back_with_its_reason(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    for text in ("Un", "Deux", "Trois"):
        write(phone, text)
        send(phone)
        received(phone)
    expect(phone.get_by_text("Vous avez donné toutes vos cartes.")).to_be_visible()

    phone.get_by_label("J’écris pour quelqu’un d’autre").uncheck()
    write(phone, "Une de trop")
    send(phone)

    expect(phone.locator("#status")).to_have_text("Vous avez donné vos 3 cartes.")
    expect(phone.get_by_label(IDEA)).to_have_value("Une de trop")
    assert hosted.texts == ["Un", "Deux", "Trois"]


def test_a_neighbour_writes_beyond_my_cards(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    phone.get_by_label("J’écris pour quelqu’un d’autre").check()
    write(phone, "Celle de ma voisine")
    send(phone)
    received(phone)

    assert [idea.on_behalf for idea in hosted.state.ideas.values()] == [True]
    expect(phone.get_by_text("Il vous reste 3 cartes.")).to_be_visible()


def test_a_vote_stays_within_its_points_and_a_neighbour_votes_too(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    for idea in ("a", "b"):
        hosted.do("submit-idea", id=idea, text=f"Idée {idea}")
    hosted.go("vote")
    phone = joins()
    more_a = phone.get_by_role("button", name="Un point de plus : Idée a").first
    more_b = phone.get_by_role("button", name="Un point de plus : Idée b").first

    more_a.click()
    more_a.click()
    expect(more_a).to_be_disabled()
    more_b.click()
    expect(more_b).to_be_disabled()
    expect(phone.locator("output").first).to_have_text("Il vous reste 0 point.")
    received(phone)
    phone.get_by_role("link", name="Voter pour quelqu’un d’autre").click()
    phone.get_by_role("button", name="Un point de plus : Idée b").click()
    send(phone, "Envoyer son bulletin")

    def ballots() -> list[dict[str, int]]:
        return [dict(ballot.points) for ballot in hosted.state.ballots.values()]

    wait_until(lambda: ballots() == [{"a": 2, "b": 1}, {"b": 1}], lambda: f"two ballots: {ballots()}")
    expect(phone.get_by_label("Idée b", exact=True)).to_have_value("0")
    phone.get_by_role("button", name="Un point de plus : Idée a").click()
    send(phone, "Envoyer son bulletin")
    wait_until(lambda: ballots() == [{"a": 2, "b": 1}, {"b": 1}, {"a": 1}], lambda: f"three ballots: {ballots()}")
    phone.get_by_role("link", name="Revenir à mon bulletin").click()
    expect(phone.get_by_label("Idée a", exact=True)).to_have_value("2")


def test_points_just_given_are_not_lost_by_leaving_the_page(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text="Idée a")
    hosted.go("vote")
    phone = joins()

    phone.get_by_role("button", name="Un point de plus : Idée a").click()
    phone.get_by_role("link", name="Voter pour quelqu’un d’autre").click()

    wait_until(lambda: [dict(ballot.points) for ballot in hosted.state.ballots.values()] == [{"a": 1}], "the ballot")


def test_points_given_while_the_page_comes_back_are_not_lost(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    for idea in ("a", "b"):
        hosted.do("submit-idea", id=idea, text=f"Idée {idea}")
    hosted.go("vote")
    phone = joins()
    coming: list[Route] = []
    phone.route("**/?bare*", lambda route: coming.append(route))

    with phone.expect_request("**/?bare*"):
        phone.get_by_role("button", name="Un point de plus : Idée a").first.click()
    phone.get_by_role("button", name="Un point de plus : Idée b").first.click()
    for page in coming:
        page.continue_()
    phone.unroute("**/?bare*")

    wait_until(lambda: [dict(ballot.points) for ballot in hosted.state.ballots.values()] == [{"a": 1, "b": 1}], "both")


def test_every_kind_takes_what_a_phone_gives(hosted: Room, joins: Joins) -> None:
    phone = joins()
    send(phone, "Je demande la parole")
    expect(phone.get_by_text("C’est noté : votre tour viendra.")).to_be_visible()

    hosted.go("fiches")
    phone.get_by_role("button", name="3", exact=True).click()
    expect(phone.get_by_text("Vous êtes dans le groupe 3")).to_be_visible()
    write(phone, "Appels au standard", "Chiffre")
    send(phone)
    expect(phone.locator("dl")).to_contain_text("Appels au standard")

    hosted.go("solutions")
    phone.get_by_label("L’élu veut des abonnés").check()
    write(phone, "Lui montrer les appels", "Votre réponse")
    send(phone)
    expect(phone.locator(".cards").first).to_contain_text("Lui montrer les appels")

    hosted.go("bacs")
    phone.get_by_role("button", name="Standard").first.click()
    received(phone)

    hosted.go("debat")
    phone.get_by_role("button", name="Plutôt d’accord").click()
    write(phone, "Il pèse sur tout le monde", "En un mot, pourquoi ?")
    send(phone, "Ajouter ma raison")
    received(phone)

    hosted.go("cloture")
    hosted.do("write-sentence", id="s1", text="Trois chiffres suffisent.")
    phone.get_by_role("button", name="À nuancer").click()
    received(phone)
    phone.locator(".five").get_by_label("4", exact=True).check()
    phone.get_by_label("Un mot ?").fill("utile")
    send(phone, "Envoyer ma note")

    wait_until(lambda: hosted.state.roti, "the last of it on the disk")
    state = hosted.state
    [me] = state.participants
    by_phase = {idea.phase: idea for idea in state.ideas.values()}
    assert by_phase["fiches"].fields == (("Chiffre", "Appels au standard"),) and by_phase["fiches"].group == "3"
    assert (by_phase["solutions"].row, by_phase["solutions"].column) == ("row:2", "Ça marche")
    assert state.placements["bacs", "3", "card:0"] == "bin:0"
    stance = state.stances["debat", 0, "before", me]
    assert (stance.value, stance.reason) == (2, "Il pèse sur tout le monde")
    assert state.opinions == {("s1", me): "nuance"}
    assert (state.roti[me].score, state.roti[me].word) == (4, "utile")
    assert [hand.participant for hand in state.queue] == [me]


def test_a_phone_refuses_a_sentence_proposes_another_and_lets_the_page_be_published(hosted: Room, joins: Joins) -> None:
    hosted.go("cloture")
    for number, text in enumerate(("Trois chiffres suffisent.", "Madame Durand a tort.")):
        hosted.do("write-sentence", id=f"s{number}", text=text)
    phone, other = joins(), joins(java_script_enabled=False)

    phone.get_by_text("Corriger, ou ne pas publier").last.click()
    phone.get_by_label("Vos mots, pour les animateurs").last.fill("Une direction a tort.")
    send(phone, "Proposer")
    received(phone)
    phone.get_by_text("Vous proposez d’autres mots").click()
    phone.get_by_role("button", name="Ne pas publier cette phrase").last.click()
    phone.get_by_text("Ne sera pas publiée").wait_for()
    send(phone, "On peut publier")
    phone.get_by_text("Merci : pour vous, on peut publier.").wait_for()

    other.reload()
    expect(other.get_by_text("Ne sera pas publiée")).to_have_count(1)
    expect(other.locator("body")).not_to_contain_text("Une direction")
    send(other, "On peut publier")
    expect(other.locator("#status")).to_have_text("C’est bien reçu.")
    state = hosted.state
    assert [sentence for sentence, _ in state.objections] == ["s1"]
    assert [(wording.sentence, wording.text) for wording in state.wordings.values()] == [
        ("s1", "Une direction a tort.")
    ]
    assert len(state.approvals) == 2

    phone.get_by_text("Vous refusez qu’elle soit publiée").click()
    send(phone, "Finalement, on peut la publier")
    expect(phone.get_by_text("Ne sera pas publiée")).to_have_count(0)


def test_what_one_keeps_for_oneself_is_on_the_page_one_takes_home(hosted: Room, joins: Joins) -> None:
    hosted.go("lundi")
    phone = joins()
    phone.locator("textarea").first.fill("Fermer un tableau")
    send(phone, "Je m’y engage")
    received(phone)
    hosted.do("end-session")
    phone.get_by_role("link", name="Ma page à emporter").click()

    expect(phone.locator("#promises")).to_contain_text("Fermer un tableau")
    expect(phone.locator(".blanks")).to_have_count(0)
    assert b"Fermer un tableau" not in hosted.files()


def test_marks_go_by_themselves_and_one_may_pass(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    for idea in ("a", "b"):
        hosted.do("submit-idea", id=idea, text=f"Idée {idea}")
    hosted.go("tri")
    phone = joins()
    first, second = phone.locator(".rate").all()

    first.get_by_label("4", exact=True).first.check()
    first.get_by_label("1", exact=True).last.check()
    received(phone)
    second.get_by_role("button", name="Je passe").click()

    def marks() -> list[tuple[int | None, int | None]]:
        return [(rating.x, rating.y) for rating in hosted.state.ratings.values()]

    wait_until(lambda: marks() == [(4, 1), (None, None)], lambda: f"two marks: {marks()}")


def test_a_private_commitment_never_leaves_the_phone_and_is_there_at_the_end(hosted: Room, joins: Joins) -> None:
    phone = joins()
    sent: list[str] = []
    phone.on("request", lambda request: sent.append(request.url + (request.post_data or "")))

    hosted.go("lundi")
    write(phone, "SECRET-CHOIX", "Lundi, je…")
    send(phone, "Je m’y engage")
    received(phone)
    hosted.go("secret")
    write(phone, "SECRET-JAMAIS", "Mon engagement")
    send(phone, "Je m’y engage")
    received(phone)
    hosted.do("end-session")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Merci !")
    phone.reload()

    expect(phone.locator("#promises")).to_contain_text("SECRET-CHOIX")
    expect(phone.locator("#promises")).to_contain_text("SECRET-JAMAIS")
    assert "SECRET" not in "".join(sent)
    assert b"SECRET" not in hosted.files()
    assert len(hosted.state.private_commitments) == 2


def test_a_shared_commitment_is_kept_without_a_name(hosted: Room, joins: Joins) -> None:
    hosted.go("lundi")
    phone = joins()
    write(phone, "je retire un tableau", "Lundi, je…")
    phone.get_by_label("J’accepte que ce soit publié sans mon nom").check()
    send(phone, "Je m’y engage")
    received(phone)

    [commitment] = hosted.state.commitments.values()
    assert commitment.fields == (("Lundi, je…", "je retire un tableau"),)


def test_the_facilitators_see_who_types_and_who_has_finished(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    with phone.expect_request("**/typing"):
        phone.get_by_label(IDEA).press_sequentially("J’hésite")
    send(phone, "J’ai fini")
    expect(phone.get_by_text("aidez votre voisin")).to_be_visible()

    assert [participant.ready for participant in hosted.state.participants.values()] == ["doutes"]


def test_hostile_words_stay_words(hosted: Room, joins: Joins) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text=hostile)
    hosted.go("vote")
    phone = joins()
    phone.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError("a script ran")))

    expect(phone.get_by_text(hostile).first).to_be_visible()
    assert phone.locator("img").count() == 0


def test_a_host_that_dies_and_comes_back_finds_its_phones_and_what_they_wrote_meanwhile(
    hosted: Room, joins: Joins
) -> None:
    hosted.go("doutes")
    phone = joins()
    expect(phone.get_by_text("● connecté")).to_be_visible()
    hosted.kill()
    expect(phone.get_by_text("○ on se reconnecte…")).to_be_visible()
    write(phone, "Écrit pendant la panne")
    send(phone)
    expect(phone.locator("#outbox")).to_contain_text("Écrit pendant la panne")

    hosted.come_back()

    expect(phone.get_by_text("● connecté")).to_be_visible(timeout=20_000)
    wait_until(lambda: hosted.texts == ["Écrit pendant la panne"], "the idea of the blackout")
    assert len(hosted.state.participants) == 1


def test_a_prompt_comes_in_without_touching_what_one_writes(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    phone.get_by_label(IDEA).press_sequentially("Je cherche mes")

    hosted.do("show-prompt")
    expect(phone.locator(".prompt")).to_have_text("Et celui que personne ne lit ?")
    phone.keyboard.type(" mots")

    expect(phone.get_by_label(IDEA)).to_have_value("Je cherche mes mots")
    expect(phone.locator("#news")).to_have_text("Et celui que personne ne lit ?")


def test_without_scripts_what_is_refused_stays_in_its_field(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins(java_script_enabled=False)
    for text in ("Un", "Deux", "Trois"):
        write(phone, text)
        send(phone)
    phone.get_by_label("J’écris pour quelqu’un d’autre").uncheck()
    write(phone, "Une de trop")
    send(phone)

    expect(phone.locator("#status")).to_have_text("Vous avez donné vos 3 cartes.")
    expect(phone.get_by_label(IDEA)).to_have_value("Une de trop")


def test_without_scripts_words_whose_phase_is_over_still_go_to_it(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins(java_script_enabled=False)
    write(phone, "Un peu tard")
    hosted.go("vote")
    send(phone)

    assert [(idea.text, idea.phase) for idea in hosted.state.ideas.values()] == [("Un peu tard", "doutes")]
    expect(phone.get_by_role("heading", level=1)).to_have_text("Par quoi commencer")


def test_without_scripts_one_votes_rates_and_takes_a_stand(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text="Idée a")
    hosted.go("vote")
    phone = joins(java_script_enabled=False)
    phone.get_by_role("spinbutton", name="Idée a").first.fill("2")
    send(phone, "Envoyer mon bulletin")
    hosted.go("debat")
    phone.goto(hosted.join)
    send(phone, "Plutôt d’accord")
    hosted.go("tri")
    phone.goto(hosted.join)
    phone.get_by_label("5", exact=True).first.check()
    send(phone, "Noter")

    state = hosted.state
    assert [dict(ballot.points) for ballot in state.ballots.values()] == [{"a": 2}]
    assert [stance.value for stance in state.stances.values()] == [2]
    assert [(rating.x, rating.y) for rating in state.ratings.values()] == [(5, None)]


def test_two_phones_never_see_each_other_s_cards(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    mine, yours = joins(), joins()
    write(mine, "SECRET-SOUS-LE-VOILE")
    send(mine)
    received(mine)

    seen = yours.request.get(hosted.join.partition("/j/")[0] + "/view").text()
    yours.reload()
    assert "SECRET" not in seen + yours.content()


def test_the_warm_up_question_is_answered_in_the_lobby(tmp_path: Path, browser: Browser) -> None:
    with room(tmp_path) as lobby, browser.new_context() as context:
        phone = context.new_page()
        phone.goto(lobby.join)
        phone.get_by_role("button", name="Un seul").click()
        received(phone)

        expect(phone.get_by_role("button", name="Un seul")).to_have_attribute("aria-pressed", "true")
        assert list(lobby.state.poll.values()) == [1]
        lobby.do("start-phase")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Bonjour, et je n’y comprends rien")


def test_who_has_no_code_is_asked_for_it(hosted: Room, browser: Browser) -> None:
    home, _, code = hosted.join.partition("/j/")
    with browser.new_context(java_script_enabled=False) as context:
        phone = context.new_page()
        phone.goto(home)
        phone.get_by_label("Le code de la salle").fill("FAUX")
        send(phone, "Entrer")
        expect(phone.locator("#status")).to_contain_text("Ce n’est pas le code")

        phone.get_by_label("Le code de la salle").fill(code.lower())
        send(phone, "Entrer")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Bonjour, et je n’y comprends rien")
