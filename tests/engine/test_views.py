"""What each audience may see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Phase, Round
from facilitator.engine.views import ConsoleView, PhoneView, PublicView, Room, console_view, phone_view, public_view
from tests.engine.play import FOUR_O_CLOCK, KINDS, Play, script

ROOM = Room(speed=2.0, connected=3, typing=1, join="http://192.168.1.2:8080/j/ABCD", notices=("Disque plein.",))


def console(play: Play, touched: set[str] | None = None) -> ConsoleView:
    return console_view(play.state, play.now, ROOM, touched)


def public(play: Play) -> PublicView:
    return public_view(play.state, play.now, ROOM)


def phone(play: Play, participant: str = "p1") -> PhoneView:
    return phone_view(play.state, play.now, ROOM, participant)


def work(view: ConsoleView | PublicView | PhoneView, kind: str) -> Any:
    assert view["phase"] is not None
    return dict(view["phase"])[kind]


def test_before_the_start_every_face_shows_the_lobby_and_no_phase() -> None:
    play = Play().phone("p1").do(c.AnswerPoll("p1", 2), c.CountHeads(12))

    for view in (console(play), public(play), phone(play)):
        assert (view["status"], view["phase"]) == ("lobby", None)
    assert console(play)["lobby"]["answers"] == [0, 0, 1]
    assert public(play)["lobby"]["answers"] is None
    assert public(play)["following"] == "Bonjour"

    play.do(c.CountPollHands(0, 4))
    assert public(play)["lobby"]["answers"] == [4, 0, 1]


@pytest.mark.parametrize("phase", [kind.id for kind in KINDS])
def test_every_view_of_every_kind_is_json(phase: str) -> None:
    play = Play().at("cartes").idea("a").phone("p1").at(phase)

    for view in (console(play), public(play), phone(play)):
        assert json.loads(json.dumps(view))["phase"]["id"] == phase


def test_a_veiled_word_stays_on_the_console_until_it_is_revealed() -> None:
    play = Play().at("cartes").idea("a", "Un mot voilé")
    assert "voilé" in json.dumps(console(play), ensure_ascii=False)
    for view in (public(play), phone(play)):
        assert "voilé" not in json.dumps(view, ensure_ascii=False)
    assert public(play)["count"] == 1

    play.do(c.Reveal())

    assert [idea["text"] for idea in public(play)["ideas"]] == ["Un mot voilé"]


def test_the_room_never_reads_what_is_pending_masked_parked_merged_or_withdrawn() -> None:
    play = Play(script(publication="after_review")).at("cartes").phone("p1").do(c.Reveal())
    play.do(c.SubmitIdea("a", "attente", "phone", "p1")).idea("b", "masquée").idea("c", "garée").idea("d", "doublon")
    play.idea("e", "seule").do(c.Mask("b"), c.Park("c"), c.MergeIdeas("e", ("d",)))
    play.do(c.SubmitIdea("f", "retirée", "phone", "p1"), c.WithdrawIdea("f", "p1"))

    assert [idea["text"] for idea in public(play)["ideas"]] == ["seule"]
    assert public(play)["count"] == 1
    statuses = {idea["id"]: idea["status"] for idea in console(play)["ideas"]["items"]}
    assert statuses == {
        "a": "pending", "b": "masked", "c": "visible", "d": "merged", "e": "visible", "f": "withdrawn",
    }  # fmt: skip


def test_the_public_screen_gets_a_window_of_the_last_ideas_oldest_first() -> None:
    play = Play().at("reponses")
    for number in range(70):
        play.idea(f"i{number}", f"Idée {number}")

    shown = public(play)["ideas"]
    assert (len(shown), shown[0]["id"], shown[-1]["id"]) == (60, "i10", "i69")


def test_no_note_no_name_and_no_lateness_leaves_the_console() -> None:
    secret = Phase(
        "p", "Parler", "talk", 4, notes="note-secrète", outcome="attendu-secret", prompts=("relance-future",)
    )
    play = Play(script(secret, signature="free")).phone("p1").wait(600).at("p")
    play.do(c.SubmitIdea("a", "Une idée", "phone", "p1", signature="Zoé-Secrète"))

    for view in (public(play), phone(play, "p2")):
        text = json.dumps(view, ensure_ascii=False)
        assert not any(word in text for word in ("secrète", "secret", "Secrète", "relance-future", "p1"))
    assert console(play)["notes"] == "note-secrète"


def test_the_console_gets_a_delta_of_what_was_touched_and_what_is_gone() -> None:
    play = Play().at("cartes").idea("a").idea("b")
    assert console(play)["ideas"]["reset"]

    delta = console(play, {"b", "z"})["ideas"]

    assert ([idea["id"] for idea in delta["items"]], delta["gone"], delta["reset"]) == (["b"], ["z"], False)


def test_the_run_of_show_has_real_times() -> None:
    play = Play()
    assert console(play)["phases"][1]["starts_at"] == FOUR_O_CLOCK + 240
    assert console(Play(start=None))["phases"][1]["starts_at"] is None

    play.wait(300).do(c.StartPhase(), c.ApplyReplan((), ("option",))).wait(60).do(c.NextPhase()).wait(30)
    lines = {line["id"]: line for line in console(play)["phases"]}

    assert [lines[i]["state"] for i in ("tour", "cartes", "fiches", "option")] == ["done", "current", "next", "dropped"]
    assert lines["tour"]["starts_at"] == FOUR_O_CLOCK + 300
    assert lines["fiches"]["starts_at"] == FOUR_O_CLOCK + 300 + 60 + 360
    assert lines["option"]["starts_at"] is None


def test_in_pause_the_rest_of_the_day_moves() -> None:
    play = Play().do(c.StartPhase()).wait(60).do(c.Pause()).wait(600)

    assert console(play)["phases"][1]["starts_at"] == play.now + 180


def test_counts_prompts_and_undo_are_there_for_the_facilitators() -> None:
    play = Play().at("cartes").phone("p1").do(c.SayReady("p1"), c.ShowPrompt())
    play.do(c.SubmitIdea("a", "Une", "phone", "p1")).idea("b", channel="paper").do(c.Mask("b"), c.Keep("a"))
    play.idea("c", parked=True)

    view = console(play)
    counts = view["counts"]

    assert (counts["ideas"], counts["masked"], counts["channels"]) == (2, 1, {"phone": 1, "paper": 1, "facilitator": 1})
    assert (counts["ready"], counts["participants"], counts["connected"], counts["typing"]) == (1, 1, 3, 1)
    assert (counts["parked"], counts["kept"]) == (1, 1)
    assert [(p["kind"], p["used"]) for p in view["prompts"]] == [
        ("prompt", True), ("prompt", False), ("provocation", False), ("energizer", False),
    ]  # fmt: skip
    assert view["undo"][:2] == ["submit-idea", "keep"]
    assert view["seeds"] == ["Une graine"]


def test_a_vote_shows_participation_first_and_points_once_revealed() -> None:
    play = Play().at("cartes")
    for identity in "abc":
        play.idea(identity)
    play.at("vote").do(c.CastVotes("v1", (("c", 2), ("a", 1))), c.CastVotes("v2", (("c", 1), ("b", 1))))
    assert [item["points"] for item in work(public(play), "vote")["items"]] == [None] * 3
    assert (work(public(play), "vote")["voters"], work(public(play), "vote")["channels"]) == (None, {})
    assert work(console(play), "vote")["voters"] == 2

    play.do(c.Reveal())
    assert [item["points"] for item in work(public(play), "vote")["items"]] == [None] * 3
    play.do(c.Veil(), c.CastVotes("v3", (("c", 1),)), c.Reveal())
    assert work(public(play), "vote")["voters"] == 3

    shown = work(public(play), "vote")["items"]
    assert [(item["id"], item["points"], item["kept"], item["tied"]) for item in shown] == [
        ("c", 4, True, False), ("a", 1, True, True), ("b", 1, False, True),
    ]  # fmt: skip


def test_the_console_sees_a_vote_before_the_room_in_the_order_of_the_ballot() -> None:
    play = Play().at("cartes").idea("a").idea("b").at("vote").do(c.CastVotes("v1", (("b", 2),)))

    assert [item["points"] for item in work(console(play), "vote")["items"]] == [0, 2]


def test_a_debate_shows_where_people_stand_once_revealed_before_then_after() -> None:
    play = Play().at("debat").do(c.CountStances((4, 0, 0, 2), 0, "before")).idea("a", "Pour !", column="for")
    assert (work(public(play), "debate")["before"], work(public(play), "debate")["placed"]) == (None, 6)
    assert work(public(play), "debate")["for_"] == []

    play.do(c.Reveal())
    debate = work(public(play), "debate")
    assert (debate["before"], debate["after"], debate["speaks_next"]) == ([4, 0, 0, 2], None, "against")
    assert [argument["text"] for argument in debate["for_"]] == ["Pour !"]

    play.idea("b", "Contre !", column="against").do(c.ChooseCase(0, "after"), c.CountStances((1, 1, 1, 3), 0, "after"))
    debate = work(public(play), "debate")
    assert (debate["before"], debate["after"], debate["speaks_next"]) == ([4, 0, 0, 2], None, "")
    assert len(debate["for_"]) == len(debate["against"]) == 1

    assert work(public(play.do(c.Reveal())), "debate")["after"] == [1, 1, 1, 3]


def test_how_split_a_debate_is_and_who_changed_place_is_for_the_facilitators() -> None:
    play = Play().at("debat").phone("a", "b", "c")
    assert work(console(play), "debate")["controversy"] == [None, None]
    play.do(c.TakeStance("a", 0, 0, "before"), c.TakeStance("b", 3, 0, "before"), c.ChooseCase(0, "after"))
    assert (work(console(play), "debate")["controversy"], work(console(play), "debate")["moved"]) == ([100, None], None)

    play.do(c.TakeStance("a", 3, 0, "after"), c.TakeStance("b", 3, 0, "after"), c.TakeStance("c", 3, 0, "after"))
    debate = work(console(play), "debate")
    assert (debate["controversy"], debate["moved"]) == ([100, 0], (1, 2))

    debate = work(public(play.do(c.Reveal())), "debate")
    assert (debate["controversy"], debate["moved"]) == ([None, None], None)


def test_a_debate_may_be_one_sided_without_case_or_without_an_after() -> None:
    play = Play(script(Phase("d", "Débat", "position", 4, before_after=False, alternate_sides=False))).at("d")

    debate = work(public(play), "debate")
    assert (debate["statement"], debate["cases"], debate["after"], debate["speaks_next"]) == ("", 0, None, "")

    two = (
        Play(script(Phase("d", "Débat", "position", 4, case=(Case("Un", "Oui."),)))).at("d").idea("a", column="against")
    )
    assert work(console(two), "debate")["speaks_next"] == "for"


def test_a_matrix_hides_its_means_until_revealed_and_for_too_few() -> None:
    play = Play().at("cartes").idea("a").idea("b").at("matrice")
    for number, mark in enumerate((1, 1, 5)):
        play.do(c.RateItem(f"v{number}", "a", mark, 5))
    play.do(c.RateItem("v1", "b", 2, 2))
    assert work(public(play), "matrix")["items"][0]["x"] is None

    play.do(c.Reveal())

    first, second = work(public(play), "matrix")["items"]
    assert (round(first["x"], 2), first["y"], first["contested"], first["n"]) == (2.33, 5.0, True, 3)
    assert (second["x"], second["contested"], second["n"]) == (None, False, None)
    assert work(console(play), "matrix")["items"][1]["x"] == 2.0
    assert work(public(play), "matrix")["raters"] == 3


def test_groups_show_their_cards_and_those_still_loose() -> None:
    play = Play().at("cartes").idea("a").idea("b").at("tri").do(c.CreateTheme("t1", "Le temps", ("a",)))

    group = work(public(play), "group")
    assert ([theme["name"] for theme in group["themes"]], group["themes"][0]["items"], group["loose"]) == (
        ["Le temps"], ["a"], ["b"],
    )  # fmt: skip
    assert public(play.at("cartes").do(c.Reveal()))["ideas"][0]["theme"] == "Le temps"


def test_tables_that_sort_are_compared_card_by_card() -> None:
    play = Play().at("bacs").do(c.PlaceItem("card:0", "bin:0", "1"), c.PlaceItem("card:0", "bin:1", "2"))
    play.do(c.PlaceItem("card:1", "bin:0", "1"), c.PlaceItem("card:1", "bin:0", "2"), c.PlaceItem("card:1", "bin:1"))

    group = work(public(play), "group")
    assert [(sort["bins"], sort["agreed"]) for sort in group["sorts"]] == [
        ({"1": "Nous", "2": "Eux"}, False), ({"1": "Nous", "2": "Nous"}, True),
    ]  # fmt: skip
    assert [theme["items"] for theme in group["themes"]] == [[], ["card:1"]]


def test_a_veiled_sort_is_not_compared_in_public() -> None:
    one = Phase("b", "Bacs", "group", 4, bins=("Nous",), cards=("Un",), one_result_per_group=True, veil="closed")
    play = Play(script(one)).at("b").do(c.PlaceItem("card:0", "bin:0", "1"))

    assert (work(public(play), "group")["sorts"], len(work(console(play), "group")["sorts"])) == ([], 1)


def test_rows_count_their_answers_and_empty_ones_are_shown() -> None:
    play = Play().at("reponses").idea("a", column="Rate").idea("b").idea("c", parked=True)

    respond = work(public(play), "respond")
    assert [row["counts"] for row in respond["rows"]] == [[1, 1], [0, 0]]
    assert respond["empty"] == 1


def test_answers_without_columns_are_counted_together() -> None:
    play = Play(script(Phase("r", "Réponses", "respond", 4, rows=("A",)))).at("r").idea("a")

    assert work(public(play), "respond")["rows"][0]["counts"] == [1]


def test_commitments_are_a_count_and_nothing_under_the_smallest_group() -> None:
    play = Play().at("engagement").do(c.Commit("e1", (("Quoi", "Ceci"),), share=True), c.Commit("e2"))
    assert (work(public(play), "commit")["count"], work(console(play), "commit")["count"]) == (None, 2)

    play.do(c.Commit("e3"))

    assert (work(public(play), "commit")["count"], work(public(play), "commit")["shared"]) == (3, 1)
    assert "Ceci" not in json.dumps(public(play))


def test_the_closing_shows_sentences_their_statuses_and_their_signature() -> None:
    play = (
        Play()
        .at("cloture")
        .phone("p1", "p2", "p3")
        .do(c.WriteSentence("s1", "Une phrase."), c.WriteSentence("s2", "Non."))
    )
    play.do(c.DropSentence("s2"), c.JudgeSentence("s1", "agreed"), c.Focus("s1"), c.GiveOpinion("s1", "p1", "nuance"))
    play.do(c.GiveRoti("p1", 4))
    assert work(public(play), "validate")["sentences"][0]["opinions"] is None
    assert work(public(play), "validate")["roti"] is None

    play.do(c.GiveOpinion("s1", "p2", "agree"), c.GiveOpinion("s1", "p3", "disagree"), c.FreezeSynthesis(18))
    play.do(c.GiveRoti("p2", 5), c.GiveRoti("p3", 5))

    validate = work(public(play), "validate")
    assert [s["opinions"] for s in validate["sentences"]] == [[1, 1, 1]]
    assert (validate["focus"], validate["version"], validate["frozen_at"]) == ("s1", 1, play.now)
    assert (validate["roti"], validate["roti_count"]) == ([0, 0, 0, 1, 2], 3)


def test_those_who_have_not_spoken_come_first_and_the_facilitators_share_stays_on_the_console() -> None:
    play = Play().at("tour").phone("p1", "p2").do(c.RaiseHand("m1", "p1"), c.StartTurn("m1")).wait(40)
    play.do(c.RaiseHand("m2", "p1"), c.RaiseHand("m3", "p2"), c.RaiseHand("m4"), c.StartTurn(facilitator=True)).wait(40)
    assert work(console(play), "talk")["speech"]["facilitator_share"] is None
    assert work(console(play), "talk")["speech"]["facilitator_speaks"]

    play.do(c.EndTurn())

    assert work(public(play), "talk")["queue"] == ["m3", "m4", "m2"]
    assert work(console(play), "talk")["speech"]["facilitator_share"] == 0.5
    assert work(public(play), "talk")["speech"] is None


def test_a_break_says_when_it_ends_in_absolute_time() -> None:
    play = Play().at("pause").wait(30)
    assert work(public(play), "pause")["resumes_at"] == FOUR_O_CLOCK + 120

    assert work(public(play.do(c.Pause())), "pause")["resumes_at"] is None


def test_rounds_say_where_the_room_is_and_what_comes() -> None:
    play = Play().at("reponses")
    first = work(public(play), "round")
    assert (first["title"], first["following"], first["seconds"], first["moving"]) == ("Un", "Deux", 210, 30)

    last = work(public(play.do(c.NextRound())), "round")
    assert (last["title"], last["following"], last["rotation"]) == ("Deux", "", "next_table")


def test_a_phone_has_its_own_and_nobody_elses() -> None:
    play = Play().at("cartes").phone("p1", "p2", group="1").do(c.SubmitIdea("a", "À moi", "phone", "p1"))
    play.do(c.SubmitIdea("b", "À elle", "phone", "p2"), c.SayReady("p1"))

    mine = phone(play)["mine"]
    assert ([idea["text"] for idea in mine["ideas"]], mine["left"], mine["ready"], mine["group"]) == (
        ["À moi"],
        1,
        True,
        "1",
    )
    assert "À elle" not in json.dumps(phone(play), ensure_ascii=False)

    play.at("vote").do(c.CastVotes("p1", (("a", 2),), "phone"))
    assert (phone(play)["mine"]["votes"], phone(play)["mine"]["left"]) == ({"a": 2}, None)
    assert [item["text"] for item in phone(play)["items"]] == ["À moi", "À elle"]


def test_a_phone_finds_its_stance_marks_opinions_and_hand_again() -> None:
    play = Play().at("cartes").phone("p1").idea("a").at("debat")
    play.do(c.TakeStance("p1", 2, 0, "before", reason="Vu ailleurs"))
    assert (phone(play)["mine"]["stance"], phone(play)["mine"]["reason"]) == (2, "Vu ailleurs")

    play.at("matrice").do(c.RateItem("p1", "a", 1, None))
    assert phone(play)["mine"]["ratings"] == {"a": (1, None)}

    play.at("cloture").do(
        c.WriteSentence("s1", "Une."), c.GiveOpinion("s1", "p1", "agree"), c.GiveRoti("p1", 4, "Utile")
    )
    play.do(c.RaiseHand("m1", "p1"))
    mine = phone(play)["mine"]
    assert (mine["opinions"], mine["hand"]) == ({"s1": "agree"}, True)
    assert (mine["roti"], mine["roti_word"]) == (4, "Utile")


def test_only_facilitators_read_why_one_stands_there() -> None:
    play = Play().phone("p1", "p2", "p3").at("debat")
    play.do(c.TakeStance("p1", 2, 0, "before", reason="Vu ailleurs"), c.TakeStance("p2", 0, 0, "before"))
    play.do(c.TakeStance("p3", 1, 0, "before", reason="Trop cher"))

    assert work(console(play), "debate")["reasons"] == [(1, "Trop cher"), (2, "Vu ailleurs")]
    play.do(c.Reveal())
    for view in (public(play), phone(play, "p2")):
        assert "Vu ailleurs" not in json.dumps(view, ensure_ascii=False)
    assert work(console(play.do(c.ChooseCase(0, "after"))), "debate")["reasons"] == []


def test_only_facilitators_read_what_phones_propose_and_count_who_refuses() -> None:
    play = Play(script(min_group_size=2)).phone("p1", "p2").at("cloture").do(c.WriteSentence("s1", "Une."))
    play.do(c.ObjectToSentence("s1", "p1"), c.ProposeWording("w1", "s1", "p1", "Secrète"), c.ApprovePublishing("p2"))
    seen = {
        name: work(view, "validate")["sentences"][0]
        for name, view in (("console", console(play)), ("room", public(play)), ("phone", phone(play)))
    }

    assert {name: one["withheld"] for name, one in seen.items()} == {"console": True, "room": True, "phone": True}
    assert {name: one["objections"] for name, one in seen.items()} == {"console": 1, "room": 0, "phone": 0}
    assert seen["console"]["wordings"] == [{"id": "w1", "text": "Secrète"}]
    assert seen["room"]["wordings"] == seen["phone"]["wordings"] == []
    assert (work(console(play), "validate")["approvals"], work(public(play), "validate")["approvals"]) == (1, None)
    mine = phone(play)["mine"]
    assert (mine["objections"], mine["wordings"], mine["approves"]) == (["s1"], {"s1": "Secrète"}, False)
    play.do(c.SettleWording("w1", taken=False))
    assert phone(play)["mine"]["wordings"] == {}
    assert work(console(play), "validate")["sentences"][0]["wordings"] == []


def test_a_phone_is_asked_for_its_group_only_where_groups_are_counted() -> None:
    play = Play().at("tour").do(c.CountHeads(19))

    asked = {phase: phone(play.at(phase))["groups"] for phase in ("tour", "cartes", "fiches", "bacs")}

    assert asked == {"tour": 0, "cartes": 0, "fiches": 6, "bacs": 4}


def test_a_round_may_change_the_groups() -> None:
    pairs_then_fours = (Round("À deux", 2, form="pairs"), Round("À quatre", 2, form="groups of 4"))
    play = Play(script(Phase("idees", "Les idées", "collect", 8, round=pairs_then_fours))).at("idees")

    assert phone(play)["groups"] == 0
    assert phone(play.do(c.CountHeads(20), c.NextRound()))["groups"] == 5


def test_a_phone_finds_again_what_its_table_sorted_and_not_what_others_did() -> None:
    play = Play().at("bacs").phone("p1", group="1").phone("p2", group="2")
    play.do(c.PlaceItem("card:0", "bin:1", participant="p1"), c.PlaceItem("card:1", "bin:0", participant="p2"))

    assert phone(play)["sorting"]
    assert phone(play)["mine"]["sorts"] == {"card:0": "bin:1"}


def test_a_phone_knows_when_the_room_sees_the_result_already() -> None:
    play = Play().at("cartes").idea("a").at("vote")

    assert not phone(play)["closed"]
    assert phone(play.do(c.Reveal()))["closed"]
    assert not phone(Play(script(Phase("v", "V", "vote", 3, options=("A", "B"), veil="open"))).at("v"))["closed"]


def test_a_phone_knows_that_nothing_is_recorded() -> None:
    play = Play()

    assert phone(play)["recorded"]
    assert not phone(play.at("option"))["recorded"]


def test_the_end_closes_the_phase_on_public_faces_and_keeps_it_on_the_console() -> None:
    play = Play().at("cloture").do(c.EndSession())

    assert (public(play)["phase"], phone(play)["phase"]) == (None, None)
    assert console(play)["phase"] is not None


def test_a_message_and_the_handed_keyboard_are_public_but_not_its_code() -> None:
    play = Play().at("cartes").do(c.ShowMessage("À table !"), c.HandOverKeyboard())

    assert (public(play)["message"], public(play)["keyboard"]) == ("À table !", True)
    assert play.state.keyboard_code not in json.dumps(public(play))
    assert console(play)["keyboard_code"] == play.state.keyboard_code


def test_a_prompt_leaves_with_the_thanks_and_with_the_end() -> None:
    play = Play().at("cartes").do(c.ShowPrompt())
    assert public(play)["prompt"] == "Et lundi ?"
    assert public(play.do(c.SayThanks()))["prompt"] == ""
    assert public(play.do(c.EndSession()))["prompt"] == ""
