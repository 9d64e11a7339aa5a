"""Answers in JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.responses import Response

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(value: Any) -> bytes:
    """JSON on one line."""
    return _encode(value).encode()


class JSONAnswer(Response):
    """A JSON body that nobody keeps."""

    media_type = "application/json"

    def __init__(self, value: Any, status: int = 200) -> None:
        super().__init__(encode(value), status, {"Cache-Control": "no-store"})


def failure(sentence: str, status: int) -> JSONAnswer:
    """Says what went wrong, to be read by a person."""
    return JSONAnswer({"error": sentence}, status)
