"""What holds at every door of the host, whatever is behind it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

import pytest

from facilitator.store.opening import load_state
from tests.abuse.doors import PARAMETER, address, doors
from tests.abuse.test_powers import ELSEWHERE, needs_other_loopback
from tests.harness.hosting import KEY, Hosted, hosted
from tests.web.guesthouse import Phone, code_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "http.md"
FORM = "application/x-www-form-urlencoded"
ELSEWHERES = ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"})
WRITES = [path for method, path in doors() if method == "POST"]
READINGS = [path for method, path in doors() if method == "GET"]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        assert host.send("start-phase")[0] == 201
        yield host


def path_of(host: Hosted, pattern: str) -> str:
    """Where somebody who has the code and the key would ask."""
    key = f"{KEY}/pause" if pattern in WRITES else KEY
    return address(pattern, code=code_of(host), id="x").replace("/remote/x", f"/remote/{key}")


@pytest.mark.parametrize(("method", "pattern"), doors())
def test_another_name_is_turned_away(host: Hosted, method: str, pattern: str) -> None:
    answer = Phone(host).joins().ask(method, path_of(host, pattern), b"", Host="evil.example")

    assert (answer.status, answer.body) == (403, b"")


@pytest.mark.parametrize("said", ELSEWHERES, ids=str)
@pytest.mark.parametrize("pattern", WRITES)
def test_a_page_of_another_site_writes_nothing(host: Hosted, pattern: str, said: dict[str, str]) -> None:
    phone = Phone(host).joins()
    before = load_state(host.folder).seq
    answer = phone.ask("POST", path_of(host, pattern), b"", Content_Type=FORM, **said)

    assert (answer.status, answer.body) == (403, b"")
    assert load_state(host.folder).seq == before


@pytest.mark.parametrize("pattern", WRITES)
def test_a_browser_too_old_to_say_where_it_comes_from_is_let_in(host: Hosted, pattern: str) -> None:
    answer = Phone(host).joins().ask("POST", path_of(host, pattern), b"", Content_Type=FORM)

    assert answer.status not in (403, 500)


@pytest.mark.parametrize("pattern", READINGS)
def test_a_page_lets_in_its_own_style_and_script_and_nothing_else(host: Hosted, pattern: str) -> None:
    connection = HTTPConnection(host.address.name, host.address.port, timeout=10)
    connection.request("GET", path_of(host, pattern), headers={"Cookie": Phone(host).joins().cookie})
    answer = connection.getresponse()
    kind, policy = answer.getheader("Content-Type", ""), answer.getheader("Content-Security-Policy", "")
    page = answer.read().decode() if kind.startswith("text/html") else ""
    connection.close()

    sources = set(re.findall(r"[\w-]+-src ([^;]+)", policy))
    inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    own = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inline}
    assert policy.startswith("default-src 'none'")
    assert {word for source in sources for word in source.split()} - {"'self'", "'none'", "data:"} == own
    assert not re.search(
        r"""\s(?:on\w+|style)=|(?:src|href|action)=["']?(?:https?:)?//""", page.replace(_own(host), "")
    )


def _own(host: Hosted) -> str:
    """What the host's own addresses begin with; a remote links to its faces."""
    return str(host.ask("GET", f"{host.address.remote}/view")[1]["addresses"]["screen"]).removesuffix("/screen")


@pytest.mark.parametrize("pattern", sorted({path for _method, path in doors()}))
def test_every_door_is_in_the_document(pattern: str) -> None:
    written = PARAMETER.sub(lambda found: found[1].upper(), pattern)

    assert re.search(rf"`(?:(?:GET|POST) )?{re.escape(written)}[`,/?]", DOCUMENT.read_text(encoding="utf-8"))


@needs_other_loopback
def test_nobody_s_address_is_in_any_file(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        host.send("start-phase")
        phone = Phone(host, source=ELSEWHERE)
        assert phone.get("/j/FAUX").status == 404
        assert phone.joins().send("/ideas", id="a", text="De là-bas").status == 201
        assert phone.ask("POST", "/ideas", b"x" * 100_000, Content_Type=FORM).status == 413

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("De là-bas" in path.read_text(encoding="utf-8", errors="replace") for path in written)
    assert [path for path in written if ELSEWHERE.encode() in path.read_bytes()] == []
