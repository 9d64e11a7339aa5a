import pytest

from facilitator.engine import commands as c
from facilitator.engine.views import PublicView
from facilitator.tui.screen.frame import Size, frame
from tests.sample import PEOPLE
from tests.tui.screen.workshop import JOIN, doubts, doubts_veiled, elsewhere, every_moment, reached, seen, sentences

SIZES = [(60, 18), (80, 24), (100, 30), (160, 45), (20, 5)]
MOMENTS = every_moment()
LED = [name for name, at in MOMENTS.items() if at.state.status == "running" and not (at.state.blank or at.state.thanks)]
"""The moments with a phase on the screen."""


def _text(shown: str | PublicView, size: tuple[int, int] = (80, 24), *, lost: bool = False) -> str:
    view = seen(MOMENTS[shown]) if isinstance(shown, str) else shown
    drawn = frame(view, Size(*size), view["now"], 0, lost=lost)
    return "\n".join(line.plain for line in drawn.lines)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MOMENTS)
def test_every_scene_fills_every_terminal_exactly(name: str, size: tuple[int, int]) -> None:
    for zoom in (0, 1, 2):
        view = seen(MOMENTS[name])
        drawn = frame(view, Size(*size, zoom), view["now"], 0)
        assert len(drawn.lines) == size[1]


@pytest.mark.parametrize("size", SIZES[:4])
@pytest.mark.parametrize("name", MOMENTS)
def test_no_line_is_wider_than_the_terminal(name: str, size: tuple[int, int]) -> None:
    view = seen(MOMENTS[name])
    widest = max(line.cell_length for line in frame(view, Size(*size), view["now"], 0).lines)
    assert widest <= size[0], name


@pytest.mark.parametrize("size", SIZES[:3])
@pytest.mark.parametrize("name", LED)
def test_the_question_and_the_time_are_on_every_scene(name: str, size: tuple[int, int]) -> None:
    view = seen(MOMENTS[name])
    assert view["phase"] is not None
    text = _text(view, size).replace("\u00a0", " ")
    assert (view["phase"]["question"] or view["phase"]["instruction"])[:16] in text or name.startswith("position")
    clock = view["phase"]["clock"]
    assert any(word in text for word in ("encore", "En pause", "On termine", "▀", "03:", "04:")), clock


@pytest.mark.parametrize("size", [(100, 30), (120, 34), (132, 40), (160, 45)])
@pytest.mark.parametrize("name", LED)
def test_the_code_in_the_corner_costs_no_word_and_no_large_letter(name: str, size: tuple[int, int]) -> None:
    alone, invited = _text(name, size), _text(seen(MOMENTS[name], JOIN), size).replace(f"Participer\u00a0: {JOIN}", "")

    assert sorted(filter(str.isalnum, invited)) == sorted(filter(str.isalnum, alone))


def test_a_small_screen_and_a_list_of_several_pages_keep_all_their_room() -> None:
    crowded = reached("doutes")
    for number in range(200):
        crowded.do(c.SubmitIdea(f"q{number}", f"Une idée, la {number}", "paper", column="On me le réclame"))
    crowded.do(c.Reveal())

    for view, size in ((seen(doubts_veiled(), JOIN), (80, 24)), (seen(crowded, JOIN), (160, 45))):
        assert not any(
            "#ffffff" in str(span.style)
            for line in frame(view, Size(*size), view["now"], 0).lines
            for span in line.spans
        )


def test_sixty_by_eighteen_holds_five_ideas() -> None:
    assert _text(seen(doubts()), (60, 18)).count("·") + _text(seen(doubts()), (60, 18)).count("›") >= 5


def test_a_round_says_who_moves_and_its_last_seconds_what_comes() -> None:
    text = _text("tables").replace("\u00a0", " ")
    assert "2/3 Deuxième tour : Changez de table : on passe à la suivante" in text
    assert "Reste en place : hôte." in text
    assert "Jusqu’à 16 h" in text
    playing = elsewhere("au-secours-messageries", "tables")
    playing.do(c.CountHeads(19))
    assert "19 personnes : 1 table de 4 et 3 de 5. Comptez de 1 à 4." in _text(seen(playing)).replace("\u00a0", " ")
    playing.now += 231
    assert "Dans un instant : Deuxième tour, on change de table" in _text(seen(playing)).replace("\u00a0", " ")
    assert "Bientôt : Deuxième tour" in _text(seen(playing), (60, 18)).replace("\u00a0", " ")


def test_the_room_is_thanked_over_what_is_not_finished() -> None:
    playing = sentences(3)
    playing.do(c.SayThanks())
    for size in SIZES[:3]:
        text = _text(seen(playing, JOIN), size).replace("\u00a0", " ")
        assert "Merci !" in text and "Cette heure valait-elle" in text
        assert JOIN in text and "On rend la salle à 17 h 00." in text
    assert "█▀▀▀▀▀█" in _text(seen(playing, JOIN)), "the code to scan"


def test_a_blank_screen_is_blank() -> None:
    assert _text("blank").strip() == ""


def test_a_message_takes_the_place_of_the_prompt() -> None:
    playing = doubts_veiled()
    prompt = playing.state.prompt
    assert prompt[:30] in _text(seen(playing))
    playing.do(c.ShowMessage("On ouvre les fenêtres."))
    assert "On ouvre les fenêtres." in _text(seen(playing))
    assert prompt[:30] not in _text(seen(playing))


@pytest.mark.parametrize("size", SIZES[:4])
def test_the_end_tells_what_the_hour_gave_and_where_to_have_it(size: tuple[int, int]) -> None:
    playing = doubts()
    playing.do(c.CountHeads(18), c.EndSession())
    told = " ".join(_text(seen(playing, JOIN), size).split())

    assert "contributions · 18 personnes" in told
    assert "à emporter" in told
    assert "K7PM" in told
    assert "demandez-la aux animateurs" in " ".join(_text(seen(playing), size).split())


def test_the_page_to_sign_tells_what_is_not_published_and_how_many_say_it_may_be() -> None:
    playing = sentences(5, focus=False)
    refused = next(iter(playing.state.sentences))
    playing.do(c.ObjectToSentence(refused, PEOPLE[0]), *(c.ApprovePublishing(phone) for phone in PEOPLE[:6]))
    told = _text(seen(playing), (160, 45))

    assert "× non publiée" in told
    assert "6 téléphones disent qu’on peut publier" in told


def test_the_address_to_join_stays_in_clear() -> None:
    assert JOIN in _text(seen(reached("doutes"), JOIN))


def test_a_lost_host_is_a_discreet_mark() -> None:
    text = _text(seen(doubts()), lost=True)
    assert "on se reconnecte" in text
    assert "où êtes-vous perdu" in text


def test_the_status_of_photos_is_always_told() -> None:
    assert "photos" in _text(seen(reached("doutes")))


def test_long_lists_say_which_page_it_is() -> None:
    assert "page 1/" in _text(seen(doubts()))


def test_a_card_in_the_spotlight_is_alone_on_the_screen() -> None:
    playing = doubts()
    assert "Le nuage de mots" not in _text(seen(playing))
    playing.do(c.Focus(next(idea.id for idea in playing.state.ideas.values() if "nuage" in idea.text)))
    assert "Le nuage de mots des commentaires." in _text(seen(playing))
    assert "Je regarde pour rien" not in _text(seen(playing))


def test_a_break_ends_at_an_hour_not_only_in_so_many_minutes() -> None:
    assert "Reprise à 16\u00a0h\u00a039" in _text("break", (60, 18))
    assert "█" in _text("break", (80, 24)).split("Reprise à")[1].split("On se lève")[0]


def test_zoom_shows_fewer_things_on_a_page() -> None:
    view = seen(doubts())
    pages = [frame(view, Size(160, 45, zoom), view["now"], 0).pages for zoom in (0, 1, 2)]
    assert pages == sorted(pages) and pages[2] > pages[0]


def test_the_keyboard_in_the_hands_of_the_room_does_not_stop_the_clock() -> None:
    assert "Clavier à vous" in _text("keyboard")
    assert "encore" in _text("keyboard")


def test_a_subject_has_its_place_and_at_the_end_of_its_minutes_the_room_is_asked() -> None:
    text = _text("talk-subject").replace("\u00a0", " ")
    assert "Sujet 2/3" in text and "Nos photos se ressemblent toutes" in text
    assert "On continue ?" in text and "Pouce levé : encore 4 min." in text


def test_a_quarter_of_the_plane_names_its_ends_and_says_how_far_people_agree() -> None:
    text = _text("matrix-quadrant").replace("\u00a0", " ")
    assert "Temps pour l'obtenir : Rapide · Aide à décider : Beaucoup" in text
    assert "avis" in text and "┼" not in text


def test_a_commitment_read_aloud_is_alone_on_the_screen() -> None:
    read = next(iter(MOMENTS["commit-aloud"].state.commitments.values()))
    text = _text("commit-aloud")
    assert all(name in text for name, _words in read.fields)
    assert "engagements pris" not in text


def test_the_table_of_each_row_and_who_came_to_it_are_said() -> None:
    text = _text("tables", (100, 30)).replace("\u00a0", " ")
    assert "Table 1, équipe 4 : S'organiser" in text
    text = _text("tables", (160, 45)).replace("\u00a0", " ")
    assert "Les équipes : de la 1 à la 2, de la 2 à la 3, de la 3 à la 4, de la 4 à la 1." in text


def test_a_vote_announces_its_closing_thirty_seconds_before_and_no_longer_once_closed() -> None:
    for name, told in (("vote-open", True), ("vote", False)):
        view = seen(MOMENTS[name])
        phase = view["phase"]
        assert phase is not None and phase["clock"]["since"] is not None
        end = phase["clock"]["since"] + phase["clock"]["granted"] - phase["clock"]["spent"]
        for left, near in ((31, False), (29, True)):
            text = "\n".join(line.plain for line in frame(view, Size(80, 24), end - left, 0).lines)
            assert ("Le vote va se clore" in text) is (told and near)


def test_the_last_minute_of_writing_asks_for_a_last_card_where_no_prompt_stands() -> None:
    playing = doubts_veiled()
    playing.do(c.HidePrompt())
    view = seen(playing)

    def drawn(left: float) -> str:
        phase = view["phase"]
        assert phase is not None
        now = view["now"] + phase["clock"]["granted"] - phase["clock"]["spent"] - left
        now -= view["now"] - (phase["clock"]["since"] or 0)
        return "\n".join(line.plain for line in frame(view, Size(80, 24), now, 0).lines).replace("\u00a0", " ")

    assert "Une dernière carte ?" in drawn(60) and "Une dernière carte ?" in drawn(1)
    assert "dernière carte" not in drawn(61) and "dernière carte" not in drawn(-1)
    view["prompt"] = "Et lundi ?"
    assert "dernière carte" not in drawn(30) and "Et lundi ?" in drawn(30)
    view["message"] = "Un message"
    assert "Un message" in drawn(30)


def test_a_column_of_which_only_the_newest_are_shown_tells_no_wrong_count() -> None:
    playing = doubts()
    assert "On me le réclame\u00a0·\u00a07" in _text(seen(playing), (160, 45))
    for number in range(90):
        playing.do(c.SubmitIdea(f"z{number}", f"Encore {number}", "phone", f"p{number}", column="On me le réclame"))
    text = _text(seen(playing), (160, 45))
    assert "110 contributions" in text and "On me le réclame\u00a0·" not in text


def test_the_way_in_is_read_whole_before_any_figure() -> None:
    view = seen(doubts(), JOIN)
    foot = _text(view, (72, 22)).split("\n")[-1]
    assert JOIN in foot and "contributions" not in foot and "page" in foot
