"""One workshop with a phase of every kind, and what a phone shows in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine.script import Script
from facilitator.engine.views import PhoneView, Room, phone_view
from facilitator.engine.wording import Language
from facilitator.store.scripts import read_script
from tests.engine.play import Play

ME = "moi"

WORKSHOP: Final = Path(__file__).with_name("workshop.toml")


def script() -> Script:
    """The workshop as it is written."""
    reading = read_script(WORKSHOP)
    assert reading.script is not None, reading.problems
    return reading.script


def _doubt(id_: str, text: str, author: str, column: str) -> c.SubmitIdea:
    return c.SubmitIdea(id_, text, "phone", author, phase="doutes", column=f"Je ne sais pas {column}")


def _doubts(play: Play) -> None:
    play.do(
        _doubt("a", "Le nombre d’abonnés, chaque semaine, pour un tableau que personne n’ouvre.", ME, "mesurer"),
        _doubt("b", "Je ne sais pas si 3 % d’engagement, c’est bien ou mal.", "autre", "lire"),
        _doubt("c", "Expliquer au directeur que « vu » ne veut pas dire « lu ».", "autre", "dire"),
        c.ShowPrompt(),
    )


def _card(play: Play) -> None:
    fields = (("Chiffre", "Appels au standard"), ("Outil", "Le téléphone"))
    play.do(c.SubmitIdea("f", channel="phone", author=ME, phase="fiches", fields=fields))


def _themes(play: Play) -> None:
    play.do(c.CreateTheme("t1", "Compter pour compter", ("a", "b")))


def _sorted(play: Play) -> None:
    play.do(c.JoinGroup(ME, "2"), c.PlaceItem("card:0", "bin:0", participant=ME))


def _stand(play: Play) -> None:
    play.do(c.TakeStance(ME, 2, 0, "before"))


def _marks(play: Play) -> None:
    play.do(c.RateItem(ME, "a", 4, 1))


def _sentences(play: Play) -> None:
    play.do(
        c.WriteSentence("s1", "Un chiffre sans décision au bout ne mérite pas un tableau.", "Conclusions"),
        c.WriteSentence("s2", "Trois indicateurs suffisent, si tout le monde les lit.", "Conclusions"),
        c.JudgeSentence("s1", "agreed"),
        c.GiveOpinion("s1", ME, "agree"),
    )


def _cast(play: Play) -> None:
    play.do(c.CastVotes(ME, (("a", 2),), "phone"))


def _ready(play: Play) -> None:
    play.do(c.SayReady(ME))


def _nothing(play: Play) -> None:
    """What the phase shows by itself."""


_STEPS: tuple[tuple[str, str, Callable[[Play], None]], ...] = (
    ("talk", "ouverture", _nothing),
    ("collect-first", "doutes", _nothing),
    ("collect", "doutes", _doubts),
    ("collect-ready", "doutes", _ready),
    ("fields", "fiches", _card),
    ("respond", "solutions", _nothing),
    ("group", "familles", _themes),
    ("sort", "bacs", _sorted),
    ("vote", "vote", _cast),
    ("break", "pause", _nothing),
    ("position", "debat", _stand),
    ("matrix", "tri", _marks),
    ("talk-unrecorded", "entretiens", _nothing),
    ("commit", "lundi", _nothing),
    ("commit-never", "secret", _nothing),
    ("validate", "cloture", _sentences),
)


def scenes(language: Language = "fr") -> Iterator[tuple[str, PhoneView]]:
    """The name of each thing a phone may show, and its view, from the lobby to the end."""
    written = script()
    written = replace(written, workshop=replace(written.workshop, language=language))
    play = Play(written, start=datetime(2026, 11, 24, 16).astimezone().timestamp()).phone(ME, "autre")
    play.now = play.state.planned_start or 0.0
    yield "lobby", _view(play)
    for name, phase, happen in _STEPS:
        play.at(phase)
        happen(play)
        yield name, _view(play)
        if name in ("vote", "position", "matrix"):
            yield f"{name}-closed", _view(play.do(c.Reveal()))
    yield "ended", _view(play.do(c.EndSession()))


def met(script: Script) -> Iterator[tuple[str, PhoneView]]:
    """Each phase of a script as a phone finds it, nobody having given anything."""
    play = Play(script, start=datetime(2026, 11, 24, 16).astimezone().timestamp()).phone(ME)
    for phase in script.phase:
        play.at(phase.id)
        yield phase.id, _view(play)


def _view(play: Play) -> PhoneView:
    return phone_view(play.state, play.now, Room(), ME)
