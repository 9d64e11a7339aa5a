from facilitator.tui.screen.letters import HEIGHT, enlarge


def test_a_row_of_letters_is_five_lines_no_wider_than_asked() -> None:
    drawn = enlarge("Levez la main si…", 140, 1)
    assert len(drawn) == HEIGHT
    assert max(map(len, drawn)) <= 140


def test_accents_and_french_punctuation_are_drawn() -> None:
    assert enlarge("Où êtes-vous perdus à Noël ? « Ça dépend » : été, œuvre !", 400, 1)


def test_an_accented_letter_differs_from_its_plain_twin() -> None:
    assert enlarge("é", 40, 1) != enlarge("e", 40, 1) != enlarge("è", 40, 1)
    assert enlarge("É", 40, 1) != enlarge("E", 40, 1)
    assert enlarge("ç", 40, 1) != enlarge("c", 40, 1)


def test_every_letter_and_figure_has_a_drawing_of_its_own() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    assert len({tuple(enlarge(letter, 40, 1)) for letter in letters}) == len(letters)


def test_what_does_not_fit_is_not_drawn_at_all() -> None:
    assert enlarge("Avec vos chiffres, où êtes-vous perdu ?", 60, 2) == []
    assert enlarge("anticonstitutionnellement", 60, 5) == []


def test_a_character_nobody_drew_leaves_the_text_to_ordinary_letters() -> None:
    assert enlarge("Бонжур", 200, 2) == []
    assert enlarge("", 200, 2) == []


def test_lines_are_balanced_so_that_no_word_is_left_alone() -> None:
    rows = enlarge("Ce post est une réussite", 120, 2)
    first, second = (max(len(row.rstrip()) for row in part) for part in (rows[:HEIGHT], rows[HEIGHT:]))
    assert second > first // 2


def test_a_mark_never_parts_from_its_word() -> None:
    alone = [len(row) for row in enlarge("perdu", 200, 1)]
    kept = enlarge("êtes-vous perdu\u00a0?", 90, 2)
    assert max(map(len, kept[HEIGHT:])) > max(alone)
