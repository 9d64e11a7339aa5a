from __future__ import annotations

import json
import shutil
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Network, Phase, Script, Workshop
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.exporters import DOCUMENTS, export
from facilitator.store.library import UnknownSession
from facilitator.store.paths import DataFolder
from facilitator.store.restoring import UnusableResults, open_state, read_results
from facilitator.store.results import as_tinydb, tables, write_results
from tests.exporters.hostile import hostile_state
from tests.sample import begin, keep, play


def documents(state: SessionState) -> list[bytes]:
    return [export(report(state), "md", document, UTC) for document in DOCUMENTS]


def every_figure() -> SessionState:
    """Votes by ballot and by hand, groups, bins sorted by tables, picks, a statement written live, a phase going on."""
    phases = (
        Phase("c", "Collecte", "collect", 5),
        Phase("g", "Regrouper", "group", 5, source="c"),
        Phase("b", "Trier", "group", 5, cards=("Avis", "Urgence"), bins=("Nous", "Eux")),
        Phase("v", "Voter", "vote", 5, source="c"),
        Phase("m", "Noter", "matrix", 5, source="c", x_axis=("Coût", "bas", "haut"), y_axis=("Aide", "peu", "fort")),
        Phase("t", "Sujets", "talk", 9, source="c", per_item_minutes=3),
        Phase("p", "Débat", "position", 5, source="v", scale=("Non", "Oui"), max_cases=2),
    )
    playing = begin(Script(Workshop("Test", 960, 1020), phases, network=Network("wifi", "secret-du-wifi")))
    playing.do(c.StartPhase(), *(c.SubmitIdea(f"i{n}", f"idée {n}") for n in range(4)))
    playing.do(c.NextPhase(), c.CreateTheme("t", "Le temps", ("i0", "i2")), c.CreateTheme("vide", "Rien"))
    playing.do(c.NextPhase(), c.PlaceItem("card:0", "bin:0", "1"), c.PlaceItem("card:0", "bin:1", "2"))
    playing.do(
        c.NextPhase(), *(c.CastVotes(f"v{n}", (("i1", 2), ("i3", 1))) for n in range(3)), c.CountHands("i0", 3, 9)
    )
    playing.do(c.NextPhase(), c.PickItems(("i3", "i1")), *(c.RateItem(f"v{n}", "i3", 1 + n, None) for n in range(4)))
    playing.do(c.NextPhase(), c.Focus("i2"))
    playing.wait(1)
    playing.do(c.CountThumbs(3, 2), c.Focus("i0"))
    playing.do(c.NextPhase(), c.WriteStatement(0, "Énoncé écrit dans la salle."))
    playing.do(*(c.TakeStance(f"v{n}", n % 2, 0, "before") for n in range(5)), c.CountStances((2, 3), 0, "before"))
    playing.wait(2)
    playing.do(c.SubmitIdea("a", "un argument", column="for"))
    return playing.state


def finished_on_paper() -> SessionState:
    """A workshop that ended, then paper typed in, and a version of the synthesis that the room did not read."""
    form = Phase("f", "Fiches", "collect", 5, fields=("Chiffre",))
    phases = (
        Phase("c", "Collecte", "collect", 5),
        form,
        Phase("v", "Voter", "vote", 5, source="c"),
        Phase("m", "Noter", "matrix", 5, source="c", x_axis=("Coût", "bas", "haut")),
        Phase("p", "Débat", "position", 5, scale=("Non", "Oui"), case=(Case("Un", "Il faut tout compter."),)),
        Phase("e", "Lundi", "commit", 5, sharing="choice"),
        Phase("s", "Clôture", "validate", 5),
    )
    playing = begin(Script(Workshop("Test", 960, 1020), phases))
    playing.do(c.StartPhase(), *(c.SubmitIdea(f"i{n}", f"idée {n}") for n in range(2)))
    playing.do(c.GoToPhase("v"), *(c.CastVotes(f"v{n}", (("i1", 2),)) for n in range(3)))
    playing.do(c.GoToPhase("s"), c.WriteSentence("s1", "On compte moins."), c.EndSession())
    playing.wait(30)
    playing.do(c.SubmitIdea("i9", "sous une chaise", "paper", phase="c"))
    playing.do(c.SubmitIdea("f1", phase="f", fields=(("Chiffre", "12"),), channel="paper"))
    playing.do(c.CastVotes("v9", (("i9", 1),), "paper", "v"), c.FreezeSynthesis(12))
    playing.do(*(c.RateItem(f"v{n}", "i1", 1 + n, channel="paper", phase="m") for n in range(3)))
    playing.do(*(c.TakeStance(f"v{n}", n % 2, 0, "before", "paper", phase="p") for n in range(4)))
    playing.do(c.Commit("e1", (("", "Compter moins"),), share=True, channel="paper", phase="e"))
    return playing.state


@pytest.mark.parametrize(
    "state",
    [play().state, play("lectures").state, begin().state, every_figure(), finished_on_paper(), hostile_state()],
)
def test_a_file_alone_gives_the_same_documents_as_the_journal(state: SessionState, tmp_path: Path) -> None:
    write_results(tmp_path, state)
    assert documents(read_results(tmp_path / "session.json")) == documents(state)


def test_what_is_written_back_is_what_was_read(tmp_path: Path) -> None:
    write_results(tmp_path, every_figure())
    first = json.loads((tmp_path / "session.json").read_bytes())
    assert json.loads(as_tinydb(tables(read_results(tmp_path / "session.json")))) == first


def test_a_file_of_before_says_nothing_of_paper_typed_in_when_all_was_over(tmp_path: Path) -> None:
    write_results(tmp_path, every_figure())
    kept = json.loads((tmp_path / "session.json").read_bytes())
    for answer in (*kept["votes"].values(), *kept["stances"].values(), *kept["ratings"].values()):
        del answer["afterwards"]
    (tmp_path / "session.json").write_text(json.dumps(kept), encoding="utf-8")
    assert documents(read_results(tmp_path / "session.json")) == documents(every_figure())


def test_the_facilitators_notes_and_the_wifi_password_stay_at_home(tmp_path: Path) -> None:
    write_results(tmp_path, every_figure())
    assert "secret-du-wifi" not in (tmp_path / "session.json").read_text()
    write_results(tmp_path, play().state)
    assert "Pas de tour de table" not in (tmp_path / "session.json").read_text()


def test_a_file_brought_from_another_laptop_is_opened_by_its_path(tmp_path: Path) -> None:
    folder = keep(play(), DataFolder(tmp_path / "other"))
    alone = tmp_path / "stick" / "atelier-1.json"
    alone.parent.mkdir()
    shutil.copy(folder.results, alone)
    data = DataFolder(tmp_path / "mine")
    assert documents(open_state(data, str(alone))) == documents(play().state)
    with pytest.raises(UnknownSession):
        open_state(data, str(tmp_path / "nothing.json"))


def test_the_journal_beside_the_file_is_believed_first(tmp_path: Path) -> None:
    folder = keep(play(), DataFolder(tmp_path))
    folder.results.write_text("{}")
    assert open_state(DataFolder(tmp_path), str(folder.results)) == play().state


def test_hostile_control_bytes_in_a_file_are_cleaned(tmp_path: Path) -> None:
    write_results(tmp_path, play().state)
    kept = json.loads((tmp_path / "session.json").read_bytes())
    kept["ideas"]["1"]["text"] = "\x1b]0;piégé\x07\u202etexte"
    (tmp_path / "session.json").write_text(json.dumps(kept))
    assert all("\x1b" not in idea.text for idea in read_results(tmp_path / "session.json").ideas.values())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"session": {"1": {}}}', '{"session": {"1": {"format": 2}}}', "\x00"]
)
def test_a_file_that_is_not_a_session_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(UnusableResults, match="x.json"):
        read_results(path)


STATES = (every_figure(), play().state)


@settings(max_examples=100)
@given(data=st.data())
def test_a_file_with_one_value_changed_is_read_or_refused_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    kept = json.loads(as_tinydb(tables(data.draw(st.sampled_from(STATES)))))
    name = data.draw(st.sampled_from([table for table, rows in kept.items() if rows]))
    row = kept[name][data.draw(st.sampled_from(sorted(kept[name])))]
    key = data.draw(st.sampled_from(sorted(row)))
    row[key] = data.draw(st.none() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({}) | st.just([[1]]))
    path = tmp_path_factory.mktemp("changed") / "session.json"
    path.write_text(json.dumps(kept))
    try:
        state = read_results(path)
    except UnusableResults:
        return
    documents(state)
