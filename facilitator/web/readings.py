"""What each form that a phone sends asks of the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar, get_args

from facilitator.engine import commands as c
from facilitator.engine.refused import Refused
from facilitator.engine.state import Moment, Opinion, SessionState
from facilitator.web.forms import Form, not_understood

MOST_NEIGHBOURS: Final = 4
"""Ballots that one phone may fill in for people who have none."""
_MOMENTS: Final[Mapping[str, Moment]] = {moment: moment for moment in get_args(Moment)}
_OPINIONS: Final[Mapping[str, Opinion]] = {opinion: opinion for opinion in get_args(Opinion)}

T = TypeVar("T")
Reading = Callable[[Form, str, SessionState], c.Command]
"""From a form and the participant who sent it to the command it is. Raises Unread or Refused."""


def _idea(form: Form, who: str, state: SessionState) -> c.Command:
    return c.SubmitIdea(
        id=form.text("id"),
        text=form.text("text"),
        channel="phone",
        author=who,
        phase=form.text("phase"),
        column=form.text("column"),
        fields=form.inside("fields"),
        row=form.text("row"),
        signature=form.text("signature"),
        on_behalf=form.flag("on_behalf"),
        parked=form.flag("parked"),
    )


def _edit(form: Form, who: str, state: SessionState) -> c.Command:
    return c.EditIdea(form.text("id"), form.text("text"), form.inside("fields"), author=who)


def _withdraw(form: Form, who: str, state: SessionState) -> c.Command:
    return c.WithdrawIdea(form.text("id"), author=who)


def _votes(form: Form, who: str, state: SessionState) -> c.Command:
    points = tuple((item, form.whole(f"points.{item}", 0)) for item, _ in form.inside("points"))
    phase = form.text("phase")
    voter = _neighbour(form.text("neighbour"), who, phase or state.phase, state) if form.text("neighbour") else who
    return c.CastVotes(voter, points, channel="phone", phase=phase)


def _neighbour(name: str, who: str, phase: str, state: SessionState) -> str:
    """Somebody without a phone, who votes on a neighbour's; what they are called is nobody's name by now."""
    voter = f"{who}.{name}"
    others = {known for where, known in state.ballots if where == phase and known.startswith(f"{who}.")} - {voter}
    if len(others) >= MOST_NEIGHBOURS:
        raise Refused("Un téléphone peut voter pour {limit} voisins au maximum.", limit=MOST_NEIGHBOURS)
    return voter


def _stance(form: Form, who: str, state: SessionState) -> c.Command:
    phase = form.text("phase") or state.phase
    run = state.runs.get(phase)
    value, case = form.whole("value"), form.whole("case", run.case if run else 0)
    moment = _one_of(_MOMENTS, form.text("moment") or (run.moment if run else "before"))
    stood = state.stances.get((phase, case, moment, who))
    # A place pressed again keeps its reason; another place needs another one.
    kept = stood.reason if stood and stood.value == value else ""
    return c.TakeStance(who, value, case, moment, reason=form.get("reason", kept), phase=form.text("phase"))


def _rating(form: Form, who: str, state: SessionState) -> c.Command:
    skipped = form.flag("skip")
    x, y = (None if skipped else form.maybe_whole(axis) for axis in ("x", "y"))
    return c.RateItem(who, form.text("item"), x, y, phase=form.text("phase"))


def _commitment(form: Form, who: str, state: SessionState) -> c.Command:
    return c.Commit(
        id=form.text("id"),
        fields=form.inside("fields"),
        share=form.flag("share"),
        channel="phone",
        author=who,
        phase=form.text("phase"),
    )


def _opinion(form: Form, who: str, state: SessionState) -> c.Command:
    return c.GiveOpinion(form.text("sentence"), who, _one_of(_OPINIONS, form.text("opinion")))


def _objection(form: Form, who: str, state: SessionState) -> c.Command:
    return c.ObjectToSentence(form.text("sentence"), who, form.flag("objects", default=True))


def _publication(form: Form, who: str, state: SessionState) -> c.Command:
    return c.ApprovePublishing(who, form.flag("approves", default=True))


def _wording(form: Form, who: str, state: SessionState) -> c.Command:
    return c.ProposeWording(form.text("id"), form.text("sentence"), who, form.text("text"))


def _roti(form: Form, who: str, state: SessionState) -> c.Command:
    return c.GiveRoti(who, form.whole("score"), form.text("word"))


def _poll(form: Form, who: str, state: SessionState) -> c.Command:
    return c.AnswerPoll(who, form.whole("choice"))


def _sort(form: Form, who: str, state: SessionState) -> c.Command:
    return c.PlaceItem(form.text("item"), form.text("theme"), participant=who, phase=form.text("phase"))


def _ready(form: Form, who: str, state: SessionState) -> c.Command:
    return c.SayReady(who, form.flag("ready", default=True))


def _hand(form: Form, who: str, state: SessionState) -> c.Command:
    if form.flag("raised", default=True):
        return c.RaiseHand(form.text("id"), who)
    return c.LowerHand(form.text("id"), who)


def _thumb(form: Form, who: str, state: SessionState) -> c.Command:
    return c.GiveThumb(who, form.flag("up"), item=form.text("item"), phase=form.text("phase"))


def _group(form: Form, who: str, state: SessionState) -> c.Command:
    return c.JoinGroup(who, form.text("group"))


def _one_of(choices: Mapping[str, T], value: str) -> T:
    if value not in choices:
        raise not_understood()
    return choices[value]


READINGS: Final[Mapping[str, Reading]] = {
    "/ideas": _idea,
    "/ideas/{id}": _edit,
    "/ideas/{id}/withdraw": _withdraw,
    "/votes": _votes,
    "/stances": _stance,
    "/ratings": _rating,
    "/commitments": _commitment,
    "/opinions": _opinion,
    "/objections": _objection,
    "/publication": _publication,
    "/wordings/{sentence}": _wording,
    "/roti": _roti,
    "/poll": _poll,
    "/sorts": _sort,
    "/ready": _ready,
    "/hand": _hand,
    "/thumbs": _thumb,
    "/group": _group,
}
"""Each route and what a form posted there is."""
