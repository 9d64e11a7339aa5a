from __future__ import annotations

from collections.abc import Iterator

import pytest

from facilitator.store.opening import load_state
from tests.harness.hosting import KEY, Hosted, hosted

REMOTE = f"/remote/{KEY}"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        assert host.send("start-phase")[0] == 201
        yield host


def test_health_says_which_session_is_where(host: Hosted) -> None:
    status, health = host.ask("GET", "/health")

    assert status == 200
    assert {**health, "seq": 0} == {"status": "ok", "session": host.session, "phase": "idees", "seq": 0}


def test_an_idea_is_on_the_disk_when_it_is_answered(host: Hosted) -> None:
    status, answer = host.send("submit-idea", id="a", text="Les chiffres arrivent trop tard.", column="Chez nous")

    assert status == 201
    assert load_state(host.folder).ideas["a"].text == "Les chiffres arrivent trop tard."
    assert answer["seq"] == load_state(host.folder).seq


def test_the_facilitators_read_the_idea_and_the_room_does_too(host: Hosted) -> None:
    host.send("submit-idea", id="b", text="Trop de tableaux", column="Ailleurs")

    ideas = host.ask("GET", f"{REMOTE}/view")[1]["ideas"]
    assert ideas["reset"] and "Trop de tableaux" in [idea["text"] for idea in ideas["items"]]
    assert "Trop de tableaux" in [idea["text"] for idea in host.ask("GET", "/screen/view")[1]["ideas"]]


def test_what_the_facilitators_know_stays_off_the_room_s_view(host: Hosted) -> None:
    view = host.ask("GET", "/screen/view")[1]

    assert not {"notes", "time", "notices", "counts", "addresses", "undo"} & view.keys()
    assert KEY not in str(view)


def test_a_refusal_is_a_409_with_a_sentence(host: Hosted) -> None:
    assert host.send("start-phase") == (409, {"error": "L’étape est déjà lancée."})


def test_a_body_nobody_understands_is_a_422_with_a_sentence(host: Hosted) -> None:
    status, answer = host.ask("POST", f"{REMOTE}/submit-idea", b"no JSON")

    assert status == 422
    assert "submit-idea" in answer["error"]


def test_a_command_nobody_knows_is_a_404_with_a_harmless_sentence(host: Hosted) -> None:
    status, answer = host.ask("POST", f"{REMOTE}/%1b%5d0;x", {})

    assert status == 404
    assert "\x1b" not in answer["error"]


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "0", "é"])
@pytest.mark.parametrize("what", ["view", "events", "next-phase"])
def test_without_the_key_there_is_nothing(host: Hosted, key: str, what: str) -> None:
    method = "POST" if what == "next-phase" else "GET"

    assert host.ask(method, f"/remote/{key.encode().hex() if key == 'é' else key}/{what}")[0] == 404
    assert host.ask("GET", "/health")[1]["phase"] == "idees"


@pytest.mark.parametrize("name", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_name_than_its_own_is_turned_away(host: Hosted, name: str) -> None:
    assert host.ask("GET", "/health", Host=name)[0] == 403


def test_a_page_of_another_site_is_turned_away_and_our_own_is_not(host: Hosted) -> None:
    idea = {"id": "c", "text": "Par une page", "column": "Ailleurs"}
    own = f"http://{host.address.authority}"

    assert host.ask("POST", f"{REMOTE}/submit-idea", idea, Origin="http://evil.example")[0] == 403
    assert host.ask("POST", f"{REMOTE}/submit-idea", idea, Origin="null")[0] == 403
    assert host.ask("POST", f"{REMOTE}/submit-idea", idea, Origin=own)[0] == 201


def test_a_body_without_measure_is_turned_away(host: Hosted) -> None:
    assert host.ask("POST", f"{REMOTE}/submit-idea", b"x" * 300_000)[0] == 413


@pytest.mark.parametrize("path", ["/remote", "/remote/x", "/nowhere", "/%2e%2e/etc/passwd"])
def test_what_is_not_there_is_a_404(host: Hosted, path: str) -> None:
    assert host.ask("GET", path)[0] == 404


def test_every_answer_is_dressed_against_what_browsers_would_do_with_it(host: Hosted) -> None:
    from http.client import HTTPConnection

    for path in ("/health", "/nowhere", f"{REMOTE}/view", "/remote/x/view"):
        connection = HTTPConnection(host.address.name, host.address.port, timeout=10)
        connection.request("GET", path)
        headers = connection.getresponse().headers
        connection.close()
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert headers["Server"] is None
