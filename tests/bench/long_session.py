"""A session of thousands of contributions, written straight into its journal while no host holds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from facilitator.engine.events import Entry, Event, IdeaSubmitted, PhaseStarted, SessionStarted, VotesCast
from facilitator.live.clock import wall_time
from facilitator.store.codec import encode_entry
from facilitator.store.segments import encode_line

IDEA: Final = "Une idée pour am"
"""How the ideas begin: a session is open once its wall is there, not only its title."""


def begin(journal: Path) -> None:
    """Starts the workshop and its first phase."""
    now = wall_time()
    start = (SessionStarted(now, now, now + 3600), PhaseStarted("idees", now))
    with journal.open("ab") as file:
        file.write(encode_line(encode_entry(Entry(1, now, start, "start-phase"))))


def fill(journal: Path, ideas: range, texts: Sequence[str] = ()) -> None:
    """Goes on with these ideas, each with two ballots."""
    now, lines = wall_time(), []
    for idea in ideas:
        made = f"{IDEA}éliorer le suivi des données du service, avec encore {idea} mots"
        text = texts[idea % len(texts)] if texts else made
        given = IdeaSubmitted(id=f"i{idea}", phase="idees", text=text, at=now, channel="phone", column="Ailleurs")
        vote = VotesCast(phase="idees", voter=f"v{idea % 40}", points=((f"i{idea}", 1),), channel="phone")
        for n, event in enumerate[Event]((given, vote, vote), 2 + 3 * idea):
            lines.append(encode_line(encode_entry(Entry(n, now, (event,)))))
    with journal.open("ab") as file:
        file.writelines(lines)
