"""Naughty strings on every page, and in every document that a browser opens: words and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from facilitator.engine.synthesis import report
from facilitator.engine.text import clean
from facilitator.exporters import DOCUMENTS, export
from facilitator.store.opening import load_state
from facilitator.web import pace
from tests.abuse.naughty import naughty, sample
from tests.harness.hosting import Hosted, hosted
from tests.web.guesthouse import Phone

WATCH = "document.addEventListener('securitypolicyviolation', (seen) => { window.hit = seen.violatedDirective })"
CENSUS = "() => [...new Set([...document.querySelectorAll('*')].map((one) => one.tagName.toLowerCase()))]"
LEGIBLE = re.compile(r"[\w ,/=<>&\[\]#*|;@+-]{2,80}", re.ASCII)
"""Words that no typography touches."""
ORDINARY = ["Une idée que deux ont eue", "Une idée que deux ont eue.", "Voir https://exemple.fr/a"]
ORDINARY += [f"Idée {n}\nsur deux lignes" for n in range(57)]
WAIT = 120_000


@dataclass
class Seen:
    """What a browser met on each page."""

    tags: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def look(self, page: Page, name: str, address: str) -> None:
        own = address.split("/", 3)[2]

        def watch(asked: Request) -> None:
            if own not in asked.url:
                self.wrong.append(f"{name}: {asked.url}")

        page.on("dialog", lambda dialog: self.wrong.append(f"{name}: a dialog"))
        page.on("request", watch)
        page.goto(address, wait_until="load", timeout=WAIT)
        if page.evaluate("() => window.hit"):
            self.wrong.append(f"{name}: {page.evaluate('() => window.hit')}")
        self.tags[name] = set(page.evaluate(CENSUS))
        self.words[name] = " ".join(page.inner_text("body").split())


def fill(host: Hosted, texts: Sequence[str]) -> Phone:
    """Each string in each place that people and facilitators can write in; the phone that gave them."""
    host.send("start-phase")
    host.send("open-remote", opened=True)
    phone = Phone(host).joins()
    for number, text in enumerate(texts):
        phone.send("/ideas", id=f"n{number}", text=text, signature=text[:40], column="Chez nous")
        host.send("keep", id=f"n{number}")
    shown = texts[7]
    host.send("reword-phase", title=shown, question=shown, instruction=shown)
    host.send("show-prompt", text=shown)
    host.send("show-message", text=shown)
    host.send("name-wifi", name=shown, password=shown)
    return phone


def close(host: Hosted, texts: Sequence[str]) -> None:
    host.send("go-to-phase", phase="fin")
    for number, text in enumerate(texts):
        host.send("write-sentence", id=f"s{number}", text=text, evidence=[f"n{number}"])
        host.send("judge-sentence", id=f"s{number}", verdict="nuanced", nuance=text)


def seen_of(browser: Browser, folder: Path, texts: Sequence[str]) -> Seen:
    """All the pages of a workshop where nothing else than this is said."""
    seen = Seen()
    with hosted(folder) as host, browser.new_context() as context:
        phone, origin = fill(host, texts), f"http://{host.address.authority}"
        name, _, value = phone.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": origin}])
        context.add_init_script(WATCH)
        context.set_default_timeout(WAIT)
        pages = {"phone": "/", "mirror": "/screen", "remote": f"{host.address.remote}?all"}
        for part in ("before", "after"):
            for title, path in pages.items():
                with context.new_page() as page:
                    seen.look(page, f"{title}, {part}", origin + path)
            close(host, texts)
        host.send("end-session")
        with context.new_page() as page:
            seen.look(page, "own page", f"{origin}/take-away")
        for document in DOCUMENTS:
            file = folder / f"{document}.html"
            file.write_bytes(export(report(load_state(host.folder)), "html", document))
            with context.new_page() as page:
                seen.look(page, document, file.as_uri())
    return seen


@pytest.fixture(scope="module")
def plain(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """The same workshop where ordinary things are said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "SECONDS_PER_ONE", 0.0)
        yield seen_of(browser, tmp_path_factory.mktemp("plain"), ORDINARY)


EIGHTHS = [pytest.param(naughty()[n::8], marks=pytest.mark.campaign, id=f"eighth {n + 1}") for n in range(8)]


@pytest.mark.parametrize("texts", [pytest.param(sample(60), id="few"), *EIGHTHS])
def test_words_are_words_on_every_page(browser: Browser, tmp_path: Path, plain: Seen, texts: Sequence[str]) -> None:
    seen = seen_of(browser, tmp_path, texts)

    assert seen.wrong == plain.wrong == []
    assert {name: tags - plain.tags[name] for name, tags in seen.tags.items() if tags - plain.tags[name]} == {}
    legible = [" ".join(clean(text).split()) for text in texts if LEGIBLE.fullmatch(clean(text))]
    assert len(legible) > len(texts) / 10
    for name in ("remote, before", "own page", "account"):
        assert [text for text in legible if text not in seen.words[name]] == [], name
