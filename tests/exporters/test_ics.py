from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Promises
from facilitator.exporters import export
from facilitator.exporters.dates import day_named
from tests.exporters.hostile import TEXTS
from tests.sample import play

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jeudi, avec l’accueil", date(2026, 11, 26)),
        ("Mardi", date(2026, 12, 1)),
        ("dès lundi", date(2026, 11, 30)),
        ("demain matin", date(2026, 11, 25)),
        ("le 15 décembre", date(2026, 12, 15)),
        ("le 1er mars 2027", date(2027, 3, 1)),
        ("le 3 janvier", date(2027, 1, 3)),
        ("avant le 15/12", date(2026, 12, 15)),
        ("12/01/27 au plus tard", date(2027, 1, 12)),
        ("2027-02-03", date(2027, 2, 3)),
        ("dans 2 semaines", date(2026, 12, 8)),
        ("in 10 days", date(2026, 12, 4)),
        ("on Friday", date(2026, 11, 27)),
        ("December 15th, 2026", date(2026, 12, 15)),
        ("the 15th of December", date(2026, 12, 15)),
        ("le 29 février", date(2028, 2, 29)),
    ],
)
def test_a_day_is_found_in_what_people_write(text: str, day: date) -> None:
    assert day_named(text, TUESDAY) == day


@pytest.mark.parametrize(
    "text", ["", "en mars", "le 31 février 2027", "32/13", "un jour", "http://a.fr/12/13/14", "1/2/3"]
)
def test_where_no_day_is_named_none_is_made_up(text: str) -> None:
    assert day_named(text, TUESDAY) is None


def calendar(*shared: tuple[str, ...]) -> Calendar:
    made = report(play().state)
    if shared:
        made = replace(made, promises=(Promises("", ("Quoi", "Quand"), shared, len(shared)),))
    return Calendar.from_ical(export(made, "ics", zone=UTC))


def test_the_workshop_is_an_event_at_its_real_times() -> None:
    event = calendar().walk("VEVENT")[0]
    assert "Au secours, je suis perdu dans les outils de stats" in str(event["summary"])
    assert event.decoded("dtstart") < event.decoded("dtend")
    assert isinstance(event.decoded("dtstart"), datetime)


def test_each_consented_commitment_with_a_day_is_a_task_and_an_event_of_that_day() -> None:
    made = calendar(("Appeler l’accueil", "vendredi"), ("Un jour, peut-être", ""))
    [task] = made.walk("VTODO")
    [_workshop, event] = made.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 11, 27) == task.decoded("dtstart")
    assert event["transp"] == "TRANSPARENT"
    assert "Quoi : Appeler l’accueil" in str(task["description"]).replace("\u00a0", " ")


def test_every_entry_has_its_own_name_and_keeps_it() -> None:
    first, again = calendar(), calendar()
    names = [str(part["uid"]) for part in first.walk() if "uid" in part]
    assert len(set(names)) == len(names) > 3
    assert names == [str(part["uid"]) for part in again.walk() if "uid" in part]


@pytest.mark.parametrize("text", [*TEXTS, "a\r\nEND:VEVENT\r\nBEGIN:VALARM", "a\nb;c,d:e\\f"])
def test_a_hostile_commitment_stays_one_text(text: str) -> None:
    made = calendar((text, "vendredi"))
    assert [part.name for part in made.walk()] == ["VCALENDAR", "VEVENT", "VEVENT", "VTODO"]


def test_a_session_that_never_began_makes_an_empty_calendar() -> None:
    made = replace(report(play().state), started_at=None)
    assert [part.name for part in Calendar.from_ical(export(made, "ics")).walk()] == ["VCALENDAR"]
