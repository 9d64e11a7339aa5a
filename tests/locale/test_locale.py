from __future__ import annotations

from collections.abc import Iterator

import pytest

from facilitator.locale import LANGUAGES, deferred, gettext, language, ngettext, speaking, typeset_french, use

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def french_again() -> Iterator[None]:
    yield
    use("fr")


def test_french_is_spoken_until_told_otherwise() -> None:
    assert language() == "fr"
    assert gettext("étape") == "étape"


def test_english_is_spoken_once_chosen() -> None:
    use("en")
    assert (language(), gettext("étape")) == ("en", "phase")


def test_zero_and_one_are_singular_in_french_and_only_one_in_english() -> None:
    french = [ngettext("{n} place", "{n} places", n) for n in (0, 1, 2)]
    use("en")
    english = [ngettext("{n} place", "{n} places", n) for n in (0, 1, 2)]
    assert french == ["{n} place", "{n} place", "{n} places"]
    assert english == ["{n} seats", "{n} seat", "{n} seats"]


def test_french_is_typeset_when_it_is_spoken() -> None:
    assert gettext("Un « mot » : oui ! Non ?") == f"Un «{NBSP}mot{NBSP}»{NBSP}: oui{NBSP}! Non{NBSP}?"
    assert typeset_french("http://x 12:30") == "http://x 12:30"


def test_what_is_deferred_is_left_as_written() -> None:
    assert deferred("étape") == "étape"


def test_nothing_stays_nothing_in_any_language() -> None:
    for known in LANGUAGES:
        use(known)
        assert gettext("") == ""


def test_a_language_that_we_do_not_have_is_refused_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="xx"):
        use("xx")
    assert language() == "fr"


def test_a_workshop_s_language_is_spoken_for_a_while_whatever_the_process_speaks() -> None:
    with speaking("en"):
        assert (language(), gettext("étape"), ngettext("{n} place", "{n} places", 0)) == ("en", "phase", "{n} seats")
        with pytest.raises(ZeroDivisionError), speaking("fr"):
            1 / 0  # noqa: B018
        assert language() == "en"
    assert (language(), gettext("étape")) == ("fr", "étape")
