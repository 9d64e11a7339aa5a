"""A host that stands still: one page and one view, so that what is looked at does not move."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Final

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from facilitator.engine.views import PhoneView
from facilitator.web.document import Document
from facilitator.web.phone.page import page_response, render

_HOST: Final = "http://room.test/screen"
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}


class _Still(BaseHTTPRequestHandler):
    page: ClassVar[bytes]
    view: ClassVar[PhoneView | None]
    over: ClassVar[threading.Event]

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/events":
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(f"data: {json.dumps(self.view)}\n\n".encode() if self.view else b":\n\n")
            self.wfile.flush()
            self.over.wait()
            return
        for name, value in page_response(self.page, "").headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        pass


@contextmanager
def host_of(page: bytes, view: PhoneView | None = None) -> Iterator[str]:
    """The address of a host that has nothing but that page, and that view to stream."""
    over = threading.Event()
    handler = type("Still", (_Still,), {"page": page, "view": view, "over": over})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            over.set()
            server.shutdown()


@contextmanager
def shown(browser: Browser, page: bytes, view: PhoneView | None = None, **options: Any) -> Iterator[Page]:
    """A page on a phone; it must complain of nothing."""
    errors: list[str] = []
    with host_of(page, view) as address, browser.new_context(**{"viewport": PHONE, **options}) as context:
        phone = context.new_page()
        phone.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        phone.on("pageerror", lambda error: errors.append(str(error)))
        phone.goto(address)
        yield phone
    assert errors == []


@contextmanager
def scene_shown(browser: Browser, view: PhoneView, **options: Any) -> Iterator[Page]:
    """What a phone shows of a view, with its scripts at rest."""
    with shown(browser, render(view, code="BXKTRM"), view, **options) as phone:
        if options.get("java_script_enabled", True):
            phone.get_by_text("● connecté").wait_for()
        yield phone


def served(browser: Browser, document: Document, page: bytes, **options: Any) -> Page:
    """A page as a browser receives it, policy included, from a host that says nothing more."""

    def fulfill(route: Route) -> None:
        if route.request.url == _HOST:
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": document.policy}
            route.fulfill(body=page, headers=headers)

    opened = browser.new_context(**{"viewport": PHONE, **options}).new_page()
    opened.route("**/*", fulfill)
    opened.on("console", lambda message: pytest.fail(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    opened.goto(_HOST)
    return opened
