"""A view as server-sent events: made when it is sent, from what is on the disk, for whoever can keep up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from starlette.types import Receive, Scope, Send

from facilitator.live.feed import Subscriber
from facilitator.live.pulse import Pulse
from facilitator.live.session import LiveSession
from facilitator.web.bare import answer
from facilitator.web.swift import Push

GAP: Final = 0.033
"""Seconds between two messages; the first one goes at once, and while phones are answered the next ones wait."""
HEARTBEAT: Final = 10.0
"""Seconds of silence after which a comment says that the host is there."""

_HEADERS: Final = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store")]

More = Callable[[], None]
"""Asks for another message without waiting for news."""
Make = Callable[[], tuple[int, bytes]]
"""The number of the entry shown, and the view as JSON on one line."""


class EventStream:
    """An endpoint whose answers last; each one makes its messages its own way, begun anew after a cut."""

    def __init__(
        self, live: LiveSession, begin: Callable[[Scope, More], Make], gap: float = GAP, *, ages: bool = False
    ) -> None:
        self._pulse = Pulse(live.feed, gap, lambda: live.is_busy)
        self._begin = begin
        self._ages = ages
        """Whether the view says other things as time passes: it is then made anew at each heartbeat."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await only_get(send)
            return
        with self._pulse.feed.subscribe() as subscriber:
            await stream(subscriber, self._begin(scope, subscriber.wake), receive, send, ages=self._ages)


async def only_get(send: Send) -> None:
    """Refuses: an answer that never ends has no head alone."""
    await answer(send, 405, [(b"allow", b"GET")])


async def stream(
    subscriber: Subscriber,
    make: Make,
    receive: Receive,
    send: Send,
    *,
    ages: bool = False,
    push: Push | None = None,
) -> None:
    """Sends what a subscriber is told until it closes or the other side hangs up.

    With a `push` it is sent from where it is told: to wake a task for each of three hundred costs as much again.
    """
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    async with asyncio.TaskGroup() as tasks:
        watch = tasks.create_task(_close_when_gone(receive, subscriber))
        await _talk(subscriber, make, send, ages, push)
        watch.cancel()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _talk(subscriber: Subscriber, make: Make, send: Send, ages: bool, push: Push | None) -> None:
    while True:
        is_news = await subscriber.news(patience=HEARTBEAT)
        if subscriber.closed:
            return
        message = _message(subscriber, make) if is_news or ages else b":\n\n"
        await send({"type": "http.response.body", "body": message, "more_body": True})
        if push is not None:
            subscriber.take = partial(_is_pushed, subscriber, make, push)


def _is_pushed(subscriber: Subscriber, make: Make, push: Push) -> bool:
    try:
        return push(_message(subscriber, make))
    except Exception:
        return False  # the task meets the same, and its stream alone ends


def _message(subscriber: Subscriber, make: Make) -> bytes:
    subscriber.catch_up()
    seq, view = make()
    return b"id: %d\ndata: %b\n\n" % (seq, view)


async def _close_when_gone(receive: Receive, subscriber: Subscriber) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    subscriber.close()
