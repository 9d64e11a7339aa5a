"""The Report: the one model that every export reads, so that every format says the same.

It holds facts and people's words, never a sentence of ours: exporters word it in the reader's language. A figure of
fewer people than the workshop's smallest group is None. Times are seconds since the epoch, durations seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from facilitator.engine.script import Host, Kind
from facilitator.engine.state import Channel, Verdict

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One contribution, word for word."""

    id: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    signature: str = ""
    kept: bool = False
    late: bool = False
    behind: tuple[Card, ...] = ()
    """Near-duplicates that people put behind it."""
    channel: Channel = "facilitator"
    at: float | None = None
    afterwards: bool = False
    """Entered when the workshop was over."""

    @property
    def voices(self) -> int:
        """How many contributions it stands for."""
        return 1 + len(self.behind)


@dataclass(frozen=True, slots=True)
class Pile:
    """Contributions that stand together: a column, a theme, the answers to a row."""

    heading: str
    """The theme, the column, or the row that they answer."""
    cards: tuple[Card, ...]
    """Those quoted, the best first."""
    total: int
    """How many there are in all."""
    side: Literal["", "for", "against"] = ""
    """The side of a debate's arguments."""
    theme: bool = False
    """Whether people made it and named it."""
    column: str = ""
    """That of the answers to a row."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What people wrote, by column or by theme."""

    piles: tuple[Pile, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Small forms, one a line."""

    fields: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows and what was answered to each, column by column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Card, ...], ...]], ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The result of a vote: what the group wants to work on."""

    items: tuple[tuple[str, int | None], ...]
    """Texts with their points, the most first; in the ballot's order when the points are hidden."""
    voters: int | None
    points_each: int
    going_on: int
    """How many items went on."""
    afterwards: int = 0
    """How many of the ballots were entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """Where each table put each card, in a sorting exercise."""

    tables: tuple[str, ...]
    cards: tuple[tuple[str, tuple[str, ...]], ...]
    """Texts with the bin of each table; empty where a table did not place it."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One item with the means of its marks, or the place that the room decided aloud."""

    text: str
    n: int | None
    x: float | None
    y: float | None
    contested: bool
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Plane:
    """Items rated from 1 to 5 on one or two axes."""

    x_axis: tuple[str, ...]
    y_axis: tuple[str, ...]
    items: tuple[Rated, ...]
    afterwards: int = 0
    """How many of the marks were entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject, and whether the room wanted it to go on."""

    text: str
    seconds: float
    up: int | None
    down: int | None
    """None where the room was not asked, or too few answered."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a talk went through, one after the other."""

    items: tuple[Subject, ...]


Content = Voices | Grid | Answers | Ranking | Sorting | Plane | Subjects


@dataclass(frozen=True, slots=True)
class Finding:
    """What one phase gave."""

    phase: str
    heading: str
    question: str
    content: Content


@dataclass(frozen=True, slots=True)
class Debate:
    """One statement, where the room stood before and after, and as many arguments on each side."""

    title: str
    story: str
    statement: str
    scale: tuple[str, ...]
    before: tuple[int, ...] | None
    after: tuple[int, ...] | None
    moved: int | None
    """How many of those who took a stand twice changed place."""
    moved_of: int | None
    for_: tuple[Card, ...]
    against: tuple[Card, ...]
    unquoted: int
    """Arguments left to the annex so that both sides have as many."""
    afterwards: int = 0
    """How many of the places were entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One sentence with what the room said of it."""

    text: str
    section: str
    verdict: Verdict
    nuance: str
    original: str
    judged_at: float | None
    evidence: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """What people will try."""

    heading: str
    fields: tuple[str, ...]
    shared: tuple[tuple[str, ...], ...]
    """Consented ones only, nameless, in the order of the fields."""
    total: int | None
    """Private ones included."""
    afterwards: int = 0
    """How many of the consented ones were entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class PhaseRecord:
    """How one phase really went."""

    title: str
    kind: Kind
    planned: float
    spent: float
    started_at: float | None
    dropped: bool
    contributions: int
    people: int | None
    """How many voted, took a stand, rated or committed; None where nobody had to, or too few did."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The return on the time invested."""

    counts: tuple[int, ...] | None
    """How many gave 1 to 5."""
    answers: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """The warm-up poll."""

    question: str
    choices: tuple[str, ...]
    counts: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Signature:
    """Which frozen version is printed."""

    version: int
    at: float
    present: int
    hash: str
    amended: bool
    """Whether sentences changed after the room signed them."""
    afterwards: bool = False
    """Whether facilitators made this version when the workshop was over."""


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """Every contribution of one phase."""

    title: str
    question: str
    piles: tuple[Pile, ...]


@dataclass(frozen=True, slots=True)
class PromptRecord:
    """What one prompt brought."""

    text: str
    phase: str
    """The title of its phase."""
    shown_at: float
    contributions: int
    """Those that came while it was on the screen."""


@dataclass(frozen=True, slots=True)
class Method:
    """How the account was made, and what it is worth."""

    phases: tuple[PhaseRecord, ...]
    channels: tuple[tuple[Channel, int], ...]
    phones: int | None
    """None while too few."""
    feedback: Feedback | None
    prompts: tuple[PromptRecord, ...]
    """Those shown, as they came."""
    waiting: int
    """Contributions that nobody reviewed: they are not printed."""
    min_group_size: int


@dataclass(frozen=True, slots=True)
class Report:
    """A whole workshop, as it can be told to people who were not there."""

    format: int
    session: str
    title: str
    subtitle: str
    number: int | None
    hashtag: str
    language: str
    problem: str
    hosts: tuple[Host, ...]
    speaking_rule: str
    started_at: float | None
    ended_at: float | None
    present: int | None
    contributions: int
    signature: Signature | None
    """None: the room has not signed."""
    poll: Poll | None
    struggles: tuple[Finding, ...]
    practices: tuple[Finding, ...]
    debates: tuple[Debate, ...]
    conclusions: tuple[Conclusion, ...]
    """Agreed and nuanced."""
    disagreements: tuple[Conclusion, ...]
    proposals: tuple[Conclusion, ...]
    """Written by the facilitators, not read by the room."""
    withheld: int
    """Sentences that are not printed because somebody did not want them to be."""
    questions: tuple[Card, ...]
    """What was put aside."""
    promises: tuple[Promises, ...]
    links: tuple[str, ...]
    """Addresses that people cited: cited is not recommended."""
    method: Method
    annex: tuple[AnnexPart, ...]
