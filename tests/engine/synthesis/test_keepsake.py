from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.script import Phase
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.keepsake import Keepsake, keepsake
from tests.engine.play import Play, script

ME = "moi"


def kept(play: Play) -> Keepsake:
    return keepsake(play.state, ME)


def closed() -> Play:
    """A debate nobody revealed, a question put aside, a commitment shared, three sentences judged."""
    play = Play().phone(ME, "autre").at("cartes")
    play.do(c.SubmitIdea("a", "Mes mots", "phone", ME), c.SubmitIdea("b", "Ses mots", "phone", "autre"))
    play.do(c.SubmitIdea("p", "Une question voilée", "phone", "autre", parked=True))
    play.at("debat").do(c.SubmitIdea("d", "Un argument voilé", "phone", "autre", column="for", row="case:0"))
    play.at("engagement").do(c.Commit("e", (("Quoi", "Sa promesse"),), True, "phone", "autre"))
    play.do(c.Commit("f", (("Quoi", "Ma promesse"),), True, "phone", ME))
    return play.do(*(c.WriteSentence(f"s{n}", f"Phrase {n}", evidence=("b",)) for n in range(3)))


def test_one_s_own_words_are_there_phase_by_phase_and_nobody_else_s() -> None:
    play = closed().at("fiches").do(c.SubmitIdea("g", channel="phone", author=ME, fields=(("Chiffre", "42"),)))

    assert [(pile.heading, [card.id for card in pile.cards]) for pile in kept(play).written] == [
        ("Les cartes", ["a"]),
        ("Les fiches", ["g"]),
    ]
    assert kept(play).promises == ((("Quoi", "Ma promesse"),),)


def test_what_one_took_back_is_gone_and_what_was_masked_is_still_one_s_own() -> None:
    play = closed().do(c.Mask("a"))
    assert kept(play).written[0].cards[0].text == "Mes mots"

    assert kept(play.do(c.WithdrawIdea("a", ME))).written == ()


def test_before_the_closing_nothing_of_the_room_is_told() -> None:
    told = kept(closed()).report

    assert (told.proposals, told.conclusions, told.debates, told.questions, told.links) == ((), (), (), (), ())
    assert all(promises.shared == () for promises in told.promises)


def test_as_the_room_judges_the_sentences_are_told_without_what_stands_behind_them() -> None:
    play = closed().at("cloture").do(c.JudgeSentence("s0", "agreed"), c.JudgeSentence("s1", "disagreed"))
    told = kept(play).report

    assert [one.text for one in (*told.conclusions, *told.disagreements, *told.proposals)] == [
        "Phrase 0",
        "Phrase 1",
        "Phrase 2",
    ]
    assert not any(one.evidence for one in (*told.conclusions, *told.disagreements, *told.proposals))
    assert (told.debates, told.questions) == ((), ())


def test_after_the_end_it_is_the_account_s_own_page() -> None:
    play = closed().at("cloture").do(c.EndSession())

    assert kept(play).is_whole
    assert kept(play).report == report(play.state)


def test_a_workshop_without_a_closing_has_one_s_own_words_all_the_same() -> None:
    play = Play(script(Phase("c", "Cartes", "collect", 5))).phone(ME).at("c")
    play.do(c.SubmitIdea("a", "Mes mots", "phone", ME))

    assert kept(play).report.proposals == ()
    assert kept(play).written[0].cards[0].text == "Mes mots"
