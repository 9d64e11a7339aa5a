from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.exporters import export, file_name
from facilitator.exporters.digest import LENGTH
from tests.sample import play


def digest(**changes: object) -> str:
    made: Report = replace(report(play().state), **changes)  # type: ignore[arg-type]
    return export(made, "digest").decode().replace("\u00a0", " ")


def test_the_digest_has_the_title_the_conclusions_and_the_hashtag() -> None:
    told = digest()
    assert told.startswith("Au secours, je suis perdu dans les outils de stats !")
    assert "1. Un indicateur qui n’a jamais fait prendre une décision sort du tableau de bord." in told
    assert told.endswith(" #ObsRS")


def test_a_nuance_is_not_lost_on_the_way_to_the_networks() -> None:
    made = report(play().state)
    [nuanced] = [one for one in made.conclusions if one.verdict == "nuanced"]
    assert f"{nuanced.text} (nuancée)" in digest(conclusions=(nuanced,))
    assert "(nuancée)" in export(made, "ics").decode().replace("\r\n ", "")


@pytest.mark.parametrize("length", [1, 60, 200, 400, 800])
def test_it_never_takes_more_than_a_network_allows_and_never_cuts_a_sentence(length: int) -> None:
    made = report(play().state)
    conclusions = tuple(replace(one, text=f"{one.text[:20]} {'mot ' * (length // 4)}fin.") for one in made.conclusions)
    told = digest(conclusions=conclusions)
    assert len(told) <= LENGTH
    for one in conclusions:
        assert one.text in told or one.text[:20] not in told


def test_it_says_how_many_conclusions_did_not_fit() -> None:
    made = report(play().state)
    long = tuple(replace(one, text=f"Phrase {'longue ' * 20}.") for one in made.conclusions)
    assert "Et 2 autres conclusions." in digest(conclusions=long)


def test_a_room_that_signed_nothing_is_not_made_to_conclude() -> None:
    assert "La salle n’a pas encore relu de conclusion." in digest(conclusions=())


def test_a_title_as_long_as_the_message_is_cut_in_the_end() -> None:
    assert len(digest(title="Au secours " * 100)) <= LENGTH


def test_its_file_does_not_take_the_name_of_the_plain_text() -> None:
    made = report(play().state)
    assert file_name(made, "digest").endswith("-digest-3fa9-v1.txt")
    assert file_name(made, "txt").endswith("stats-3fa9-v1.txt")
