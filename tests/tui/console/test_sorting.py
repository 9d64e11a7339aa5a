"""Themes taken or left by keyboard, ideas said twice put together: nothing happens that nobody asked for."""

from __future__ import annotations

import pytest

from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import Facilitator, at_the_console

TREES = ("Planter des arbres dans la rue", "Des arbres et des fleurs au parc", "Plus d’arbres devant l’école")
PENSIONS = ("Indexer les retraites", "Les retraites suivent les prix", "Revaloriser les petites retraites")
MUSIC = ("Une chorale et un concert", "Un concert au kiosque", "Le concert de la chorale")
CARDS = {
    f"{family}{n}": text
    for family, texts in zip("abc", (TREES, PENSIONS, MUSIC), strict=True)
    for n, text in enumerate(texts)
}


def written(phase: str) -> EngineLink:
    """A room that has written nine cards, and has come to a phase."""
    link = a_session("6-3-5")
    link.go_to("ecriture")
    for identity, text in CARDS.items():
        link.do("submit-idea", id=identity, text=text)
    link.go_to(phase)
    link.notice()
    return link


class Counting:
    """Fingers that count their keys."""

    def __init__(self, facilitator: Facilitator) -> None:
        self.facilitator = facilitator
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.facilitator.press(*keys)


async def reaches(facilitator: Facilitator, *, themes: int = 0, placed: int = 0) -> None:
    """Wait until there are so many groups, and so many cards in them."""
    link = facilitator.link
    await facilitator.until(
        lambda: len(link.state.themes) >= themes and len(link.state.placements) >= placed, facilitator.reads
    )


def families(link: EngineLink) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for (_phase, _group, item), theme in link.state.placements.items():
        found.setdefault(theme, set()).add(item)
    return {frozenset(items) for items in found.values()}


WANTED = {frozenset((f"{family}0", f"{family}1", f"{family}2")) for family in "abc"}


async def test_proposed_groups_are_there_with_their_reason_and_nothing_is_done() -> None:
    link = written("familles")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("Proposés : rien ne se fait sans vous", "◇ Arbres", "◇ Retraites", "◇ Concert")
        await facilitator.sees("Ensemble : ")
        assert not link.state.themes


async def test_a_proposed_group_is_taken_under_the_name_that_people_give_it() -> None:
    link = written("familles")
    async with at_the_console(link) as facilitator:
        await facilitator.press("enter")
        await facilitator.sees("Nom du groupe, dans les mots de la salle")
        await facilitator.types(" en ville")
        await facilitator.press("enter")
        asked = await facilitator.has_asked("create-theme", phase="familles")
        assert asked["name"].endswith(" en ville") and len(asked["items"]) == 3
        await facilitator.press("u")
        await facilitator.sees_no_more("■ ")


async def test_taking_what_is_proposed_needs_fewer_keys_than_sorting_by_hand() -> None:
    link = written("familles")
    async with at_the_console(link) as facilitator:
        fingers = Counting(facilitator)
        for taken in (1, 2, 3):
            await fingers.press("enter", "enter")
            await reaches(facilitator, themes=taken)
        assert families(link) == WANTED
        proposed = fingers.keys

    link = written("familles")
    link.room = type(link.room)()
    async with at_the_console(link) as facilitator:
        fingers = Counting(facilitator)
        for taken, family in enumerate("abc", 1):
            await fingers.press("a", family, "enter")
            await reaches(facilitator, themes=taken)
        while len(link.state.placements) < len(CARDS):
            placed = len(link.state.placements)
            card = list(CARDS)[placed]
            await fingers.press("end")
            for _step in range(len(CARDS) - placed - 1):
                await fingers.press("up")
            await fingers.press("enter", "home", *("down",) * "abc".index(card[0]), "enter")
            await reaches(facilitator, placed=placed + 1)
        assert families(link) == WANTED
        by_hand = fingers.keys

    assert proposed == 6
    assert proposed * 5 < by_hand


async def test_what_is_proposed_may_be_left_and_proposed_again() -> None:
    link = written("familles")
    async with at_the_console(link) as facilitator:
        await facilitator.press("q")
        await facilitator.has_asked("leave-alone", phase="familles")
        await facilitator.sees("Sans groupe")
        await facilitator.until(lambda: facilitator.reads().count("◇") == 2, facilitator.reads)
        await facilitator.press("u")
        await facilitator.until(lambda: facilitator.reads().count("◇") == 3, facilitator.reads)


async def test_one_card_is_left_out_of_a_proposed_group() -> None:
    link = written("familles")
    async with at_the_console(link) as facilitator:
        await facilitator.press("down", "s")
        asked = await facilitator.has_asked("leave-alone")
        assert len(asked["items"]) == 1
        await facilitator.sees("▢ ")


async def test_a_proposed_group_is_poured_into_another_then_into_one_of_the_rooms() -> None:
    link = written("familles")
    async with at_the_console(link) as facilitator:
        await facilitator.press("v")
        await facilitator.sees("Dans quel groupe ?")
        await facilitator.press("enter", "enter")
        asked = await facilitator.has_asked("create-theme")
        assert len(asked["items"]) == 6
        await facilitator.until(lambda: facilitator.reads().count("◇") == 1, facilitator.reads)
        await facilitator.press("end", "v", "enter")
        await facilitator.has_asked("add-to-theme", id=asked["id"])
        await facilitator.until(lambda: len(link.state.placements) == 9, facilitator.reads)


async def test_two_groups_of_the_room_become_one_and_one_becomes_two() -> None:
    link = written("familles")
    link.do("create-theme", id="t1", name="Vert", items=["a0", "a1", "b0", "b1"])
    link.do("create-theme", id="t2", name="Son", items=["c0", "c1", "c2"])
    link.notice()
    async with at_the_console(link) as facilitator:
        await facilitator.press("s")
        await facilitator.sees("Nom du groupe")
        await facilitator.types("Autre")
        await facilitator.press("enter")
        asked = await facilitator.has_asked("create-theme", name="Autre")
        assert set(asked["items"]) in ({"a0", "a1"}, {"b0", "b1"})
        await facilitator.press("home", "v", "home", "enter")
        await facilitator.has_asked("merge-themes", id="t1")
        await facilitator.until(lambda: len(link.state.themes) == 2, facilitator.reads)


async def test_a_loose_card_is_shown_its_likely_group_and_goes_there_in_two_keys() -> None:
    link = written("familles")
    link.do("create-theme", id="t1", name="Vert", items=["a0", "a1"])
    link.do("create-theme", id="t2", name="Autres", items=["b0", "b1", "b2", "c0", "c1", "c2"])
    link.notice()
    async with at_the_console(link) as facilitator:
        await facilitator.sees("→ Vert ?")
        await facilitator.press("end", "enter", "enter")
        await facilitator.has_asked("place-item", item="a2", theme="t1")


async def test_what_was_picked_up_is_put_back() -> None:
    async with at_the_console(written("familles")) as facilitator:
        await facilitator.press("v", "escape")
        await facilitator.sees("◇ Arbres", "◇ Concert", "◇ Retraites")


async def test_the_sort_is_prepared_while_people_write_and_the_room_sees_nothing() -> None:
    link = written("ecriture")
    async with at_the_console(link) as facilitator:
        await facilitator.press("t")
        await facilitator.sees("◇ Arbres")
        await facilitator.press("enter", "enter")
        await facilitator.has_asked("create-theme", phase="familles")
        await facilitator.sees("■ ")
        await facilitator.press("t")
        await facilitator.sees_no_more("◇ ", "■ ")
        await facilitator.press("t")
        await facilitator.sees("■ ")
        link.do("next-phase")
        await facilitator.sees("■ ", "◇ ")


async def test_there_may_be_no_sort_to_prepare() -> None:
    link = a_session("au-secours-stats")
    link.go_to("doutes")
    async with at_the_console(link) as facilitator:
        await facilitator.press("t")
        await facilitator.sees("Il n’y a pas de tri à préparer")
        await facilitator.press("f")
        await facilitator.sees("Aucune idée n’en répète une autre")


@pytest.fixture
def repeated() -> EngineLink:
    """Two cards that say the same, and a third that says the contrary."""
    link = a_session("6-3-5")
    link.go_to("ecriture")
    for identity, text in (
        ("x", "Publier le budget"),
        ("y", "Publier le budget en ligne"),
        ("z", "Ne pas publier le budget"),
    ):
        link.do("submit-idea", id=identity, text=text)
    return link


async def test_an_idea_said_twice_is_marked_as_it_comes_and_put_together_by_a_person(repeated: EngineLink) -> None:
    async with at_the_console(repeated) as facilitator:
        await facilitator.sees("Publier le budget en ligne")
        repeated.notice()
        await facilitator.sees("≈", "déjà dit ? · Publier le budget en ligne", "1 paire d’idées proches")
        assert "déjà dit ? · Ne pas publier" not in facilitator.reads()
        await facilitator.press("f")
        await facilitator.sees("Est-ce la même ?", "en commun : publier, budget", "seulement la seconde : ligne")
        await facilitator.press("enter")
        await facilitator.has_asked("merge-ideas", into="x", ids=["y"])
        await facilitator.sees_no_more("Est-ce la même ?", "déjà dit ?")
        await facilitator.press("u")
        await facilitator.sees("Publier le budget en ligne")


async def test_two_ideas_told_apart_are_not_offered_again(repeated: EngineLink) -> None:
    repeated.notice()
    async with at_the_console(repeated) as facilitator:
        await facilitator.press("f", "s")
        await facilitator.has_asked("tell-apart", one="x", other="y")
        await facilitator.sees_no_more("déjà dit ?")
        await facilitator.press("f")
        await facilitator.sees("Aucune idée n’en répète une autre")


async def test_a_card_is_first_offered_to_a_group_and_may_open_a_new_one() -> None:
    link = a_session("au-secours-messageries")
    link.go_to("tri")
    async with at_the_console(link) as facilitator:
        await facilitator.press(*["down"] * 5, "enter", "enter")
        await facilitator.has_asked("place-item", item="card:0", theme="bin:0")
        await facilitator.sees("Carte rangée.")
        await facilitator.press(*["down"] * 9, "enter", *["down"] * 5, "enter")
        await facilitator.sees("Nom du groupe, dans les mots de la salle")


async def test_cards_that_tables_put_in_different_bins_are_marked() -> None:
    link = a_session("au-secours-messageries")
    link.go_to("tri")
    for table, bins in (("1", "00"), ("2", "01")):
        link.do("join", participant=table)
        link.do("join-group", participant=table, group=table)
        for card, place in enumerate(bins):
            link.do("place-item", item=f"card:{card}", theme=f"bin:{place}", participant=table)
    async with at_the_console(link, (100, 40)) as facilitator:
        screen = await facilitator.sees("1 sur 2 rangées pareil", "≠ selon les tables")
        assert screen.count("≠ selon les tables") == 1
