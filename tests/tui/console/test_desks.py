from __future__ import annotations

from tests.tui.console.engine_link import EngineLink, in_phase
from tests.tui.console.hands import at_the_console


def a_vote() -> EngineLink:
    link = in_phase("tables", "au-secours-messageries")
    for index, text in enumerate(("Un modèle", "Une astreinte")):
        link.do("submit-idea", id=f"i{index}", text=text)
    link.go_to("vote")
    return link


async def test_a_talk_times_turns_and_keeps_a_queue() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("f", "f")
        await facilitator.sees("2 mains levées")
        await facilitator.press("F")
        await facilitator.sees("Quelqu’un parle", "1 main levée")
        await facilitator.press("T")
        await facilitator.sees("L’animation parle")
        await facilitator.press("t")
        await facilitator.sees("Personne n’a la parole")


async def test_a_talk_goes_from_subject_to_subject() -> None:
    link = in_phase("sujets", "lean-coffee")
    for index, text in enumerate(("Le budget", "Les [b]délais[/b]")):
        link.do("submit-idea", id=f"i{index}", text=text)
    link.go_to("vote")
    link.do("cast-votes", voter="v", points={"i0": 2, "i1": 1}, channel="paper")
    link.go_to("discussions")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("2 sujets : → montre le premier à la salle.")
        await facilitator.press("right")
        await facilitator.sees("Sujet 1/2", "Le budget")
        await facilitator.press("right")
        await facilitator.sees("Sujet 2/2", "Les [b]délais[/b]")
        await facilitator.press("right")
        await facilitator.sees("C’était le dernier sujet")


def a_coffee() -> EngineLink:
    """A lean coffee whose two subjects are chosen."""
    link = in_phase("sujets", "lean-coffee")
    link.do("submit-idea", id="i0", text="Le budget")
    link.do("submit-idea", id="i1", text="Les délais")
    link.go_to("discussions")
    return link


async def test_a_subject_has_its_minutes_then_the_thumbs_of_the_room() -> None:
    link = a_coffee()
    async with at_the_console(link) as facilitator:
        await facilitator.press("h")
        await facilitator.sees("Aucun sujet minuté n’est devant la salle.")
        await facilitator.press("right")
        await facilitator.sees("Sujet 1/2  0")
    async with at_the_console(link) as facilitator:
        link.pass_time(480)
        link.do("ask-thumbs", auto=True)
        await facilitator.sees("Pouces : 0 pour continuer", "On continue ce sujet ? H compte les pouces")
        link.do("give-thumb", voter="p1", up=True)
        await facilitator.press("h", "4", "tab", "2", "enter")
        await facilitator.has_asked("count-thumbs", up=4, down=2)
        await facilitator.press("enter")
        await facilitator.sees("la fiche est vide")
        await facilitator.sees("Pouces : 5 pour continuer, 2 pour la suite · A donne 4 min")
        await facilitator.press("escape", "a")
        await facilitator.sees("Sujet 1/2  0")
        await facilitator.sees_no_more("Pouces :")
        await facilitator.press("v")
        await facilitator.has_asked("ask-thumbs")


async def test_a_card_changes_column_with_the_arrows() -> None:
    link = in_phase("doutes")
    link.do("submit-idea", id="i0", text="La portée", column="Je ne comprends pas")
    async with at_the_console(link) as facilitator:
        await facilitator.press("right")
        await facilitator.has_asked("move-idea", id="i0", column="Je regarde pour rien")
        await facilitator.press("left")
        await facilitator.has_asked("move-idea", id="i0", column="Je ne comprends pas")


async def test_a_silence_is_made_longer_and_cards_are_told_to_be_read_in_time() -> None:
    link = in_phase("doutes")
    for number in range(12):
        link.do("submit-idea", id=f"i{number}", text=f"Doute {number}")
    link.pass_time(5 * 60 + 5)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("12 cartes demandent 1 min à lire : D dévoile.")
        await facilitator.press("s")
        await facilitator.has_asked("add-silence")
        await facilitator.sees("30 secondes de silence de plus")


async def test_one_idea_goes_to_the_light_and_back() -> None:
    link = in_phase("doutes")
    link.do("submit-idea", id="i0", text="La portée", column="Je ne comprends pas")
    async with at_the_console(link) as facilitator:
        await facilitator.press("v")
        await facilitator.has_asked("focus", item="i0")
        await facilitator.press("v")
        await facilitator.has_asked("focus", item="")


async def test_answers_go_to_the_row_in_focus() -> None:
    async with at_the_console(in_phase("tables", "au-secours-messageries")) as facilitator:
        await facilitator.press("down")
        await facilitator.has_asked("focus", item="row:1")
        await facilitator.press("i")
        await facilitator.sees("Saisir · Promettre et tenir")
        await facilitator.types("Une astreinte")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", row="row:1", text="Une astreinte")
        await facilitator.press("escape", "s")
        await facilitator.sees_no_more("Promettre et tenir : horaires")


async def test_a_card_is_picked_then_dropped_in_a_group() -> None:
    async with at_the_console(in_phase("tri", "au-secours-messageries")) as facilitator:
        await facilitator.sees("12 cartes à ranger")
        await facilitator.press("end", "enter")
        await facilitator.sees("Dans quel groupe ?")
        await facilitator.press("home", "enter")
        await facilitator.has_asked("place-item", item="card:11", theme="bin:0")
        await facilitator.sees("11 cartes à ranger")


async def test_a_group_is_named_and_renamed_aloud() -> None:
    async with at_the_console(in_phase("tri", "au-secours-messageries")) as facilitator:
        await facilitator.press("a")
        await facilitator.types("Urgent")
        await facilitator.press("enter")
        await facilitator.has_asked("create-theme", name="Urgent")
        await facilitator.sees("■ Urgent")


async def test_who_leads_a_vote_sees_only_who_took_part_until_it_is_revealed() -> None:
    link = a_vote()
    for voter in ("a", "b", "c"):
        link.do("cast-votes", voter=voter, points=[["i1", 2]], channel="phone")
    async with at_the_console(link) as facilitator:
        screen = await facilitator.sees("3 votants · 3 par téléphone")
        assert "▢ Une astreinte" in screen and " 6 " not in screen
        await facilitator.press("d")
        await facilitator.sees("★   6 ", "Une astreinte")


async def test_hands_are_counted_for_the_line_under_the_cursor() -> None:
    link = a_vote()
    link.do("count-heads", count=19)
    for number in range(3):
        link.do("cast-votes", voter=f"p{number}", points=[["i1", 1]], channel="phone")
    async with at_the_console(link) as facilitator:
        await facilitator.press("down", "h")
        await facilitator.sees("Mains levées")
        await facilitator.press("1", "2", "enter")
        await facilitator.has_asked("count-hands", item="i1", count=12, present=16)
        await facilitator.sees("19 votants sur 19 · 3 par téléphone · 16 à main levée")


async def test_hands_nobody_was_counted_for_are_out_of_a_number_that_is_asked() -> None:
    async with at_the_console(a_vote()) as facilitator:
        await facilitator.press("h")
        await facilitator.sees("Sur combien de personnes")
        await facilitator.press("2", "enter")
        await facilitator.sees("qui votent à main levée ?")
        await facilitator.press("tab", "4", "enter")
        await facilitator.has_asked("count-hands", count=2, present=4)


async def test_a_debate_goes_from_case_to_case_and_from_before_to_after() -> None:
    async with at_the_console(in_phase("lectures")) as facilitator:
        await facilitator.sees("Cas 1/2 · avant les arguments", "« Ce post est une réussite. »")
        await facilitator.press("v")
        await facilitator.sees("Cas 1/2 · après les arguments")
        await facilitator.press("down")
        await facilitator.sees("Cas 2/2 · avant les arguments")
        await facilitator.press("down")
        await facilitator.sees("C’était le dernier cas")


async def test_an_argument_goes_to_one_side_then_to_the_other() -> None:
    async with at_the_console(in_phase("lectures")) as facilitator:
        await facilitator.press("a")
        await facilitator.sees("● Pour")
        await facilitator.press("down")
        await facilitator.types("La colère reste")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", column="against", row="case:0")
        await facilitator.press("escape", "left")
        await facilitator.has_asked("move-idea", column="for")


async def test_reasons_given_on_phones_are_read_by_the_facilitators() -> None:
    link = in_phase("lectures")
    link.do("join", participant="p1")
    link.do("take-stance", voter="p1", value=0, case=0, moment="before", reason="[b]Vu[/b] ailleurs")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("Leurs raisons, pour vous seuls", "[b]Vu[/b] ailleurs")


async def test_a_line_is_rated_from_paper() -> None:
    link = in_phase("table")
    link.do("submit-idea", id="i0", fields=[["Chiffre suivi", "Les clics"]])
    link.go_to("tri")
    async with at_the_console(link) as facilitator:
        await facilitator.press("a")
        await facilitator.sees("Temps pour l'obtenir : de 1 (Rapide) à 5 (Long)")
        await facilitator.press("2", "tab", "5", "enter")
        await facilitator.has_asked("rate-item", item="i0", x=2, y=5)
        await facilitator.press("enter")
        await facilitator.sees("la fiche est vide", "Notes de 1 personne", "2 · 5")
        assert facilitator.link.commands().count("rate-item") == 1


async def test_a_point_is_taken_moved_and_put_where_the_room_says() -> None:
    link = in_phase("table")
    link.do("submit-idea", id="i0", fields=[["Chiffre suivi", "Les clics"]])
    link.do("submit-idea", id="i1", fields=[["Chiffre suivi", "Les vues"]])
    link.go_to("tri")
    async with at_the_console(link) as facilitator:
        await facilitator.press("down", "enter")
        await facilitator.sees("Point 2 : Temps pour l'obtenir 3, Aide à décider 3", "Entrée poser")
        await facilitator.press("left", "left", "left", "up", "up", "down")
        await facilitator.sees("Point 2 : Temps pour l'obtenir 1, Aide à décider 4")
        await facilitator.press("enter")
        await facilitator.has_asked("place-point", item="i1", x=1, y=4)
        await facilitator.sees("1 · 4", "dit à voix haute")
        await facilitator.press("right", "a")
        await facilitator.sees("Saisir · Les vues", "Point 2 : Temps pour l'obtenir 2")
        await facilitator.press("escape", "up", "enter")
        await facilitator.sees("Point 1 :")
        await facilitator.press("escape")
        await facilitator.sees_no_more("Point 1 :")
        assert facilitator.link.commands().count("place-point") == 1


async def test_the_room_is_shown_one_quarter_of_the_plane_after_the_other() -> None:
    link = in_phase("table")
    link.do("submit-idea", id="i0", fields=[["Chiffre suivi", "Les clics"]])
    link.go_to("tri")
    link.do("place-point", item="i0", x=1, y=5)
    async with at_the_console(link) as facilitator:
        await facilitator.press("q")
        await facilitator.sees("À l’écran : Temps pour l'obtenir : Rapide · Aide à décider : Beaucoup (1 point)")
        await facilitator.press("q", "q", "q", "q")
        await facilitator.has_asked("focus", item="")
        await facilitator.sees_no_more("À l’écran :")


async def test_commitments_are_read_aloud_one_at_a_time_and_only_with_consent() -> None:
    link = in_phase("engagement")
    async with at_the_console(link) as facilitator:
        await facilitator.press("v")
        await facilitator.sees("personne n’a choisi de publier")
        label = link.state.script.find("engagement").fields[0]
        for number, share in enumerate((True, False, True)):
            link.do("commit", id=f"e{number}", fields=[[label, f"Promesse {number}"]], share=share)
        await facilitator.sees("Promesse 0", "Promesse 2")
        await facilitator.press("v")
        await facilitator.has_asked("focus", item="e0")
        await facilitator.press("right")
        await facilitator.has_asked("focus", item="e2")
        await facilitator.sees("▶ Promesse 2")
        await facilitator.press("right")
        await facilitator.sees("pas d’autre de ce côté")
        await facilitator.press("v")
        await facilitator.has_asked("focus", item="")
        assert "Promesse 1" not in facilitator.reads()


async def test_the_table_of_each_row_is_told_and_who_came_to_it() -> None:
    link = in_phase("tables", "au-secours-messageries")
    link.do("count-heads", count=19)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("Table 1 S'organiser", "Table 4 S'outiller")
        link.do("next-round")
        await facilitator.sees("Les équipes : de la 1 à la 2, de la 2 à la 3")


async def test_commitments_are_counted_and_only_shared_by_consent() -> None:
    async with at_the_console(in_phase("engagement")) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("● Je garde pour moi")
        await facilitator.types("Trois chiffres")
        await facilitator.press("enter")
        await facilitator.has_asked("commit", share=False)
        await facilitator.sees("1 engagement pris")
        assert not facilitator.link.state.commitments


async def test_sentences_are_judged_one_after_the_other() -> None:
    link = in_phase("cloture")
    link.do("write-sentence", id="s0", text="On garde trois chiffres.")
    link.do("write-sentence", id="s1", text="Les abonnés ne disent rien.")
    async with at_the_console(link) as facilitator:
        await facilitator.press("enter")
        await facilitator.has_asked("focus", item="s0")
        await facilitator.press("o")
        await facilitator.has_asked("judge-sentence", id="s0", verdict="agreed")
        await facilitator.sees("✓ 1 d’accord")
        await facilitator.press("down", "f")
        await facilitator.sees("Quelle objection ?")
        await facilitator.types("Si")
        await facilitator.press("enter")
        await facilitator.has_asked("judge-sentence", id="s1", verdict="disagreed", nuance="Si")
        await facilitator.sees("fait débat")


async def test_a_phone_s_no_is_told_and_its_words_are_taken_or_set_aside() -> None:
    link = in_phase("cloture")
    link.do("write-sentence", id="s0", text="Madame Durand a tort.")
    link.do("join", participant="p1")
    link.do("object-to-sentence", sentence="s0", participant="p1")
    link.do("propose-wording", id="w0", sentence="s0", participant="p1", text="Une direction a tort.")
    link.do("approve-publishing", participant="p1")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("1 phrase ne sera pas publiée", "↳ Une direction a tort.", "1 téléphone dit qu’on peut")
        await facilitator.press("down", "enter")
        await facilitator.has_asked("settle-wording", id="w0", taken=True)
        await facilitator.sees("Une direction a tort.", "La phrase a ces mots")
        await facilitator.sees_no_more("ne sera pas publiée")

        link.do("propose-wording", id="w1", sentence="s0", participant="p1", text="Encore autre chose.")
        await facilitator.sees("↳ Encore autre chose.")
        await facilitator.press("down", "delete")
        await facilitator.has_asked("settle-wording", id="w1", taken=False)
        await facilitator.press("u")
        await facilitator.sees("↳ Encore autre chose.")


async def test_a_kept_idea_becomes_a_sentence_with_its_evidence() -> None:
    link = in_phase("doutes")
    link.do("submit-idea", id="i0", text="La portée")
    link.do("keep", id="i0")
    link.go_to("cloture")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("Gardées en route")
        await facilitator.press("enter")
        await facilitator.sees("Une phrase entière")
        await facilitator.press("end", "s", "enter")
        await facilitator.has_asked("write-sentence", text="La portées", evidence=["i0"])


async def test_the_synthesis_is_frozen_before_the_people_present() -> None:
    link = in_phase("cloture")
    link.do("count-heads", count=18)
    link.do("write-sentence", id="s0", text="On garde trois chiffres.")
    async with at_the_console(link) as facilitator:
        await facilitator.press("s")
        await facilitator.sees("Combien de personnes présentes ?", "18")
        await facilitator.press("²", "enter")  # beside « 1 » on the keyboards of the room
        await facilitator.sees("Il faut un nombre de personnes.")
        await facilitator.press("s")
        await facilitator.sees("Combien de personnes présentes ?", "18")
        await facilitator.press("enter")
        await facilitator.has_asked("freeze-synthesis", present=18)
        await facilitator.sees("Synthèse 1 figée à")


async def test_a_paper_roti_slip_is_typed() -> None:
    async with at_the_console(in_phase("cloture")) as facilitator:
        await facilitator.press("t", "²", "enter")
        await facilitator.sees("La note va de 1 à 5.")
        await facilitator.press("backspace", "4", "tab")
        await facilitator.types("Merci")
        await facilitator.press("enter")
        await facilitator.has_asked("give-roti", score=4, word="Merci", channel="paper")
        await facilitator.sees("1 note de séance")


async def test_how_split_the_room_is_and_who_changed_their_mind_is_told_to_the_facilitators() -> None:
    link = in_phase("lectures")
    for voter, before, after in (("p1", 0, 3), ("p2", 3, 3), ("p3", 3, 3)):
        link.do("join", participant=voter)
        link.do("take-stance", voter=voter, value=before, case=0, moment="before")
        link.do("choose-case", case=0, moment="after")
        link.do("take-stance", voter=voter, value=after, case=0, moment="after")
        link.do("choose-case", case=0, moment="before")
    async with at_the_console(link, (120, 40)) as facilitator:
        await facilitator.sees("Controverse : 67 sur 100")
        await facilitator.press("v")
        await facilitator.sees("Controverse : 67 → 0 sur 100", "1 sur 3 a changé de place")
