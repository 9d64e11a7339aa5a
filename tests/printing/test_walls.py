"""What hangs on the wall: the way in, and the rule."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli.group import facilitator
from facilitator.network.qr import qr_svg
from facilitator.network.wifi import wifi_text
from facilitator.printing import print_pack
from facilitator.store.paths import DataFolder
from tests.exporters.test_html import Page
from tests.store.scripts.writing import SOUND, read

ADDRESS = "http://192.168.8.10:8017/j/KDFM"
WIFI = '[network]\nwifi_name = "Salle 2"\nwifi_password = "citron;12"\n'
RULE = "Ce qui est dit ici reste ici."


def sheet(name: str, join: str = "", more: str = "") -> str:
    script = read(SOUND + more).script
    assert script is not None
    return next(made.page.decode() for made in print_pack(script, join=join) if made.name.endswith(f"-{name}.html"))


def words(page: str) -> str:
    return " ".join(" ".join(Page(page.encode()).words).split())


def test_the_poster_gives_the_address_to_scan_and_in_clear() -> None:
    page = sheet("poster", ADDRESS)
    assert qr_svg(ADDRESS, "Code à scanner pour participer") in page
    assert ADDRESS in words(page)
    assert "s’affichera" not in page


def test_an_address_that_nobody_knows_yet_has_its_place() -> None:
    page = sheet("poster")
    assert "L’adresse s’affichera à l’écran" in words(page)
    assert "<svg" not in page


def test_a_wifi_to_join_first_is_scanned_or_typed() -> None:
    page = sheet("poster", ADDRESS, WIFI)
    assert qr_svg(wifi_text("Salle 2", "citron;12"), "Code à scanner pour rejoindre le Wi-Fi") in page
    assert "D’abord le Wi-Fi Réseau Salle 2 Mot de passe citron;12" in words(page)
    assert words(page).index("Wi-Fi") < words(page).index(ADDRESS)


def test_the_speaking_rule_is_on_a_sheet_of_its_own() -> None:
    page = sheet("speaking-rule", more=f'[ground_rules]\nspeaking_rule = "{RULE}"\nphotos = "no"\n')
    assert RULE in words(page)
    assert (
        "Personne ne signe. Une carte qui blesse ou qui nomme sera retirée. L’écran ne se photographie pas."
        in words(page)
    )


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str, str], None]:
    """Announces an open workshop, as its host does."""

    def announce(script: str, join: str) -> None:
        data = DataFolder(tmp_path / "data").create()
        folder = data.session("20261124-140000-3fa9").create()
        folder.script.write_text(script, encoding="utf-8")
        about = {"session": folder.id, "pid": os.getpid(), "port": 8017, "join": join}
        data.running.write_text(json.dumps(about), encoding="utf-8")

    return announce


@pytest.mark.parametrize(
    ("open_there", "join", "told"),
    [
        (SOUND, ADDRESS, True),
        (SOUND, "http://127.0.0.1:8017/j/KDFM", False),
        (SOUND, "", False),
        (SOUND.replace("Essai", "Un autre"), ADDRESS, False),
    ],
    ids=["the same workshop", "no network", "no phone", "another workshop"],
)
def test_the_workshop_that_is_open_here_gives_its_address(
    tmp_path: Path, opened: Callable[[str, str], None], open_there: str, join: str, told: bool
) -> None:
    script = tmp_path / "mien.toml"
    script.write_text(SOUND, encoding="utf-8")
    opened(open_there, join)
    call = ["--data", str(tmp_path / "data"), "print", str(script), "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(facilitator, call).exit_code == 0
    [poster] = (tmp_path / "out").glob("*-poster.html")
    assert (ADDRESS in poster.read_text(encoding="utf-8")) is told
