"""The sample workshop stopped at the moments worth seeing on the room's screen; also what the pictures are taken of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from facilitator.client import Lost
from facilitator.engine import commands as c
from facilitator.engine.quadrants import QUADRANTS
from facilitator.engine.script import Script
from facilitator.engine.sources import items
from facilitator.engine.views import PublicView, Room, public_view
from facilitator.store.scripts import find_script, read_script
from tests import sample
from tests.sample import Playing

JOIN = "http://192.168.8.1:8017/j/K7PM"
ANSWERS = (
    "Une réponse type relue par l’accueil, pas par la com.",
    "Un créneau « messageries » de vingt minutes, matin et soir.",
    "Le robot : il répondait « piscine » à tout.",
)
FLAT_POSTS = (
    "La mairie vous informe que la médiathèque sera fermée le 12.",
    "Retour en images sur la cérémonie des vœux.",
    "Pensez à trier vos déchets.",
    "Conseil municipal ce soir à 18 h, venez nombreux.",
    "Travaux rue des Lilas : circulation alternée.",
)


class Still:
    """A source that gives these and then waits."""

    def __init__(self, *news: PublicView | Lost) -> None:
        self._news = news

    async def news(self) -> AsyncGenerator[PublicView | Lost]:
        for one in self._news:
            yield one
        await asyncio.Event().wait()


def seen(playing: Playing, join: str = "") -> PublicView:
    """What the room sees now, with a clock that stands still."""
    view = public_view(playing.state, playing.now, Room(join=join))
    view["speed"] = 0.0
    return view


def script(name: str) -> Script:
    """A shipped script."""
    read = read_script(find_script(name)).script
    assert read is not None
    return read


def arrived() -> Playing:
    """The lobby, people in it."""
    playing = sample.begin()
    sample._arrive(playing)
    return playing


def reached(phase: str) -> Playing:
    """The sample workshop as a phase begins."""
    playing = arrived()
    for name, lead in sample.LEADS.items():
        if name == phase:
            playing.do(c.NextPhase() if playing.state.phase else c.StartPhase())
            return playing
        lead(playing)
    raise KeyError(phase)


def elsewhere(name: str, phase: str) -> Playing:
    """Another shipped workshop, at one of its phases."""
    playing = sample.begin(script(name))
    playing.do(*(c.Join(phone) for phone in sample.PEOPLE), c.StartPhase())
    if playing.state.phase != phase:
        playing.do(c.GoToPhase(phase))
    playing.wait(2)
    return playing


def doubts_veiled() -> Playing:
    """Seventeen cards nobody reads yet, and a prompt."""
    playing = reached("doutes")
    for number, (column, text) in enumerate(sample.DOUBTS[:17]):
        playing.idea(number, text, column=column)
    playing.do(c.ShowPrompt())
    playing.wait(2.6)
    return playing


def doubts() -> Playing:
    """All the cards, revealed."""
    playing = doubts_veiled()
    for number, (column, text) in enumerate(sample.DOUBTS[17:]):
        playing.idea(number, text, column=column)
    playing.do(c.Reveal(), c.HidePrompt())
    return playing


def metrics() -> Playing:
    """A table with four fields, in its last round."""
    playing = arrived()
    for name in ("ouverture", "doutes", "table"):
        sample.LEADS[name](playing)
    return playing


def debate(moment: str = "after") -> Playing:
    """The first case: nobody revealed yet (`placing`), before the arguments (`before`), or after them."""
    playing = reached("lectures")
    stances = sample.STANCES
    playing.do(*(c.TakeStance(p, v, 0, "before") for p, v in zip(sample.PEOPLE, stances[0, "before"], strict=True)))
    if moment == "placing":
        return playing
    playing.do(c.Reveal())
    for number, (_case, side, text) in enumerate(a for a in sample.ARGUMENTS if a[0] == 0):
        playing.idea(number * 5, text, column=side, row="case:0")
    if moment == "after":
        playing.do(c.ChooseCase(0, "after"))
        playing.do(*(c.TakeStance(p, v, 0, "after") for p, v in zip(sample.PEOPLE, stances[0, "after"], strict=True)))
        playing.do(c.Reveal())
    playing.wait(2)
    return playing


def matrix() -> Playing:
    """Eight figures placed on the plane."""
    playing = arrived()
    for name in ("ouverture", "doutes", "table", "lectures", "tri"):
        sample.LEADS[name](playing)
    playing.now -= 60
    return playing


def commitments() -> Playing:
    """Eleven people have decided something."""
    playing = arrived()
    for name in ("ouverture", "doutes", "table", "lectures", "tri", "tampon", "engagement"):
        sample.LEADS[name](playing)
    playing.now -= 120
    return playing


def sentences(judged: int, focus: bool = True) -> Playing:
    """The closing: some sentences judged, the last of them before the room."""
    playing = reached("cloture")
    for number, (text, _verdict, _nuance, original) in enumerate(sample.SENTENCES):
        playing.do(c.WriteSentence(f"s{number}", original or text))
    for number, (text, verdict, nuance, original) in enumerate(sample.SENTENCES[:judged]):
        if original:
            playing.do(c.EditSentence(f"s{number}", text))
        playing.do(c.JudgeSentence(f"s{number}", verdict, nuance), after=20)
    playing.do(c.Focus(f"s{judged - 1}" if focus else ""))
    return playing


def rows(focus: bool = True) -> Playing:
    """Turning tables: answers to the first rows, none to the last."""
    playing = elsewhere("au-secours-messageries", "tables")
    phase = playing.state.current
    assert phase is not None
    listed = items(playing.state, phase)
    for place, row in enumerate(listed[:-1]):
        for number, (column, text) in enumerate(zip(phase.columns, ANSWERS, strict=True)):
            if place != 1 or number:
                playing.idea(number, text, row=row.id, column=column)
    if focus:
        playing.do(c.Focus(listed[0].id))
    return playing


def sorting(tables: bool = False) -> Playing:
    """Twelve messages into five bins: by the room, or by three tables that do not quite agree."""
    playing = elsewhere("au-secours-messageries", "tri")
    phase = playing.state.current
    assert phase is not None
    for place, item in enumerate(items(playing.state, phase)):
        if tables:
            for table in ("1", "2", "3"):
                apart = table == "3" and place % 4 == 0
                playing.do(c.PlaceItem(item.id, f"bin:{(place + apart) % 4}", group=table))
        elif place < 9:
            playing.do(c.PlaceItem(item.id, f"bin:{place % 4}"))
    return playing


def vote(revealed: bool = True) -> Playing:
    """Nine ballots on five flat posts."""
    playing = elsewhere("au-secours-posts", "musee")
    for number, text in enumerate(FLAT_POSTS):
        playing.idea(number, text)
    playing.do(c.GoToPhase("choix"))
    phase = playing.state.current
    assert phase is not None
    listed = items(playing.state, phase)
    for voter in range(9):
        given = {listed[voter % 5].id: 1, listed[(voter * voter + 1) % 5].id: 1}
        playing.do(c.CastVotes(sample.PEOPLE[voter], tuple(given.items()), channel="phone"))
    if revealed:
        playing.do(c.Reveal())
    return playing


def subjects() -> Playing:
    """The second subject of a lean coffee, at the end of its minutes: the room is asked, and somebody speaks."""
    playing = elsewhere("lean-coffee", "sujets")
    for number, text in enumerate(("Dire non à un élu pressé", "Nos photos se ressemblent toutes", "Travailler seul")):
        playing.idea(number, text)
    playing.do(c.GoToPhase("discussions"))
    phase = playing.state.current
    assert phase is not None
    listed = items(playing.state, phase)
    playing.do(c.Focus(listed[0].id), c.Focus(listed[1].id))
    playing.wait(2.3)
    playing.do(c.StartTurn(), c.AskThumbs())
    return playing


def every_moment() -> dict[str, Playing]:
    """One of each, by name."""
    paused, blank, keyboard = doubts_veiled(), doubts(), doubts_veiled()
    paused.do(c.Pause())
    blank.do(c.BlankScreen(True))
    keyboard.do(c.HandOverKeyboard())
    quarter, aloud = matrix(), commitments()
    quarter.do(c.Focus(QUADRANTS[0]))
    aloud.do(c.Focus(next(iter(aloud.state.commitments))))
    thanked, turning = sentences(3), elsewhere("au-secours-messageries", "tables")
    thanked.do(c.SayThanks())
    turning.do(c.CountHeads(19), c.NextRound())
    return {
        "lobby": arrived(),
        "talk": reached("ouverture"),
        "talk-subject": subjects(),
        "collect-veiled": doubts_veiled(),
        "collect": doubts(),
        "collect-fields": metrics(),
        "respond": rows(),
        "respond-overview": rows(focus=False),
        "group": sorting(),
        "group-tables": sorting(tables=True),
        "vote-open": vote(revealed=False),
        "vote": vote(),
        "position-placing": debate("placing"),
        "position-before": debate("before"),
        "position": debate(),
        "matrix-open": reached("tri"),
        "matrix": matrix(),
        "matrix-quadrant": quarter,
        "break": reached("tampon"),
        "commit": commitments(),
        "commit-aloud": aloud,
        "validate": sentences(3),
        "validate-page": sentences(5, focus=False),
        "paused": paused,
        "blank": blank,
        "keyboard": keyboard,
        "tables": turning,
        "thanks": thanked,
        "end": sample.play(),
    }
