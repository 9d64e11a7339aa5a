from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import qrcode

from facilitator.network.wifi import wifi_text
from facilitator.network.words import hotspot_recipe


def test_what_means_something_in_a_code_is_escaped() -> None:
    assert wifi_text('Salle "B"; 2', "a:b,c\\d") == 'WIFI:T:WPA;S:Salle \\"B\\"\\; 2;P:a\\:b\\,c\\\\d;;'


def test_a_network_without_a_password_is_an_open_one() -> None:
    assert wifi_text("Atelier", "") == "WIFI:T:nopass;S:Atelier;;"


@pytest.mark.needs("zbarimg")
def test_a_reader_reads_the_name_as_it_is_written(tmp_path: Path) -> None:
    text = wifi_text("Médiathèque", "à l’ombre")
    qrcode.make(text).save(tmp_path / "wifi.png")

    read = subprocess.run(["zbarimg", "-q", "--raw", str(tmp_path / "wifi.png")], capture_output=True, text=True)
    assert read.stdout.strip() == text


@pytest.mark.parametrize(("platform", "words"), [("linux", "nmcli"), ("darwin", "Mac"), ("win32", "Windows")])
def test_the_recipe_is_for_the_system_at_hand(platform: str, words: str) -> None:
    assert words in " ".join(hotspot_recipe(platform))
