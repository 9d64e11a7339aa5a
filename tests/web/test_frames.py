from __future__ import annotations

import json
from typing import Any

from facilitator.engine import commands as c
from facilitator.engine.views import Room, phone_view
from facilitator.engine.views.shapes import Mine
from facilitator.web.frames import Frame
from tests.engine.play import Play

ROOM = Room()


def told(play: Play, participant: str = "p1") -> Any:
    return json.loads(Frame(play.state, play.now, ROOM, {}).view_for(participant, ROOM))


def test_each_phone_is_told_the_room_and_its_own_and_how_the_page_looks() -> None:
    play = Play().phone("p1", "p2").at("cartes").do(c.SubmitIdea("a", "À moi", "phone", "p1"))

    for participant in ("p1", "p2"):
        view = told(play, participant)
        assert isinstance(view.pop("face"), int)
        assert view == json.loads(json.dumps(phone_view(play.state, play.now, ROOM, participant)))


def test_the_face_changes_with_what_a_page_shows_and_with_nothing_else() -> None:
    play = Play().phone("p1", "p2").at("cartes").idea("a").at("vote")
    before = told(play)["face"]

    play.do(c.CastVotes("p2", (("a", 2),), "phone"), c.CountHeads(12), c.AddTime(60)).wait(20)
    assert told(play)["face"] == before

    faces = [before]
    for command in (c.ShowMessage("On y va."), c.Reveal(), c.GoToPhase("tour")):
        faces.append(told(play.do(command))["face"])
    assert len(set(faces)) == len(faces)


def test_what_a_phone_was_told_of_its_own_is_told_anew_once_it_changed() -> None:
    play = Play().phone("p1", "p2").at("cartes").do(c.SubmitIdea("a", "À moi", "phone", "p1"))
    known: dict[str, tuple[Mine, bytes]] = {}
    for command in (c.SubmitIdea("b", "À une autre", "phone", "p2"), c.EditIdea("a", text="Mieux dit", author="p1")):
        play.do(command)
        view = json.loads(Frame(play.state, play.now, ROOM, known).view_for("p1", ROOM))
        assert view["mine"] == json.loads(json.dumps(phone_view(play.state, play.now, ROOM, "p1")["mine"]))
