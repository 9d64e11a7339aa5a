from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from facilitator.live.opening import OpenSession
from facilitator.live.reach import Reach, Wishes
from facilitator.network.addresses import Address
from facilitator.web.app import web_app
from tests.harness.hosting import KEY, opened

OLD, NEW = "http://10.0.0.7:8017", "http://192.168.1.20:8017"
HERE = "http://127.0.0.1:8017"
ADDRESSES = (Address("192.168.1.20", "wlan0", "wifi"), Address("10.0.0.7", "eth0", "ethernet"))


class House:
    """A host with two addresses; browsers come in by either."""

    def __init__(self, session: OpenSession) -> None:
        self.session = session
        session.presence.open(HERE, session.door.key)
        reach = Reach(session, 8017, lambda: ADDRESSES, Wishes())
        self.app = web_app(session, reach, KEY, ("127.0.0.1:8017",))

    def browser(self, base: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=base)

    async def joined(self, base: str) -> httpx.AsyncClient:
        browser = self.browser(base)
        assert (await browser.get(f"/j/{self.session.door.code}")).status_code == 200
        return browser

    async def asks(self, command: str, **fields: object) -> httpx.Response:
        return await self.browser(HERE).post(f"/remote/{self.session.door.key}/{command}", json=fields)


@asynccontextmanager
async def house(folder: Path) -> AsyncGenerator[House]:
    async with opened(folder) as session:
        yield House(session)


async def test_a_phone_elsewhere_is_told_where_the_room_is(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        old, new, here = [await host.joined(base) for base in (OLD, NEW, HERE)]

        assert (await old.get("/view")).json()["home"] == NEW
        assert (await new.get("/view")).json()["home"] == ""
        assert (await here.get("/view")).json()["home"] == "", "this machine's own browsers are at home everywhere"
        assert 'href="/move"' in (await old.get("/")).text


async def streamed(host: House, base: str) -> bytes:
    """What a phone that knows an entry already is told at once when it follows the session again."""
    browser = await host.joined(base)
    told: list[bytes] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message.get("body", b""))

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.3)
        return {"type": "http.disconnect"}

    name, port = base.removeprefix("http://").split(":")
    cookie = f"participant={browser.cookies['participant']}"
    headers = {"host": f"{name}:{port}", "cookie": cookie, "last-event-id": str(host.session.live.durable.seq)}
    scope = {
        "type": "http", "method": "GET", "path": "/events", "query_string": b"", "server": (name, int(port)),
        "client": ("10.0.0.9", 5), "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }  # fmt: skip
    await host.app(scope, receive, send)
    return b"".join(told)


async def test_a_phone_that_knows_the_last_entry_still_hears_that_the_room_moved(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        assert await streamed(host, NEW) == b""
        assert NEW.encode() in await streamed(host, OLD)


async def test_who_moves_stays_who_they_are(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        old = await host.joined(OLD)
        leaving = await old.get("/move")
        assert leaving.status_code == 303 and leaving.headers["location"].startswith(f"{NEW}/h/")

        new = host.browser(NEW)
        arriving = await new.get(leaving.headers["location"])
        assert (arriving.status_code, arriving.headers["location"]) == (303, "/")
        assert new.cookies["participant"] == old.cookies["participant"]
        assert new.cookies["carried"] == "1"
        assert (await new.get("/view")).status_code == 200
        assert len(host.session.live.durable.participants) == 1


async def test_a_ticket_moves_one_phone_once(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        ticket = (await (await host.joined(OLD)).get("/move")).headers["location"]
        assert (await host.browser(NEW).get(ticket)).headers.get("set-cookie")

        thief = host.browser(NEW)
        await thief.get(ticket)
        assert not thief.cookies
        assert (await thief.get("/view")).status_code == 403


async def test_who_is_somebody_at_the_new_address_stays_that(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        ticket = (await (await host.joined(OLD)).get("/move")).headers["location"]
        new = await host.joined(NEW)
        before = new.cookies["participant"]
        await new.get(ticket)
        assert new.cookies["participant"] == before


async def test_a_stranger_is_sent_to_the_door_without_a_ticket(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        assert (await host.browser(OLD).get("/move")).headers["location"] == f"{NEW}/"


async def test_who_is_at_home_goes_nowhere(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        assert (await (await host.joined(NEW)).get("/move")).headers["location"] == "/"


async def test_the_facilitators_choose_the_address(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        assert (await host.asks("choose-address", address="10.0.0.7")).status_code == 201
        assert host.session.presence.room.home == OLD
        refused = await host.asks("choose-address", address="1.2.3.4")
        assert (refused.status_code, refused.json()["error"][:13]) == (409, "Cette adresse")


async def test_the_way_in_is_shown_to_the_room_with_its_wifi(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        await host.asks("name-wifi", name="Atelier", password="citron")
        room = host.browser(HERE)
        assert (await room.get("/screen/view")).json()["wifi"] is None
        await host.asks("show-way-in")
        view = (await room.get("/screen/view")).json()
        assert view["way_in"] and view["wifi"]["code"] == "WIFI:T:WPA;S:Atelier;P:citron;;"
        await host.asks("show-way-in", shown=False)
        assert not (await room.get("/screen/view")).json()["way_in"]


async def test_phones_are_done_without(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        await host.asks("do-without-phones")
        assert (await host.browser(HERE).get("/screen/view")).json()["join"] == ""


async def test_what_is_no_wish_is_said_to_be_none(tmp_path: Path) -> None:
    async with house(tmp_path) as host:
        for command, fields in (("choose-address", {"address": 3}), ("show-way-in", {"shown": "yes"})):
            assert (await host.asks(command, **fields)).status_code == 422
        nonsense = await host.browser(HERE).post(f"/remote/{host.session.door.key}/name-wifi", content=b"[" * 9_000)
        assert nonsense.status_code == 422
