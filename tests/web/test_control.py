from __future__ import annotations

from http.client import HTTPResponse

import pytest

from facilitator.engine.views import Room, console_view
from facilitator.store.opening import load_state
from facilitator.web.control_context import context_of
from tests.harness.hosting import Hosted
from tests.tui.screen.workshop import doubts_veiled
from tests.web.pages import HOME, ask, following, form_of, next_message, press


def lent(host: Hosted) -> str:
    """The address that other facilitators are given."""
    return "/remote/" + str(host.ask("GET", f"{HOME}/view")[1]["addresses"]["remote"]).rpartition("/")[2]


def test_a_button_does_what_it_says_and_leads_back_to_its_place(host: Hosted) -> None:
    pressed = press(host, "start-phase")

    assert (pressed.status, pressed.headers["location"]) == (303, f"{HOME}?done#run")
    assert load_state(host.folder).phase == "idees"
    assert '<p id="answer" class="answer" role="status">C’est fait.</p>' in ask(host, "GET", f"{HOME}?done").text


def test_the_phases_to_come_change_places_and_one_is_added(host: Hosted) -> None:
    press(host, "start-phase")
    assert f'action="{HOME}/order-phases"' in ask(host, "GET", HOME).text
    press(host, "add-phase", id="plus", title="Un mot", kind="talk", minutes="3", question="Qui ?", after="tours")

    later = [phase.id for phase in load_state(host.folder).script.phase][1:]
    assert later[later.index("tours") + 1] == "plus"
    assert press(host, "order-phases", **{f"order.{one}": "true" for one in reversed(later)}).status == 303
    assert [phase.id for phase in load_state(host.folder).script.phase][1:] == later[::-1]
    assert "Plus tard" in ask(host, "GET", HOME).text and "Un mot" in ask(host, "GET", HOME).text


def test_a_refusal_is_a_page_that_says_why_and_keeps_what_was_typed(host: Hosted) -> None:
    press(host, "start-phase")
    refused = press(host, "submit-idea", id="i", text="Gardé <b>", column="Nulle part", channel="paper")

    assert refused.status == 409
    assert "Gardé &lt;b&gt;</textarea>" in refused.text
    assert 'role="status">' in refused.text and load_state(host.folder).ideas == {}


def test_an_idea_heard_twice_by_the_same_form_counts_once(host: Hosted) -> None:
    press(host, "start-phase")
    for _ in range(2):
        press(host, "submit-idea", id="i", text="Entendu", column="Ailleurs", channel="facilitator")

    assert [idea.text for idea in load_state(host.folder).ideas.values()] == ["Entendu"]


def test_what_people_write_is_never_markup(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "submit-idea", id="i", text="<script>alert(1)</script>", column="Ailleurs")

    assert "<script>alert" not in ask(host, "GET", HOME).text
    assert "&lt;script&gt;alert" in ask(host, "GET", HOME).text


def test_an_idea_that_waits_is_shown_or_turned_down(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "set-review", review="true")
    host.send("submit-idea", id="w", text="À relire", channel="phone", author="tel1", column="Ailleurs")
    assert f'formaction="{HOME}/approve-idea"' in ask(host, "GET", HOME).text

    press(host, "approve-idea", id="w")

    assert "À relire" in ask(host, "GET", "/screen").text


def test_leaving_a_phase_too_soon_or_still_veiled_is_asked_first(host: Hosted) -> None:
    press(host, "start-phase")
    page = ask(host, "GET", HOME).text

    assert "Il reste plus d’un quart du temps de cette étape." in page
    assert "Étape suivante…" in page
    playing = doubts_veiled()
    view = console_view(playing.state, playing.now, Room())
    assert "la salle n’a rien vu" in context_of(view, playing.state, "fr", everything=False)["numbers"].warning


def next_part(stream: HTTPResponse, part: str) -> str:
    """The part as it is told next, whatever else is told before."""
    while part not in (told := next_message(stream)):
        assert told is not None
    html: str = told[part]
    return html


def test_two_facilitators_see_the_same_truth(host: Hosted) -> None:
    other = lent(host)
    with following(host, f"{HOME}/live") as one, following(host, f"{other}/live") as two:
        next_message(one), next_message(two)
        press(host, "start-phase", other)

        assert "Mettre en pause" in next_part(one, "run")
        assert "Mettre en pause" in next_part(two, "run")


def test_a_revoked_key_opens_nothing_and_ends_what_it_opened(host: Hosted) -> None:
    old = lent(host)
    with following(host, f"{old}/live") as stream:
        next_message(stream)
        assert press(host, "revoke-key").status == 303

        while next_message(stream) is not None:
            pass
    assert ask(host, "GET", old).status == 404
    assert press(host, "pause", old).status == 404
    assert ask(host, "GET", lent(host)).status == 200
    assert ask(host, "GET", HOME).status == 200, "the console keeps its own"


def test_a_key_outlives_its_host(host: Hosted, tmp_path_factory: pytest.TempPathFactory) -> None:
    known = lent(host)

    assert known.removeprefix("/remote/") in host.folder.joinpath("door.json").read_text(encoding="utf-8")
    assert known.removeprefix("/remote/").encode() not in host.folder.joinpath("journal.jsonl").read_bytes()


def test_a_renewed_code_replaces_the_one_before_at_once(host: Hosted) -> None:
    before = host.ask("GET", f"{HOME}/view")[1]["addresses"]["join"]
    press(host, "renew-code")
    after = host.ask("GET", f"{HOME}/view")[1]["addresses"]["join"]

    assert after != before and after.rpartition("/")[0] == before.rpartition("/")[0]


def test_a_form_from_another_site_is_turned_away(host: Hosted) -> None:
    foreign = ask(host, "POST", f"{HOME}/start-phase", {}, Origin="http://elsewhere.example")

    assert foreign.status == 403
    assert load_state(host.folder).phase == ""


def test_a_command_nobody_knows_is_a_page_that_says_so(host: Hosted) -> None:
    unknown = press(host, "paint-room")

    assert unknown.status == 404
    assert "Commande inconnue" in unknown.text


def test_undo_says_what_it_takes_back(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "add-time", seconds="60")

    assert "Annuler\u00a0: le temps ajouté ou repris" in ask(host, "GET", HOME).text


def test_a_closed_remote_is_a_page_for_people_and_nothing_for_programs(host: Hosted) -> None:
    told = [ask(host, "GET", path, Accept="text/html,*/*") for path in ("/remote/nobody", "/remote/nobody/view")]

    for answer in told:
        assert answer.status == 404
        assert "Cette télécommande est fermée" in answer.text
    assert ask(host, "GET", "/remote/nobody/view").text == ""
    assert press(host, "pause", "/remote/nobody").text == ""


def test_the_soft_sound_is_muted_and_comes_back(host: Hosted) -> None:
    page = ask(host, "GET", HOME).text
    press(host, "set-sound", **form_of(page, "Couper le son doux de fin d’étape"))
    assert load_state(host.folder).sound is False
    press(host, "set-sound", **form_of(ask(host, "GET", HOME).text, "Rendre le son doux de fin d’étape"))
    assert load_state(host.folder).sound is True


def test_a_stream_tells_what_is_suggested_only_when_it_changes(host: Hosted) -> None:
    with following(host, f"{HOME}/events") as stream:
        assert next_message(stream)["twins"] == []
        press(host, "start-phase")
        started = next_message(stream)
        assert started["seq"] == 1 and not {"twins", "sorting"} & set(started)

        for identity in ("x", "y"):
            press(host, "submit-idea", id=identity, text="Publier le budget", column="Ailleurs", channel="paper")
        while "twins" not in (message := next_message(stream)):
            pass
        assert [(pair["one"], pair["other"]) for pair in message["twins"]] == [("x", "y")]


def test_an_idea_goes_to_another_column_people_come_and_the_end_moves(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "submit-idea", id="a", text="Une idée", column="Ailleurs", channel="paper")
    end = load_state(host.folder).planned_end

    pressed = [
        press(host, "move-idea", id="a", column="Chez nous"),
        press(host, "count-arrivals", change="1"),
        press(host, "count-arrivals", change="1"),
        press(host, "count-arrivals", change="-1"),
        press(host, "move-end", minutes="5"),
    ]

    assert {answer.status for answer in pressed} == {303}
    state = load_state(host.folder)
    assert (state.ideas["a"].column, state.head_count) == ("Chez nous", 1)
    assert state.planned_end is not None and end is not None and state.planned_end - end == 300


def test_a_phase_is_said_otherwise_from_the_remote(host: Hosted) -> None:
    press(host, "start-phase")

    answer = press(host, "reword-phase", phase="idees", title="Nos idées", question="Et lundi ?", instruction="")

    assert answer.status == 303
    words = load_state(host.folder).script.find("idees")
    assert (words.title, words.question, words.instruction) == ("Nos idées", "Et lundi ?", "")
    assert press(host, "reword-phase", phase="idees", title="x" * 81).status != 303


def test_once_all_is_over_the_page_says_so_and_offers_nothing_that_would_be_refused(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "submit-idea", id="a", text="Une idée", column="Ailleurs", channel="paper")
    host.send("go-to-phase", phase="fin")
    press(host, "end-session")

    page = ask(host, "GET", HOME).text

    assert "<strong>Terminé à " in page and "Une idée" in page and "Idées · 1" in page
    for word in ("en pause", "en cours", "Changer ses mots", "data-mode", "Relance suivante"):
        assert word not in page


def test_old_ideas_are_one_link_away(host: Hosted) -> None:
    press(host, "start-phase")
    for number in range(45):
        host.send("submit-idea", id=f"i{number}", text=f"Idée nº {number}.", column="Ailleurs")

    assert "et 5 plus anciennes" in ask(host, "GET", HOME).text
    assert "Idée nº 0." not in ask(host, "GET", HOME).text
    assert "Idée nº 0." in ask(host, "GET", f"{HOME}?all").text
