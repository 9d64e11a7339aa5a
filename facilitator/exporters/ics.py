"""The workshop in a calendar, and each consented commitment on the day it names.

A commitment is a task and an event of its day: some calendars only read one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Calendar, Event, Todo

from facilitator.engine.synthesis.shapes import Report
from facilitator.exporters.dates import day_named
from facilitator.exporters.outline.conclusions import in_short
from facilitator.exporters.outline.opening import full_title, read_by
from facilitator.exporters.wording import local
from facilitator.locale import gettext as _


def render(report: Report, zone: tzinfo | None) -> bytes:
    """The calendar, in UTF-8."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//facilitator//facilitator//")
    # Nothing that happened has a time: the calendar is empty, and sound.
    if report.started_at is not None:
        calendar.add_component(_workshop(report, report.started_at, zone))
        for component in _commitments(report, local(report.started_at, zone).date()):
            calendar.add_component(component)
    made: bytes = calendar.to_ical()
    return made


def _workshop(report: Report, started_at: float, zone: tzinfo | None) -> Event:
    event = Event()
    _name(event, report, "workshop", full_title(report))
    event.add("dtstart", datetime.fromtimestamp(started_at, UTC))
    event.add("dtend", datetime.fromtimestamp(report.ended_at or started_at, UTC))
    retained = [f"{i}. {in_short(one)}" for i, one in enumerate(report.conclusions, 1)]
    event.add("description", "\n".join(retained) or read_by(report.signature, zone))
    return event


def _commitments(report: Report, written: date) -> Iterator[Event | Todo]:
    number = 0
    for promises in report.promises:
        for shared in promises.shared:
            number += 1
            named = [(day, text) for text in shared if (day := day_named(text, written)) is not None]
            if not named:
                continue
            day, summary = named[0]
            fields = [(name, text) for name, text in zip(promises.fields or ("",), shared, strict=True) if text]
            lines = [_("{name} : {value}").format(name=name, value=text) if name else text for name, text in fields]
            for component in (Event(), Todo()):
                _name(component, report, f"commitment-{number}-{component.name.lower()}", summary)
                component.add("description", "\n".join((*lines, full_title(report))))
                component.add("dtstart", day)
                component.add("dtend" if isinstance(component, Event) else "due", day + timedelta(days=1))
                if isinstance(component, Event):
                    component.add("transp", "TRANSPARENT")
                yield component


def _name(component: Event | Todo, report: Report, part: str, summary: str) -> None:
    component.add("uid", f"{report.session}-{part}@facilitator")
    component.add("dtstamp", datetime.fromtimestamp(report.ended_at or report.started_at or 0, UTC))
    component.add("summary", " ".join(summary.split()))
