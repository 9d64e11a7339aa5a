"""What is cut and handed out says what its phase asks, and nothing depends on colour."""

from __future__ import annotations

import re

from facilitator.printing import print_pack
from tests.exporters.test_html import Page
from tests.store.scripts.writing import SOUND, read

HEAD = SOUND[: SOUND.index("[[phase]]")]
COLLECT = '[[phase]]\nid = "c"\ntitle = "Les idées"\nkind = "collect"\nminutes = 20\nquestion = "Et vous ?"\n'
RESPOND = '[[phase]]\nid = "r"\ntitle = "Réponses"\nkind = "respond"\nminutes = 10\nrows = ["La une", "Le fil"]\n'
COMMIT = '[[phase]]\nid = "e"\ntitle = "Lundi"\nkind = "commit"\nminutes = 10\nfields = ["Je", "Avec"]\n'
VOTE = '[[phase]]\nid = "v"\ntitle = "Le choix"\nkind = "vote"\nminutes = 10\npoints = 3\n'
POSITION = '[[phase]]\nid = "p"\ntitle = "Débat"\nkind = "position"\nminutes = 15\nscale = ["Non", "Bof", "Oui"]\n'
CASE = '[[phase.case]]\ntitle = "Un cas"\nstatement = "Il faut tout publier."\n'
NBSP = "\u00a0"


def pack(*phases: str) -> dict[str, str]:
    reading = read(HEAD + "".join(phases))
    assert reading.draft is not None
    made = print_pack(reading.draft)
    return {re.sub(r"^.*?-(?=cards|ballots|stance)", "", sheet.name): sheet.page.decode() for sheet in made}


def words(page: str) -> str:
    return " ".join(" ".join(Page(page.encode()).words).split()).replace(NBSP, " ")


def slips(page: str) -> list[str]:
    return re.findall(r"<article.*?</article>", page, flags=re.DOTALL)


def test_a_card_carries_its_question_and_its_columns_to_tick() -> None:
    page = pack(COLLECT + 'columns = ["Ça coince", "Ça marche"]\n')["cards.html"]
    first, *others = slips(page)
    assert "Et vous ? Ça coince Ça marche Une idée par carte." in words(first)
    assert {words(other) for other in others} == {words(first)}
    assert len(others) == 3


def test_a_small_form_has_a_line_for_each_field() -> None:
    page = pack(COLLECT + 'fields = ["Chiffre", "Outil"]\n')["cards.html"]
    assert re.findall(r'<div class="field"><p>(.*?)</p><div class="line"></div></div>', slips(page)[0]) == [
        "Chiffre",
        "Outil",
    ]


def test_an_answer_says_to_which_row() -> None:
    assert "La une Le fil" in words(slips(pack(RESPOND)["cards.html"])[0])
    unknown = RESPOND.replace('rows = ["La une", "Le fil"]', 'source = "c"')
    assert "Je réponds à :" in words(pack(COLLECT, unknown)["cards.html"])


def test_a_commitment_is_shared_only_by_a_tick() -> None:
    assert "Je garde pour moi J’accepte que ce soit publié sans mon nom" in words(pack(COMMIT)["cards.html"])
    assert "Cette carte reste avec vous." in words(pack(COMMIT + 'sharing = "never"\n')["cards.html"])


def test_what_is_not_recorded_has_no_card() -> None:
    assert "cards.html" not in pack(COLLECT + 'capture = "none"\n')


def test_a_ballot_has_its_lines_and_as_many_circles_as_a_line_may_take() -> None:
    page = pack(VOTE + 'options = ["Lundi", "Mardi"]\nmax_per_item = 2\n')["ballots.html"]
    assert "3 points à donner, 2 au plus par ligne. Cochez un rond par point. Lundi ○○ Mardi ○○" in words(page)


def test_a_ballot_whose_lines_come_from_the_room_has_blank_ones() -> None:
    page = pack(COLLECT, VOTE.replace("points = 3", 'points = 10\nsource = "c"'))["ballots.html"]
    assert "10 points à donner. Écrivez vos points dans la case." in words(page)
    assert slips(page)[0].count('class="count"') == 6
    assert "Recopiez les lignes choisies" in words(page)


def test_a_ballot_that_says_much_takes_half_a_sheet() -> None:
    many = ", ".join(f'"Choix {number}"' for number in range(12))
    page = pack(VOTE + f"options = [{many}]\n")["ballots.html"]
    assert len(slips(page)) == 2


def test_each_place_of_a_scale_differs_by_words_rank_and_border() -> None:
    page = pack(POSITION + CASE)["stance-cards.html"]
    told = [words(slip) for slip in slips(page)]
    assert told == ["Débat Non ●○○ place 1 sur 3", "Débat Bof ○●○ place 2 sur 3", "Débat Oui ○○● place 3 sur 3"]
    assert len(set(re.findall(r"border-style: (\w+)", page))) == 3


def test_two_debates_on_one_scale_share_their_cards() -> None:
    again = (POSITION + CASE).replace('id = "p"', 'id = "q"').replace("Débat", "Encore")
    assert len(slips(pack(POSITION + CASE, again)["stance-cards.html"])) == 3


def test_a_workshop_without_vote_or_debate_prints_neither() -> None:
    assert set(pack(COLLECT)) & {"ballots.html", "stance-cards.html"} == set()
