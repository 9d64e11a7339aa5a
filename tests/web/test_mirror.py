from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from http.client import HTTPConnection

import pytest

from facilitator.engine import commands as c
from facilitator.engine.public_time import in_words, public_time
from facilitator.engine.quadrants import QUADRANTS
from facilitator.web.mirror import MIRROR, context_of
from facilitator.web.timing import page_time
from tests.harness.hosting import KEY, Hosted, hosted
from tests.tui.screen.workshop import doubts_veiled, matrix, reached, seen
from tests.web.pages import ask, following, next_message


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        assert host.send("start-phase")[0] == 201
        yield host


def test_the_room_reads_the_question_without_scripts(host: Hosted) -> None:
    page = ask(host, "GET", "/screen")

    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="fr">' in page.text
    assert '<p class="question">Qu&#39;est-ce qui bloque\u00a0?</p>' in page.text
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in page.text


def test_who_reads_slowly_stops_the_reloading(host: Hosted) -> None:
    assert 'href="/screen?still"' in ask(host, "GET", "/screen").text
    assert "http-equiv" not in ask(host, "GET", "/screen?still").text


def test_the_policy_lets_in_the_page_s_own_style_and_script_and_nothing_else(host: Hosted) -> None:
    page = ask(host, "GET", "/screen")
    policy = page.headers["content-security-policy"]

    for tag in ("script", "style"):
        [inline] = re.findall(f"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//(?!127\.0\.0\.1)""", page.text)


def test_the_last_minute_of_writing_asks_for_a_last_card_as_the_time_comes(host: Hosted) -> None:
    page = ask(host, "GET", "/screen").text

    assert 'data-later="[[60.0, &#34;&#34;, &#34;Une dernière carte ?&#34;]' in page
    host.send("show-prompt", text="Et lundi ?")
    assert "Une dernière carte" not in ask(host, "GET", "/screen").text


def test_the_page_weighs_under_nine_kilobytes(host: Hosted) -> None:
    for number in range(60):
        text = f"Une idée de longueur moyenne, la {number}e."
        host.send("submit-idea", id=f"i{number}", text=text, column="Ailleurs")
    connection = HTTPConnection(host.address.name, host.address.port)
    connection.request("GET", "/screen", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()

    assert answer.getheader("Content-Encoding") == "gzip"
    assert "la 59e." in gzip.decompress(body).decode()
    assert len(body) <= 9_000


def test_a_stream_tells_everything_once_then_only_what_changes(host: Hosted) -> None:
    with following(host, "/screen/live") as stream:
        assert {"head", "scene", "said", "time", "foot", "told"} == set(next_message(stream))
        host.send("show-message", text="On respire.")
        changed = next_message(stream)

    assert "On respire." in changed["said"]
    assert "scene" not in changed and "foot" not in changed


def test_what_people_write_is_never_markup(host: Hosted) -> None:
    host.send("submit-idea", id="x", text='<img src=x onerror="alert(1)">', column="Ailleurs")

    assert "<img" not in ask(host, "GET", "/screen").text
    assert "&lt;img" in ask(host, "GET", "/screen").text


def test_a_blank_screen_says_nothing_of_the_workshop(host: Hosted) -> None:
    host.send("submit-idea", id="x", text="Ce qui se voyait", column="Ailleurs")
    host.send("blank-screen", blank=True)
    page = ask(host, "GET", "/screen").text

    assert "Ce qui se voyait" not in page and "Qu&#39;est-ce qui bloque" not in page
    assert "L’écran est éteint un instant." in page


def test_what_waits_is_masked_or_is_the_facilitators_never_leaves(host: Hosted) -> None:
    host.send("submit-idea", id="masked", text="secret-masqué", column="Ailleurs")
    host.send("mask", id="masked")
    host.send("submit-idea", id="parked", text="secret-de-côté", parked=True)
    host.send("set-review", review=True)
    host.send("submit-idea", id="waits", text="secret-à-relire", channel="phone", author="tel1", column="Ailleurs")
    with following(host, "/screen/live") as stream:
        told = str(next_message(stream))

    for public in (ask(host, "GET", "/screen").text, told):
        assert "secret" not in public
        assert KEY not in public and "/remote/" not in public


def test_a_veil_shows_that_people_write_and_never_what() -> None:
    playing = doubts_veiled()
    page = MIRROR.whole("fr", {**context_of(seen(playing)), "still": False}).decode()

    assert "17 cartes" in page
    assert not [idea.text for idea in playing.state.ideas.values() if escape(idea.text[:20]) in page]


def test_all_that_will_be_said_of_the_time_is_sent_at_once() -> None:
    view = seen(doubts_veiled())
    phase = view["phase"]
    assert phase is not None and phase["clock"]["since"] is not None
    later = json.loads(page_time(phase, view["now"], 1.0, "fr").later)

    for seconds, moment, words in later:
        standing = public_time(phase, view["now"] + public_time(phase, view["now"]).left - seconds)
        assert (moment, words) == (standing.moment, in_words(standing, phase, "fr", str))
    assert [later[-1][1], later[-1][0]] == ["over", 0]


def test_whoever_speaks_for_a_minute_is_told_to_pass_the_word_as_on_the_screen() -> None:
    playing = reached("ouverture")
    playing.do(c.StartTurn())
    view = seen(playing)
    assert view["phase"] is not None
    first, last = (page_time(view["phase"], view["now"] + after, 1.0, "fr").turn for after in (0, 90))
    assert first is not None and last is not None
    assert (first.words, json.loads(first.later)) == ("Prise de parole", [[0, "", "On passe la parole"]])
    assert (last.words, last.left) == ("On passe la parole", 0)


def test_the_way_in_takes_the_whole_page_once_it_is_asked_for(host: Hosted) -> None:
    assert ask(host, "POST", f"/remote/{KEY}/show-way-in", {"shown": "true"}).status == 303
    page = ask(host, "GET", "/screen").text

    assert "Rejoignez l’atelier" in page and 'role="img"' in page
    assert "Qu&#39;est-ce qui bloque" not in page


def test_a_quarter_of_the_plane_where_nothing_stands_says_so_instead_of_an_empty_table() -> None:
    playing, empty = matrix(), set[bool]()
    for quadrant in QUADRANTS:
        playing.do(c.Focus(quadrant))
        view = seen(playing)
        page = MIRROR.whole("fr", {**context_of(view), "still": True}).decode()
        said = "Rien dans ce quart du plan." in page
        assert said != ('<td class="mark">' in page)
        assert said != ("<table>" in page)
        empty.add(said)
    assert empty == {True, False}
