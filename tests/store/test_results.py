from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from facilitator.engine import commands as c
from facilitator.engine.script import Phase, Script, Workshop
from facilitator.engine.state import SessionState
from facilitator.store.results import write_results
from tests.sample import PEOPLE, begin, play
from tests.store.test_restoring import every_figure

Tables = dict[str, list[dict[str, object]]]


def read(folder: Path, state: SessionState) -> Tables:
    """What stock TinyDB finds after a state was written."""
    write_results(folder, state)
    with TinyDB(folder / "session.json") as database:
        return {name: [dict(document) for document in database.table(name)] for name in database.tables()}


def test_stock_tinydb_finds_a_whole_workshop(tmp_path: Path) -> None:
    tables = read(tmp_path, play().state)
    assert {name: len(documents) for name, documents in tables.items()} == {
        "session": 1, "timeline": 8, "ideas": 41, "themes": 0, "votes": 0, "stances": 72, "ratings": 96,
        "commitments": 5, "sentences": 5, "syntheses": 1,
    }  # fmt: skip
    assert tables["session"][0]["title"] == "Au secours, je suis perdu dans les outils de stats !"
    assert tables["session"][0]["private_commitments"] == {"engagement": 6}
    assert tables["syntheses"][0]["present"] == 18
    [nuanced] = [sentence for sentence in tables["sentences"] if sentence["status"] == "nuanced"]
    assert nuanced["original"] == "On ne se compare jamais à la ville voisine."


def test_the_file_is_plain_ascii_so_that_any_locale_reads_it(tmp_path: Path) -> None:
    playing = begin()
    playing.do(c.StartPhase(), c.SubmitIdea("a", "déjà \u2028 vu 👩‍👩‍👧"))
    write_results(tmp_path, playing.state)
    data = (tmp_path / "session.json").read_bytes()
    assert all(0x20 <= byte < 0x7F for byte in data)
    assert (tmp_path / "session.json").stat().st_mode & 0o777 == 0o600 or os.name == "nt"


def test_no_identity_of_a_phone_is_written(tmp_path: Path) -> None:
    write_results(tmp_path, play().state)
    text = (tmp_path / "session.json").read_text(encoding="utf-8")
    assert not any(phone in text for phone in PEOPLE)


def test_one_person_has_one_number_in_the_whole_file(tmp_path: Path) -> None:
    tables = read(tmp_path, play().state)
    voters = {row["voter"] for row in tables["stances"]} | {row["voter"] for row in tables["ratings"]}
    assert voters == {"", *(f"p{n}" for n in range(1, 15))}
    assert {idea["author"] for idea in tables["ideas"]} <= voters


def test_someone_who_never_joined_still_gets_a_number(tmp_path: Path) -> None:
    playing = begin(Script(Workshop("T", 960, 1020), (Phase("v", "Vote", "vote", 5, options=("A", "B")),)))
    playing.do(c.StartPhase(), c.Join("tel"), c.CastVotes("bulletin-7", (("option:0", 1),)))
    [vote] = read(tmp_path, playing.state)["votes"]
    assert (vote["voter"], vote["channel"], vote["points"]) == ("p2", "paper", 1)


def test_what_the_room_may_not_read_keeps_its_place_without_its_words(tmp_path: Path) -> None:
    playing = begin(Script(Workshop("T", 960, 1020), (Phase("c", "Collecte", "collect", 5, fields=("Nom",)),)))
    playing.do(c.StartPhase(), c.Join("tel"))
    playing.do(c.SubmitIdea("a", "masquée"), c.SubmitIdea("b", "même chose masquée"), c.SubmitIdea("d", "visible"))
    playing.do(
        c.SubmitIdea("e", "retirée", channel="phone", author="tel"), c.SubmitIdea("f", fields=(("Nom", "Durand"),))
    )
    playing.do(c.MergeIdeas("a", ("b",)), c.Mask("a"), c.WithdrawIdea("e", "tel"), c.Mask("f"), c.SetReview(True))
    playing.do(c.SubmitIdea("g", "en attente", channel="phone", author="tel"), c.SubmitIdea("h", "pareil"))
    playing.do(c.MergeIdeas("d", ("h",)))
    ideas = read(tmp_path, playing.state)["ideas"]
    assert {idea["id"]: (idea["status"], idea["text"]) for idea in ideas} == {
        "a": ("masked", ""), "b": ("masked", ""), "d": ("visible", "visible"), "e": ("withdrawn", ""),
        "f": ("masked", ""), "g": ("pending", ""), "h": ("merged", "pareil"),
    }  # fmt: skip
    assert "Durand" not in (tmp_path / "session.json").read_text(encoding="utf-8")


def test_hands_counted_in_the_room_are_written_beside_the_phones(tmp_path: Path) -> None:
    phases = (Phase("v", "Vote", "vote", 5, options=("A", "B")), Phase("g", "Trier", "group", 5, cards=("X", "Y")))
    playing = begin(Script(Workshop("T", 960, 1020), phases))
    playing.do(c.StartPhase(), c.CountHands("option:1", 4, 12), c.NextPhase(), c.CreateTheme("t", "Nous", ("card:1",)))
    tables = read(tmp_path, playing.state)
    assert tables["votes"] == [
        {
            "phase": "v",
            "item": "option:1",
            "points": 4,
            "channel": "facilitator",
            "voter": "",
            "present": 12,
            "afterwards": False,
        }
    ]
    assert tables["themes"] == [{"id": "t", "phase": "g", "name": "Nous", "group": "", "items": ["card:1"]}]
    assert tables["timeline"][0]["items"] == {"option:0": "A", "option:1": "B"}


def test_the_documentation_names_every_table_and_every_key(tmp_path: Path) -> None:
    told = (Path(__file__).parents[2] / "docs" / "file-formats.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in told.splitlines() if line.startswith("| `")}
    for table, documents in (*read(tmp_path, every_figure()).items(), *read(tmp_path, play().state).items()):
        for key in {key for document in documents for key in document}:
            assert f"`{key}`" in rows[table], f"{table}.{key}"


def test_the_lobby_poll_is_kept_with_its_choices(tmp_path: Path) -> None:
    [session] = read(tmp_path, play().state)["session"]
    assert session["poll"][0] == {"choice": "Aucun", "people": 3}  # type: ignore[index]


def test_a_refused_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_results(tmp_path, begin().state)
    before = (tmp_path / "session.json").read_bytes()

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_results(tmp_path, play().state)
    assert (tmp_path / "session.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["session.json"]


READER = """
import sys
from tinydb import TinyDB
good = 0
while good < 200:
    with TinyDB(sys.argv[1], access_mode="r") as database:
        assert len(database.table("timeline")) == 8
        assert len(database.table("ideas")) in (0, 41)
    good += 1
print(good)
"""


def test_another_process_can_read_the_file_at_every_instant(tmp_path: Path) -> None:
    small, large = begin().state, play().state
    write_results(tmp_path, small)
    reader = subprocess.Popen([sys.executable, "-c", READER, str(tmp_path / "session.json")], stdout=subprocess.PIPE)
    writes = 0
    while reader.poll() is None:
        write_results(tmp_path, large if writes % 2 else small)
        writes += 1
    assert reader.stdout is not None
    with reader.stdout:
        assert (reader.returncode, reader.stdout.read().split()) == (0, [b"200"])
    assert writes > 10
