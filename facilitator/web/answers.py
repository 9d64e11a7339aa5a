"""Answers in JSON."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from facilitator.web.encoding import encode


class JSONAnswer(Response):
    """A JSON body that nobody keeps."""

    media_type = "application/json"

    def __init__(self, value: Any, status: int = 200) -> None:
        # By hand: a room that speaks at once gets one of these each, and what Starlette does for any answer is felt.
        self.status_code, self.background, self.body = status, None, encode(value)
        self.raw_headers = [
            (b"cache-control", b"no-store"),
            (b"content-length", b"%d" % len(self.body)),
            (b"content-type", b"application/json"),
        ]


def failure(sentence: str, status: int) -> JSONAnswer:
    """Says what went wrong, to be read by a person."""
    return JSONAnswer({"error": sentence}, status)
