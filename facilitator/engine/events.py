"""What happened, in the past tense. Events are permanent: a journal of today is read by every version to come, so a
field may be added with a default, never renamed or removed.

An entry is what one accepted command made happen; it is one line of the journal, and what undo takes back.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.engine.script import Kind
from facilitator.engine.state import Channel, Moment, Opinion, Synthesis, Verdict


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The first phase is about to start; the end is fixed."""

    at: float
    planned_start: float
    planned_end: float


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The workshop is over; the record stays open to reading."""

    at: float


@dataclass(frozen=True, slots=True)
class EndMoved:
    """The real end changed."""

    planned_end: float


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """The room enters a phase, for the first time or again."""

    phase: str
    at: float


@dataclass(frozen=True, slots=True)
class PhaseEnded:
    """The room leaves a phase."""

    phase: str
    at: float


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock of the current phase stopped."""

    phase: str
    at: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock of the current phase goes on."""

    phase: str
    at: float


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """A phase has more seconds, or fewer."""

    phase: str
    seconds: float


@dataclass(frozen=True, slots=True)
class SilenceAnnounced:
    """The phase is silent until so many seconds into it."""

    phase: str
    until: float


@dataclass(frozen=True, slots=True)
class TimeSkipped:
    """Seconds that passed without the room (a laptop asleep) are not counted."""

    phase: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Replanned:
    """Phases were granted other durations; some are dropped."""

    granted: tuple[tuple[str, float], ...] = ()
    dropped: tuple[str, ...] = ()
    rounds: tuple[tuple[str, tuple[float, ...]], ...] = ()
    cases: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseReworded:
    """A phase is said in other words."""

    phase: str
    title: str
    question: str
    instruction: str
    rounds: tuple[str, ...] = ()
    """The instruction of each round."""


@dataclass(frozen=True, slots=True)
class PhasesOrdered:
    """The phases have another order: all of them, by their ids."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseAdded:
    """A phase that the script did not hold comes after another one; after none, it is the first."""

    phase: str
    kind: Kind
    title: str
    minutes: float
    form: str
    question: str = ""
    source: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """A round of a phase begins, `from_seconds` into the phase."""

    phase: str
    round: int
    from_seconds: float


@dataclass(frozen=True, slots=True)
class Revealed:
    """What was veiled is shown."""

    phase: str


@dataclass(frozen=True, slots=True)
class Veiled:
    """What was shown is hidden again."""

    phase: str


@dataclass(frozen=True, slots=True)
class ThanksShown:
    """The room reads its thanks, or no longer."""

    shown: bool


@dataclass(frozen=True, slots=True)
class SoundSet:
    """Whether the console rings when a time is up."""

    sound: bool


@dataclass(frozen=True, slots=True)
class HeadCounted:
    """How many people are in the room."""

    count: int


@dataclass(frozen=True, slots=True)
class RoomFilled:
    """Whether the room is full."""

    full: bool


@dataclass(frozen=True, slots=True)
class PollAnswered:
    """Somebody answered the warm-up poll."""

    participant: str
    choice: int


@dataclass(frozen=True, slots=True)
class PollHandsCounted:
    """Hands were counted for one choice of the warm-up poll."""

    choice: int
    count: int


@dataclass(frozen=True, slots=True)
class ParticipantJoined:
    """A phone joined."""

    participant: str
    at: float


@dataclass(frozen=True, slots=True)
class ParticipantErased:
    """All that somebody had given is gone; once it has left the journal too, under a name that is nobody's."""

    participant: str


@dataclass(frozen=True, slots=True)
class GroupJoined:
    """Somebody said which group or table they are in."""

    participant: str
    group: str


@dataclass(frozen=True, slots=True)
class ReadySaid:
    """Somebody has finished what the phase asks, or not after all."""

    participant: str
    phase: str


@dataclass(frozen=True, slots=True)
class PromptShown:
    """A prompt is on the screen."""

    phase: str
    text: str
    at: float
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class PromptHidden:
    """No prompt is on the screen."""


@dataclass(frozen=True, slots=True)
class MessageShown:
    """A short message to the room."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class MessageCleared:
    """No message any more."""


@dataclass(frozen=True, slots=True)
class ScreenBlanked:
    """The public screen shows nothing, or shows again."""

    blank: bool


@dataclass(frozen=True, slots=True)
class ScreenZoomed:
    """How much the public screen favours size over quantity."""

    zoom: int


@dataclass(frozen=True, slots=True)
class KeyboardHandedOver:
    """The shared keyboard is the room's; these letters give it back."""

    code: str


@dataclass(frozen=True, slots=True)
class KeyboardTakenBack:
    """The keyboard is the facilitators' again."""


@dataclass(frozen=True, slots=True)
class RemoteOpened:
    """Whether the remote answers on the network."""

    opened: bool


@dataclass(frozen=True, slots=True)
class ReviewSet:
    """Whether ideas wait for a facilitator before the room reads them."""

    review: bool


@dataclass(frozen=True, slots=True)
class IdeaSubmitted:
    """A contribution came."""

    id: str
    phase: str
    text: str
    at: float
    channel: Channel
    author: str = ""
    column: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    row: str = ""
    parent: str = ""
    group: str = ""
    round: int = 0
    prompt: str = ""
    signature: str = ""
    on_behalf: bool = False
    late: bool = False
    approved: bool = True
    parked: bool = False


@dataclass(frozen=True, slots=True)
class IdeaEdited:
    """The words of an idea changed."""

    id: str
    text: str
    at: float
    fields: tuple[tuple[str, str], ...] = ()
    approved: bool = True


@dataclass(frozen=True, slots=True)
class IdeaWithdrawn:
    """Its author took an idea back."""

    id: str


@dataclass(frozen=True, slots=True)
class IdeaMoved:
    """An idea changed column or row."""

    id: str
    column: str
    row: str


@dataclass(frozen=True, slots=True)
class IdeaApproved:
    """A waiting idea may be read by the room."""

    id: str


@dataclass(frozen=True, slots=True)
class IdeaMasked:
    """An idea left every screen and every export; it can come back."""

    id: str


@dataclass(frozen=True, slots=True)
class IdeaUnmasked:
    """A masked idea came back."""

    id: str


@dataclass(frozen=True, slots=True)
class IdeaParked:
    """An idea is in the parking, or back from it."""

    id: str
    parked: bool


@dataclass(frozen=True, slots=True)
class IdeaKept:
    """An idea is kept for the synthesis, or no longer."""

    id: str
    kept: bool


@dataclass(frozen=True, slots=True)
class IdeasMerged:
    """Near-duplicates stand behind one of them; every word is kept."""

    into: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IdeaSplit:
    """A merged idea stands alone again."""

    id: str


@dataclass(frozen=True, slots=True)
class IdeasToldApart:
    """Two ideas that look alike are not the same."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class ThemeCreated:
    """People named a group."""

    id: str
    phase: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ThemeRenamed:
    """A group has another name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ThemeDropped:
    """A group is no more; its ideas stand alone."""

    id: str


@dataclass(frozen=True, slots=True)
class ItemPlaced:
    """An item is in a group; an empty theme takes it out."""

    phase: str
    item: str
    theme: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ItemsLeftAlone:
    """These items are no longer proposed for any group."""

    phase: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusSet:
    """The room looks at one item; empty: at all of them."""

    phase: str
    item: str
    from_seconds: float = 0.0
    """Seconds spent in the phase when it began, where subjects have a time of their own."""
    seconds: float = 0.0
    """Its own time; 0 when it has none."""


@dataclass(frozen=True, slots=True)
class ThumbsAsked:
    """The room is asked whether a subject goes on."""

    phase: str
    item: str


@dataclass(frozen=True, slots=True)
class ThumbGiven:
    """Somebody says from a phone whether a subject goes on."""

    phase: str
    item: str
    voter: str
    up: bool


@dataclass(frozen=True, slots=True)
class ThumbsCounted:
    """Thumbs were counted in the room, beside the phones."""

    phase: str
    item: str
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class SubjectExtended:
    """A subject has more time: so many seconds in all."""

    phase: str
    seconds: float


@dataclass(frozen=True, slots=True)
class ItemsPicked:
    """The facilitators chose which items of the source go on."""

    phase: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VotesCast:
    """The whole ballot of one voter, in place of the former one."""

    phase: str
    voter: str
    points: tuple[tuple[str, int], ...]
    channel: Channel
    afterwards: bool = False
    """Entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class HandsCounted:
    """A show of hands on one item."""

    phase: str
    item: str
    count: int
    present: int


@dataclass(frozen=True, slots=True)
class CaseChosen:
    """A debate turns to one case, before or after its arguments."""

    phase: str
    case: int
    moment: Moment = "before"


@dataclass(frozen=True, slots=True)
class StatementWritten:
    """A case that came from the room has its statement."""

    phase: str
    case: int
    title: str
    statement: str
    story: str = ""


@dataclass(frozen=True, slots=True)
class StanceTaken:
    """Somebody stands at a place on the scale."""

    phase: str
    case: int
    moment: Moment
    voter: str
    value: int
    channel: Channel
    reason: str = ""
    afterwards: bool = False
    """Entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class StanceHandsCounted:
    """People were counted at each place on the scale."""

    phase: str
    case: int
    moment: Moment
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemRated:
    """Somebody rated one item, or the room put it there aloud."""

    phase: str
    item: str
    voter: str
    """Empty for the whole room."""
    channel: Channel
    x: int | None = None
    y: int | None = None
    afterwards: bool = False
    """Entered when the workshop was over."""


@dataclass(frozen=True, slots=True)
class CommitmentShared:
    """Somebody commits, and lets it be published without their name."""

    id: str
    phase: str
    fields: tuple[tuple[str, str], ...]
    at: float
    channel: Channel
    author: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentCounted:
    """Somebody commits and keeps it to themselves: only this is known."""

    id: str
    phase: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class SentenceWritten:
    """A conclusion is proposed to the room."""

    id: str
    phase: str
    text: str
    section: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceEdited:
    """A conclusion is worded or filed otherwise."""

    id: str
    text: str
    section: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceJudged:
    """The room said what it thinks of a sentence."""

    id: str
    verdict: Verdict
    at: float
    nuance: str = ""


@dataclass(frozen=True, slots=True)
class SentenceDropped:
    """A sentence is no longer proposed."""

    id: str


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """Somebody's opinion of a sentence, from a phone."""

    sentence: str
    participant: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class ObjectionSet:
    """Somebody does not want a sentence published, or no longer minds."""

    sentence: str
    participant: str
    objects: bool


@dataclass(frozen=True, slots=True)
class PublishingAnswered:
    """Somebody says that the page may be published, or takes it back."""

    participant: str
    approves: bool


@dataclass(frozen=True, slots=True)
class WordingProposed:
    """Somebody proposes other words for a sentence; only the facilitators read them."""

    id: str
    sentence: str
    text: str
    at: float
    author: str


@dataclass(frozen=True, slots=True)
class WordingSettled:
    """The words that somebody proposed were taken, or set aside."""

    id: str
    taken: bool


@dataclass(frozen=True, slots=True)
class RotiGiven:
    """Somebody's return on the time invested."""

    voter: str
    score: int
    channel: Channel
    word: str = ""


@dataclass(frozen=True, slots=True)
class SynthesisFrozen:
    """The room signed: this version never changes."""

    synthesis: Synthesis


@dataclass(frozen=True, slots=True)
class HandRaised:
    """Somebody asks to speak."""

    id: str
    at: float
    participant: str = ""


@dataclass(frozen=True, slots=True)
class HandLowered:
    """Somebody no longer asks to speak."""

    id: str


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """Somebody speaks."""

    phase: str
    at: float
    hand: str = ""
    facilitator: bool = False


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """Nobody in particular speaks."""

    phase: str
    at: float


@dataclass(frozen=True, slots=True)
class GestureReverted:
    """The last gesture still standing was undone."""

    seq: int


Event = (
    SessionStarted | SessionEnded | EndMoved | PhaseStarted | PhaseEnded | Paused | Resumed | TimeAdded
    | SilenceAnnounced | TimeSkipped | Replanned | PhasesOrdered | PhaseAdded
    | RoundStarted | Revealed | Veiled | HeadCounted | RoomFilled | PollAnswered | PollHandsCounted
    | ParticipantJoined | ParticipantErased | GroupJoined | ReadySaid | PromptShown | PromptHidden
    | MessageShown | MessageCleared
    | ThanksShown | SoundSet | PhaseReworded
    | ScreenBlanked | ScreenZoomed | KeyboardHandedOver | KeyboardTakenBack | RemoteOpened | ReviewSet | IdeaSubmitted
    | IdeaEdited | IdeaWithdrawn | IdeaMoved | IdeaApproved | IdeaMasked | IdeaUnmasked | IdeaParked | IdeaKept
    | IdeasMerged | IdeaSplit | IdeasToldApart | ThemeCreated | ThemeRenamed | ThemeDropped | ItemPlaced
    | ItemsLeftAlone | FocusSet | ThumbsAsked | ThumbGiven | ThumbsCounted | SubjectExtended | ItemsPicked
    | VotesCast | HandsCounted | CaseChosen | StatementWritten | StanceTaken | StanceHandsCounted | ItemRated
    | CommitmentShared | CommitmentCounted | SentenceWritten | SentenceEdited | SentenceJudged | SentenceDropped
    | OpinionGiven | ObjectionSet | PublishingAnswered | WordingProposed | WordingSettled
    | RotiGiven | SynthesisFrozen | HandRaised | HandLowered | TurnStarted | TurnEnded | GestureReverted
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What one accepted command made happen."""

    seq: int
    at: float
    events: tuple[Event, ...]
    gesture: str = ""
    """The command's name when a facilitator can undo it; empty otherwise."""
