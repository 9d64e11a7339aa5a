"""A participant leaves without a trace, from their own phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.store.reading import read_journal
from tests.harness.hosting import Hosted, hosted, ideas_on_disk
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Hosted]:
    with hosted(tmp_path) as host:
        host.send("start-phase")
        yield host


def held(host: Hosted, words: bytes) -> list[str]:
    """The files that hold these words."""
    data = host.folder.parents[1]
    return [path.name for path in data.rglob("*") if path.is_file() and words in path.read_bytes()]


def number_on(phone: Phone) -> str:
    """The number that a phone's own page shows."""
    found = re.search(r"[0-9a-f]{8}(?=\s*</p>)", phone.get("/erase").page)
    assert found
    return found[0]


def test_all_that_a_phone_gave_leaves_every_view_and_every_file(host: Hosted) -> None:
    me, other = Phone(host).joins(), Phone(host).joins()
    number = number_on(me)
    me.send("/ideas", id="a", text="ZQ-mes-mots", signature="ZQ-moi")
    other.send("/ideas", id="b", text="À autrui")
    host.send("edit-idea", id="a", text="ZQ-mes-mots, revus")
    host.send("next-phase")
    wait_until(lambda: "session.json" in held(host, b"ZQ-mes-mots"), "the record of the first phase")
    assert "journal.jsonl" in held(host, number.encode())

    gone = me.post("/erase", {"sure": "1"})

    assert (gone.status, gone.headers["Location"]) == (303, "/?erased")
    assert "ZQ-" not in str(host.ask("GET", f"{host.address.remote}/view")[1])
    wait_until(lambda: not held(host, b"ZQ-") and not held(host, number.encode()), "the files without them")
    assert held(host, "À autrui".encode()) and other.view["mine"]["ideas"]


def test_who_left_is_told_so_and_is_nobody_any_more(host: Hosted) -> None:
    phone = Phone(host).joins()
    told = phone.post("/erase", {"sure": "1"}).headers["Location"]

    assert "Tout ce que vous aviez donné est effacé" in phone.get(told).page
    assert phone.get("/view").status == 403
    assert phone.joins().view["mine"]["ideas"] == []


def test_nothing_is_erased_by_a_box_left_unticked(host: Hosted) -> None:
    phone = Phone(host).joins()
    phone.send("/ideas", id="a", text="Mes mots")
    refused = phone.post("/erase")

    assert refused.status == 422 and "cochez" in refused.page
    assert len(phone.view["mine"]["ideas"]) == 1


def test_a_stranger_erases_nobody(host: Hosted) -> None:
    assert Phone(host).post("/erase", {"sure": "1"}).status == 403
    assert Phone(host).get("/erase").status == 403


def test_the_session_goes_on_and_opens_again_after_somebody_left(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        host.send("start-phase")
        phone, other = Phone(host).joins(), Phone(host).joins()
        phone.send("/ideas", id="a", text="ZQ-mes-mots")
        phone.post("/erase", {"sure": "1"})
        wait_until(lambda: not held(host, b"ZQ-"), "the files without them")
        other.send("/ideas", id="b", text="Après")
        assert phone.joins().send("/ideas", id="c", text="De retour").status == 201
    with hosted(tmp_path, session=host.session) as again:
        assert ideas_on_disk(again.folder) == {"a": "", "b": "Après", "c": "De retour"}
        assert read_journal(again.folder).notices == []
