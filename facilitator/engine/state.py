"""What is known of one run of a script with people: one frozen value, changed only by `reduce`.

Mappings are read-only by convention and keyed by id, or by a tuple that says what is unique. Times are seconds since
the epoch on the session's own clock; durations are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from facilitator.engine.running_order import Addition, Rewording
from facilitator.engine.script import Case, Phase, Script

Channel = Literal["phone", "keyboard", "facilitator", "paper"]
Status = Literal["lobby", "running", "ended"]
Moment = Literal["before", "after"]
Verdict = Literal["draft", "agreed", "nuanced", "disagreed"]
Opinion = Literal["agree", "nuance", "disagree"]

CHANNELS: tuple[Channel, ...] = ("phone", "keyboard", "facilitator", "paper")


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """How one phase goes: its stopwatch, its veil, and where the room is inside it."""

    granted: float
    """Seconds the room may spend, as planned, added and re-planned."""
    started_at: float | None = None
    """First start; kept when the room comes back."""
    ended_at: float | None = None
    spent: float = 0.0
    """Seconds counted before `since`."""
    since: float | None = None
    """When the stopwatch last started; None while paused or out of the phase."""
    dropped: bool = False
    revealed: bool = False
    round: int = 0
    round_from: float = 0.0
    """Seconds spent in the phase when the current round began."""
    round_seconds: tuple[float, ...] = ()
    """Seconds granted to each round when re-planned; empty: as the script says."""
    cases: int | None = None
    """How many cases, or rows, it keeps when re-planned; None: all of them."""
    silence: float = 0.0
    """Seconds into the phase until which it is silent, when people made that longer; 0: as the script says."""
    case: int = 0
    moment: Moment = "before"
    focus: str = ""
    """The item the room looks at: a row, a spotlit idea, the item talked about."""
    subject_from: float = 0.0
    """Seconds spent in the phase when the subject before the room came."""
    subject_seconds: float = 0.0
    """Seconds granted to that subject; 0 when it has no time of its own."""
    thumbs: bool = False
    """Whether the room is asked if that subject goes on."""
    picks: tuple[str, ...] = ()
    """Items chosen by the facilitators among the source's."""
    prompts_by_itself: int = 0
    """How many prompts came without anybody asking."""
    turns: int = 0
    turn_since: float | None = None
    turn_by_facilitator: bool = False
    facilitator_seconds: float = 0.0
    speaking_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody with a phone, known by a random id that means nothing outside the session."""

    joined_at: float
    group: str = ""
    ready: str = ""
    """The phase in which they said « j'ai fini »."""
    spoken: int = 0


@dataclass(frozen=True, slots=True)
class Idea:
    """One contribution, whatever the channel."""

    id: str
    phase: str
    text: str
    at: float
    channel: Channel = "facilitator"
    author: str = ""
    """The participant's id; empty for the keyboard, paper and the facilitators, who speak for many."""
    column: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    row: str = ""
    """The item this one answers: a row, a case, an idea."""
    parent: str = ""
    """The idea this one was passed on from."""
    group: str = ""
    round: int = 0
    prompt: str = ""
    """The prompt on the screen when it came."""
    signature: str = ""
    on_behalf: bool = False
    late: bool = False
    """Came after the reveal, or after its phase."""
    edited_at: float | None = None
    approved: bool = True
    masked: bool = False
    withdrawn: bool = False
    parked: bool = False
    kept: bool = False
    merged_into: str = ""

    @property
    def visible(self) -> bool:
        """Whether the room may read it (veil aside)."""
        return self.approved and not (self.masked or self.withdrawn or self.merged_into)


@dataclass(frozen=True, slots=True)
class Theme:
    """A named group of ideas, made by people."""

    id: str
    phase: str
    name: str
    group: str = ""
    """The table that made it, in a sorting exercise; empty for the room."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The points one voter gives in one phase."""

    points: tuple[tuple[str, int], ...]
    channel: Channel
    afterwards: bool = False
    """Entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class Hands:
    """A show of hands on one item."""

    count: int
    present: int


@dataclass(frozen=True, slots=True)
class Stance:
    """A place on the scale, counted from 0."""

    value: int
    channel: Channel
    reason: str = ""
    afterwards: bool = False
    """Entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One or two values from 1 to 5 for one item; None is « je passe »."""

    x: int | None
    y: int | None
    channel: Channel
    afterwards: bool = False
    """Entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A consented commitment. The others are never stored, only counted."""

    id: str
    phase: str
    fields: tuple[tuple[str, str], ...]
    at: float
    channel: Channel
    author: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One conclusion with its status."""

    id: str
    phase: str
    text: str
    section: str = ""
    evidence: tuple[str, ...] = ()
    verdict: Verdict = "draft"
    nuance: str = ""
    """What the room nuanced, or the objection of those who disagree."""
    judged_at: float | None = None
    original: str = ""
    """The wording first proposed, when the room changed it."""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words for a sentence, proposed from a phone."""

    sentence: str
    text: str
    at: float
    author: str
    settled: bool = False
    """Taken or set aside."""


@dataclass(frozen=True, slots=True)
class Roti:
    """One return on the time invested: a score from 1 to 5 and, maybe, a word."""

    score: int
    channel: Channel
    word: str = ""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """A frozen set of sentences: a new one for each validation, never changed."""

    version: int
    at: float
    present: int
    sentences: tuple[Sentence, ...]
    counts: tuple[tuple[str, int], ...]
    roti: tuple[int, int, int, int, int]
    """How many gave 1, 2, 3, 4, 5."""
    hash: str


@dataclass(frozen=True, slots=True)
class Message:
    """A short public message."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody waiting to speak."""

    id: str
    at: float
    participant: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an entry wrote: enough to put it back if nobody touched it since."""

    table: str
    """A field of SessionState."""
    key: Any
    """The key in that mapping; None when the field itself was set."""
    attribute: str
    """The attribute of the value; empty when the whole value was set."""
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Step:
    """A facilitator's gesture that can be undone."""

    seq: int
    gesture: str
    """The command's name, in kebab-case."""
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class SessionState:
    """One run of a script with people.

    Without slots: a draft copies its sixty fields at once, and not one by one for each idea of a room.
    """

    session: str
    script: Script
    """As it is run: `written`, but for what was changed since."""
    written: Script
    """As its file says."""
    created: float
    planned_start: float | None = None
    """None: the first `Espace` says."""
    seq: int = 0
    """Number of the last entry; 0 before the first."""
    at: float = 0.0
    """Time of the last entry."""
    status: Status = "lobby"
    started_at: float | None = None
    ended_at: float | None = None
    planned_end: float | None = None
    """The real end: it outranks the sum of the durations."""
    phase: str = ""
    """Id of the current phase; empty in the lobby."""
    head_count: int | None = None
    full: bool = False
    review: bool = False
    """Whether ideas wait for a facilitator before the room reads them."""
    prompt: str = ""
    prompt_at: float | None = None
    message: Message | None = None
    blank: bool = False
    thanks: bool | None = None
    """Whether the room reads its thanks; None until it did once."""
    sound: bool = True
    """Whether the console rings when a time is up."""
    zoom: int = 0
    keyboard_code: str = ""
    """Letters that give the console back; empty while it is the facilitator's."""
    remote_open: bool = False
    """Whether the remote answers on the network."""
    runs: Mapping[str, PhaseRun] = field(default_factory=dict)
    rewordings: Mapping[str, Rewording] = field(default_factory=dict)
    """Phase → its words as they are now."""
    additions: Mapping[str, Addition] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """The phases once their order was changed, without those added since; empty: as the script says."""
    prompts_used: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(phase, prompt) → when it was last shown."""
    participants: Mapping[str, Participant] = field(default_factory=dict)
    erased: int = 0
    """People who had all that they gave erased."""
    poll: Mapping[str, int] = field(default_factory=dict)
    """Participant → the choice, counted from 0."""
    poll_hands: Mapping[int, int] = field(default_factory=dict)
    ideas: Mapping[str, Idea] = field(default_factory=dict)
    told_apart: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """Two ideas, in the order of their ids, that look alike and are not the same."""
    themes: Mapping[str, Theme] = field(default_factory=dict)
    placements: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """(phase, group, item) → theme."""
    left_alone: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """(phase, item) that is proposed for no group."""
    ballots: Mapping[tuple[str, str], Ballot] = field(default_factory=dict)
    """(phase, voter)."""
    hands: Mapping[tuple[str, str], Hands] = field(default_factory=dict)
    """(phase, item)."""
    statements: Mapping[tuple[str, int], Case] = field(default_factory=dict)
    """(phase, case) → what the facilitators wrote for a case taken from the room."""
    stances: Mapping[tuple[str, int, Moment, str], Stance] = field(default_factory=dict)
    """(phase, case, moment, voter)."""
    stance_hands: Mapping[tuple[str, int, Moment], tuple[int, ...]] = field(default_factory=dict)
    """(phase, case, moment) → people counted at each place, beside the phones."""
    ratings: Mapping[tuple[str, str, str], Rating] = field(default_factory=dict)
    """(phase, item, voter); the voter is empty where the room decided aloud."""
    thumbs: Mapping[tuple[str, str, str], bool] = field(default_factory=dict)
    """(phase, subject, phone) → whether it goes on."""
    thumb_hands: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """(phase, subject) → thumbs up and down, counted beside the phones."""
    discussed: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(phase, subject) → seconds that it was before the room, until another one came."""
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    private_commitments: Mapping[tuple[str, str], Channel] = field(default_factory=dict)
    """(phase, id) → channel: a commitment that is only counted."""
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    opinions: Mapping[tuple[str, str], Opinion] = field(default_factory=dict)
    """(sentence, participant)."""
    objections: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """(sentence, participant): one is enough for the sentence not to be published."""
    approvals: Mapping[str, bool] = field(default_factory=dict)
    """Participants who say that the page may be published."""
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    roti: Mapping[str, Roti] = field(default_factory=dict)
    syntheses: Mapping[int, Synthesis] = field(default_factory=dict)
    queue: tuple[Hand, ...] = ()
    history: tuple[Step, ...] = ()

    @property
    def current(self) -> Phase | None:
        """The phase the room is in."""
        return self.script.find(self.phase) if self.phase else None

    def is_afterwards(self, at: float) -> bool:
        """Whether a time is after the end of the workshop."""
        return self.ended_at is not None and at > self.ended_at

    def standing_for(self, item: str) -> str:
        """The item itself, or the idea that it was put behind: what people gave to it goes there."""
        idea = self.ideas.get(item)
        return item if idea is None else idea.merged_into or item

    def veiled(self, phase: Phase) -> bool:
        """Whether what the phase gathers is hidden from the room now."""
        run = self.runs[phase.id]
        told = phase.round[run.round].veil if phase.round else None
        return not run.revealed and (phase.veiled if told is None else told == "closed")
