from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.script import LobbyPoll, Phase, Script, Workshop
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Feedback
from tests.sample import begin, play


def test_each_phase_tells_its_planned_and_real_time_and_its_people() -> None:
    told = report(play().state).method
    records = {record.title: record for record in told.phases}
    debate = records["Mêmes chiffres, lectures différentes"]
    assert (debate.planned, debate.people, debate.contributions) == (600, 18, 9)
    assert 300 < debate.spent < 600
    assert records["Utile ou coûteux ?"].people == 12
    assert records["Mon tableau de bord de poche"].people == 11
    assert records["Poser ses doutes"].people is None


def test_channels_are_told_in_their_order_and_only_those_used() -> None:
    assert report(play().state).method.channels == (("phone", 29), ("keyboard", 6), ("facilitator", 1), ("paper", 4))


def test_a_vote_tells_its_voters() -> None:
    playing = begin(Script(Workshop("Test", 960, 1020), (Phase("v", "Vote", "vote", 5, options=("A", "B")),)))
    playing.do(c.StartPhase(), *(c.CastVotes(f"v{n}", (("option:0", 1),)) for n in range(4)))
    assert report(playing.state).method.phases[0].people == 4


def test_a_dropped_phase_is_said_so() -> None:
    phases = (
        Phase("a", "Un", "talk", 5),
        Phase("b", "Deux", "talk", 5, priority="droppable"),
        Phase("z", "Fin", "talk", 5),
    )
    playing = begin(Script(Workshop("Test", 960, 1020), phases))
    playing.do(c.StartPhase(), c.ApplyReplan((), dropped=("b",)))
    assert [record.dropped for record in report(playing.state).method.phases] == [False, True, False]


def test_the_return_on_time_is_counted_and_its_words_have_no_order_of_their_own() -> None:
    feedback = report(play().state).method.feedback
    assert feedback is not None
    assert (feedback.counts, feedback.answers) == ((0, 0, 2, 6, 3), 11)
    assert list(feedback.words) == sorted(feedback.words)


def test_a_workshop_that_asks_for_no_feedback_has_none() -> None:
    playing = begin(Script(Workshop("Test", 960, 1020), (Phase("f", "Fin", "validate", 5, feedback="none"),)))
    assert report(playing.state).method.feedback is None
    playing = begin(Script(Workshop("Test", 960, 1020), (Phase("f", "Fin", "validate", 5),)))
    assert report(playing.state).method.feedback == Feedback(None, None, ())


def test_the_lobby_poll_counts_phones_and_hands() -> None:
    lobby = LobbyPoll("Combien ?", ("Peu", "Beaucoup"))
    playing = begin(Script(Workshop("Test", 960, 1020), (Phase("t", "Parler", "talk", 5),), lobby=lobby))
    assert report(playing.state).poll is None
    playing.do(c.Join("p"), c.AnswerPoll("p", 1))
    poll = report(playing.state).poll
    assert poll is not None and poll.counts is None
    playing.do(c.CountPollHands(0, 2))
    poll = report(playing.state).poll
    assert poll is not None and poll.counts == (2, 1)
