from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from hmac import digest
from pathlib import Path
from typing import Any

import pytest

from facilitator.store.opening import load_state
from facilitator.web.contributions import PATHS
from facilitator.web.pace import AT_ONCE
from facilitator.web.readings import MOST_NEIGHBOURS, READINGS
from tests.harness.hosting import Hosted, going_on, hosted, phase
from tests.web.guesthouse import Phone


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        host.send("start-phase")
        yield host


@pytest.fixture
def phone(host: Hosted) -> Phone:
    return Phone(host).joins()


def test_an_idea_in_json_is_on_the_disk_when_it_is_answered(host: Hosted, phone: Phone) -> None:
    answer = phone.send("/ideas", id="json-1", text="Trop de tableaux", column="Chez nous")

    state = load_state(host.folder)
    assert (answer.status, answer.json) == (201, {"id": "json-1", "seq": state.seq})
    assert state.ideas["json-1"].text == "Trop de tableaux"
    assert state.ideas["json-1"].channel == "phone"


def test_a_form_is_answered_with_a_redirect_to_the_page(host: Hosted, phone: Phone) -> None:
    answer = phone.post("/ideas", {"id": "form-1", "text": "Par formulaire", "column": "Ailleurs"})

    assert (answer.status, answer.headers["Location"]) == (303, "/?done")
    assert load_state(host.folder).ideas["form-1"].column == "Ailleurs"
    assert "C’est bien reçu." in phone.get("/?done").page


def test_a_form_sent_by_the_page_s_script_is_answered_in_json(phone: Phone) -> None:
    answer = phone.post("/ideas", {"id": "form-2", "text": "Par le script"}, Accept="application/json")

    assert answer.status == 201
    assert answer.json["id"] == "form-2"


def test_a_repeat_is_answered_like_the_first_time_and_changes_nothing(host: Hosted, phone: Phone) -> None:
    answers = [phone.send("/ideas", id="twice", text="Une fois") for _ in range(3)]

    assert [answer.status for answer in answers] == [201, 201, 201]
    assert [idea for idea in load_state(host.folder).ideas if idea == "twice"] == ["twice"]


def test_the_fields_of_a_small_form_come_by_name(host: Hosted, phone: Phone) -> None:
    refused = phone.send("/ideas", id="fields-1", fields={"Inconnue": "x"})

    assert refused.status == 409
    assert refused.json["error"]


def test_a_refused_form_comes_back_with_its_reason_and_its_words(phone: Phone) -> None:
    answer = phone.post("/ideas", {"id": "lost-1", "text": "Mes mots <b>", "column": "Nulle part"})

    assert answer.status == 409
    assert "Cette colonne n’existe pas." in answer.page
    assert "Mes mots &lt;b&gt;" in answer.page


def test_words_that_do_not_fit_are_a_413_with_a_sentence(phone: Phone) -> None:
    for text in ("a" * 300, "a" * 5_000):
        answer = phone.send("/ideas", id="long-1", text=text)
        assert (answer.status, answer.json) == (413, {"error": "C’est un peu long\u00a0: 280 caractères au maximum."})


def test_a_body_without_measure_is_a_413_with_a_sentence(phone: Phone) -> None:
    answer = phone.send("/ideas", id="long-2", text="a" * 100_000)

    assert answer.status == 413
    assert answer.json["error"]


@pytest.mark.parametrize("body", [b"", b"[]", b"no", b'"x"', b'{"text": 1.5}', b'{"text": [1]}', b"[" * 9_000])
def test_json_that_says_nothing_is_a_422_or_a_refusal(phone: Phone, body: bytes) -> None:
    answer = phone.ask("POST", "/ideas", body, Content_Type="application/json")

    assert answer.status == 422
    assert answer.json["error"]


def test_what_is_neither_a_form_nor_json_is_a_415(phone: Phone) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/xml"):
        assert phone.ask("POST", "/ideas", b"text=x", Content_Type=kind).status == 415


def test_one_s_own_idea_is_edited_and_withdrawn_and_another_s_is_not(host: Hosted, phone: Phone) -> None:
    other = Phone(host).joins()
    phone.send("/ideas", id="mine-1", text="Premier jet")

    assert other.send("/ideas/mine-1", text="Piraté").status == 409
    assert other.post("/ideas/mine-1/withdraw").status == 409
    assert phone.send("/ideas/mine-1", text="Second jet").json["id"] == "mine-1"
    assert load_state(host.folder).ideas["mine-1"].text == "Second jet"
    assert phone.post("/ideas/mine-1/withdraw").status == 303
    assert load_state(host.folder).ideas["mine-1"].withdrawn


def test_the_author_is_who_asks_and_never_what_the_form_says(host: Hosted, phone: Phone) -> None:
    phone.send("/ideas", id="author-1", text="De moi", author="quelqu’un", channel="facilitator", approved="1")

    idea = load_state(host.folder).ideas["author-1"]
    assert idea.author in load_state(host.folder).participants
    assert idea.channel == "phone"


def test_ready_hands_and_groups_are_said_and_taken_back(host: Hosted, phone: Phone) -> None:
    assert phone.send("/ready").status == 201
    assert phone.own("ready") is True
    assert phone.post("/ready", {"ready": "0"}).status == 303
    assert phone.own("ready") is False
    assert phone.send("/hand", id="hand-1").status == 201
    assert phone.own("hand") is True
    assert phone.send("/hand", raised=False).status == 201
    assert phone.own("hand") is False
    assert phone.send("/group", group="3").status == 201
    assert phone.own("group") == "3"


CASE = """
[[phase.case]]
title = "Tout compter"
statement = "Il faut tout compter."
"""


def test_a_place_pressed_again_keeps_its_reason_and_another_place_drops_it(tmp_path: Path) -> None:
    with hosted(tmp_path, script=going_on("17:08", phase("debat", "position", 8, CASE))) as host:
        host.send("start-phase")
        host.send("go-to-phase", phase="debat")
        phone = Phone(host).joins()

        phone.post("/stances", {"value": "1", "reason": "Vu ailleurs"})
        phone.post("/stances", {"value": "1"})
        assert (phone.own("stance"), phone.own("reason")) == (1, "Vu ailleurs")

        phone.post("/stances", {"value": "0"})
        assert (phone.own("stance"), phone.own("reason")) == (0, "")


def test_a_contribution_of_another_kind_than_the_phase_s_is_refused_with_a_sentence(phone: Phone) -> None:
    elsewhere: dict[str, dict[str, Any]] = {
        "/votes": {"points": {"a": 1}},
        "/stances": {"value": 1, "case": 0, "moment": "before"},
        "/ratings": {"item": "a", "x": 1},
        "/commitments": {"id": "c"},
        "/opinions": {"sentence": "s", "opinion": "agree"},
        "/roti": {"score": 4},
        "/poll": {"choice": 0},
        "/sorts": {"item": "a", "theme": "bin:0"},
    }
    for path, fields in elsewhere.items():
        answer = phone.send(path, **fields)
        assert (path, answer.status) == (path, 409)
        assert answer.json["error"].endswith((".", "!"))


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/stances", {}),
        ("/stances", {"value": "beaucoup"}),
        ("/stances", {"value": 1, "moment": "never"}),
        ("/ratings", {"item": "a", "x": "9" * 40}),
        ("/opinions", {"sentence": "s", "opinion": "maybe"}),
        ("/roti", {}),
        ("/poll", {}),
        ("/votes", {"points": {"a": "trois"}}),
    ],
)
def test_a_value_that_is_none_is_a_422(phone: Phone, path: str, fields: dict[str, object]) -> None:
    assert phone.send(path, **fields).status == 422


@pytest.mark.parametrize("cookie", ["", "participant=", "participant=aaaaaaaaaaaaaaaaaaaaaa", "participant=../x; a=b"])
def test_who_has_not_joined_may_send_nothing(host: Hosted, cookie: str) -> None:
    stranger = Phone(host, cookie)
    before = load_state(host.folder).seq

    for path in [*READINGS, "/typing"]:
        assert stranger.send(path.replace("{id}", "mine-1"), id="x", text="x").status == 403
        assert "code" in stranger.post(path.replace("{id}", "mine-1"), {"id": "x", "text": "x"}).page
    assert load_state(host.folder).seq == before


def test_a_phone_that_goes_too_fast_waits_and_the_others_do_not(host: Hosted, phone: Phone) -> None:
    answers = [phone.send("/ideas", id=f"fast-{n}", text="Vite") for n in range(AT_ONCE + 3)]

    assert [answer.status for answer in answers[:AT_ONCE]] == [201] * AT_ONCE
    assert answers[-1].status == 429
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 2
    assert Phone(host).joins().send("/ideas", id="calm", text="À mon rythme").status == 201


def test_a_page_of_another_site_cannot_make_a_phone_speak(host: Hosted, phone: Phone) -> None:
    fields = {"id": "forged", "text": "Forgé"}
    own = f"http://{host.address.authority}"

    assert phone.post("/ideas", fields, Origin="http://evil.example").status == 403
    assert phone.post("/ideas", fields, Origin="null").status == 403
    assert phone.post("/ideas", fields, Sec_Fetch_Site="cross-site").status == 403
    assert phone.post("/ideas", fields, Sec_Fetch_Site="same-site").status == 403
    assert "forged" not in load_state(host.folder).ideas
    assert phone.post("/ideas", fields, Origin=own, Sec_Fetch_Site="same-origin").status == 303


def test_a_link_in_a_message_still_opens_the_page(phone: Phone) -> None:
    assert phone.get("/", Sec_Fetch_Site="cross-site").status == 200


def test_typing_is_counted_and_leaves_no_trace(host: Hosted, phone: Phone) -> None:
    before = load_state(host.folder).seq

    assert phone.post("/typing").status == 204
    assert host.ask("GET", f"{host.address.remote}/view")[1]["counts"]["typing"] == 1
    assert load_state(host.folder).seq == before
    phone.send("/ideas", id="typed", text="Écrit")
    assert host.ask("GET", f"{host.address.remote}/view")[1]["counts"]["typing"] == 0


def test_the_routes_of_the_contract_are_all_there() -> None:
    assert set(READINGS) == set(PATHS) == {
        "/ideas", "/ideas/{id}", "/ideas/{id}/withdraw", "/votes", "/stances", "/ratings", "/commitments", "/opinions",
        "/objections", "/publication", "/wordings/{sentence}", "/roti", "/poll", "/sorts", "/ready", "/hand", "/group",
        "/thumbs",
    }  # fmt: skip


def test_a_phone_votes_for_a_few_neighbours_and_no_more(tmp_path: Path) -> None:
    with hosted(tmp_path, script=VOTE) as host:
        host.send("start-phase")
        phone = Phone(host).joins()

        for name in range(MOST_NEIGHBOURS):
            assert phone.send("/votes", points={"option:0": 1}, neighbour=f"n{name}").status == 201
        refused = phone.send("/votes", points={"option:0": 1}, neighbour="one too many")
        assert phone.send("/votes", points={"option:1": 1}).status == 201
        assert phone.send("/votes", points={"option:1": 1}, neighbour="n0").status == 201

        ballots = load_state(host.folder).ballots
    assert refused.status == 409
    assert len(ballots) == MOST_NEIGHBOURS + 1
    assert {ballot.channel for ballot in ballots.values()} == {"phone"}


def test_no_first_name_tried_on_what_is_kept_is_that_of_a_neighbour(tmp_path: Path) -> None:
    name = "Camille"
    with hosted(tmp_path, script=VOTE) as host:
        host.send("start-phase")
        phone, other = Phone(host).joins(), Phone(host).joins()
        for voice in (phone, phone, other):
            assert voice.send("/votes", points={"option:0": 1}, neighbour=name).status == 201
        kept = b"".join(path.read_bytes() for path in host.folder.iterdir()).decode(errors="replace")
        voters = [voter.partition(".") for _, voter in load_state(host.folder).ballots]

    assert len({alias for _, _, alias in voters}) == len(voters) == 2
    # Every word of every file as what the name may have been salted with, before it, after it, as a key.
    for salt in {b"", *(word.encode() for word in re.findall(r"[\w-]+", kept))}:
        for told in (salt + name.encode(), salt + b":" + name.encode(), name.encode() + salt):
            assert sha256(told).hexdigest()[:12] not in kept
        assert digest(salt, name.encode(), "sha256").hex()[:12] not in kept


VOTE = """
format = 1
[workshop]
title = "Petit vote"
start = "16:00"
end = "17:00"

[[phase]]
id = "vote"
title = "Le vote"
kind = "vote"
minutes = 50
points = 1
options = ["Une chose", "Une autre"]

[[phase]]
id = "fin"
title = "La fin"
kind = "validate"
minutes = 10
"""
