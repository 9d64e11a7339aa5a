from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Host, Phase, Script, Workshop
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.exporters import DOCUMENTS, Document, export
from facilitator.exporters.sheets import sheets
from facilitator.exporters.wording import quoted
from facilitator.locale import speaking
from tests.engine.test_stances import debate, stand
from tests.sample import Playing, begin, play
from tests.store.test_restoring import every_figure, finished_on_paper


def told(state: SessionState, document: Document = "account") -> str:
    return export(report(state), "md", document, UTC).decode().replace("\u00a0", " ")


def started(*phases: Phase, **workshop: object) -> Playing:
    playing = begin(Script(Workshop("Essai", 960, 1020, **workshop), phases))  # type: ignore[arg-type]
    playing.do(c.StartPhase())
    return playing


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    start = re.search(rf"^(#+) {heading}$", text, re.MULTILINE)
    assert start is not None
    return re.split(rf"^{start[1]} ", text[start.end() :], maxsplit=1, flags=re.MULTILINE)[0]


def test_a_session_that_has_not_begun_makes_a_short_document() -> None:
    text = told(begin().state)
    assert "L’effectif de la salle n’a pas été compté." in text
    assert "## Conclusions" not in text and "## Annexe" not in text
    assert "| Respiration | 2 min | non tenue |" in text  # and no column where nothing stands


def test_a_sentence_that_somebody_refuses_is_in_no_document_and_its_absence_is_told() -> None:
    state = play(until="cloture").state
    refused = next(iter(state.sentences.values()))
    state = replace(state, objections={(refused.id, "p1"): True})

    for document in DOCUMENTS:
        assert refused.text.replace("\u00a0", " ") not in told(state, document)
        assert "1 phrase n’est pas publiée : quelqu’un l’a demandé dans la salle." in told(state, document)


def test_hosts_are_told_with_their_job_and_their_organisation() -> None:
    hosts = (Host("Ada Morel", "webmestre", "Ville de Sens"), Host("Luc Petit"))
    text = told(started(Phase("t", "Parler", "talk", 5), hosts=hosts).state)
    assert "**Intervenants :** Ada Morel, webmestre, Ville de Sens · Luc Petit" in text


def test_a_room_without_phones_is_told_without_them() -> None:
    playing = started(Phase("t", "Parler", "talk", 5))
    playing.do(c.CountHeads(9))
    assert "9 personnes dans la salle.\n" in told(playing.state)


def test_a_phase_dropped_on_the_way_is_said_so() -> None:
    playing = started(
        Phase("a", "Un", "talk", 5), Phase("b", "Deux", "talk", 5, priority="droppable"), Phase("z", "Fin", "talk", 5)
    )
    playing.do(c.ApplyReplan((), dropped=("b",)))
    assert re.search(r"\| Deux \| – \| 5 min \| supprimée \|", told(playing.state))


def test_sentences_are_filed_under_their_lists_and_numbered_through() -> None:
    playing = started(Phase("f", "Fin", "validate", 5, sections=("Recettes", "Lignes rouges")))
    for name, sentence_section in (("Un.", "Recettes"), ("Deux.", "Lignes rouges"), ("Trois.", "Recettes")):
        playing.do(c.WriteSentence(name, name, sentence_section), c.JudgeSentence(name, "agreed"))
    playing.do(c.FreezeSynthesis(8))
    conclusions = section(told(playing.state), "Conclusions partagées")
    assert re.findall(r"### (.+)|(\d\. \*\*\w+)", conclusions) == [
        ("Recettes", ""), ("", "1. **Un"), ("", "2. **Trois"), ("Lignes rouges", ""), ("", "3. **Deux"),
    ]  # fmt: skip


@pytest.mark.parametrize("document", list(DOCUMENTS))
def test_sentences_that_the_room_did_not_read_are_marked(document: Document) -> None:
    playing = started(Phase("f", "Fin", "validate", 5))
    playing.do(c.WriteSentence("s", "Une phrase."))
    assert "Une phrase.** — non relue" in section(
        told(playing.state, document), "Proposition des animateurs, non relue"
    )


def test_sentences_changed_since_the_signature_are_said_so() -> None:
    playing = started(Phase("f", "Fin", "validate", 5))
    playing.do(c.WriteSentence("s", "Avant."), c.JudgeSentence("s", "agreed"), c.FreezeSynthesis(0))
    playing.do(c.EditSentence("s", "Après."))
    text = told(playing.state)
    assert "Relu par le groupe, à" in text
    assert "Des phrases ont été modifiées depuis" in text
    assert "Après." not in text


def test_contributions_that_nobody_reviewed_are_counted_in_the_method() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5))
    playing.do(c.Join("p"), c.SetReview(True), c.SubmitIdea("i", "secret", channel="phone", author="p"))
    text = told(playing.state)
    assert "1 contribution n’a pas été relue : elle n’est pas publiée." in text
    assert "secret" not in text


def test_links_are_cited_as_text() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5))
    playing.do(c.SubmitIdea("i", "voir https://exemple.fr/guide"))
    assert "- https\\://exemple\\.fr/guide" in section(told(playing.state), "Voir aussi")


def test_every_kind_of_result_has_its_table() -> None:
    text = told(every_figure())
    assert "| idée 1 | 6 sur 12 |" in text
    assert "| Avis | Nous | Eux |" in text
    assert "#### Le temps" in text and "#### Hors groupe" in text
    assert "| 1\\. idée 3 | 2,5 | 4 |" in text
    assert "| idée 2 | 1 min 02 | 3 sur 5 |\n| idée 0 | 1 s | – |" in text
    assert "(avant 5 personnes)" not in text and "(10 personnes avant)" in text


def test_a_score_on_one_axis_has_one_column() -> None:
    playing = started(
        Phase("c", "Collecte", "collect", 5),
        Phase("m", "Noter", "matrix", 5, source="c", x_axis=("Envie", "Peu", "Fort")),
    )
    playing.do(c.SubmitIdea("i", "une idée"), c.NextPhase(), *(c.RateItem(f"v{n}", "i", 4) for n in range(3)))
    text = told(playing.state)
    assert "| Élément | Envie (1 : peu, 5 : fort) | Personnes |" in text
    assert "| 1\\. une idée | 4,0 | 3 |" in text  # a column of means has its decimals one under the other


def test_marks_that_too_few_gave_leave_the_items_and_neither_a_plane_nor_a_table() -> None:
    playing = started(
        Phase("c", "Collecte", "collect", 5),
        Phase("m", "Noter", "matrix", 5, source="c", x_axis=("Coût", "bas", "haut"), y_axis=("Aide", "peu", "fort")),
    )
    playing.do(c.SubmitIdea("i", "une idée"), c.NextPhase(), c.RateItem("v", "i", 4, 2))
    assert "Trop peu de notes pour publier des moyennes.\n\n- une idée\n" in told(playing.state)
    page = export(report(playing.state), "html", "account", UTC)
    assert b'class="plot"' not in page and b"Notes moyennes" not in page.split(b"</style>")[1]


def test_an_english_document_has_no_french_space_before_its_colons() -> None:
    case = Case("The clean-up", "We should do it.", story="A city did.")
    phases = (Phase("d", "Debate", "position", 5, case=(case,)), Phase("e", "Monday", "commit", 5, fields=("What",)))
    playing = started(*phases, language="en")
    playing.do(*(c.TakeStance(f"p{n}", 1, 0, "before") for n in range(3)))
    with speaking("en"):
        for document in DOCUMENTS:
            for format_ in ("md", "txt", "html"):
                text = export(report(playing.state), format_, document, UTC).decode().split("</style>")[-1]
                assert not re.search(r"[ \u00a0\u202f]:", text), (document, format_)


def test_rows_answered_and_rows_left_alone() -> None:
    playing = started(Phase("r", "Répondre", "respond", 5, rows=("Lundi", "Mardi")))
    playing.do(c.SubmitIdea("a", "oui", row="row:0"), c.SubmitIdea("b", "non", row="row:0"))
    text = told(playing.state)
    assert "| Lundi | « oui » / « non » |" in text
    assert "- Mardi" in section(text, "Restées sans réponse")


def test_a_question_without_any_answer_has_no_empty_table() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5), Phase("r", "Répondre", "respond", 5, source="c"))
    playing.do(c.SubmitIdea("a", "lundi"), c.NextPhase(), c.SubmitIdea("b", "oui", row="a"), c.Mask("a"))
    assert "| À propos de |" not in told(playing.state)


def test_long_grids_and_lists_say_how_much_is_in_the_annex() -> None:
    playing = started(Phase("c", "Fiches", "collect", 5, fields=("Nom",), excerpts=1))
    playing.do(*(c.SubmitIdea(f"i{n}", fields=(("Nom", f"n° {n}"),)) for n in range(3)))
    assert "Et 2 autres lignes, en annexe." in told(playing.state)


def test_a_vote_of_too_few_people_has_no_number() -> None:
    playing = started(Phase("v", "Vote", "vote", 5, options=("A", "B")))
    playing.do(c.CastVotes("v", (("option:1", 1),)))
    text = told(playing.state)
    assert "Trop peu de votants pour publier des chiffres." in text
    assert "- B" in text


def test_signed_cards_keep_their_signature_in_lists_and_tables() -> None:
    state = play().state
    ideas = {
        idea.id: replace(idea, signature="Camille") if idea.id in ("i001", "i023") else idea
        for idea in state.ideas.values()
    }
    text = told(replace(state, ideas=ideas))
    assert "chaque réseau a la sienne. — Camille" in text
    assert "| Décision déjà prise grâce à lui | Signature |" in text


def test_a_card_given_after_the_reveal_says_so_in_the_annex() -> None:
    playing = play(until="doutes")
    playing.do(c.SubmitIdea("z", "plus tard", column="On me le réclame"), c.SubmitIdea("y", "presque plus tard"))
    playing.do(c.MergeIdeas("z", ("y",)))
    assert "- plus tard (après le dévoilement)\n  - presque plus tard" in told(playing.state)


@pytest.mark.parametrize(("before", "after", "said"), [
    ("0123", "0023", "Non 1 → 2 · Plutôt non 1 → 0 · Plutôt oui 1 → 1 · Oui 1 → 1 (avant → après, sur 4 personnes)"),
    ("0123", "", "Non 1 · Plutôt non 1 · Plutôt oui 1 · Oui 1 (sur 4 personnes)"),
])  # fmt: skip
def test_the_take_away_tells_a_debate_on_one_line(before: str, after: str, said: str) -> None:
    playing = debate()
    stand(playing, 0, before, after)
    assert said in told(playing.state, "take-away")


def test_the_take_away_of_a_debate_without_figures_keeps_its_arguments() -> None:
    playing = debate()
    playing.do(c.SubmitIdea("a", "parce que", column="for"), c.SubmitIdea("b", "mais", column="against"))
    text = told(playing.state, "take-away")
    assert "D’accord : « parce que »" in text and "Pas d’accord : « mais »" in text


def test_commitments_without_fields_are_lines_to_complete() -> None:
    playing = started(Phase("e", "Engagement", "commit", 5))
    playing.do(*(c.Commit(f"e{n}") for n in range(3)))
    assert "3 engagements pris." in told(playing.state)
    assert "- Lundi, je… : …" in told(playing.state, "take-away")


def test_an_account_meets_what_a_program_can_check_of_a_good_synthesis() -> None:
    synthesis = report(play().state)
    assert all(sum(card.voices for card in one.evidence) >= 2 for one in synthesis.conclusions)
    assert all(len(one.text.split()) < 25 for one in synthesis.conclusions)
    assert 4 <= len(synthesis.conclusions) <= 7
    assert sum(len(one.shared) for one in synthesis.promises) >= 3
    assert synthesis.disagreements and all(len(one.for_) == len(one.against) for one in synthesis.debates)
    text = told(play().state)
    assert "%" not in text and not re.search(r"\w·\w", text)
    assert re.search(r"Relu par 18 personnes, à \d+ h \d\d \(version 1\)", text)
    assert "Session 20261124-160000-stats-3fa9, format 1, synthèse version 1, empreinte" in text


def test_paper_typed_in_when_all_was_over_is_marked_wherever_it_stands() -> None:
    text = told(finished_on_paper())
    assert "- sous une chaise (saisie après coup)" in text and "(après le dévoilement)" not in text
    assert re.search(r"\| Chiffre +\| Saisie après coup \|", text)
    assert re.findall(r"Dont (\d) saisies? après coup\.", text) == ["1", "3", "4", "1"]
    assert re.search(r"Complétée par les animateurs après l’atelier, mardi .* à \d+ h \d\d \(version 1\)\.", text)


def test_the_raw_sheets_tell_paper_typed_in_when_all_was_over() -> None:
    contributions, *counted = (
        next(sheet for sheet in sheets(report(finished_on_paper()), UTC) if sheet.name == name)
        for name in ("Contributions", "Votes", "Notes", "Débats", "Engagements")
    )
    column = contributions.headers.index("Saisie après coup")
    marks = {row[2] or row[3]: row[column] for row in contributions.rows}
    assert marks == {"idée 0": "", "idée 1": "", "sous une chaise": "oui", "12": "oui"}
    told_of = [{row[sheet.headers.index("Saisies après coup")] for row in sheet.rows} for sheet in counted]
    assert told_of == [{1}, {3}, {4}, {1}]


def test_prompts_that_brought_something_are_told_and_the_others_counted() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5, prompts=("Et lundi ?", "Et sans budget ?")))
    playing.do(c.ShowPrompt(), c.SubmitIdea("i", "appeler"), c.ShowPrompt())
    # After all the words: they are of use to who leads.
    text = section(told(playing.state), "Annexe : toutes les contributions")
    assert re.search(r"\| Et lundi \? \| Collecte \| \d+ h \d\d \| 1 \|", text)
    assert "Et sans budget" not in text and "1 relance montrée n’a rien amené par écrit." in text


def test_a_word_that_several_said_is_told_once_with_how_many_where_that_may_be_told() -> None:
    playing = started(Phase("f", "Fin", "validate", 5))
    words = ("utile", "utile", "utile", "dense", "dense", "on recommence ?")
    playing.do(*(c.GiveRoti(f"p{n}", 4, word) for n, word in enumerate(words)))
    assert "**En un mot :** « dense », « on recommence ? », « utile » (3 personnes)." in told(playing.state)


def test_phases_of_one_section_share_its_heading() -> None:
    section_ = {"section": "Nos pistes"}
    playing = started(
        Phase("c", "Écrire", "collect", 5, question="Quoi ?", **section_),  # type: ignore[arg-type]
        Phase("v", "Voter", "vote", 5, source="c", question="Que garder ?", **section_),  # type: ignore[arg-type]
        Phase("w", "Revoter", "vote", 5, source="c", question="Que faire ?", **section_),  # type: ignore[arg-type]
    )
    playing.do(c.SubmitIdea("i", "une piste"), c.NextPhase(), *(c.CastVotes(f"p{n}", (("i", 1),)) for n in range(3)))
    playing.do(c.NextPhase(), *(c.CastVotes(f"p{n}", (("i", 1),)) for n in range(3)))
    practices = section(told(playing.state), "Ce qui marche, ce qui a raté")
    assert practices.count("### Nos pistes") == 1
    assert "Que garder ?" in practices and "Que faire ?" in practices


@pytest.mark.parametrize(("before", "after", "turnout", "moved"), [
    ("0123", "0123", "4 personnes, avant et après", "Personne, sur 4, n’a changé de place entre les deux."),
    ("0123", "012", "4 personnes avant, 3 personnes après", "Personne, sur 3, n’a changé de place entre les deux."),
    ("0123", "0113", "4 personnes, avant et après", "1 personne sur 4 a changé de place entre les deux."),
])  # fmt: skip
def test_a_debate_says_who_placed_themselves_and_who_moved(before: str, after: str, turnout: str, moved: str) -> None:
    playing = debate()
    stand(playing, 0, before, after)
    text = told(playing.state)
    assert f"Où se place la salle ({turnout})" in text and moved in text


@pytest.mark.parametrize(("words", "told_"), [
    ("simple", "« simple »"),
    ("« Vivement demain »", "« Vivement demain »"),
    ("« Vivement » sous la photo", "« “Vivement” sous la photo »"),
    ("« Oui », puis « non »", "« “Oui”, puis “non” »"),
])  # fmt: skip
def test_a_quotation_inside_another_has_marks_of_its_own(words: str, told_: str) -> None:
    assert quoted(words).replace("\u00a0", " ") == told_


def test_a_gesture_to_try_names_what_each_part_of_it_is() -> None:
    text = told(play().state, "take-away")
    assert "- [ ] Rendre service · Mes chiffres (trois au plus) : Clics" in text
    assert "· Ce que j'arrête : Le tableau du lundi" in text


def test_a_room_where_everybody_has_a_phone_is_told_so() -> None:
    playing = started(Phase("t", "Parler", "talk", 5))
    playing.do(*(c.Join(f"p{n}") for n in range(5)), c.CountHeads(5))
    assert "5 personnes dans la salle, toutes avec un téléphone." in told(playing.state)
