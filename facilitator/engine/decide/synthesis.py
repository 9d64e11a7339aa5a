"""The synthesis: sentences the room judges one by one, and the version it signs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import (
    Moment,
    ballot_identity,
    between,
    decides,
    identity,
    known,
    running,
    the_current,
    words,
)
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.sources import standing, withheld
from facilitator.engine.state import Sentence, SessionState, Synthesis
from facilitator.engine.text import clean


def closing(state: SessionState) -> Phase | None:
    """The phase in which the room signs."""
    return next((phase for phase in state.script.phase if phase.kind == "validate"), None)


def _sentence(state: SessionState, sentence_id: str) -> Sentence:
    sentence = state.sentences.get(sentence_id)
    if sentence is None or sentence.dropped:
        raise Refused("Cette phrase n’existe pas.")
    return sentence


def _section(state: SessionState, section: str) -> str:
    phase = closing(state)
    return known(clean(section, limit=120, lines=1), phase.sections if phase else (), "Cette liste n’existe pas.")


def _evidence(state: SessionState, evidence: tuple[str, ...]) -> tuple[str, ...]:
    if not set(evidence) <= set(state.ideas):
        raise Refused("Cette idée n’existe pas.")
    return tuple(dict.fromkeys(evidence))


@decides(c.WriteSentence)
def write_sentence(command: c.WriteSentence, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """As people talk, in their words, or afterwards: then the room has not read it."""
    phase = closing(state) or the_current(state)
    if state.status != "ended":
        the_current(state)
    identity(command.id, "Cette phrase n’a pas d’identité.")
    if command.id in state.sentences:
        return
    if len(standing(state)) >= phase.max_sentences:
        raise Refused("{limit} phrases au maximum : retirez-en une d’abord.", limit=phase.max_sentences)
    text = words(command.text, 300, lines=2)
    section = _section(state, command.section) or (phase.sections[0] if phase.sections else "")
    yield e.SentenceWritten(command.id, phase.id, text, section, _evidence(state, command.evidence))


@decides(c.EditSentence)
def edit_sentence(command: c.EditSentence, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Other words, another list or other evidence; what is left empty stays."""
    before = _sentence(state, command.id)
    text = words(command.text or before.text, 300, lines=2)
    section = _section(state, command.section) or before.section
    evidence = _evidence(state, command.evidence) or before.evidence
    if (text, section, evidence) != (before.text, before.section, before.evidence):
        yield e.SentenceEdited(before.id, text, section, evidence)
    yield from _unread(before, text, state, moment)


def _unread(before: Sentence, text: str, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Once all is over, other words were not read by the room."""
    if text != before.text and before.verdict != "draft" and state.status == "ended":
        yield e.SentenceJudged(before.id, "draft", moment.now, "")


@decides(c.JudgeSentence)
def judge_sentence(command: c.JudgeSentence, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Agreed, nuanced or disagreed, by the room; a disagreement is not erased, it is written."""
    running(state)
    before = _sentence(state, command.id)
    nuance = clean(command.nuance, limit=300, lines=2)
    if (command.verdict, nuance) != (before.verdict, before.nuance):
        yield e.SentenceJudged(before.id, command.verdict, moment.now, nuance)


@decides(c.DropSentence)
def drop_sentence(command: c.DropSentence, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """No longer proposed."""
    yield e.SentenceDropped(_sentence(state, command.id).id)


def _here(participant: str, state: SessionState) -> None:
    if participant not in state.participants:
        raise Refused("Ce téléphone n’a pas rejoint l’atelier.")


@decides(c.GiveOpinion)
def give_opinion(command: c.GiveOpinion, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One opinion a phone for each sentence, changed at will."""
    running(state)
    sentence = _sentence(state, command.sentence)
    _here(command.participant, state)
    if state.opinions.get((sentence.id, command.participant)) != command.opinion:
        yield e.OpinionGiven(sentence.id, command.participant, command.opinion)


def _judging(state: SessionState) -> None:
    """Phones answer to what the room has before it."""
    phase = closing(state) or the_current(state)
    if state.runs[phase.id].started_at is None:
        raise Refused("L’étape « {title} » n’a pas commencé.", title=phase.title)
    running(state)


@decides(c.ObjectToSentence)
def object_to_sentence(command: c.ObjectToSentence, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One « non » removes the passage, until it is taken back or the sentence worded otherwise."""
    _judging(state)
    sentence = _sentence(state, command.sentence)
    _here(command.participant, state)
    if ((sentence.id, command.participant) in state.objections) != command.objects:
        yield e.ObjectionSet(sentence.id, command.participant, command.objects)


@decides(c.ApprovePublishing)
def approve_publishing(command: c.ApprovePublishing, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """« On peut publier », for the page as it stands."""
    _judging(state)
    _here(command.participant, state)
    if (command.participant in state.approvals) != command.approves:
        yield e.PublishingAnswered(command.participant, command.approves)


@decides(c.ProposeWording)
def propose_wording(command: c.ProposeWording, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Other words, which the facilitators read; a phone's last ones replace the former."""
    _judging(state)
    identity(command.id, "Cette phrase n’a pas d’identité.")
    sentence = _sentence(state, command.sentence)
    _here(command.participant, state)
    text = words(command.text, 300, lines=2)
    if command.id not in state.wordings:
        yield e.WordingProposed(command.id, sentence.id, text, moment.now, command.participant)


@decides(c.SettleWording)
def settle_wording(command: c.SettleWording, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Taken, they become the sentence's."""
    wording = state.wordings.get(command.id)
    if wording is None or wording.settled:
        raise Refused("Cette correction n’attend plus.")
    before = _sentence(state, wording.sentence)
    if command.taken and wording.text != before.text:
        yield e.SentenceEdited(before.id, wording.text, before.section, before.evidence)
        yield from _unread(before, wording.text, state, moment)
    yield e.WordingSettled(command.id, command.taken)


@decides(c.GiveRoti)
def give_roti(command: c.GiveRoti, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """From 1 to 5, once the closing has begun, or the room is thanked without it."""
    phase = closing(state)
    if phase is None or phase.feedback == "none":
        raise Refused("Cet atelier ne demande pas de note.")
    if state.runs[phase.id].started_at is None and not state.thanks:
        raise Refused("L’étape « {title} » n’a pas commencé.", title=phase.title)
    running(state)
    between(command.score, 1, 5, "La note va de {low} à {high}.")
    word = clean(command.word, limit=80, lines=1)
    before = state.roti.get(ballot_identity(command.voter))
    if before is None or (before.score, before.word) != (command.score, word):
        yield e.RotiGiven(command.voter, command.score, command.channel, word)


@decides(c.FreezeSynthesis)
def freeze_synthesis(command: c.FreezeSynthesis, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A new version, with its time, the people present, every status, and a hash of it all; at will once it is over."""
    between(command.present, 0, 2000, "Entre {low} et {high} personnes.")
    refused = withheld(state)
    sentences = tuple(sentence for sentence in standing(state) if sentence.id not in refused)
    if not sentences:
        raise Refused("Il n’y a encore aucune phrase à signer.")
    version = max(state.syntheses, default=0) + 1
    counts = tuple((verdict, sum(s.verdict == verdict for s in sentences)) for verdict in VERDICTS)
    given = [roti.score for roti in state.roti.values()]
    if len(given) < state.script.ground_rules.min_group_size:
        given = []  # the hash is printed: trying all the scores of so few people would give theirs away
    roti = (given.count(1), given.count(2), given.count(3), given.count(4), given.count(5))
    digest = _digest(version, moment.now, command.present, sentences, roti)
    yield e.SynthesisFrozen(Synthesis(version, moment.now, command.present, sentences, counts, roti, digest))


VERDICTS = ("agreed", "nuanced", "disagreed", "draft")


def _digest(version: int, at: float, present: int, sentences: tuple[Sentence, ...], roti: tuple[int, ...]) -> str:
    lines = [[s.id, s.section, s.text, s.verdict, s.nuance, list(s.evidence)] for s in sentences]
    signed = json.dumps([version, at, present, lines, list(roti)], ensure_ascii=True)
    return hashlib.sha256(signed.encode()).hexdigest()
