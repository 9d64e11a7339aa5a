"""Answers in JSON."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from facilitator.web.encoding import encode


class JSONAnswer(Response):
    """A JSON body that nobody keeps."""

    media_type = "application/json"

    def __init__(self, value: Any, status: int = 200) -> None:
        super().__init__(encode(value), status, {"Cache-Control": "no-store"})


def failure(sentence: str, status: int) -> JSONAnswer:
    """Says what went wrong, to be read by a person."""
    return JSONAnswer({"error": sentence}, status)
