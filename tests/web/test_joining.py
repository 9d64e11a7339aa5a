from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.live.door import CODE_LENGTH, CODE_LETTERS
from facilitator.store.opening import load_state
from facilitator.web import joining, pace, routes
from tests.harness.hosting import Hosted, hosted
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone, code_of


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        yield host


def test_the_code_in_the_address_gives_a_cookie_and_the_page_at_once(host: Hosted) -> None:
    answer = Phone(host).get(f"/j/{code_of(host)}")

    assert answer.status == 200
    assert "Petit atelier" in answer.page
    token, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert re.fullmatch(r"participant=[A-Za-z0-9_-]{22}", token)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)


def test_the_address_that_the_host_announces_lets_a_phone_in(host: Hosted) -> None:
    join = host.ask("GET", f"{host.address.remote}/view")[1]["addresses"]["join"]

    assert join.endswith(f"/j/{code_of(host)}")
    assert Phone(host).get(join.removeprefix(f"http://{host.address.authority}")).status == 200


def test_the_code_is_typed_in_any_case_with_spaces(host: Hosted) -> None:
    code = code_of(host).lower()
    phone = Phone(host)

    answer = phone.post("/join", {"code": f" {code[:3]} {code[3:]} "})

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert "Petit atelier" in phone.get("/").page


def test_a_phone_that_comes_back_is_who_it_was(host: Hosted) -> None:
    phone = Phone(host).joins()
    cookie, people = phone.cookie, len(load_state(host.folder).participants)

    phone.joins()
    phone.post("/join", {"code": code_of(host)})

    assert phone.cookie == cookie
    assert len(load_state(host.folder).participants) == people


def test_who_has_not_joined_is_asked_for_the_code(host: Hosted) -> None:
    page = Phone(host).get("/").page

    assert 'action="/join"' in page
    assert "Petit atelier" not in page


@pytest.mark.parametrize("code", ["ABCDEF", "BCDFGHJ", "%1b%5d0;x", "é", "..%252f", "0"])
def test_a_wrong_code_is_a_404_that_sets_no_cookie(host: Hosted, code: str) -> None:
    before = load_state(host.folder).seq

    for answer in (
        Phone(host).get(f"/j/{code}" if code != "é" else "/j/%C3%A9"),
        Phone(host).post("/join", {"code": code}),
    ):
        assert answer.status == 404
        assert "Set-Cookie" not in answer.headers
        assert 'action="/join"' in answer.page
    assert load_state(host.folder).seq == before


def test_the_view_and_the_stream_are_for_who_has_joined(host: Hosted) -> None:
    assert Phone(host).get("/view").status == 403
    assert Phone(host).get("/events").status == 403
    assert Phone(host).joins().view["status"] == "lobby"


def test_no_token_is_written_anywhere(host: Hosted) -> None:
    token = Phone(host).joins().cookie.removeprefix("participant=")

    written = b"".join(path.read_bytes() for path in host.folder.parent.parent.rglob("*") if path.is_file())
    assert token.encode() not in written
    assert b"127.0.0.1" not in (host.folder / "facilitator.log").read_bytes()
    assert b"127.0.0.1" not in host.folder.joinpath("journal.jsonl").read_bytes()


def test_the_door_s_file_is_its_owner_s(host: Hosted) -> None:
    assert (host.folder / "door.json").stat().st_mode & 0o777 == 0o600


def test_a_new_code_closes_the_old_address_at_once_but_not_to_who_is_in(host: Hosted) -> None:
    old, phone = code_of(host), Phone(host).joins()

    status, answer = host.send("renew-code")

    assert status == 201 and answer["join"].endswith(f"/j/{code_of(host)}") and code_of(host) != old
    assert Phone(host).get(f"/j/{old}").status == 404
    assert Phone(host).get(f"/j/{code_of(host)}").status == 200
    assert phone.get(f"/j/{old}").status == 200
    assert host.ask("GET", "/screen/view")[1]["join"].endswith(code_of(host))


def test_the_announcement_of_the_host_follows_the_code(host: Hosted) -> None:
    _, answer = host.send("renew-code")

    running = host.folder.parent.parent / "running.json"
    wait_until(lambda: json.loads(running.read_bytes())["join"] == answer["join"], "the new address")


def notices_of(host: Hosted) -> list[str]:
    notices: list[str] = host.ask("GET", f"{host.address.remote}/view")[1]["notices"]
    return notices


def test_too_many_wrong_codes_close_the_door_to_their_address_but_not_to_who_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_WRONG_CODES", 30)
    with hosted(tmp_path) as host:
        phone = Phone(host).joins()
        answers = [Phone(host).get("/j/ZZZZZZ").status for _ in range(32)]

        assert 429 in answers and answers[0] == 404
        refused = Phone(host).get(f"/j/{code_of(host)}")
        assert refused.status == 429
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert phone.get(f"/j/{code_of(host)}").status == 200
        assert any("codes au hasard" in notice for notice in notices_of(host))
    assert joining.ALARMING < 30


def test_a_flood_of_identities_waits_at_the_door_while_the_room_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_NEWCOMERS", 30)
    with hosted(tmp_path) as host:
        phone = Phone(host).joins()
        for _ in range(29):
            assert phone.joins().cookie == phone.cookie
            Phone(host).joins()

        refused = [Phone(host).get(f"/j/{code_of(host)}"), Phone(host).post("/join", {"code": code_of(host)})]
        assert [answer.status for answer in refused] == [429, 429]
        assert all(1 <= int(answer.headers["Retry-After"]) <= 60 for answer in refused)
        assert not any("Set-Cookie" in answer.headers for answer in refused)
        assert len(load_state(host.folder).participants) == 30
        assert phone.joins().get("/view").status == 200
        assert any("changez le code" in notice for notice in notices_of(host))


def test_a_whole_room_behind_one_address_comes_in_at_once(host: Hosted) -> None:
    before = len(load_state(host.folder).participants)
    for _ in range(60):
        Phone(host).joins()

    assert len(load_state(host.folder).participants) == before + 60


def test_a_host_that_comes_back_keeps_its_code_and_its_guests(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("again")
    with hosted(folder) as host:
        phone, code = Phone(host).joins(), code_of(host)
    with hosted(folder, session=host.session) as again:
        assert code_of(again) == code
        assert Phone(again, phone.cookie).get("/view").status == 200


def test_a_code_is_long_enough_to_be_hard_to_guess() -> None:
    minutes = 180
    assert pace.MOST_WRONG_CODES * minutes / len(CODE_LETTERS) ** CODE_LENGTH < 0.002
