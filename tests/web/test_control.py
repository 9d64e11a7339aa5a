from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from facilitator.engine import commands as c
from facilitator.engine.replan import STEP
from facilitator.engine.state import opening
from facilitator.engine.timebox import lateness
from facilitator.engine.views import Room, console_view
from facilitator.store.opening import load_state
from facilitator.web.bodies import read_command
from facilitator.web.control import CONTROL
from facilitator.web.control_context import context_of
from facilitator.web.control_time import Timing
from facilitator.web.gestures import as_json
from tests.harness.hosting import KEY, SCRIPT, Hosted, hosted
from tests.sample import Playing
from tests.tui.screen.workshop import doubts_veiled, elsewhere, reached
from tests.web.pages import Got, ask, following, next_message

HOME = f"/remote/{KEY}"


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    with hosted(tmp_path_factory.mktemp("host")) as host:
        yield host


def press(host: Hosted, command: str, home: str = HOME, **form: str) -> Got:
    """A button of the page, without scripts."""
    return ask(host, "POST", f"{home}/{command}", {"at": "run", **form})


def lent(host: Hosted) -> str:
    """The address that other facilitators are given."""
    return "/remote/" + str(host.ask("GET", f"{HOME}/view")[1]["addresses"]["remote"]).rpartition("/")[2]


def test_a_button_does_what_it_says_and_leads_back_to_its_place(host: Hosted) -> None:
    pressed = press(host, "start-phase")

    assert (pressed.status, pressed.headers["location"]) == (303, f"{HOME}?done#run")
    assert load_state(host.folder).phase == "idees"
    assert '<p id="answer" class="answer" role="status">C’est fait.</p>' in ask(host, "GET", f"{HOME}?done").text


def test_the_phases_to_come_change_places_and_one_is_added(host: Hosted) -> None:
    press(host, "start-phase")
    assert f'action="{HOME}/order-phases"' in ask(host, "GET", HOME).text
    press(host, "add-phase", id="plus", title="Un mot", kind="talk", minutes="3", question="Qui ?", after="tours")

    later = [phase.id for phase in load_state(host.folder).script.phase][1:]
    assert later[later.index("tours") + 1] == "plus"
    assert press(host, "order-phases", **{f"order.{one}": "true" for one in reversed(later)}).status == 303
    assert [phase.id for phase in load_state(host.folder).script.phase][1:] == later[::-1]
    assert "Plus tard" in ask(host, "GET", HOME).text and "Un mot" in ask(host, "GET", HOME).text


def test_a_refusal_is_a_page_that_says_why_and_keeps_what_was_typed(host: Hosted) -> None:
    press(host, "start-phase")
    refused = press(host, "submit-idea", id="i", text="Gardé <b>", column="Nulle part", channel="paper")

    assert refused.status == 409
    assert "Gardé &lt;b&gt;</textarea>" in refused.text
    assert 'role="status">' in refused.text and load_state(host.folder).ideas == {}


def test_an_idea_heard_twice_by_the_same_form_counts_once(host: Hosted) -> None:
    press(host, "start-phase")
    for _ in range(2):
        press(host, "submit-idea", id="i", text="Entendu", column="Ailleurs", channel="facilitator")

    assert [idea.text for idea in load_state(host.folder).ideas.values()] == ["Entendu"]


def test_what_people_write_is_never_markup(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "submit-idea", id="i", text="<script>alert(1)</script>", column="Ailleurs")

    assert "<script>alert" not in ask(host, "GET", HOME).text
    assert "&lt;script&gt;alert" in ask(host, "GET", HOME).text


def test_an_idea_that_waits_is_shown_or_turned_down(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "set-review", review="true")
    host.send("submit-idea", id="w", text="À relire", channel="phone", author="tel1", column="Ailleurs")
    assert f'formaction="{HOME}/approve-idea"' in ask(host, "GET", HOME).text

    press(host, "approve-idea", id="w")

    assert "À relire" in ask(host, "GET", "/screen").text


def test_leaving_a_phase_too_soon_or_still_veiled_is_asked_first(host: Hosted) -> None:
    press(host, "start-phase")
    page = ask(host, "GET", HOME).text

    assert "Il reste plus d’un quart du temps de cette étape." in page
    assert "Étape suivante…" in page
    playing = doubts_veiled()
    view = console_view(playing.state, playing.now, Room())
    assert "la salle n’a rien vu" in context_of(view, playing.state, "fr", everything=False)["numbers"].warning


def timing(playing: Playing) -> Timing:
    view = console_view(playing.state, playing.now, Room())
    found = context_of(view, playing.state, "fr", everything=False)["timing"]
    assert isinstance(found, Timing)
    return found


def take(playing: Playing, fields: dict[str, str]) -> None:
    """Presses a button of the page."""
    playing.do(read_command("apply-replan", json.dumps(as_json("apply-replan", fields)).encode()))


def test_late_the_page_proposes_a_plan_that_its_button_applies() -> None:
    playing = reached("doutes")
    playing.do(c.AddTime(900))
    found = timing(playing)
    assert found.lines and not any(line.title == "Nos conclusions, relues ensemble" for line in found.lines)
    assert [offer.words for offer in found.offers][0] == "Appliquer ce découpage"

    take(playing, found.offers[0].fields)

    assert lateness(playing.state, playing.now) <= found.missing + STEP
    assert playing.state.runs["table"].round_seconds and playing.state.runs["lectures"].cases == 1


def test_when_time_is_missing_the_page_names_what_to_cut_or_how_far_the_end_moves() -> None:
    for choice in (1, 2):
        playing = reached("doutes")
        playing.do(c.AddTime(1020))
        found = timing(playing)
        assert found.missing
        assert "Supprimer" in found.offers[1].words and "plus tard" in found.offers[2].words

        take(playing, found.offers[choice].fields)

        assert lateness(playing.state, playing.now) <= STEP


def test_an_advance_is_given_to_a_phase_in_one_press() -> None:
    playing = reached("doutes")
    playing.do(c.MoveEnd(6))
    advance = lateness(playing.state, playing.now)
    [offer] = timing(playing).offers
    assert offer.words.startswith("Donner l’avance à")

    take(playing, offer.fields)

    assert advance <= -300 and abs(lateness(playing.state, playing.now)) <= STEP


def test_a_minute_more_says_who_pays_for_it() -> None:
    playing = reached("doutes")
    playing.do(c.MoveEnd(round(-lateness(playing.state, playing.now)) / -60))
    found = timing(playing)
    assert found.price == "Respiration 2 → 1"

    take(playing, found.minute)

    assert playing.state.runs["tampon"].granted == 60


def test_starting_late_is_a_question_with_two_answers() -> None:
    start = 1_790_000_000.0
    state = opening("essai", reached("doutes").state.script, start - 60, start)
    view = console_view(state, start + 540, Room())
    assert context_of(view, state, "fr", everything=False)["timing"].starts_late == 540
    assert context_of(view | {"now": start + 60}, state, "fr", everything=False)["timing"].starts_late == 0


def test_a_machine_that_slept_asks_the_remote_whether_that_time_counts(host: Hosted) -> None:
    playing = reached("doutes")
    view = console_view(playing.state, playing.now, Room(slept=240))
    page = CONTROL.part("fr", "run", {**context_of(view, playing.state, "fr", everything=False), "home": HOME})
    assert "L’ordinateur a dormi 4\u00a0min\u00a0: compter ce temps\u00a0?" in page
    assert f'action="{HOME}/count-sleep"' in page and f'action="{HOME}/skip-time"' in page

    assert press(host, "count-sleep").status == 303


def test_near_a_firm_end_the_page_leads_to_the_closing() -> None:
    playing = reached("doutes")
    end = playing.state.planned_end
    assert end is not None and timing(playing).closing is None

    playing.now = end - 599

    found = timing(playing).closing
    assert found is not None and found["id"] == "cloture"


def next_part(stream: HTTPResponse, part: str) -> str:
    """The part as it is told next, whatever else is told before."""
    while part not in (told := next_message(stream)):
        assert told is not None
    html: str = told[part]
    return html


def test_two_facilitators_see_the_same_truth(host: Hosted) -> None:
    other = lent(host)
    with following(host, f"{HOME}/live") as one, following(host, f"{other}/live") as two:
        next_message(one), next_message(two)
        press(host, "start-phase", other)

        assert "Mettre en pause" in next_part(one, "run")
        assert "Mettre en pause" in next_part(two, "run")


def test_a_revoked_key_opens_nothing_and_ends_what_it_opened(host: Hosted) -> None:
    old = lent(host)
    with following(host, f"{old}/live") as stream:
        next_message(stream)
        assert press(host, "revoke-key").status == 303

        while next_message(stream) is not None:
            pass
    assert ask(host, "GET", old).status == 404
    assert press(host, "pause", old).status == 404
    assert ask(host, "GET", lent(host)).status == 200
    assert ask(host, "GET", HOME).status == 200, "the console keeps its own"


def test_a_key_outlives_its_host(host: Hosted, tmp_path_factory: pytest.TempPathFactory) -> None:
    known = lent(host)

    assert known.removeprefix("/remote/") in host.folder.joinpath("door.json").read_text(encoding="utf-8")
    assert known.removeprefix("/remote/").encode() not in host.folder.joinpath("journal.jsonl").read_bytes()


def test_a_renewed_code_replaces_the_one_before_at_once(host: Hosted) -> None:
    before = host.ask("GET", f"{HOME}/view")[1]["addresses"]["join"]
    press(host, "renew-code")
    after = host.ask("GET", f"{HOME}/view")[1]["addresses"]["join"]

    assert after != before and after.rpartition("/")[0] == before.rpartition("/")[0]


def test_a_form_from_another_site_is_turned_away(host: Hosted) -> None:
    foreign = ask(host, "POST", f"{HOME}/start-phase", {}, Origin="http://elsewhere.example")

    assert foreign.status == 403
    assert load_state(host.folder).phase == ""


def test_a_command_nobody_knows_is_a_page_that_says_so(host: Hosted) -> None:
    unknown = press(host, "paint-room")

    assert unknown.status == 404
    assert "Commande inconnue" in unknown.text


def test_undo_says_what_it_takes_back(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "add-time", seconds="60")

    assert "Annuler\u00a0: le temps ajouté ou repris" in ask(host, "GET", HOME).text


def test_a_closed_remote_is_a_page_for_people_and_nothing_for_programs(host: Hosted) -> None:
    told = [ask(host, "GET", path, Accept="text/html,*/*") for path in ("/remote/nobody", "/remote/nobody/view")]

    for answer in told:
        assert answer.status == 404
        assert "Cette télécommande est fermée" in answer.text
    assert ask(host, "GET", "/remote/nobody/view").text == ""
    assert press(host, "pause", "/remote/nobody").text == ""


GROUPING = (
    SCRIPT.replace('end = "17:00"', 'end = "17:10"')
    + """
[[phase]]
id = "familles"
title = "On range"
kind = "group"
minutes = 10
source = "idees"
"""
)


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


def form_of(page: str, button: str) -> dict[str, str]:
    """What a browser without scripts sends when it presses the first button that says so."""
    before = page[: page.index(f">{button}<")]
    form = before[before.rindex("<form") :]
    fields = dict(re.findall(r'<input[^>]* ?name="([^"]+)"(?:[^>]* value="([^"]*)")?', form))
    if chosen := re.search(r'<select name="([^"]+)">\s*<option value="([^"]*)"', form):
        fields[chosen[1]] = chosen[2]
    return fields


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
        both = {item for which in ("these", "those") for item in together[f"items.{which}"].split()}
        assert set(placed(host)) == first | both and len(both) > 4

        page = shows(host, "Verser<span", "Une moitié")
        poured = form_of(page, "Verser")
        press(host, "add-to-theme", **poured)
        assert set(placed(host)) == first | both | set(poured["items.all"].split())


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


def test_the_soft_sound_is_muted_and_comes_back(host: Hosted) -> None:
    page = ask(host, "GET", HOME).text
    press(host, "set-sound", **form_of(page, "Couper le son doux de fin d’étape"))
    assert load_state(host.folder).sound is False
    press(host, "set-sound", **form_of(ask(host, "GET", HOME).text, "Rendre le son doux de fin d’étape"))
    assert load_state(host.folder).sound is True


def test_a_round_that_ends_by_itself_is_told_ten_seconds_before() -> None:
    playing = elsewhere("au-secours-messageries", "tables")
    far = timing(playing).round
    assert far is not None and far.words == "puis Deuxième tour"
    assert [line[:2] for line in json.loads(far.later)][1:] == [[10, "soon"]]

    playing.wait((far.left - 8) / 60)
    near = timing(playing).round
    assert near is not None and near.words == json.loads(far.later)[1][2]
    assert near.words.startswith("«\u00a0Deuxième tour\u00a0» commence tout seul. Dites-le\u00a0:")

    playing.do(c.NextRound(), c.NextRound())
    assert timing(playing).round is None


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


def test_a_stream_tells_what_is_suggested_only_when_it_changes(host: Hosted) -> None:
    with following(host, f"{HOME}/events") as stream:
        assert next_message(stream)["twins"] == []
        press(host, "start-phase")
        started = next_message(stream)
        assert started["seq"] == 1 and not {"twins", "sorting"} & set(started)

        for identity in ("x", "y"):
            press(host, "submit-idea", id=identity, text="Publier le budget", column="Ailleurs", channel="paper")
        while "twins" not in (message := next_message(stream)):
            pass
        assert [(pair["one"], pair["other"]) for pair in message["twins"]] == [("x", "y")]


def shows(host: Hosted, *words: str) -> str:
    """The page once all these words are on it: the host notices by itself, a moment after what it notices."""
    end = time.monotonic() + 20
    while not all(word in (page := ask(host, "GET", HOME).text) for word in words):
        assert time.monotonic() < end, page
        time.sleep(0.05)
    return page


def test_an_idea_goes_to_another_column_people_come_and_the_end_moves(host: Hosted) -> None:
    press(host, "start-phase")
    press(host, "submit-idea", id="a", text="Une idée", column="Ailleurs", channel="paper")
    end = load_state(host.folder).planned_end

    pressed = [
        press(host, "move-idea", id="a", column="Chez nous"),
        press(host, "count-arrivals", change="1"),
        press(host, "count-arrivals", change="1"),
        press(host, "count-arrivals", change="-1"),
        press(host, "move-end", minutes="5"),
    ]

    assert {answer.status for answer in pressed} == {303}
    state = load_state(host.folder)
    assert (state.ideas["a"].column, state.head_count) == ("Chez nous", 1)
    assert state.planned_end is not None and end is not None and state.planned_end - end == 300


def test_a_phase_is_said_otherwise_from_the_remote(host: Hosted) -> None:
    press(host, "start-phase")

    answer = press(host, "reword-phase", phase="idees", title="Nos idées", question="Et lundi ?", instruction="")

    assert answer.status == 303
    words = load_state(host.folder).script.find("idees")
    assert (words.title, words.question, words.instruction) == ("Nos idées", "Et lundi ?", "")
    assert press(host, "reword-phase", phase="idees", title="x" * 81).status != 303


def test_old_ideas_are_one_link_away(host: Hosted) -> None:
    press(host, "start-phase")
    for number in range(45):
        host.send("submit-idea", id=f"i{number}", text=f"Idée nº {number}.", column="Ailleurs")

    assert "et 5 plus anciennes" in ask(host, "GET", HOME).text
    assert "Idée nº 0." not in ask(host, "GET", HOME).text
    assert "Idée nº 0." in ask(host, "GET", f"{HOME}?all").text


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


RATING = (
    SCRIPT.replace('end = "17:00"', 'end = "17:10"')
    + """
[[phase]]
id = "tri"
title = "Utile ou coûteux"
kind = "matrix"
minutes = 10
source = "idees"
x_axis = ["Coût", "faible", "fort"]
y_axis = ["Utilité", "faible", "forte"]
"""
)


def test_ratings_are_read_in_figures_with_what_people_disagree_on(tmp_path: Path) -> None:
    with hosted(tmp_path, script=RATING) as host:
        press(host, "start-phase")
        press(host, "submit-idea", id="a", text="Une idée", column="Ailleurs", channel="paper")
        press(host, "go-to-phase", phase="tri")
        for voter, mark in (("p1", "1"), ("p2", "5"), ("p3", "1"), ("p4", "5")):
            rated = press(host, "rate-item", item="a", voter=voter, x=mark, y="4", phase="tri", channel="paper")
            assert rated.status == 303
        page = ask(host, "GET", HOME).text.replace("\u00a0", " ").replace("&nbsp;", " ")
        assert "Coût : <strong>3</strong> · Utilité : <strong>4</strong> · <strong>± avis partagés</strong>" in page


ENDING = (
    SCRIPT.replace("minutes = 40", "minutes = 35")
    + """
[[phase]]
id = "choix"
title = "Le choix"
kind = "vote"
minutes = 5
options = ["Lundi", "Mardi"]
"""
)


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


AFTER = (
    SCRIPT.replace("minutes = 40", "minutes = 25")
    + """
[[phase]]
id = "notes"
title = "Les notes"
kind = "matrix"
minutes = 5
source = "idees"
x_axis = ["Effort", "Peu", "Beaucoup"]

[[phase]]
id = "debat"
title = "Le débat"
kind = "position"
minutes = 5
[[phase.case]]
title = "Un"
statement = "Il faut tout compter."
[[phase.case]]
title = "Deux"
statement = "Il faut tout dire."

[[phase]]
id = "lundi"
title = "Lundi"
kind = "commit"
minutes = 5
fields = ["Quoi"]
"""
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
