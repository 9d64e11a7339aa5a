"""The room and its screens: heads, phones, prompts, messages, the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, between, decides, identity, running, the_current, words
from facilitator.engine.prompts import next_prompt
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState
from facilitator.engine.text import clean


@decides(c.CountHeads)
def count_heads(command: c.CountHeads, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """How many are here."""
    between(command.count, 0, 2000, "Entre {low} et {high} personnes.")
    if command.count != state.head_count:
        yield e.HeadCounted(command.count)


@decides(c.CountArrivals)
def count_arrivals(command: c.CountArrivals, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Added to those already here; nobody leaves an empty room."""
    between(command.change, -2000, 2000, "Entre {low} et {high} personnes.")
    yield from count_heads(c.CountHeads(max(0, (state.head_count or 0) + command.change)), state, moment)


@decides(c.SetFull)
def set_full(command: c.SetFull, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """« Complet », or not any more."""
    if command.full != state.full:
        yield e.RoomFilled(command.full)


def _poll_choice(choice: int, state: SessionState) -> int:
    if not 0 <= choice < len(state.script.lobby.choices):
        raise Refused("Ce choix n’existe pas.")
    return choice


@decides(c.AnswerPoll)
def answer_poll(command: c.AnswerPoll, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One answer a phone, changed at will while the lobby lasts."""
    if state.status != "lobby":
        raise Refused("L’atelier a commencé : la question d’accueil est close.")
    choice = _poll_choice(command.choice, state)
    if state.poll.get(command.participant) != choice:
        yield e.PollAnswered(command.participant, choice)


@decides(c.CountPollHands)
def count_poll_hands(command: c.CountPollHands, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Hands for one choice."""
    between(command.count, 0, 2000, "Entre {low} et {high} personnes.")
    yield e.PollHandsCounted(_poll_choice(command.choice, state), command.count)


@decides(c.Join)
def join(command: c.Join, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """At any time, with full rights; twice changes nothing."""
    identity(command.participant, "Ce téléphone n’a pas d’identité : rechargez la page.")
    if command.participant not in state.participants:
        yield e.ParticipantJoined(command.participant, moment.now)


def _here(participant: str, state: SessionState) -> None:
    if participant not in state.participants:
        raise Refused("Ce téléphone n’a pas rejoint l’atelier.")


@decides(c.JoinGroup)
def join_group(command: c.JoinGroup, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The group or table, once and until changed."""
    _here(command.participant, state)
    group = words(command.group, 40, lines=1)
    if state.participants[command.participant].group != group:
        yield e.GroupJoined(command.participant, group)


@decides(c.SayReady)
def say_ready(command: c.SayReady, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """« J’ai fini », for the current phase."""
    phase = the_current(state)
    _here(command.participant, state)
    ready = phase.id if command.ready else ""
    if state.participants[command.participant].ready != ready:
        yield e.ReadySaid(command.participant, ready)


@decides(c.ShowPrompt)
def show_prompt(command: c.ShowPrompt, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The one given, or the next that was not shown; when none is left, it says so and does not loop."""
    phase = the_current(state)
    text = clean(command.text, limit=280, lines=2) or next_prompt(state, phase)
    if not text:
        raise Refused("Toutes les relances de cette étape ont été montrées.")
    yield e.PromptShown(phase.id, text, moment.now, by_itself=command.auto)


@decides(c.HidePrompt)
def hide_prompt(command: c.HidePrompt, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Off the screen."""
    if not state.prompt:
        raise Refused("Aucune relance n’est à l’écran.")
    yield e.PromptHidden()


@decides(c.ShowMessage)
def show_message(command: c.ShowMessage, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A short message, in place of the former one."""
    yield e.MessageShown(words(command.text, 140, lines=2), moment.now)


@decides(c.ClearMessage)
def clear_message(command: c.ClearMessage, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Nothing to say any more; twice changes nothing."""
    if state.message is not None:
        yield e.MessageCleared()


@decides(c.BlankScreen)
def blank_screen(command: c.BlankScreen, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Blank or not; the clock goes on."""
    if command.blank != state.blank:
        yield e.ScreenBlanked(command.blank)


@decides(c.ZoomScreen)
def zoom_screen(command: c.ZoomScreen, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Three levels."""
    between(command.zoom, 0, 2, "Le zoom va de {low} à {high}.")
    if command.zoom != state.zoom:
        yield e.ScreenZoomed(command.zoom)


@decides(c.HandOverKeyboard)
def hand_over_keyboard(command: c.HandOverKeyboard, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """New letters each time, easy to type on any keyboard."""
    the_current(state)
    if state.keyboard_code:
        raise Refused("Le clavier est déjà à la salle.")
    identity = sum(ord(letter) * 31**index for index, letter in enumerate(moment.new_id()))
    yield e.KeyboardHandedOver(
        "".join(_LETTERS[identity // len(_LETTERS) ** index % len(_LETTERS)] for index in range(4))
    )


_LETTERS = "bcdfghjklnprstvx"
"""Letters that stand alone on every layout of this alphabet's keyboards, and make no word."""


@decides(c.TakeBackKeyboard)
def take_back_keyboard(command: c.TakeBackKeyboard, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """With its letters only."""
    if not state.keyboard_code:
        return
    if command.code.lower() != state.keyboard_code:
        raise Refused("Ce n’est pas le bon code.")
    yield e.KeyboardTakenBack()


@decides(c.OpenRemote)
def open_remote(command: c.OpenRemote, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Opens the remote to the network for this session, or closes it."""
    if command.opened != state.remote_open:
        yield e.RemoteOpened(command.opened)


@decides(c.SetReview)
def set_review(command: c.SetReview, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Review first, or direct; ideas that wait go on waiting."""
    running(state)
    if command.review != state.review:
        yield e.ReviewSet(command.review)
