from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.store.scripts import ScriptNotFound, find_script, read_script, shipped_scripts


def test_shipped_scripts_come_in_the_order_of_their_names() -> None:
    names = [file.name for file in shipped_scripts()]
    assert "au-secours-stats.toml" in names
    assert names == sorted(names)


def test_a_shipped_script_is_found_by_its_name_with_or_without_suffix() -> None:
    assert find_script("au-secours-stats").name == find_script("au-secours-stats.toml").name


def test_a_path_comes_before_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "au-secours-stats").write_text("format = 1\n")
    monkeypatch.chdir(tmp_path)
    assert read_script(find_script("au-secours-stats")).script is None


@pytest.mark.parametrize(
    ("wrong", "meant"), [("au-secours-stat", "au-secours-stats"), ("stories", "au-secours-stories")]
)
def test_a_near_miss_is_told_the_nearest(wrong: str, meant: str) -> None:
    with pytest.raises(ScriptNotFound, match=f"Vouliez-vous dire.*{meant}"):
        find_script(wrong)


def test_a_name_like_nothing_is_told_every_name() -> None:
    with pytest.raises(ScriptNotFound, match="au-secours-messageries, .*help-our-newsletter"):
        find_script("zzz")
