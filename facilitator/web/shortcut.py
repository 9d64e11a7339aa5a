"""The way around the router, for what a whole room asks in the same instant."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from facilitator.web.swift import Take, Whole


class Shortcut:
    """Leads straight to those of these routes that are applications themselves, at an address written in full; the
    rest goes its usual way.
    """

    def __init__(self, routes: Iterable[BaseRoute], otherwise: ASGIApp) -> None:
        self._straight: dict[tuple[str, str], ASGIApp] = {
            (method, route.path): route.app
            for route in routes
            if isinstance(route, Route) and route.app is route.endpoint and not route.param_convertors
            for method in route.methods or ("GET",)
        }
        self._takes: dict[str, Take] = {
            path: app.take
            for (method, path), app in self._straight.items()
            if method == "POST" and isinstance(app, Whole)
        }
        self._otherwise = otherwise

    def straight_to(self, scope: Scope) -> Take | None:
        """What takes this POST whole."""
        return self._takes.get(scope["path"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        straight = self._straight.get((scope["method"], scope["path"]), self._otherwise)
        await straight(scope, receive, send)
