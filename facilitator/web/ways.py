"""What the facilitators ask of the network: secrets and addresses, so nothing that goes through the journal."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.live.reach import Reach
from facilitator.live.session import LiveSession
from facilitator.locale import gettext as _
from facilitator.web.answers import JSONAnswer, failure

Ask = Callable[[Mapping[str, Any]], Awaitable[Response]]


def way_routes(live: LiveSession, reach: Reach) -> list[Route]:
    """`choose-address`, `name-wifi`, `show-way-in` and `do-without-phones`, beside the engine's commands."""

    def done() -> Response:
        return JSONAnswer({"seq": live.durable.seq}, status=201)

    async def choose_address(asked: Mapping[str, Any]) -> Response:
        address = _text(asked, "address")
        if not await reach.choose(address):
            return failure(_("Cette adresse n’est pas, ou plus, celle de cet ordinateur."), status=409)
        return done()

    async def name_wifi(asked: Mapping[str, Any]) -> Response:
        await reach.name_wifi(_text(asked, "name"), _text(asked, "password"))
        return done()

    async def show_way_in(asked: Mapping[str, Any]) -> Response:
        reach.show(_flag(asked, "shown"))
        return done()

    async def do_without_phones(asked: Mapping[str, Any]) -> Response:
        await reach.do_without_phones(_flag(asked, "phoneless"))
        return done()

    asks: dict[str, Ask] = {
        "choose-address": choose_address,
        "name-wifi": name_wifi,
        "show-way-in": show_way_in,
        "do-without-phones": do_without_phones,
    }
    return [Route(f"/{name}", _reading(ask), methods=["POST"]) for name, ask in asks.items()]


def _reading(ask: Ask) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            asked = json.loads(await request.body() or b"{}")
            return await ask(asked)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return failure(_("Demande inutilisable."), status=422)

    return endpoint


def _text(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(asked: Mapping[str, Any], name: str) -> bool:
    value = asked.get(name, True)
    if not isinstance(value, bool):
        raise TypeError(value)
    return value
