from __future__ import annotations

from pathlib import Path

from facilitator.store.opening import load_state
from tests.harness.hosting import SCRIPT, Hosted, going_on, hosted, phase
from tests.web.pages import HOME, ask, form_of, press, shows

GROUPING = going_on("17:10", phase("familles", "group", 10, 'source = "idees"'))


def test_groups_are_renamed_joined_and_undone(tmp_path: Path) -> None:
    with hosted(tmp_path, script=GROUPING) as host:
        press(host, "start-phase")
        for name in ("a", "b"):
            press(host, "submit-idea", id=name, text=f"Idée {name}", column="Ailleurs", channel="paper")
        press(host, "go-to-phase", phase="familles")
        for name in ("Un", "Deux"):
            press(host, "create-theme", id=name, name=name)
        press(host, "place-item", item="a", theme="Un")
        page = ask(host, "GET", HOME).text
        assert all(f"{HOME}/{command}" in page for command in ("rename-theme", "merge-themes", "drop-theme"))

        press(host, "rename-theme", id="Deux", name="Ensemble")
        press(host, "merge-themes", id="Un", into="Deux")
        state = load_state(host.folder)
        assert [theme.name for theme in state.themes.values()] == ["Ensemble"]
        assert state.placements["familles", "", "a"] == "Deux"
        press(host, "drop-theme", id="Deux")
        assert load_state(host.folder).themes == {}


def test_groups_are_proposed_while_people_write_and_taken_or_left_from_the_remote(tmp_path: Path) -> None:
    cards = {
        "a1": "Planter des arbres", "a2": "Des arbres au parc", "a3": "Plus d’arbres en ville",
        "b1": "Indexer les retraites", "b2": "Les petites retraites", "b3": "Des retraites à temps",
    }  # fmt: skip
    with hosted(tmp_path, script=GROUPING) as host:
        press(host, "start-phase")
        for identity, text in cards.items():
            press(host, "submit-idea", id=identity, text=text, column="Ailleurs", channel="paper")
        page = shows(host, "Groupes proposés", "(3)", "Laisser sans groupe", f"{HOME}/create-theme")
        assert "Ensemble\u00a0: " in page and "proposés" not in ask(host, "GET", "/screen").text
        sorting = host.ask("GET", f"{HOME}/view")[1]["sorting"]
        (taken,) = (theme for theme in sorting["proposed"] if "a1" in theme["ideas"])
        (left,) = (theme for theme in sorting["proposed"] if "b1" in theme["ideas"])

        items = {f"items.{idea}": "on" for idea in taken["ideas"]}
        press(host, "create-theme", id="t", name="Verdir", phase="familles", **items)
        press(host, "leave-alone", phase="familles", **{f"items.{idea}": "on" for idea in left["ideas"]})

        state = load_state(host.folder)
        assert {item for (_, _, item) in state.placements} == set(taken["ideas"])
        assert {item for _, item in state.left_alone} == set(left["ideas"])
        assert "Groupes proposés" not in ask(host, "GET", HOME).text


def test_proposed_groups_are_cut_and_poured_into_others_from_the_remote(tmp_path: Path) -> None:
    trees = ("Planter des arbres", "Des arbres au parc", "Plus d’arbres en ville", "Des arbres devant l’école")
    pensions = ("Indexer les retraites", "Les petites retraites", "Des retraites à temps", "Les retraites des artisans")
    concerts = ("Un concert au kiosque", "Le concert de la chorale", "Un concert gratuit", "Encore un concert")
    with hosted(tmp_path, script=GROUPING) as host:
        press(host, "start-phase")
        for family, texts in {"a": trees, "b": pensions, "c": concerts}.items():
            for number, text in enumerate(texts):
                press(host, "submit-idea", id=f"{family}{number}", text=text, column="Ailleurs", channel="paper")
        page = shows(host, "Créer avec ces cartes seulement", "Verser dans un autre groupe proposé")

        cut = form_of(page, "Créer avec ces cartes seulement")
        press(host, "create-theme", **cut | {"name": "Une moitié"})
        first = set(placed(host))
        assert first == set(cut["items.all"].split()) and 0 < len(first) < 4

        page = shows(host, "Verser dans un groupe de la salle")
        together = form_of(page, "Créer les deux ensemble")
        press(host, "create-theme", **together | {"name": "Ensemble"})
        these, those = ({*together[f"items.{which}"].split()} for which in ("these", "those"))
        assert these and those and not these & those
        assert set(placed(host)) == first | these | those

        page = shows(host, "Verser<span", "Une moitié")
        poured = form_of(page, "Verser")
        press(host, "add-to-theme", **poured)
        assert set(placed(host)) == first | these | those | set(poured["items.all"].split())


def test_a_group_of_the_room_is_cut_from_the_remote(tmp_path: Path) -> None:
    with hosted(tmp_path, script=GROUPING) as host:
        press(host, "start-phase")
        for number, text in enumerate(("Des arbres au parc", "Des arbres en ville", "Le budget", "Un budget clair")):
            press(host, "submit-idea", id=f"i{number}", text=text, column="Ailleurs", channel="paper")
        press(host, "go-to-phase", phase="familles")
        press(host, "create-theme", id="tout", name="Tout", **{"items.all": "i0 i1 i2 i3"})
        page = shows(host, "Couper en deux")

        press(host, "create-theme", **form_of(page, "Sortir ces cartes dans un nouveau groupe") | {"name": "À part"})

        assert sorted(list(placed(host).values()).count(theme) for theme in set(placed(host).values())) == [2, 2]


def placed(host: Hosted) -> dict[str, str]:
    return {item: theme for (_, _, item), theme in load_state(host.folder).placements.items()}


def test_what_was_said_twice_is_joined_or_told_apart_from_the_remote(host: Hosted) -> None:
    press(host, "start-phase")
    for identity, text in {
        "x": "Publier le budget",
        "y": "Publier le budget en ligne",
        "z": "Publier le budget !",
    }.items():
        press(host, "submit-idea", id=identity, text=text, column="Ailleurs", channel="paper")
    shows(host, "Est-ce la même idée", "en commun\u00a0: publier, budget", "tw-x-z", "tw-x-y")

    press(host, "merge-ideas", into="x", **{"ids.z": "on"})
    press(host, "tell-apart", one="x", other="y")

    assert load_state(host.folder).ideas["z"].merged_into == "x"
    assert "Est-ce la même idée" not in ask(host, "GET", HOME).text


def test_where_people_stand_is_read_in_figures_with_how_split_they_are(tmp_path: Path) -> None:
    debate = SCRIPT.replace('kind = "collect"', 'kind = "position"\nscale = ["Non", "Oui"]', 1)
    debate = debate.replace(
        'columns = ["Chez nous", "Ailleurs"]', '[[phase.case]]\ntitle = "Tout"\nstatement = "On garde tout."', 1
    )
    with hosted(tmp_path, script=debate) as host:
        press(host, "start-phase")
        assert (
            press(host, "count-stances", case="0", moment="before", **{"counts.0": "3", "counts.1": "1"}).status == 303
        )
        page = ask(host, "GET", HOME).text.replace("\u00a0", " ")
        assert "Non : <strong>3</strong> avant" in page
        assert "Controverse : 50 sur 100" in page


AXES = """
source = "idees"
x_axis = ["Coût", "faible", "fort"]
y_axis = ["Utilité", "faible", "forte"]
"""


def test_ratings_are_read_in_figures_with_what_people_disagree_on(tmp_path: Path) -> None:
    with hosted(tmp_path, script=going_on("17:10", phase("tri", "matrix", 10, AXES))) as host:
        press(host, "start-phase")
        press(host, "submit-idea", id="a", text="Une idée", column="Ailleurs", channel="paper")
        press(host, "go-to-phase", phase="tri")
        for voter, mark in (("p1", "1"), ("p2", "5"), ("p3", "1"), ("p4", "5")):
            rated = press(host, "rate-item", item="a", voter=voter, x=mark, y="4", phase="tri", channel="paper")
            assert rated.status == 303
        page = ask(host, "GET", HOME).text.replace("\u00a0", " ").replace("&nbsp;", " ")
        assert "Coût : <strong>3</strong> · Utilité : <strong>4</strong> · <strong>± avis partagés</strong>" in page


ENDING = going_on("17:05", phase("choix", "vote", 5, 'options = ["Lundi", "Mardi"]'))


def test_paper_is_typed_in_and_a_version_signed_when_all_is_over(tmp_path: Path) -> None:
    with hosted(tmp_path, script=ENDING) as host:
        press(host, "start-phase")
        press(host, "write-sentence", id="s", text="On compte moins.")
        press(host, "end-session")
        page = ask(host, "GET", HOME).text
        assert [part in page for part in ("after-idees", "after-choix", "after-fin", "after-tours")] == [
            True, True, True, False,
        ]  # fmt: skip

        press(host, "submit-idea", id="i", phase="idees", text="Sous une chaise", column="Ailleurs", channel="paper")
        press(host, "cast-votes", voter="v", phase="choix", **{"points.option:1": "3"})
        assert press(host, "freeze-synthesis", present="12").status == 303

        state = load_state(host.folder)
        assert state.is_afterwards(state.ideas["i"].at) and state.ballots["choix", "v"].afterwards
        assert state.is_afterwards(state.syntheses[1].at)


CASES = """
[[phase.case]]
title = "Un"
statement = "Il faut tout compter."
[[phase.case]]
title = "Deux"
statement = "Il faut tout dire."
"""
AFTER = going_on(
    "17:15",
    phase("notes", "matrix", 5, 'source = "idees"\nx_axis = ["Effort", "Peu", "Beaucoup"]'),
    phase("debat", "position", 5, CASES),
    phase("lundi", "commit", 5, 'fields = ["Quoi"]'),
)


def test_marks_places_commitments_and_sentences_are_entered_when_all_is_over(tmp_path: Path) -> None:
    with hosted(tmp_path, script=AFTER) as host:
        press(host, "start-phase")
        press(host, "submit-idea", id="i", text="Un tableau", column="Ailleurs")
        press(host, "write-sentence", id="s", text="On compte moins.")
        press(host, "judge-sentence", id="s", verdict="agreed")
        press(host, "end-session")
        page = ask(host, "GET", HOME).text
        for part in ("after-notes", "after-debat-0", "after-debat-1", "after-lundi", "Il faut tout dire.", "s-s"):
            assert part in page

        press(host, "rate-item", voter="a", phase="notes", item="i", x="4", channel="paper")
        press(host, "take-stance", voter="b", phase="debat", case="1", moment="after", value="2", channel="paper")
        press(host, "commit", id="c", phase="lundi", share="true", channel="paper", **{"fields.Quoi": "Compter"})
        press(host, "edit-sentence", id="s", text="On compte bien moins.")
        press(host, "write-sentence", id="t", text="Et lundi ?")
        assert press(host, "freeze-synthesis", present="12").status == 303

        state = load_state(host.folder)
    assert state.ratings["notes", "i", "a"].afterwards
    assert state.stances["debat", 1, "after", "b"].afterwards
    assert state.is_afterwards(state.commitments["c"].at)
    assert [(one.text, one.verdict) for one in state.syntheses[1].sentences] == [
        ("On compte bien moins.", "draft"),
        ("Et lundi ?", "draft"),
    ]
