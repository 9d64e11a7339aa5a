from __future__ import annotations

from typing import Any

from facilitator.engine import commands as c
from facilitator.engine.script import Phase, Script, Workshop
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import (
    Answers,
    Content,
    Grid,
    Plane,
    Ranking,
    Sorting,
    Subject,
    Subjects,
    Voices,
)
from tests.sample import Playing, begin


def started(*phases: Phase) -> Playing:
    playing = begin(Script(Workshop("Test", 960, 1020), phases))
    playing.do(c.StartPhase())
    return playing


def found(playing: Playing, phase: str) -> Content | None:
    told = report(playing.state)
    return next((one.content for one in (*told.struggles, *told.practices) if one.phase == phase), None)


def give(playing: Playing, *texts: str, **about: Any) -> None:
    first = len(playing.state.ideas)
    playing.do(*(c.SubmitIdea(f"i{first + n}", text, **about) for n, text in enumerate(texts)))


def words(content: Content | None) -> list[tuple[str, list[str], int]]:
    assert isinstance(content, Voices)
    return [(pile.heading, [card.text for card in pile.cards], pile.total) for pile in content.piles]


def test_a_phase_that_gave_nothing_is_left_out() -> None:
    playing = started(Phase("t", "Parler", "talk", 5), Phase("r", "Répondre", "respond", 5, rows=("Lundi",)))
    playing.do(c.NextPhase())
    assert (found(playing, "t"), found(playing, "r")) == (None, None)


def test_kept_words_are_quoted_first_and_the_rest_is_counted() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5, excerpts=2))
    give(playing, "un", "deux", "trois")
    playing.do(c.Keep("i2"))
    assert words(found(playing, "c")) == [("", ["trois", "un"], 3)]


def test_voted_words_come_before_the_others() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5), Phase("v", "Vote", "vote", 5, source="c"))
    give(playing, "un", "deux", "trois")
    playing.do(c.NextPhase(), *(c.CastVotes(f"v{n}", (("i1", 2), ("i2", 1))) for n in range(3)))
    assert words(found(playing, "c")) == [("", ["deux", "trois", "un"], 3)]


def test_quotes_are_shared_between_the_columns_and_an_empty_one_is_left_out() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5, columns=("A", "B", "C"), excerpts=3))
    give(playing, "un", "deux", "trois", column="A")
    give(playing, "quatre", column="C")
    assert words(found(playing, "c")) == [("A", ["un", "deux"], 3), ("C", ["quatre"], 1)]


def test_forms_make_a_grid_with_what_was_left_blank() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5, fields=("Chiffre", "Outil"), excerpts=1))
    playing.do(c.SubmitIdea("a", fields=(("Outil", "Tableur"),)), c.SubmitIdea("b", fields=(("Chiffre", "Vues"),)))
    assert found(playing, "c") == Grid(("Chiffre", "Outil"), (("", "Tableur"),), 2)


def test_rows_without_an_answer_are_kept() -> None:
    playing = started(Phase("r", "Répondre", "respond", 5, rows=("Lundi", "Mardi"), columns=("Pour", "Contre")))
    playing.do(
        c.SubmitIdea("a", "oui", row="row:0", column="Pour"), c.SubmitIdea("b", "non", row="row:0", column="Contre")
    )
    answers = found(playing, "r")
    assert isinstance(answers, Answers)
    assert [(text, [[card.text for card in cell] for cell in cells]) for text, cells in answers.rows] == [
        ("Lundi", [["oui"], ["non"]])
    ]
    assert (answers.columns, answers.unanswered) == (("Pour", "Contre"), ("Mardi",))


def test_groups_made_by_people_give_the_sub_headings_and_loners_stay() -> None:
    playing = started(Phase("c", "Collecte", "collect", 5), Phase("g", "Regrouper", "group", 5, source="c"))
    give(playing, "un", "deux", "trois")
    playing.do(c.NextPhase())
    assert found(playing, "g") is None
    playing.do(c.CreateTheme("t", "Le temps", ("i0", "i2")))
    assert words(found(playing, "g")) == [("Le temps", ["un", "trois"], 2), ("", ["deux"], 1)]
    playing.do(c.PlaceItem("i1", "t"))
    assert words(found(playing, "g")) == [("Le temps", ["un", "deux", "trois"], 3)]


def test_tables_that_sort_the_same_cards_are_compared() -> None:
    playing = started(Phase("g", "Trier", "group", 5, cards=("Un avis", "Une urgence"), bins=("Nous", "Le service")))
    assert found(playing, "g") is None
    playing.do(c.PlaceItem("card:0", "bin:0", group="1"), c.PlaceItem("card:0", "bin:1", group="2"))
    playing.do(c.PlaceItem("card:1", "bin:1", group="1"))
    cards = (("Un avis", ("Nous", "Le service")), ("Une urgence", ("Le service", "")))
    assert found(playing, "g") == Sorting(("1", "2"), cards)


def test_a_vote_ranks_with_its_voters_and_what_went_on() -> None:
    playing = started(Phase("v", "Vote", "vote", 5, options=("A", "B", "C"), points=2, keep=1))
    assert found(playing, "v") is None
    playing.do(*(c.CastVotes(f"v{n}", (("option:1", 2),)) for n in range(2)), c.CastVotes("v3", (("option:0", 1),)))
    assert found(playing, "v") == Ranking((("B", 4), ("A", 1)), 3, 2, 1)


def test_a_vote_of_too_few_people_has_no_figure_and_no_order() -> None:
    playing = started(Phase("v", "Vote", "vote", 5, options=("A", "B", "C"), points=2))
    playing.do(c.CastVotes("v1", (("option:2", 2),)), c.CastVotes("v2", (("option:0", 1),)))
    assert found(playing, "v") == Ranking((("A", None), ("C", None)), None, 2, 2)


def matrix(**axes: Any) -> Playing:
    playing = started(
        Phase("c", "Collecte", "collect", 5, fields=("Chiffre", "Outil")),
        Phase("m", "Trier", "matrix", 5, source="c", **axes),
    )
    fields = (("Chiffre", "Vues"), ("Outil", "Tableur"))
    playing.do(
        c.SubmitIdea("a", fields=fields), c.SubmitIdea("b", "Appels"), c.SubmitIdea("n", "Personne"), c.NextPhase()
    )
    return playing


def test_rated_items_come_the_most_useful_first_told_by_their_first_field() -> None:
    playing = matrix(x_axis=("Coût", "bas", "haut"), y_axis=("Aide", "peu", "fort"))
    playing.do(*(c.RateItem(f"v{n}", "a", 1, 2) for n in range(3)), *(c.RateItem(f"v{n}", "b", 5, 4) for n in range(3)))
    plane = found(playing, "m")
    assert isinstance(plane, Plane)
    assert [(one.text, one.n, one.x, one.y) for one in plane.items] == [("Appels", 3, 5.0, 4.0), ("Vues", 3, 1.0, 2.0)]


def test_a_score_on_one_axis_is_ranked_by_it() -> None:
    playing = matrix(x_axis=("Envie", "peu", "fort"))
    playing.do(*(c.RateItem(f"v{n}", "a", 1) for n in range(3)), *(c.RateItem(f"v{n}", "b", 5) for n in range(3)))
    plane = found(playing, "m")
    assert isinstance(plane, Plane)
    assert [one.text for one in plane.items] == ["Appels", "Vues"]


def test_an_item_rated_by_too_few_has_no_mean() -> None:
    playing = matrix(x_axis=("Envie", "peu", "fort"))
    playing.do(c.RateItem("v1", "a", 5))
    plane = found(playing, "m")
    assert isinstance(plane, Plane)
    assert [(one.text, one.n, one.x) for one in plane.items] == [("Vues", None, None)]


def test_a_matrix_nobody_rated_is_left_out() -> None:
    assert found(matrix(x_axis=("Envie", "peu", "fort")), "m") is None


def test_subjects_are_told_with_their_minutes_and_their_thumbs_but_for_those_taken_off_the_screens() -> None:
    talk = Phase("t", "Le café", "talk", 24, source="c", per_item_minutes=8, section="Noté au vol")
    playing = started(Phase("c", "Sujets", "collect", 5), talk)
    give(playing, "un", "deux", "trois")
    playing.do(c.NextPhase(), c.Focus("i1"), c.CountThumbs(4, 1))
    playing.wait(5)
    playing.do(c.Focus("i0"), c.CountThumbs(1, 1), c.Focus("i2"), c.Mask("i2"), c.SubmitIdea("note", "une trouvaille"))

    assert found(playing, "t") is not None
    headings = [(one.heading, type(one.content)) for one in (*report(playing.state).practices,)]
    assert headings == [("Le café", Subjects)]
    # Two thumbs are too few to be counted.
    assert found_subjects(playing) == (Subject("deux", 302, 4, 1), Subject("un", 2, None, None))


def found_subjects(playing: Playing) -> tuple[Subject, ...]:
    [content] = [one.content for one in report(playing.state).practices if isinstance(one.content, Subjects)]
    return content.items


def test_a_talk_with_no_subject_before_it_tells_none() -> None:
    playing = started(
        Phase("c", "Sujets", "collect", 5), Phase("t", "Le café", "talk", 24, source="c", per_item_minutes=8)
    )
    playing.do(c.NextPhase())
    assert found(playing, "t") is None


def test_an_answer_to_a_form_is_told_by_its_first_field() -> None:
    playing = started(
        Phase("c", "Fiches", "collect", 5, fields=("Nom", "Détail")), Phase("r", "Répondre", "respond", 5, source="c")
    )
    playing.do(c.SubmitIdea("a", fields=(("Nom", "La photo"), ("Détail", "très long"))), c.NextPhase())
    playing.do(c.SubmitIdea("b", "oui", row="a"))
    content = found(playing, "r")
    assert isinstance(content, Answers) and [row for row, _cells in content.rows] == ["La photo"]
