from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Host, Phase, Script, Workshop
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Report
from tests.sample import PRESENT, Playing, begin, play


def texts(value: Any) -> list[str]:
    """Every text that a report holds, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return []


def closing(*phases: Phase, **workshop: Any) -> Playing:
    """A running workshop of these phases and a closing, in its first phase."""
    script = Script(Workshop("Test", 960, 1020, **workshop), (*phases, Phase("fin", "Clôture", "validate", 8)))
    playing = begin(script)
    playing.do(c.StartPhase())
    return playing


def collected(*ideas: str, **phase: Any) -> Playing:
    playing = closing(Phase("c", "Collecte", "collect", 5, **phase))
    playing.do(*(c.SubmitIdea(f"i{n}", text) for n, text in enumerate(ideas)))
    return playing


def test_a_whole_workshop_is_told_in_the_house_form() -> None:
    told = report(play().state)
    assert told.title == "Au secours, je suis perdu dans les outils de stats !"
    assert (told.number, told.present, told.contributions) == (1, PRESENT, 40)
    assert [finding.heading for finding in told.struggles] == ["Ce qui nous perd"]
    assert [finding.heading for finding in told.practices] == ["La table des métriques du groupe", "À garder, à lâcher"]
    assert [debate.statement for debate in told.debates][0] == "Ce post est une réussite."
    assert [one.verdict for one in told.conclusions] == ["agreed", "agreed", "nuanced", "agreed"]
    assert [one.verdict for one in told.disagreements] == ["disagreed"]
    assert told.proposals == ()
    assert [card.text for card in told.questions] == ["Qui a le droit de lire les statistiques d’un compte d’élu ?"]


def test_the_same_session_gives_the_same_report() -> None:
    assert report(play().state) == report(play().state)


def test_a_session_that_has_not_begun_can_be_told() -> None:
    told = report(begin().state)
    assert (told.started_at, told.present, told.contributions) == (None, None, 0)
    assert (told.struggles, told.practices, told.debates, told.annex) == ((), (), (), ())


def test_a_masked_contribution_is_nowhere() -> None:
    state = play().state
    assert any("Durand" in idea.text for idea in state.ideas.values())
    assert not any("Durand" in text for text in texts(report(state)))


def test_withdrawn_and_waiting_contributions_are_nowhere_and_waiting_ones_are_counted() -> None:
    playing = collected("gardée")
    playing.do(c.Join("p"), c.SetReview(True))
    playing.do(c.SubmitIdea("w", "retirée", channel="phone", author="p"), c.WithdrawIdea("w", "p"))
    playing.do(c.SubmitIdea("q", "en attente", channel="phone", author="p"))
    told = report(playing.state)
    assert told.contributions == 1
    assert told.method.waiting == 1
    assert not {"retirée", "en attente"} & set(texts(told))


def test_near_duplicates_stand_behind_one_card_with_all_their_words() -> None:
    playing = collected("une", "presque une", "autre")
    playing.do(c.MergeIdeas("i0", ("i1",)))
    told = report(playing.state)
    [pile] = told.annex[0].piles
    assert [(card.text, [one.text for one in card.behind]) for card in pile.cards] == [
        ("une", ["presque une"]),
        ("autre", []),
    ]
    assert (pile.total, told.contributions, pile.cards[0].voices) == (3, 3, 2)


def test_what_stands_behind_a_masked_card_leaves_with_it() -> None:
    playing = collected("Mme Durand", "madame Durand", "autre")
    playing.do(c.MergeIdeas("i0", ("i1",)), c.Mask("i0"))
    told = report(playing.state)
    assert told.contributions == 1
    assert not any("Durand" in text for text in texts(told))


def test_a_merged_card_that_is_masked_leaves_its_companion() -> None:
    playing = collected("une", "presque une")
    playing.do(c.MergeIdeas("i0", ("i1",)), c.Mask("i1"))
    assert [card.behind for card in report(playing.state).annex[0].piles[0].cards] == [()]


def test_private_commitments_are_a_number_and_no_name_is_left() -> None:
    [promises] = report(play().state).promises
    assert (promises.total, len(promises.shared)) == (11, 5)
    assert not any(text.startswith("tel") for text in texts(report(play().state)))


def test_a_number_of_commitments_under_the_smallest_group_is_hidden() -> None:
    playing = closing(Phase("e", "Engagement", "commit", 5))
    playing.do(c.Commit("e1", (("", "Lundi, j’essaie"),), share=True), c.Commit("e2"))
    [promises] = report(playing.state).promises
    assert (promises.total, promises.shared) == (None, (("Lundi, j’essaie",),))
    playing.do(c.Commit("e3"))
    assert report(playing.state).promises[0].total == 3


def test_hosts_left_blank_in_the_script_are_left_out() -> None:
    hosts = (Host("Ada Morel", "À compléter", "Ville"), Host("À compléter", "Directrice", "À compléter"))
    told = report(closing(Phase("t", "Parler", "talk", 5), hosts=hosts).state)
    assert told.hosts == (Host("Ada Morel", "", "Ville"),)


def test_sentences_not_signed_yet_are_proposals_of_the_facilitators() -> None:
    playing = collected("une", "deux")
    playing.do(c.WriteSentence("s1", "Première."), c.WriteSentence("s2", "Seconde."), c.DropSentence("s2"))
    told = report(playing.state)
    assert told.signature is None
    assert [one.text for one in told.proposals] == ["Première."]


def test_what_changes_after_the_signature_is_not_printed_but_said() -> None:
    playing = collected("une")
    playing.do(c.WriteSentence("s1", "Avant."), c.JudgeSentence("s1", "agreed"), c.FreezeSynthesis(12))
    signed = report(playing.state).signature
    assert signed is not None and (signed.version, signed.present, signed.amended) == (1, 12, False)
    playing.do(c.EditSentence("s1", "Après."))
    told = report(playing.state)
    assert [one.text for one in told.conclusions] == ["Avant."]
    assert told.signature is not None and told.signature.amended


def test_any_signed_version_can_be_told_again() -> None:
    playing = collected("une")
    playing.do(c.WriteSentence("s1", "Avant."), c.JudgeSentence("s1", "agreed"), c.FreezeSynthesis(12))
    playing.do(c.EditSentence("s1", "Après."), c.FreezeSynthesis(12))
    first = report(playing.state, version=1)
    assert [one.text for one in first.conclusions] == ["Avant."]
    assert first.signature is not None and not first.signature.amended
    assert [one.text for one in report(playing.state).conclusions] == ["Après."]
    with pytest.raises(KeyError):
        report(playing.state, version=3)
    with pytest.raises(KeyError):
        report(collected("une").state, version=1)


def test_a_conclusion_quotes_its_evidence_in_the_order_it_was_given() -> None:
    playing = collected("une", "deux", "trois")
    playing.do(c.WriteSentence("s1", "Phrase.", evidence=("i2", "i0")), c.Mask("i0"))
    [proposal] = report(playing.state).proposals
    assert [card.text for card in proposal.evidence] == ["trois"]
    playing.do(c.Unmask("i0"))
    assert [card.text for card in report(playing.state).proposals[0].evidence] == ["trois", "une"]


def test_links_are_cited_once_without_the_punctuation_around_them() -> None:
    playing = collected("voir https://exemple.fr/guide.", "(https://exemple.fr/guide) et http://autre.fr/a?b=1, oui")
    assert report(playing.state).links == ("https://exemple.fr/guide", "http://autre.fr/a?b=1")


def test_every_visible_contribution_is_in_the_annex_or_put_aside() -> None:
    state = play().state
    told = report(state)
    printed = {card.id for part in told.annex for pile in part.piles for card in pile.cards}
    printed |= {card.id for card in told.questions}
    assert printed == {idea.id for idea in state.ideas.values() if idea.visible}


def test_the_annex_follows_the_themes_that_people_made() -> None:
    playing = closing(Phase("c", "Collecte", "collect", 5), Phase("g", "Regrouper", "group", 5, source="c"))
    playing.do(*(c.SubmitIdea(f"i{n}", f"idée {n}") for n in range(3)), c.NextPhase())
    playing.do(c.CreateTheme("t1", "Le temps", ("i0", "i2")))
    told = report(playing.state)
    assert [(pile.heading, pile.total) for pile in told.annex[0].piles] == [("Le temps", 2), ("", 1)]


def test_the_annex_keeps_rows_columns_and_sides() -> None:
    respond = Phase("r", "Répondre", "respond", 5, rows=("Lundi", "Mardi"), columns=("Pour", "Contre"))
    playing = closing(respond, Phase("p", "Débat", "position", 5, scale=("Non", "Oui")))
    for number, (row, column) in enumerate(((1, "Contre"), (0, "Contre"), (1, "Pour"))):
        playing.do(c.SubmitIdea(f"i{number}", "oui", row=f"row:{row}", column=column))
    playing.do(c.NextPhase())
    told = report(playing.state)
    # As the script has them, whoever wrote first.
    assert [(pile.heading, pile.column) for pile in told.annex[0].piles] == [
        ("Lundi", "Contre"), ("Mardi", "Pour"), ("Mardi", "Contre"),
    ]  # fmt: skip
    sides = [(pile.heading, pile.side, pile.total) for pile in report(play().state).annex[2].piles]
    assert ("Ce post est une réussite.", "for", 3) in sides
    assert ("Ce post est une réussite.", "against", 2) in sides


def test_an_argument_for_no_side_has_a_pile_of_its_own() -> None:
    playing = play("lectures")
    playing.do(c.SubmitIdea("z", "ça dépend", row="case:0"))
    piles = report(playing.state).annex[-1].piles
    assert [(pile.heading, pile.total) for pile in piles if not pile.side] == [("Ce post est une réussite.", 1)]


def check_no_figure(told: Report) -> None:
    assert all(debate.before is None and debate.after is None and debate.moved is None for debate in told.debates)
    assert told.method.feedback is not None and told.method.feedback.counts is None
    assert told.poll is not None and told.poll.counts is None
    assert told.promises[0].total is None
    assert all(record.people is None for record in told.method.phases)


def test_no_figure_of_fewer_people_than_the_smallest_group_is_told() -> None:
    state = play().state
    rules = replace(state.script.ground_rules, min_group_size=100)
    check_no_figure(report(replace(state, script=replace(state.script, ground_rules=rules))))
