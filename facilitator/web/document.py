"""Pages that live: HTML from templates, whole at first, then only the parts that changed; nothing foreign in them."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, partial
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import Request
from starlette.responses import Response

from facilitator.engine.quadrants import QUADRANTS, quadrant_name, within
from facilitator.engine.wording import Language, clock_time, digits, duration, number, typeset
from facilitator.locale import spoken
from facilitator.locale.agreement import agreement_words
from facilitator.locale.sittings import moved_words, seated_at
from facilitator.locale.turnout import out_of
from facilitator.network.qr import qr_svg
from facilitator.pages import page_environment, source
from facilitator.web.encoding import encode

if TYPE_CHECKING:
    from jinja2 import Environment

GAP: Final = 0.25
"""Seconds between two messages: nobody reads faster."""

Context = Mapping[str, Any]


def _colours() -> str:
    return source(__package__, "colours.css")


@dataclass(frozen=True)
class Document:
    """A page: the folder of its templates, `page.html` around the parts that live, one style, its scripts."""

    folder: str
    parts: tuple[str, ...]
    scripts: tuple[str, ...]
    base: Callable[[], str] = _colours
    """The style that its own comes on top of."""

    @cached_property
    def style(self) -> str:
        """What goes between <style> and </style>."""
        return pressed(self.base() + source(__package__, f"{self.folder}/page.css"))

    @cached_property
    def script(self) -> str:
        """What goes between <script> and </script>."""
        body = "\n".join(_lean(source(__package__, name)) for name in self.scripts)
        return f'(()=>{{"use strict";\n{body}\n}})();'

    @cached_property
    def policy(self) -> str:
        """Nothing but this page's own style and script, and its own host."""
        return policy_of(self.style, self.script)

    def whole(self, language: Language, context: Context) -> bytes:
        """The page from its first byte to its last."""
        page = environment(language).get_template(f"{self.folder}/page.html")
        return page.render(**context, style=self.style, script=self.script).encode()

    def live(self, language: Language, context: Context) -> dict[str, str]:
        """The parts that live, each by the id of the element that holds it."""
        return {part: self.part(language, part, context) for part in self.parts}

    def part(self, language: Language, part: str, context: Context) -> str:
        """What one element holds."""
        return environment(language).get_template(f"{self.folder}/{part}.html").render(**context)

    def answer(self, page: bytes, request: Request, status: int = 200) -> Response:
        """The page, compressed for who can read it so, and kept by nobody."""
        return page_answer(page, self.policy, request.headers.get("accept-encoding", ""), status)


class News:
    """What one follower of a page has not been sent yet."""

    def __init__(self, now: Callable[[], tuple[int, Mapping[str, str]]]) -> None:
        self._now = now
        self._sent: Mapping[str, str] = {}

    def make(self) -> tuple[int, bytes]:
        """The parts that look different, as JSON by element."""
        seq, parts = self._now()
        changed = {name: html for name, html in parts.items() if self._sent.get(name) != html}
        self._sent = parts
        return seq, encode(changed)


def policy_of(style: str, script: str) -> str:
    """What a page may do: run that script if it has one, wear that style, talk to its own host, and nothing else."""
    runs = _hash(script) if script else "'none'"
    return (
        f"default-src 'none'; script-src {runs}; style-src {_hash(style)}; connect-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def page_answer(page: bytes, policy: str, accepted: str, status: int = 200, head: bytes = b"") -> Response:
    """A page as an answer that nobody keeps, compressed for who accepts it (the `Accept-Encoding` header).

    `head` is what many pages begin with: it is compressed once for all of them.
    """
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store", "Vary": "Accept-Encoding, Accept"}
    if "gzip" in accepted:
        headers["Content-Encoding"] = "gzip"
        done, ready = _compressed(head)
        compressor = ready.copy()
        page = b"".join((done, compressor.compress(page[len(head) :]), compressor.flush()))
    return Response(page, status, headers, "text/html")


@lru_cache
def _compressed(head: bytes) -> tuple[bytes, Any]:
    """The head compressed, and a compressor ready to go on from there."""
    compressor = zlib.compressobj(9, wbits=31)
    return compressor.compress(head) + compressor.flush(zlib.Z_SYNC_FLUSH), compressor


def pressed(style: str) -> str:
    """Style without its comments and the spaces that mean nothing; one before a colon means « inside »."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|(:)\s+", r"\1\2", bare).replace(";}", "}").strip()


def hour(moment: float, language: Language) -> str:
    """A time of day as the room's clocks say it: the host is in the room."""
    local = datetime.fromtimestamp(moment).astimezone()
    return clock_time(local.hour * 60 + local.minute, language)


def _lean(written: str) -> str:
    """A script without indentation, blank lines and comments, which stand on lines of their own."""
    lines = (line.strip() for line in written.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _hash(inline: str) -> str:
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


@lru_cache
def environment(language: Language) -> Environment:
    """The templates as they speak that language."""
    words = spoken(language)
    environment = page_environment(__package__)
    environment.globals |= {
        "_": words.gettext,
        "ngettext": words.ngettext,
        "out_of": partial(out_of, _=words.gettext),
        "agreement_words": partial(agreement_words, _=words.gettext),
        "seated_at": partial(seated_at, _=words.gettext),
        "moved_words": partial(moved_words, _=words.gettext),
        "quadrant_name": quadrant_name,
        "quadrants": QUADRANTS,
        "within": within,
        "language": language,
        "qr_svg": qr_svg,
    }
    environment.filters |= {
        "typeset": partial(typeset, lang=language),
        "hour": partial(hour, language=language),
        "number": partial(number, lang=language),
        "duration": partial(duration, lang=language),
        "digits": lambda seconds: digits(ceil(seconds)),
        # What a list of choices is made of: the value, and what is read.
        "pair": lambda text: (text, text),
        "named": lambda item: (item["id"], item["text"]),
        "numbered": enumerate,
        "phase_line": lambda line: (line["id"], line["title"]),
        "theme": lambda theme: (theme["id"], theme["name"]),
    }
    return environment
