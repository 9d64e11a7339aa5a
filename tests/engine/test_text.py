import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.text import clean, clean_line, fold

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TRICKY = (
    "\u200d\u200c\ufe0f\u0301\u0308\u0338\u0323\u034f\u1100\u1161\u11a8가각\ua960\ud7b0\u09c7\u09be\u094d\u0915👨🏽↔\u20e3"
    "1\n \u00a0\u202f\u3000\u2028\r🇫🇷"
    "\u0627\u064b\u00ad\u2126\u0958\u0344\ufb1d\u202e\x1b\x9b\t\u115f\u302eÅA\ud83d\udc68"
)
any_text = st.text(st.characters() | st.sampled_from(TRICKY), max_size=60)


@pytest.mark.parametrize(
    "text",
    [
        "L’idée n° 1 : « l’été à Œuvre » — ça coûte 3 € [IMPORTANT] <b>",
        "Combien\u00a0?",
        f"{FAMILY} ❤️ 🇫🇷 👍🏽 1️⃣",
        "नमस्ते हिन्दी",
        "العربية",
        "می\u200cخواهم",
        "한국어 日本語",
        "deux\nlignes",
        "🫨",
    ],
)
def test_what_people_really_write_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("a\x1b]0;titre\x07b", "a]0;titreb"),
        ("a\x9b31mb", "a31mb"),
        ("a\x7f\x00b", "ab"),
        ("abc\u202edef\u2066", "abcdef"),
        ("a\u200b\u00ad\ufeff\u2060b", "ab"),
        ("\u3164\u2800\u115f", ""),
        ("a\U000e0041\U000e0001b", "ab"),
        ("a\ue000b", "ab"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("a\u200db", "ab"),
        ("a\u200cb", "ab"),
        ("x\ufe0f", "x"),
        ("e\u0301", "é"),
        ("e\u200d\u0301", "é"),
        ("  a \t b  ", "a b"),
        ("mot \u00a0?", "mot\u00a0?"),
        ("\u0301seul", "seul"),
    ],
)
def test_what_is_not_text_does_not_come_in(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


def test_every_code_point_but_text_is_refused_a_place() -> None:
    everything = range(0, 0x110000, 7)
    for code in everything:
        for character in clean(f"A{chr(code)}B"):
            assert unicodedata.category(character) not in {"Cc", "Cs", "Co"} or character == "\n", hex(code)
            assert unicodedata.category(character) != "Cf" or character in "\u200c\u200d", hex(code)


@given(any_text, st.sampled_from([3, 10, 2000]), st.integers(1, 6))
def test_cleaning_twice_changes_nothing(text: str, limit: int, lines: int) -> None:
    once = clean(text, limit=limit, lines=lines)
    assert clean(once, limit=limit, lines=lines) == once


@given(any_text, st.sampled_from([3, 10, 2000]), st.integers(1, 6))
def test_what_comes_out_is_bounded_normal_and_encodable(text: str, limit: int, lines: int) -> None:
    cleaned = clean(text, limit=limit, lines=lines)
    assert len(cleaned) <= limit
    assert cleaned.count("\n") < lines
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode()


def test_a_tower_of_marks_is_cut_to_three() -> None:
    assert clean("Z" + "\u0337" * 40) == "Z" + "\u0337" * 3


def test_endless_hangul_jamo_are_cut_to_three() -> None:
    assert clean("\u1100" * 50) == "\u1100" * 3


def test_every_kind_of_newline_is_one_newline() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be", lines=9) == "a\nb\nc\nd\ne"


def test_blank_lines_are_kept_once() -> None:
    assert clean("a\n\n\n\n\nb") == "a\n\nb"


def test_too_many_lines_lose_their_breaks_and_not_their_words() -> None:
    assert clean("a\nb\n\nc\nd", lines=2) == "a\nb c d"


def test_one_line_holds_everything() -> None:
    assert clean_line("un\ndeux\r\n\r\ntrois") == "un deux trois"


def test_a_cut_does_not_leave_half_an_emoji_family() -> None:
    assert clean(FAMILY * 3, limit=2) == "👨"


def test_a_flood_is_cut_before_it_is_read() -> None:
    assert clean("\u200b" * 1_000_000 + "mot", limit=10) == ""


def test_a_few_invisible_characters_cost_no_words() -> None:
    assert clean("\u200b" * 10 + "dix lettres", limit=11) == "dix lettres"


def test_a_search_ignores_accents_case_ligatures_and_typographic_signs() -> None:
    assert fold("L’Œuvre d’ÉTÉ\u00a0à  Noël") == "l'oeuvre d'ete a noel"
