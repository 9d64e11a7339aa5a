"""The gate by itself: where a request comes from cannot be chosen on a real port."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from facilitator.web import bare
from facilitator.web.gate import Gate


@pytest.mark.parametrize(("client", "status"), [("127.0.0.1", 200), ("::1", 200), ("192.0.2.7", 403)])
def test_a_session_off_the_network_is_served_to_its_own_machine_alone(client: str, status: int) -> None:
    assert asked_from(client) == status


def asked_from(client: str) -> int:
    """The status of an answer to that machine, at a gate which serves this one alone."""
    answers: list[Any] = []

    async def send(message: Any) -> None:
        answers.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "client": (client, 5), "server": ("x", 80),
        "headers": [(b"host", b"x")],
    }  # fmt: skip
    asyncio.run(Gate(_Inside(), ("x",), near_only=True)(scope, receive, send))
    return int(answers[0]["status"])


class _Inside:
    """Answers that all is well."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await bare.answer(send, 200)

    def straight_to(self, scope: Any) -> None:
        return None
