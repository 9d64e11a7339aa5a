from __future__ import annotations

from pathlib import Path

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Phase, Script, Workshop
from facilitator.store.paths import DataFolder
from tests import sample
from tests.tui.console.engine_link import EngineLink
from tests.tui.console.hands import at_the_console


async def test_the_end_tells_what_was_made_and_writes_it(own_data: Path) -> None:
    played = sample.play()
    sample.keep(played, DataFolder(own_data).create())
    async with at_the_console(EngineLink(played.state, played.state.at)) as facilitator:
        await facilitator.sees(
            "Terminé à", "40 contributions", "synthèse figée à", "Temps bien investi : 4,1 sur 5 (11 réponses sur 18)"
        )
        await facilitator.press("s")
        await facilitator.sees("C’est écrit dans :", ".md", ".html", ".odt")
    written = {path.suffix for path in (own_data / "sessions" / sample.SESSION / "exports").iterdir()}
    assert written >= {".md", ".html", ".odt", ".docx", ".xlsx", ".csv", ".json", ".ics"}


async def test_an_end_too_early_is_taken_back() -> None:
    played = sample.play()
    async with at_the_console(EngineLink(played.state, played.state.at)) as facilitator:
        await facilitator.press("u")
        await facilitator.sees("8/8", "Est-ce bien ce que nous avons dit ?")


async def test_a_synthesis_that_cannot_be_written_says_so_and_breaks_nothing() -> None:
    played = sample.play()
    async with at_the_console(EngineLink(played.state, played.state.at)) as facilitator:
        await facilitator.press("s")
        await facilitator.sees("n’a pas pu être écrite")


async def test_paper_found_afterwards_is_typed_in_a_burst_and_signed_by_another_version() -> None:
    played = sample.play()
    link = EngineLink(played.state, played.state.at + 600)
    async with at_the_console(link) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("Du papier retrouvé", "Poser ses doutes")
        await facilitator.press("enter")
        await facilitator.sees("Saisir · Poser ses doutes")
        for word in ("chaise", "fenêtre"):
            await facilitator.press(*word, "enter")
        await facilitator.sees("2 enregistrées", "42 contributions")
        await facilitator.press("escape", "f")
        await facilitator.sees("Combien de personnes présentes ?")
        await facilitator.press("enter")
        await facilitator.sees("Synthèse figée.")
    state = link.state
    found = [(idea.text, idea.channel) for idea in state.ideas.values() if state.is_afterwards(idea.at)]
    assert found == [("chaise", "paper"), ("fenêtre", "paper")]
    assert state.is_afterwards(state.syntheses[2].at)


def a_talk_that_is_over() -> EngineLink:
    """A workshop that gathered nothing and signed nothing."""
    played = sample.begin(Script(Workshop("Parler", 960, 1020), (Phase("t", "Parler", "talk", 5),)))
    played.do(c.StartPhase(), c.EndSession())
    return EngineLink(played.state, played.state.at)


async def test_a_workshop_that_gathered_nothing_has_no_paper_to_wait_for() -> None:
    async with at_the_console(a_talk_that_is_over()) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("Aucune étape ne recueillait de papier.")
        await facilitator.press("f")
        await facilitator.sees("Il n’y a encore aucune phrase à signer.")


async def test_a_ballot_found_afterwards_goes_to_its_vote_and_an_answer_to_its_row() -> None:
    answers = Phase("r", "Réponses", "respond", 5, rows=("La une", "Le fil"))
    vote = Phase("v", "Le choix", "vote", 5, options=("Lundi", "Mardi"))
    played = sample.begin(Script(Workshop("Essai", 960, 1020), (answers, vote)))
    played.do(c.StartPhase(), c.EndSession())
    link = EngineLink(played.state, played.state.at + 600)
    async with at_the_console(link) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("La une", "Le fil", "Un bulletin papier")
        await facilitator.press("down", "enter")
        await facilitator.sees("Saisir · Le fil")
        await facilitator.press(*"court", "enter", "escape", "i", "down", "down", "enter")
        await facilitator.sees("Lundi", "Mardi")
        await facilitator.press("tab", "2", "enter")
        await facilitator.sees("Bulletin enregistré.")
    [idea] = link.state.ideas.values()
    [ballot] = link.state.ballots.values()
    assert (idea.row, idea.text) == ("row:1", "court")
    assert (ballot.points, ballot.afterwards) == ((("option:1", 2),), True)


async def test_marks_places_and_commitments_on_paper_go_where_they_belong() -> None:
    cards = Phase("c", "Les cartes", "collect", 5)
    marks = Phase("m", "Les notes", "matrix", 5, source="c", x_axis=("Effort", "Peu", "Beaucoup"))
    debate = Phase(
        "d", "Le débat", "position", 5, scale=("Non", "Oui"), before_after=True,
        case=(Case("Un", "Il faut tout compter."), Case("Deux", "Il faut tout dire.")),
    )  # fmt: skip
    promise = Phase("e", "Lundi", "commit", 5, sharing="choice")
    played = sample.begin(Script(Workshop("Essai", 960, 1020), (cards, marks, debate, promise)))
    played.do(c.StartPhase(), c.SubmitIdea("i", "Un tableau"), c.EndSession())
    link = EngineLink(played.state, played.state.at + 600)
    async with at_the_console(link) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("Les notes", "Un tableau", "Le débat", "Il faut tout compter.", "Il faut tout dire.")
        await facilitator.sees("Lundi : publié sans nom, avec l’accord de la personne")
        await facilitator.press("down", "enter", "4", "enter")
        await facilitator.sees("Note enregistrée.")
        await facilitator.press("escape", "i", "down", "down", "down", "enter")
        await facilitator.sees("De 1 (Non) à 2 (Oui)", "Avant les arguments")
        await facilitator.press("2", "enter", "down", "1", "enter")
        await facilitator.sees("2 enregistrées")
        await facilitator.press("escape", "i", "down", "down", "down", "down", "enter", *"Compter", "enter")
        await facilitator.sees("1 enregistrée")
    [mark] = link.state.ratings.values()
    [promised] = link.state.commitments.values()
    assert (mark.x, mark.afterwards, promised.fields) == (4, True, (("", "Compter"),))
    placed = {(case, moment): stance.value for (_, case, moment, _), stance in link.state.stances.items()}
    assert placed == {(1, "before"): 1, (1, "after"): 0}
    assert all(stance.afterwards for stance in link.state.stances.values())


async def test_a_sentence_is_worded_otherwise_and_another_added_once_the_room_has_left() -> None:
    played = sample.play()
    link = EngineLink(played.state, played.state.at + 600)
    first, second, *_others = played.state.sentences.values()
    async with at_the_console(link) as facilitator:
        await facilitator.press("e")
        await facilitator.sees("La salle n’aura pas relu ce qui change", "+ Une phrase de plus")
        await facilitator.press("down", "enter", *" !", "enter")
        await facilitator.sees("Phrase corrigée.")
        await facilitator.press("e", "down", "down", "enter", "ctrl+u", "enter")
        await facilitator.sees("Phrase retirée. U la rend.")
        await facilitator.press("e", "enter", *"Et lundi", "enter")
        await facilitator.sees("Phrase proposée.")
        await facilitator.press("escape", "f", "enter")
        await facilitator.sees("Synthèse figée.")
    signed = link.state.syntheses[2].sentences
    assert [(one.text, one.verdict) for one in signed if one.id == first.id] == [(f"{first.text} !", "draft")]
    assert (signed[-1].text, signed[-1].verdict) == ("Et lundi", "draft")
    assert second.id not in {one.id for one in signed}


async def test_a_workshop_without_a_closing_has_no_sentence_to_correct() -> None:
    async with at_the_console(a_talk_that_is_over()) as facilitator:
        await facilitator.press("e")
        await facilitator.sees("Cet atelier n’a pas de synthèse.")
