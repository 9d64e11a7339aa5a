from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from gzip import decompress
from hashlib import sha256
from html import unescape

import pytest

from tests.harness.hosting import SCRIPT, Hosted, hosted
from tests.web.guesthouse import Phone

WORKSHOP = (
    SCRIPT.replace('title = "La fin"', 'title = "La fin"\nfeedback = "roti"')
    .replace(
        '[[phase]]\nid = "fin"',
        '[[phase]]\nid = "lundi"\ntitle = "Lundi"\nkind = "commit"\nminutes = 4\nfields = ["Quoi", "Quand"]\n\n'
        '[[phase]]\nid = "fin"',
    )
    .replace("minutes = 40", "minutes = 36")
)


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host"), script=WORKSHOP) as host:
        host.send("start-phase")
        yield host


def page(phone: Phone, path: str = "/take-away") -> str:
    answer = phone.get(path)
    assert answer.status == 200
    return unescape(answer.page)


def workshop(host: Hosted) -> tuple[Phone, Phone]:
    """Two phones that wrote, promised, and heard the room judge a sentence."""
    me, other = Phone(host).joins(), Phone(host).joins()
    me.send("/ideas", id="a", text="Mes mots à moi")
    other.send("/ideas", id="b", text="Les mots d’un autre")
    host.send("go-to-phase", phase="lundi")
    me.send("/commitments", id="c", fields={"Quoi": "Fermer un tableau"}, share=True)
    other.send("/commitments", id="d", fields={"Quoi": "Promesse secrète"}, share=False)
    host.send("write-sentence", id="s", text="Un chiffre sert à décider.")
    host.send("go-to-phase", phase="fin")
    return me, other


def test_a_participant_takes_home_what_they_wrote_and_what_the_room_signed(host: Hosted) -> None:
    me, other = workshop(host)
    host.send("judge-sentence", id="s", verdict="nuanced", nuance="pas toujours")
    told = page(me)

    assert "L’atelier continue" in told
    assert all(words in told for words in ("Mes mots à moi", "Fermer un tableau", "Un chiffre sert à décider."))
    assert "nuancée" in told and "pas toujours" in told
    assert "Les mots d’un autre" not in told and "Promesse secrète" not in told
    assert "Les mots d’un autre" in page(other)


def test_it_is_there_after_the_end_with_all_that_the_room_keeps(host: Hosted) -> None:
    me, _ = workshop(host)
    host.send("judge-sentence", id="s", verdict="agreed")
    host.send("freeze-synthesis", present=12)
    host.send("end-session")
    told = page(me)

    assert "L’atelier continue" not in told
    assert "Relu par 12\u00a0personnes" in told or "Relu par 12 personnes" in told
    assert 'href="/take-away"' in me.get("/").page


def test_it_is_for_who_has_joined(host: Hosted) -> None:
    answer = Phone(host).get("/take-away")

    assert answer.status == 403
    assert 'action="/join"' in answer.page


def test_the_kept_file_stands_alone(host: Hosted) -> None:
    me, _ = workshop(host)
    answer = me.get("/take-away?file")

    assert re.fullmatch(
        r'attachment; filename="[a-z0-9.-]+-take-away-[a-z0-9]+-v0\.html"', answer.headers["Content-Disposition"]
    )
    assert "Mes mots à moi" in answer.page
    assert "<script" not in answer.page and "<nav" not in answer.page


def test_it_is_light_and_runs_nothing_but_its_own(host: Hosted) -> None:
    me, _ = workshop(host)
    answer = me.get("/take-away", Accept_Encoding="gzip")
    text = decompress(answer.body).decode()

    assert len(answer.body) <= 9_000
    policy = answer.headers["Content-Security-Policy"]
    for tag in ("style", "script"):
        [inline] = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in policy
    assert not re.findall(r"https?://|\sstyle=|\son[a-z]+=", text.partition("</style>")[2])


def test_it_speaks_the_workshop_s_language(tmp_path_factory: pytest.TempPathFactory) -> None:
    english = WORKSHOP.replace('title = "Petit atelier"', 'title = "Small workshop"\nlanguage = "en"')
    with hosted(tmp_path_factory.mktemp("english"), script=english) as host:
        host.send("start-phase")
        told = page(Phone(host).joins())

    assert '<html lang="en">' in told
    assert "Back to the workshop" in told and "atelier" not in told
