"""A workshop's script: what one `sessions/*.toml` file says, as frozen values.

Field names are the file's keys, so that an error can name both. Durations are in minutes (1.5 is a minute thirty),
times of day in minutes after midnight. Values here have been checked by `store.scripts`; defaults that depend on the
kind or on the file (veil, min_minutes, code) are resolved by the methods at the end of `Phase` and `Script`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["talk", "collect", "respond", "group", "vote", "position", "matrix", "commit", "validate", "break"]
Priority = Literal["core", "flexible", "droppable", "protected", "reserve"]
Veil = Literal["open", "closed"]
Timer = Literal["digits", "bar", "discreet"]
YesNoAsk = Literal["yes", "no", "ask"]
Rotation = Literal["next_table", "next_role", "sheet_to_neighbour"]

KINDS: tuple[Kind, ...] = (
    "talk", "collect", "respond", "group", "vote", "position", "matrix", "commit", "validate", "break",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Host:
    """One of the two peers who lead."""

    name: str = ""
    job: str = ""
    organisation: str = ""
    role: Literal["leads", "notes"] = "leads"

    @property
    def is_named(self) -> bool:
        """Whether somebody has said who it is."""
        return self.name.casefold() not in ("", "à compléter", "to be completed")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The `[workshop]` table."""

    title: str
    start: int
    """Minutes after midnight."""
    end: int
    """Minutes after midnight; past midnight when smaller than `start`."""
    code: str = ""
    number: int | None = None
    subtitle: str = ""
    problem: str = ""
    hard_stop: bool = True
    seats: int | None = None
    hashtag: str = ""
    language: Literal["fr", "en"] = "fr"
    hosts: tuple[Host, ...] = ()

    @property
    def minutes(self) -> int:
        """The length of the slot; it moves with the start."""
        return (self.end - self.start) % 1440


@dataclass(frozen=True, slots=True)
class Reminder:
    """A legal or practical pointer shown on the console, never advice."""

    title: str
    text: str = ""
    to_verify: bool = False


@dataclass(frozen=True, slots=True)
class GroundRules:
    """The `[ground_rules]` table."""

    speaking_rule: str = ""
    signature: Literal["anonymous", "pseudonym", "free"] = "anonymous"
    publication: Literal["direct", "after_review"] = "direct"
    min_group_size: int = 3
    """Figures of fewer people are hidden; texts never are."""
    photos: YesNoAsk = "ask"
    flag_proper_nouns: Literal["suggest", "off"] = "off"
    keep_days: int = 30
    reminder: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenRules:
    """The `[screen]` table."""

    timer: Timer = "bar"
    sound: Literal["soft", "none"] = "soft"


@dataclass(frozen=True, slots=True)
class PromptRules:
    """The `[prompts]` table: the rhythm of prompts, in seconds."""

    mode: Literal["suggest", "show"] = "suggest"
    first_after_seconds: int = 75
    every_seconds: int = 110
    silence_seconds: int = 45


@dataclass(frozen=True, slots=True)
class LobbyPoll:
    """The `[lobby]` table: a warm-up poll while people come in."""

    question: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """The `[network]` table, for the Wi-Fi QR."""

    wifi_name: str = ""
    wifi_password: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """A part of a phase with its own minutes."""

    title: str
    minutes: float
    instruction: str = ""
    form: str = ""
    """Empty: the phase's."""
    veil: Veil | None = None
    """None: the phase's."""
    rotation: Rotation | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A statement to take a stand on."""

    title: str
    statement: str = ""
    story: str = ""
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One `[[phase]]`: what the room does for a while. Keys of every kind stand together; `store.scripts` refuses
    the ones that do not belong to the phase's kind.
    """

    id: str
    title: str
    kind: Kind
    minutes: float
    min_minutes: float | None = None
    priority: Priority = "core"
    form: str = "plenary"
    """solo, pairs, trios, "groups of N", tables or plenary."""
    question: str = ""
    instruction: str = ""
    prompts: tuple[str, ...] = ()
    provocations: tuple[str, ...] = ()
    energizers: tuple[str, ...] = ()
    notes: str = ""
    """For the console only."""
    outcome: str = ""
    """For the console only."""
    veil: Veil | None = None
    photos: YesNoAsk | None = None
    timer: Timer | None = None
    capture: Literal["all", "none"] = "all"
    source: str = ""
    section: str = ""
    excerpts: int | None = None
    silent_minutes: float = 0
    prompts_per_table: bool = False
    # talk
    roles: tuple[str, ...] = ()
    per_item_minutes: float | None = None
    # collect, respond
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    max_per_person: int | None = None
    max_per_group: int | None = None
    max_characters: int = 280
    examples: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    reading_minutes: float = 0
    passing: Literal["neighbour"] | None = None
    rows: tuple[str, ...] = ()
    moving_minutes: float = 0
    fixed_role: str = ""
    # group
    bins: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    one_result_per_group: bool = False
    # vote
    options: tuple[str, ...] = ()
    points: int = 3
    max_per_item: int | None = None
    keep: int | None = None
    # position
    scale: tuple[str, ...] = ()
    before_after: bool = True
    alternate_sides: bool = True
    max_cases: int | None = None
    # matrix
    max_items: int = 8
    x_axis: tuple[str, ...] = ()
    """Name, low, high."""
    y_axis: tuple[str, ...] = ()
    # commit
    sharing: Literal["choice", "never", "always"] = "choice"
    # validate
    max_sentences: int = 5
    sections: tuple[str, ...] = ()
    feedback: Literal["roti", "none"] = "roti"
    # last in the file
    round: tuple[Round, ...] = ()
    case: tuple[Case, ...] = ()

    @property
    def floor_minutes(self) -> float:
        """What re-planning may not go under."""
        return self.minutes if self.min_minutes is None else self.min_minutes

    @property
    def veiled(self) -> bool:
        """Whether the phase starts hidden: by its own word, else by its kind."""
        if self.veil is not None:
            return self.veil == "closed"
        return self.kind in ("vote", "position", "matrix") or (self.kind == "collect" and self.form == "solo")

    @property
    def ceiling_per_item(self) -> int:
        """How many of a voter's points one item may take."""
        return self.points if self.max_per_item is None else self.max_per_item


@dataclass(frozen=True, slots=True)
class Script:
    """A whole workshop, written beforehand."""

    workshop: Workshop
    phase: tuple[Phase, ...]
    format: int = 1
    ground_rules: GroundRules = GroundRules()
    screen: ScreenRules = ScreenRules()
    prompts: PromptRules = PromptRules()
    lobby: LobbyPoll = LobbyPoll()
    network: Network = Network()
    materials: tuple[str, ...] = ()

    def find(self, phase_id: str) -> Phase:
        """The phase of that id. Raises KeyError when there is none."""
        for phase in self.phase:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    @property
    def asks_feedback(self) -> bool:
        """Whether people are asked what the hour was worth to them."""
        return any(phase.kind == "validate" and phase.feedback == "roti" for phase in self.phase)

    def photos(self, phase: Phase) -> YesNoAsk:
        """Whether the screen may be photographed during a phase."""
        return phase.photos or self.ground_rules.photos

    def timer(self, phase: Phase) -> Timer:
        """How the room sees the time of a phase."""
        return phase.timer or self.screen.timer
