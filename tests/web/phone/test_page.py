from __future__ import annotations

import gzip
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from random import Random

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Phase
from facilitator.engine.views import PhoneView, Room, phone_view
from facilitator.web.phone.page import CSP, page_response, render, render_door, render_leaving
from tests.engine.play import KINDS, Play, script
from tools.press import PRESSED, made_from, source

ME = "moi"


def view(play: Play) -> PhoneView:
    return phone_view(play.state, play.now, Room(), ME)


def page(play: Play, **more: object) -> str:
    return unescape(render(view(play), code="BXKTRM", **more).decode())  # type: ignore[arg-type]


def test_the_pressed_script_is_that_of_the_sources() -> None:
    assert PRESSED.read_text(encoding="utf-8").startswith(made_from(source())), "run: python -m tools.press"


def test_the_policy_allows_what_the_page_holds_and_nothing_else() -> None:
    text = render(view(Play()), code="").decode()
    for tag in ("style", "script"):
        [inline] = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in CSP

    assert "unsafe" not in CSP
    assert not re.findall(r"\sstyle=|\son[a-z]+=", text.partition("</script>")[2])
    assert not re.findall(r"https?://|//[a-z]", text.partition("</script>")[2])


def test_a_phone_is_told_the_groups_who_moves_and_what_comes() -> None:
    play = Play().phone(ME).at("fiches").do(c.CountHeads(19))
    assert "19\u00a0personnes\u00a0: 5\u00a0groupes de 3 et 1 de 4. Comptez de 1 à 6." in page(play)

    play.at("reponses").do(c.NextRound())

    assert "Changez de table" in page(play)
    assert 'data-soon="Dans un instant\u00a0: "' in page(play)


def test_who_is_thanked_rates_the_hour_whatever_the_phase_and_once() -> None:
    assert 'action="/roti"' not in page(Play().phone(ME).at("cartes"))
    for phase in ("cartes", "cloture"):
        thanked = page(Play().phone(ME).at(phase).do(c.SayThanks()))
        assert "On rend bientôt la salle" in thanked
        assert thanked.count('action="/roti"') == 1


@pytest.mark.parametrize("kind", [phase.id for phase in KINDS])
def test_compressed_or_not_it_is_the_same_page(kind: str) -> None:
    whole = render(view(Play().phone(ME).at(kind)), code="")
    answer = page_response(whole, "gzip, deflate")

    assert gzip.decompress(bytes(answer.body)) == whole
    assert page_response(whole, "").body == whole
    assert (answer.headers["content-encoding"], answer.headers["cache-control"]) == ("gzip", "no-store")


def test_a_bare_page_compresses_too() -> None:
    bare = render(view(Play()), code="", bare=True)

    assert b"<style>" not in bare and b"<script>" not in bare
    assert gzip.decompress(bytes(page_response(bare, "gzip").body)) == bare


def test_foreign_words_are_never_markup() -> None:
    hostile = '"><script>alert(1)</script>'
    play = Play().phone(ME).at("cartes").do(c.SubmitIdea("a", hostile, "phone", ME))
    sources = [
        render(view(play), code=hostile, told=hostile, draft={"text": hostile, "phase": "fiches", hostile: hostile}),
        render_door(told=hostile, code=hostile),
    ]

    for text in sources:
        assert hostile.encode() not in text
        assert b"alert(1)" in text


def test_what_was_not_taken_is_in_the_field_again() -> None:
    play = Play().phone(ME).at("cartes")
    text = page(play, told="C’est trop long.", draft={"phase": "cartes", "text": "Mes mots", "column": "Je sais"})

    assert '<p id="status" role="status">C’est trop long.</p>' in text
    assert ">Mes mots</textarea>" in text
    assert 'value="Je sais" checked' in text


def test_a_draft_of_another_phase_has_a_form_of_its_own() -> None:
    text = page(
        Play().phone(ME).at("vote"), draft={"phase": "cartes", "text": "Mes mots", "column": "Je sais", "id": "x"}
    )

    form = text[text.index('data-part="late"') : text.index("Envoyer quand même")]
    assert 'name="phase" value="cartes"' in form and 'name="column" value="Je sais"' in form
    assert ">Mes mots</textarea>" in form
    assert 'value="x"' not in form


def test_each_card_sent_without_scripts_has_an_identity_of_its_own() -> None:
    play = Play().phone(ME).at("cartes")
    ids = {re.findall(r'name="id" value="([^"]+)"', page(play))[0] for _ in range(20)}

    assert len(ids) == 20


def test_a_page_that_reloads_itself_holds_no_field() -> None:
    play = Play().phone(ME)
    pages = {"lobby": page(play)} | {phase.id: page(play.at(phase.id)) for phase in KINDS}
    play.at("cartes").do(c.SubmitIdea("a", "Une idée", "phone", ME))
    with_a_card = {phase.id: page(play.at(phase.id)) for phase in KINDS}

    reloading = {name for name, text in pages.items() if "http-equiv" in text}
    assert reloading == {"lobby", "tri", "pause", "option"}
    assert all("<textarea" not in pages[name].partition("</main>")[0] for name in reloading)
    assert not any("http-equiv" in text for text in with_a_card.values())


def test_the_notice_is_read_before_one_has_given_anything_and_stays_at_hand() -> None:
    play = Play().phone(ME).at("cartes")
    assert "Avant d’écrire" in page(play)

    play.do(c.SubmitIdea("a", "Une idée", "phone", ME))
    assert "Avant d’écrire" not in page(play)
    assert 'href="/erase">Ce qui est gardé, et comment l’effacer<' in page(play)
    assert "retirer ou tout effacer" in unescape(render_leaving(view(play), "0123").decode())


def test_the_notice_says_that_a_signature_is_quoted_where_one_may_sign() -> None:
    told = [page(Play(script(signature=signature)).phone(ME).at("cartes")) for signature in ("anonymous", "free")]

    assert ["sans auteur, sauf si vous signez" in text for text in told] == [False, True]
    for text in told:
        notice = text.partition("Avant d’écrire")[2].partition("<p>")[2].partition("</p>")[0]
        assert len([word for word in notice.split() if word not in (":", ";")]) <= 80


def test_where_sharing_is_never_the_form_has_no_words_to_send() -> None:
    secret = Phase("secret", "Rien que pour moi", "commit", 3, sharing="never")
    play = Play(script(secret)).phone(ME).at("secret")
    form = page(play).partition('action="/commitments"')[2].partition("</form>")[0]

    assert 'data-name="fields."' in form
    assert 'name="fields' not in form.replace("data-name", "")
    assert 'name="share" value="0"' in form


def test_the_reason_and_the_word_one_gave_are_in_their_fields_again() -> None:
    play = Play().phone(ME).at("debat").do(c.TakeStance(ME, 1, 0, "before", reason="Vu de mes yeux"))
    assert ">Vu de mes yeux</textarea>" in page(play)

    play.at("cloture").do(c.GiveRoti(ME, 4, "Utile"))
    assert 'name="word" maxlength="80" autocomplete="off" value="Utile"' in page(play)


def test_a_message_of_the_facilitators_is_on_the_page() -> None:
    play = Play().phone(ME).at("cartes").do(c.ShowMessage("On ferme la porte."))

    assert "On ferme la porte." in page(play)


def test_the_end_leaves_what_one_wrote_and_no_way_to_change_it() -> None:
    play = Play().phone(ME).at("cartes").do(c.SubmitIdea("a", "Ma seule idée", "phone", ME), c.EndSession())

    assert "Ma seule idée" in page(play)
    assert 'action="/ideas/a"' not in page(play)


def test_the_door_asks_for_the_code_and_says_what_was_wrong() -> None:
    text = unescape(render_door(told="Ce n’est pas le code.", code="ABC").decode())

    assert "Ce n’est pas le code." in text and 'value="ABC"' in text
    assert "<script" not in text


def test_a_ballot_of_fourteen_and_a_full_hand_of_cards_still_fit_nine_kilobytes(real_ideas: tuple[str, ...]) -> None:
    play = gathered(real_ideas, 14, 60)
    pages = [render(view(play.at(phase)), code="BXKTRM") for phase in ("cartes", "vote")]

    assert all(len(page_response(page, "gzip").body) <= 9_000 for page in pages), [
        len(page_response(page, "gzip").body) for page in pages
    ]


@pytest.mark.parametrize(("lines", "length"), [(60, 60), (40, 140), (25, 280)])
@pytest.mark.parametrize("kind", [phase.id for phase in KINDS])
def test_whatever_a_room_writes_at_length_fits_one_tcp_window(
    kind: str, lines: int, length: int, real_ideas: tuple[str, ...]
) -> None:
    answer = page_response(render(view(gathered(real_ideas, lines, length).at(kind)), code="BXKTRM"), "gzip")
    headers = sum(len(name) + len(value) + 4 for name, value in answer.raw_headers)

    assert len(answer.body) + headers <= 14_000


def gathered(ideas: tuple[str, ...], lines: int, length: int) -> Play:
    """A room that gave so many ideas, each of that length, two of them mine; what phases list comes from them."""
    words = " ".join(Random(1).choices(" ".join(ideas).split(), k=lines * length // 2))
    texts = [words[start : start + length].strip() for start in range(0, lines * length, length)]
    long = [replace(phase, max_characters=max(length, phase.max_characters)) for phase in KINDS]
    answered = [replace(phase, rows=(), source="cartes") if phase.kind == "respond" else phase for phase in long]
    play = Play(script(*answered)).phone(ME, "autre").at("cartes")
    for number, text in enumerate(texts):
        identity = sha256(text.encode()).hexdigest()[:18]  # as long as those that phones make
        play.do(c.SubmitIdea(identity, text, "phone", ME if number < 2 else f"p{number}"))
    return play
