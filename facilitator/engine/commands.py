"""What people ask for, in the imperative. A command may be refused; what it made happen never is.

Commands of facilitators are gestures, which undo takes back; those of participants are contributions, which only their
authors take back. An empty `phase` means the current one; phones name the phase they were showing, so that what was
typed for one phase never lands in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from facilitator.engine.state import Channel, Moment, Opinion, Verdict


class Gesture:
    """A facilitator's command."""

    __slots__ = ()


class Contribution:
    """A command that may come from anybody in the room; undone only when a facilitator made it for them."""

    __slots__ = ()


# The session and its time


@dataclass(frozen=True, slots=True)
class StartPhase(Gesture):
    """Starts the session, or the clock of the current phase again."""

    shift_end: bool = False
    """Starting late: True moves the end, False keeps it."""


@dataclass(frozen=True, slots=True)
class NextPhase(Gesture):
    """Ends the current phase and starts the next one that is not dropped."""


@dataclass(frozen=True, slots=True)
class PreviousPhase(Gesture):
    """Goes back one phase; nothing is erased."""


@dataclass(frozen=True, slots=True)
class GoToPhase(Gesture):
    """Goes to any phase."""

    phase: str


@dataclass(frozen=True, slots=True)
class Pause(Gesture):
    """Stops the clock of the phase."""


@dataclass(frozen=True, slots=True)
class Resume(Gesture):
    """Lets the clock of the phase go on."""


@dataclass(frozen=True, slots=True)
class AddTime(Gesture):
    """Gives the phase more seconds, or fewer."""

    seconds: float = 60
    phase: str = ""


@dataclass(frozen=True, slots=True)
class AddSilence(Gesture):
    """Makes the announced silence longer, or announces one from now."""

    seconds: float = 30


@dataclass(frozen=True, slots=True)
class SkipTime(Gesture):
    """Does not count seconds that passed without the room."""

    seconds: float


@dataclass(frozen=True, slots=True)
class MoveEnd(Gesture):
    """Moves the real end, in minutes, later or earlier."""

    minutes: float


@dataclass(frozen=True, slots=True)
class ApplyReplan(Gesture):
    """Shares the time out again, in one gesture: other durations (seconds), phases dropped, the end moved."""

    granted: tuple[tuple[str, float], ...] = ()
    dropped: tuple[str, ...] = ()
    rounds: tuple[tuple[str, tuple[float, ...]], ...] = ()
    cases: tuple[tuple[str, int], ...] = ()
    """How many cases, or rows, a phase keeps."""
    added: float = 0
    """Seconds given to the current phase, or taken from it."""
    end_moves: float = 0
    """Minutes by which the real end moves."""


@dataclass(frozen=True, slots=True)
class RewordPhase(Gesture):
    """Says the current phase, or one to come, in other words; what is None stays."""

    phase: str = ""
    title: str | None = None
    question: str | None = None
    instruction: str | None = None
    round: str | None = None
    """The instruction of the round under way."""


@dataclass(frozen=True, slots=True)
class OrderPhases(Gesture):
    """Puts the phases to come in another order: all of them, by their ids."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddPhase(Gesture):
    """Adds a phase after another one, the current one unless it is named. `id` is made by the client."""

    id: str
    title: str
    kind: str = "talk"
    minutes: float = 5
    question: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class NextRound(Gesture):
    """Starts the next round of the phase."""

    auto: bool = False
    """True when the time box said so, not a person."""


@dataclass(frozen=True, slots=True)
class Reveal(Gesture):
    """Shows what is veiled; closes a vote."""


@dataclass(frozen=True, slots=True)
class Veil(Gesture):
    """Hides again."""


@dataclass(frozen=True, slots=True)
class SayThanks(Gesture):
    """Shows the room its thanks and how to rate the hour, over whatever is not finished; or no more."""

    shown: bool = True


@dataclass(frozen=True, slots=True)
class SetSound(Gesture):
    """Says whether the console rings, once and softly, when a time is up."""

    sound: bool


@dataclass(frozen=True, slots=True)
class EndSession(Gesture):
    """Ends the workshop."""


@dataclass(frozen=True, slots=True)
class Undo(Gesture):
    """Takes back the last gesture still standing."""


# The room


@dataclass(frozen=True, slots=True)
class CountHeads(Gesture):
    """Says how many people are in the room."""

    count: int


@dataclass(frozen=True, slots=True)
class CountArrivals(Gesture):
    """People came in, or left: quick presses add up, whatever the face had seen of the former ones."""

    change: int


@dataclass(frozen=True, slots=True)
class SetFull(Gesture):
    """Says whether the room is full."""

    full: bool


@dataclass(frozen=True, slots=True)
class AnswerPoll(Contribution):
    """Answers the warm-up poll."""

    participant: str
    choice: int


@dataclass(frozen=True, slots=True)
class CountPollHands(Gesture):
    """Counts hands for one choice of the warm-up poll."""

    choice: int
    count: int


@dataclass(frozen=True, slots=True)
class Join(Contribution):
    """A phone joins."""

    participant: str


@dataclass(frozen=True, slots=True)
class EraseParticipant(Contribution):
    """Takes back all that one participant ever gave, for good."""

    participant: str


@dataclass(frozen=True, slots=True)
class JoinGroup(Contribution):
    """Says which group or table one is in."""

    participant: str
    group: str


@dataclass(frozen=True, slots=True)
class SayReady(Contribution):
    """Says « j'ai fini », or not after all."""

    participant: str
    ready: bool = True


@dataclass(frozen=True, slots=True)
class ShowPrompt(Gesture):
    """Puts a prompt on the screen: the next one unused, or the one given."""

    text: str = ""
    auto: bool = False
    """Whether it comes by itself, and not by a gesture."""


@dataclass(frozen=True, slots=True)
class HidePrompt(Gesture):
    """Takes the prompt off the screen."""

    auto: bool = False
    """Whether its time is over, without a gesture."""


@dataclass(frozen=True, slots=True)
class ShowMessage(Gesture):
    """Shows a short message to the room."""

    text: str


@dataclass(frozen=True, slots=True)
class ClearMessage(Gesture):
    """Takes the message off."""


@dataclass(frozen=True, slots=True)
class BlankScreen(Gesture):
    """Blanks the public screen, or shows it again."""

    blank: bool


@dataclass(frozen=True, slots=True)
class ZoomScreen(Gesture):
    """Sets how much the public screen favours size over quantity (0, 1 or 2)."""

    zoom: int


@dataclass(frozen=True, slots=True)
class HandOverKeyboard(Gesture):
    """Gives the keyboard to the room; four letters get it back."""


@dataclass(frozen=True, slots=True)
class TakeBackKeyboard(Gesture):
    """Gets the keyboard back with its four letters."""

    code: str


@dataclass(frozen=True, slots=True)
class OpenRemote(Gesture):
    """Opens the remote to the network, or closes it."""

    opened: bool


@dataclass(frozen=True, slots=True)
class SetReview(Gesture):
    """Makes ideas wait for a facilitator before the room reads them, or not."""

    review: bool


# Ideas and themes


@dataclass(frozen=True, slots=True)
class SubmitIdea(Contribution):
    """Gives an idea. `id` is made by the client, so that a repeat changes nothing."""

    id: str
    text: str = ""
    channel: Channel = "facilitator"
    author: str = ""
    phase: str = ""
    column: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    row: str = ""
    parent: str = ""
    group: str = ""
    signature: str = ""
    on_behalf: bool = False
    parked: bool = False


@dataclass(frozen=True, slots=True)
class EditIdea(Contribution):
    """Changes the words of an idea: one's own, or any for a facilitator."""

    id: str
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    author: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawIdea(Contribution):
    """Takes one's own idea back."""

    id: str
    author: str


@dataclass(frozen=True, slots=True)
class MoveIdea(Gesture):
    """Puts an idea in another column or row."""

    id: str
    column: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class ApproveIdea(Gesture):
    """Lets the room read a waiting idea."""

    id: str


@dataclass(frozen=True, slots=True)
class Mask(Gesture):
    """Takes an idea off every screen and out of every export."""

    id: str


@dataclass(frozen=True, slots=True)
class Unmask(Gesture):
    """Brings a masked idea back."""

    id: str


@dataclass(frozen=True, slots=True)
class Park(Gesture):
    """Puts an idea in the parking, or back."""

    id: str
    parked: bool = True


@dataclass(frozen=True, slots=True)
class Keep(Gesture):
    """Keeps an idea for the synthesis, or no longer."""

    id: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class AddSeed(Gesture):
    """Adds an idea prepared in the script, when the room is shy."""

    id: str
    seed: int


@dataclass(frozen=True, slots=True)
class MergeIdeas(Gesture):
    """Puts near-duplicates behind one of them."""

    into: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitIdea(Gesture):
    """Makes a merged idea stand alone again."""

    id: str


@dataclass(frozen=True, slots=True)
class TellApart(Gesture):
    """Says that two ideas that look alike are not the same: they are not offered together again."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class CreateTheme(Gesture):
    """Names a new group, maybe with its first items; it may be prepared before its phase begins."""

    id: str
    name: str
    items: tuple[str, ...] = ()
    phase: str = ""


@dataclass(frozen=True, slots=True)
class RenameTheme(Gesture):
    """Names a group otherwise."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MergeThemes(Gesture):
    """Puts the items of one group into another."""

    into: str
    id: str


@dataclass(frozen=True, slots=True)
class DropTheme(Gesture):
    """Undoes a group; its items stand alone."""

    id: str


@dataclass(frozen=True, slots=True)
class PlaceItem(Contribution):
    """Puts an item in a group (or out of it, with an empty theme): one table's result, or the room's."""

    item: str
    theme: str = ""
    group: str = ""
    participant: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class AddToTheme(Gesture):
    """Puts several items in one group at once."""

    id: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaveAlone(Gesture):
    """Leaves items out of the groups that are proposed: they stay loose until somebody places them."""

    items: tuple[str, ...]
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Focus(Gesture):
    """Turns the room to one item; empty: to all of them."""

    item: str = ""


@dataclass(frozen=True, slots=True)
class AskThumbs(Gesture):
    """Asks the room whether the subject before it goes on: thumbs up, or down."""

    auto: bool = False
    """True when its time said so, not a person."""


@dataclass(frozen=True, slots=True)
class GiveThumb(Contribution):
    """Says from a phone whether the subject before the room goes on."""

    voter: str
    up: bool
    item: str = ""
    """The subject that the phone was showing."""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class CountThumbs(Gesture):
    """Counts the thumbs in the room, beside the phones."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class ExtendSubject(Gesture):
    """Gives the subject before the room a few more minutes from now: half of its own unless seconds are given."""

    seconds: float = 0


@dataclass(frozen=True, slots=True)
class PickItems(Gesture):
    """Chooses which items of the source go on; none: back to the usual ones."""

    items: tuple[str, ...] = ()
    phase: str = ""


# Votes, stances, ratings


@dataclass(frozen=True, slots=True)
class CastVotes(Contribution):
    """The whole ballot of one voter; it replaces the former one."""

    voter: str
    points: tuple[tuple[str, int], ...]
    channel: Channel = "paper"
    phase: str = ""


@dataclass(frozen=True, slots=True)
class CountHands(Gesture):
    """Counts raised hands for one item."""

    item: str
    count: int
    present: int


@dataclass(frozen=True, slots=True)
class ChooseCase(Gesture):
    """Turns a debate to one case, before or after its arguments."""

    case: int
    moment: Moment = "before"


@dataclass(frozen=True, slots=True)
class WriteStatement(Gesture):
    """Writes the statement of a case taken from the room."""

    case: int
    statement: str
    title: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class TakeStance(Contribution):
    """Stands at a place on the scale."""

    voter: str
    value: int
    case: int
    moment: Moment
    channel: Channel = "phone"
    reason: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class CountStances(Gesture):
    """Counts the people at each place on the scale, beside the phones."""

    counts: tuple[int, ...]
    case: int
    moment: Moment


@dataclass(frozen=True, slots=True)
class RateItem(Contribution):
    """Rates one item from 1 to 5 on each axis; None is « je passe »."""

    voter: str
    item: str
    x: int | None = None
    y: int | None = None
    channel: Channel = "phone"
    phase: str = ""


@dataclass(frozen=True, slots=True)
class PlacePoint(Gesture):
    """Puts one item where the room decided aloud, whatever the marks say; nowhere: back to what they say."""

    item: str
    x: int | None = None
    y: int | None = None


# Commitments, sentences, synthesis


@dataclass(frozen=True, slots=True)
class Commit(Contribution):
    """Commits. Without consent only a count is kept: the words are thrown away here."""

    id: str
    fields: tuple[tuple[str, str], ...] = ()
    share: bool = False
    channel: Channel = "facilitator"
    author: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class WriteSentence(Gesture):
    """Proposes a conclusion to the room."""

    id: str
    text: str
    section: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditSentence(Gesture):
    """Words or files a conclusion otherwise; what is left empty stays."""

    id: str
    text: str = ""
    section: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgeSentence(Gesture):
    """Says what the room thinks of a sentence."""

    id: str
    verdict: Verdict
    nuance: str = ""


@dataclass(frozen=True, slots=True)
class DropSentence(Gesture):
    """No longer proposes a sentence."""

    id: str


@dataclass(frozen=True, slots=True)
class GiveOpinion(Contribution):
    """Gives one's opinion of a sentence, from a phone."""

    sentence: str
    participant: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class ObjectToSentence(Contribution):
    """Says from a phone that a sentence must not be published, or that it may after all."""

    sentence: str
    participant: str
    objects: bool = True


@dataclass(frozen=True, slots=True)
class ApprovePublishing(Contribution):
    """Says from a phone that the page may be published, or takes it back."""

    participant: str
    approves: bool = True


@dataclass(frozen=True, slots=True)
class ProposeWording(Contribution):
    """Proposes other words for a sentence, from a phone. `id` is made by the client."""

    id: str
    sentence: str
    participant: str
    text: str


@dataclass(frozen=True, slots=True)
class SettleWording(Gesture):
    """Takes the words that a phone proposed, or sets them aside."""

    id: str
    taken: bool = True


@dataclass(frozen=True, slots=True)
class GiveRoti(Contribution):
    """Rates the time invested from 1 to 5, maybe with a word."""

    voter: str
    score: int
    word: str = ""
    channel: Channel = "phone"


@dataclass(frozen=True, slots=True)
class FreezeSynthesis(Gesture):
    """Signs the sentences as they stand, before the people present."""

    present: int


# Turns to speak


@dataclass(frozen=True, slots=True)
class RaiseHand(Contribution):
    """Asks to speak: from a phone, or seen by a facilitator."""

    id: str
    participant: str = ""


@dataclass(frozen=True, slots=True)
class LowerHand(Contribution):
    """No longer asks to speak."""

    id: str
    participant: str = ""


@dataclass(frozen=True, slots=True)
class StartTurn(Gesture):
    """Lets somebody speak: the hand given, or nobody in particular, or a facilitator."""

    hand: str = ""
    facilitator: bool = False


@dataclass(frozen=True, slots=True)
class EndTurn(Gesture):
    """Ends the current turn."""


Command = (
    StartPhase | NextPhase | PreviousPhase | GoToPhase | Pause | Resume | AddTime | AddSilence | SkipTime | MoveEnd
    | ApplyReplan | RewordPhase | OrderPhases | AddPhase | NextRound | Reveal | Veil | SayThanks | SetSound
    | EndSession | Undo | CountHeads | CountArrivals | SetFull | AnswerPoll | CountPollHands | Join | EraseParticipant
    | JoinGroup | SayReady | ShowPrompt | HidePrompt | ShowMessage | ClearMessage | BlankScreen | ZoomScreen
    | HandOverKeyboard | TakeBackKeyboard | OpenRemote | SetReview | SubmitIdea | EditIdea | WithdrawIdea | MoveIdea
    | ApproveIdea | Mask | Unmask | Park | Keep | AddSeed | MergeIdeas | SplitIdea | TellApart | CreateTheme
    | RenameTheme | MergeThemes | DropTheme | PlaceItem | AddToTheme | LeaveAlone | Focus | AskThumbs | GiveThumb
    | CountThumbs | ExtendSubject | PickItems | CastVotes | CountHands | PlacePoint | ChooseCase | WriteStatement
    | TakeStance | CountStances | RateItem | Commit | WriteSentence | EditSentence | JudgeSentence | DropSentence
    | GiveOpinion | ObjectToSentence | ApprovePublishing | ProposeWording | SettleWording | GiveRoti | FreezeSynthesis
    | RaiseHand | LowerHand | StartTurn | EndTurn
)  # fmt: skip


def command_name(kind: type[Any]) -> str:
    """The name of a command outside the code: StartPhase → start-phase."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def gesture_of(command: Command) -> str:
    """The name under which undo takes a command back; empty when it does not."""
    if isinstance(command, Undo) or getattr(command, "auto", False):
        return ""
    made_by_a_participant = any(getattr(command, name, "") for name in ("author", "participant"))
    if isinstance(command, Contribution) and (
        made_by_a_participant or getattr(command, "channel", "facilitator") in ("phone", "keyboard")
    ):
        return ""
    return command_name(type(command))
