"""What each face receives, as JSON shapes. A face knows nothing else of the session.

Times are seconds since the epoch on the session's clock, durations seconds. A clock is sent as timestamps: what is left
is computed where it is shown (`left = granted − spent − (now − since)`), so it survives lag, sleep and crash.
"""

# No annotations as text here: each of these hundreds would be compiled on the way to the first view (1.5 ms).
from typing import Literal, NotRequired, TypedDict

from facilitator.engine.prompts import Rhythm
from facilitator.engine.rating import Agreement
from facilitator.engine.room import NetworkView, Wifi
from facilitator.engine.script import Kind, Priority, Timer, YesNoAsk
from facilitator.engine.state import Channel, Moment, Status, Verdict


class Clock(TypedDict):
    """One time box."""

    granted: float
    spent: float
    since: float | None
    """None while it does not run."""
    started: bool
    warning: float
    """Seconds left at which to warn."""
    last_call: float
    """Seconds left at which to call the last one."""
    mode: Timer


class RoundView(TypedDict):
    """The current round of a phase."""

    index: int
    count: int
    title: str
    instruction: str
    form: str
    starts: float
    """Seconds spent in the phase when it began."""
    seconds: float
    moving: float
    """Seconds of moving at its start."""
    rotation: str
    gesture: str
    """What each does as it begins: tables, roles or sheets that turn; empty when nobody moves."""
    following: str
    """The title of the next round; empty for the last."""
    announced: str
    """What turns when the next one begins, in a few words."""


class ItemView(TypedDict):
    """Something the phase works on."""

    id: str
    text: str
    story: str


class VoteItem(TypedDict):
    """An item with its points; None while they are hidden, from the room or for want of people."""

    id: str
    text: str
    points: int | None
    kept: bool
    tied: bool


class VoteView(TypedDict):
    """A vote."""

    items: list[VoteItem]
    """In the order of the ballot; by points once revealed."""
    points: int
    per_item: int
    voters: int | None
    """None for the room under the smallest group, like every count of people below."""
    channels: dict[str, int]
    keep: int | None
    revealed: bool


class ArgumentView(TypedDict):
    """An argument of one side."""

    id: str
    text: str


class DebateView(TypedDict):
    """One case of a debate."""

    case: int
    cases: int
    title: str
    story: str
    statement: str
    moment: Moment
    scale: list[str]
    before: list[int] | None
    """People at each place; None while hidden."""
    after: list[int] | None
    placed: int | None
    """How many stand somewhere for the current moment."""
    controversy: list[int | None]
    """Out of 100, how split the room was before, then after; console only."""
    moved: tuple[int, int] | None
    """How many changed place, of how many who stood twice; console only, None while nobody did."""
    reasons: list[tuple[int, str]]
    """Places and why phones stand there now; console only, for nobody reviews them."""
    for_: list[ArgumentView]
    against: list[ArgumentView]
    speaks_next: Literal["for", "against", ""]
    before_after: bool


class MatrixItem(TypedDict):
    """A rated item; its means are None while hidden, or for want of people."""

    id: str
    number: int
    text: str
    x: float | None
    y: float | None
    spread: float | None
    contested: bool
    agreement: Agreement
    decided: bool
    """Whether the room put it there aloud."""
    n: int | None


class MatrixView(TypedDict):
    """Items on one or two axes, rated from 1 to 5."""

    items: list[MatrixItem]
    x_axis: list[str]
    """Name, low, high; empty when there is no such axis."""
    y_axis: list[str]
    raters: int | None


class ThemeView(TypedDict):
    """A named group and its items, the first given first."""

    id: str
    name: str
    items: list[str]


class SortView(TypedDict):
    """Where each table put one card, in a sorting exercise."""

    item: str
    text: str
    bins: dict[str, str]
    """Table → bin."""
    agreed: bool


class GroupView(TypedDict):
    """Ideas or cards and the groups people make of them."""

    items: list[ItemView]
    themes: list[ThemeView]
    loose: list[str]
    """Items in no group."""
    bins: list[str]
    sorts: list[SortView]
    """Empty until several tables have sorted, and, for the room, until revealed."""


class RowView(TypedDict):
    """A row to answer, and how many answers each column holds."""

    id: str
    text: str
    counts: list[int]


class TableView(TypedDict):
    """A table and the row that it answers now."""

    table: int
    row: str
    came_from: int
    """The table at which the people who sit there began."""


class RespondView(TypedDict):
    """Rows and their answers."""

    rows: list[RowView]
    columns: list[str]
    focus: str
    empty: int
    tables: list[TableView]
    """Which table has which row; empty where the room is not at tables."""


class CommitmentView(TypedDict):
    """A consented commitment."""

    id: str
    fields: list[tuple[str, str]]


class CommitView(TypedDict):
    """How many committed; only consented ones are ever read."""

    count: int | None
    """None under the smallest group."""
    shared: int | None
    cards: list[CommitmentView]
    """Those that may be read: all of them on the console, the one read aloud before the room."""
    fields: list[str]
    sharing: Literal["choice", "never", "always"]


class WordingView(TypedDict):
    """Other words that somebody proposed for a sentence."""

    id: str
    text: str


class SentenceView(TypedDict):
    """One conclusion."""

    id: str
    text: str
    section: str
    verdict: Verdict
    nuance: str
    original: str
    evidence: list[str]
    opinions: list[int] | None
    """Phones that agree, would nuance, disagree; None while too few."""
    withheld: bool
    """Whether somebody does not want it published."""
    objections: int
    """How many do not; console only."""
    wordings: list[WordingView]
    """Those that wait for a facilitator; console only."""


class ValidateView(TypedDict):
    """The sentences the room signs."""

    sentences: list[SentenceView]
    focus: str
    """The sentence before the room; empty: the whole page."""
    sections: list[str]
    roti: list[int] | None
    """How many gave 1 to 5; None while too few."""
    roti_count: int | None
    """None likewise."""
    approvals: int | None
    """Phones that say the page may be published; None while too few."""
    feedback: bool
    max_sentences: int
    version: int
    """Of the last frozen synthesis; 0 before the first."""
    frozen_at: float | None


class SpeechView(TypedDict):
    """How the speech is shared."""

    turns: int
    turn_since: float | None
    facilitator_speaks: bool
    facilitator_share: float | None
    """Of the time counted; None before a minute of it."""


class ThumbsView(TypedDict):
    """Whether the room wants a subject to go on."""

    up: int | None
    """None for the room, which a facilitator tells."""
    down: int | None
    given: int | None


class SubjectView(TypedDict):
    """The time of the subject before the room."""

    starts: float
    """Seconds spent in the phase when it began."""
    seconds: float
    more: float
    """Seconds that it would have if the room wants to go on."""
    thumbs: ThumbsView | None
    """None until the room is asked."""


class TalkView(TypedDict):
    """What is talked about, and who waits to speak."""

    queue: list[str]
    """Ids of the hands, those who have not spoken first."""
    speech: SpeechView | None
    """Console only: how much anybody spoke is not the room's."""
    turn_since: float | None
    """When the turn of somebody in the room began, for a bar without a name; None for a facilitator's."""
    roles: list[str]
    items: list[ItemView]
    focus: str
    subject: SubjectView | None
    """None where subjects have no time of their own."""


class BreakView(TypedDict):
    """A pause."""

    resumes_at: float | None


class PhaseView(TypedDict):
    """The current phase, the same for every face but for what each kind hides."""

    id: str
    title: str
    kind: Kind
    number: int
    count: int
    question: str
    instruction: str
    form: str
    columns: list[str]
    fields: list[str]
    examples: list[str]
    max_characters: int
    veiled: bool
    focus: str
    """The one thing the room looks at: an idea, a row, an item, a sentence; empty: all of them."""
    photos: YesNoAsk
    silent: float
    """Seconds of announced silence at the start."""
    present: int | None
    """People counted in the room; None before anybody was."""
    seating: str
    """The groups that the people here make, in words; empty without groups, or before anybody is counted."""
    until: float | None
    """When people who are away in their groups are wanted back; None where nobody is, or while the clock stands."""
    clock: Clock
    round: RoundView | None
    vote: NotRequired[VoteView]
    debate: NotRequired[DebateView]
    matrix: NotRequired[MatrixView]
    group: NotRequired[GroupView]
    respond: NotRequired[RespondView]
    commit: NotRequired[CommitView]
    validate: NotRequired[ValidateView]
    talk: NotRequired[TalkView]
    pause: NotRequired[BreakView]


class PhaseLine(TypedDict):
    """One line of the run-of-show."""

    id: str
    title: str
    question: str
    instruction: str
    kind: Kind
    priority: Priority
    minutes: float
    """As the script says."""
    granted: float
    spent: float
    starts_at: float | None
    """When it started, or should."""
    state: Literal["done", "current", "next", "dropped"]


class PromptChoice(TypedDict):
    """Words the facilitator may put on the screen."""

    text: str
    kind: Literal["prompt", "provocation", "energizer"]
    used: bool


class IdeaView(TypedDict):
    """An idea on the console."""

    id: str
    phase: str
    text: str
    column: str
    fields: list[tuple[str, str]]
    row: str
    parent: str
    group: str
    channel: Channel
    at: float
    round: int
    prompt: str
    signature: str
    status: Literal["visible", "pending", "masked", "withdrawn", "merged"]
    merged_into: str
    late: bool
    edited: bool
    parked: bool
    kept: bool
    theme: str


class IdeasDelta(TypedDict):
    """What changed in the ideas since the last message; `reset` says that this is all of them."""

    reset: bool
    items: list[IdeaView]
    gone: list[str]


class Counts(TypedDict):
    """Figures of the current phase, for the facilitators."""

    ideas: int
    pending: int
    masked: int
    channels: dict[str, int]
    ready: int
    participants: int
    connected: int
    typing: int
    parked: int
    """In the whole session."""
    kept: int
    """In the whole session."""


class LobbyView(TypedDict):
    """Before the first phase."""

    question: str
    choices: list[str]
    answers: list[int] | None
    """None while too few."""
    answered: int | None
    """None likewise."""
    head_count: int | None
    full: bool
    seats: int | None
    starts_at: float | None


class Addresses(TypedDict):
    """Where the faces are; empty when that one is closed."""

    join: str
    screen: str
    remote: str


class SlotView(TypedDict):
    """The time of one phase to come, as re-planning sees it (`engine.replan.Slot`)."""

    id: str
    seconds: int
    floor: int
    priority: Priority
    rounds: list[tuple[int, int]]
    """Seconds of each round, and what it may not go under."""
    cases: list[int]
    """Seconds meant for each case, or each row taken one by one."""
    feeds: bool
    """Whether a later phase works on what this one gathers."""


class TimeView(TypedDict):
    """The session's time, for the facilitators: faces add what passes (`projected_end` moves with `now` while a phase
    is paused or in overtime).
    """

    planned_start: float | None
    planned_end: float | None
    later: float
    """Seconds granted to the phases after the current one."""
    slots: list[SlotView]
    """Those phases, one by one."""
    hard_stop: bool
    """Whether the end is firm: the room is somebody else's then."""
    started_at: float | None
    ended_at: float | None


class TwinsView(TypedDict):
    """Two ideas that look alike, the older first, and why: words that both or only one of them have."""

    one: str
    other: str
    shared: list[str]
    one_only: list[str]
    other_only: list[str]


class ProposedThemeView(TypedDict):
    """A group that nobody has made yet."""

    key: str
    label: str
    """The participants' own words, to take or to change."""
    terms: list[tuple[str, int]]
    """What its ideas share, and how many of them."""
    ideas: list[str]
    """The nearest to the middle first."""
    sure: int
    """How many, from the first, are surely of it."""


class SortingView(TypedDict):
    """The sort that the room is in, or the one it may be spared by preparing it."""

    phase: str
    title: str
    themes: list[ThemeView]
    loose: list[str]
    proposed: list[ProposedThemeView]
    joins: dict[str, str]
    """Loose item → the group that it seems to belong to."""
    first_halves: dict[str, list[str]]
    """Group, made or proposed → the items that would go first if it were split."""


class ConsoleView(TypedDict):
    """What the facilitators see: the console and the remote."""

    seq: int
    now: float
    speed: float
    session: str
    status: Status
    title: str
    subtitle: str
    language: Literal["fr", "en"]
    speaking_rule: str
    reminders: list[tuple[str, str, bool]]
    """Title, text, to verify."""
    phases: list[PhaseLine]
    phase: PhaseView | None
    notes: str
    outcome: str
    time: TimeView
    lobby: LobbyView
    prompt: str
    prompt_at: float | None
    prompts: list[PromptChoice]
    rhythm: Rhythm | None
    """When a prompt is due; None out of a phase."""
    seeds: list[str]
    message: str
    blank: bool
    thanks: bool
    """Whether the room reads its thanks, over what is not finished."""
    sound: bool
    """Whether the console rings, once, when a time is up."""
    zoom: int
    review: bool
    remote_open: bool
    keyboard_code: str
    counts: Counts
    undo: list[str]
    """Gestures that can be undone, the last first."""
    addresses: Addresses
    network: NetworkView
    twins: list[TwinsView]
    """The newest first. Never merged by themselves."""
    sorting: SortingView | None
    """None when no sort of ideas is near, or nobody has looked yet."""
    afterwards: list[PhaseView]
    """Once all is over, the phases whose paper is still typed in, and the one that signs; empty until then."""
    slept: float
    """Seconds counted while the host's machine slept, as long as it is a question; 0 when it is none."""
    notices: list[str]
    """What the host has to say: a disk that refused, a tail that was cut."""
    ideas: IdeasDelta


class PublicIdea(TypedDict):
    """An idea on the public screen."""

    id: str
    text: str
    column: str
    fields: list[tuple[str, str]]
    row: str
    theme: str
    late: bool


class PublicView(TypedDict):
    """What the room sees: no note, no name, no lateness, nothing veiled, nothing that waits for review."""

    seq: int
    now: float
    speed: float
    status: Status
    title: str
    subtitle: str
    hashtag: str
    language: Literal["fr", "en"]
    speaking_rule: str
    phase: PhaseView | None
    following: str
    """The title of the next phase."""
    lobby: LobbyView
    prompt: str
    table_prompts: list[str]
    """The prompt of each table, the first first, where each has its own."""
    message: str
    blank: bool
    thanks: bool
    """Whether the room reads its thanks, how to rate the hour and the way in to it."""
    feedback: bool
    """Whether the workshop asks what the hour was worth."""
    zoom: int
    keyboard: bool
    """Whether the keyboard is the room's now."""
    count: int
    """Contributions of the phase, veiled or not; of the whole workshop once it has ended."""
    ideas: list[PublicIdea]
    """The last ones, oldest first; empty while veiled."""
    join: str
    way_in: bool
    """Whether how to join takes the whole screen."""
    wifi: Wifi | None
    """The network to join first, while the way in is shown."""
    ends_at: float | None
    """When the workshop ends, as planned."""


class OwnIdea(TypedDict):
    """One of the participant's own ideas."""

    id: str
    text: str
    column: str
    fields: list[tuple[str, str]]
    row: str
    pending: bool
    phase: str


class Mine(TypedDict):
    """What one participant gave in the current phase."""

    ideas: list[OwnIdea]
    left: int | None
    """Ideas one may still give; None without a limit."""
    votes: dict[str, int]
    stance: int | None
    reason: str
    """The one given with the stance."""
    ratings: dict[str, tuple[int | None, int | None]]
    opinions: dict[str, str]
    objections: list[str]
    """Sentences that one does not want published."""
    approves: bool
    wordings: dict[str, str]
    """The words one proposed for a sentence, while they wait."""
    thumb: bool | None
    """Whether the subject before the room goes on, for one."""
    roti: int | None
    roti_word: str
    poll: int | None
    group: str
    ready: bool
    hand: bool
    sorts: dict[str, str]
    """Where one's table put each card, in a sorting exercise: item → theme."""


class PhoneView(TypedDict):
    """What one phone sees: the public phase, and what is one's own."""

    seq: int
    now: float
    speed: float
    session: str
    status: Status
    title: str
    language: Literal["fr", "en"]
    speaking_rule: str
    phase: PhaseView | None
    lobby: LobbyView
    prompt: str
    message: str
    thanks: bool
    """Whether the room is thanked, whatever is not finished."""
    feedback: bool
    """Whether the workshop asks what the hour was worth."""
    items: list[ItemView]
    """What the phase works on: the ballot, the rows, the cards."""
    recorded: bool
    """Whether anything given now is kept."""
    closed: bool
    """Whether the room sees the result already, so that no more votes, stances or ratings are taken."""
    groups: int
    """How many groups or tables one may say one is in; 0 when the phase does not work by groups."""
    sorting: bool
    """Whether each table sorts the cards for itself."""
    signed: bool
    """Whether an idea may carry a signature."""
    keep_days: int
    home: str
    """Where the room is reached now, such as `http://192.168.1.20:8017`: a phone that is elsewhere moves there."""
    mine: Mine
