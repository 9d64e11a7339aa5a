"""Commitments, sentences, and the synthesis signed off."""

from __future__ import annotations

from facilitator.engine import events as e
from facilitator.engine.draft import Draft
from facilitator.engine.reduce.registry import on
from facilitator.engine.state import Commitment, Roti, Sentence, Wording


@on(e.CommitmentShared)
def _commitment_shared(event: e.CommitmentShared, draft: Draft) -> None:
    commitment = Commitment(event.id, event.phase, event.fields, event.at, event.channel, event.author)
    draft.drop("private_commitments", (event.phase, event.id))
    draft.put("commitments", event.id, commitment)


@on(e.CommitmentCounted)
def _commitment_counted(event: e.CommitmentCounted, draft: Draft) -> None:
    draft.drop("commitments", event.id)
    draft.put("private_commitments", (event.phase, event.id), event.channel)


@on(e.SentenceWritten)
def _sentence_written(event: e.SentenceWritten, draft: Draft) -> None:
    draft.put("sentences", event.id, Sentence(event.id, event.phase, event.text, event.section, event.evidence))


@on(e.SentenceEdited)
def _sentence_edited(event: e.SentenceEdited, draft: Draft) -> None:
    before: Sentence = draft["sentences"][event.id]
    original = before.original or (before.text if before.text != event.text else "")
    draft.change(
        "sentences",
        event.id,
        text=event.text,
        section=event.section,
        evidence=event.evidence,
        original=original,
    )
    if before.text != event.text:  # an objection is to words that are gone
        for key in [key for key in draft["objections"] if key[0] == event.id]:
            draft.drop("objections", key)


@on(e.SentenceJudged)
def _sentence_judged(event: e.SentenceJudged, draft: Draft) -> None:
    judged_at = None if event.verdict == "draft" else event.at
    draft.change("sentences", event.id, verdict=event.verdict, nuance=event.nuance, judged_at=judged_at)


@on(e.SentenceDropped)
def _sentence_dropped(event: e.SentenceDropped, draft: Draft) -> None:
    draft.change("sentences", event.id, dropped=True)


@on(e.OpinionGiven)
def _opinion_given(event: e.OpinionGiven, draft: Draft) -> None:
    draft.put("opinions", (event.sentence, event.participant), event.opinion)


@on(e.ObjectionSet)
def _objection_set(event: e.ObjectionSet, draft: Draft) -> None:
    if event.objects:
        draft.put("objections", (event.sentence, event.participant), True)
    else:
        draft.drop("objections", (event.sentence, event.participant))


@on(e.PublishingAnswered)
def _publishing_answered(event: e.PublishingAnswered, draft: Draft) -> None:
    if event.approves:
        draft.put("approvals", event.participant, True)
    else:
        draft.drop("approvals", event.participant)


@on(e.WordingProposed)
def _wording_proposed(event: e.WordingProposed, draft: Draft) -> None:
    for former in [
        key
        for key, wording in draft["wordings"].items()
        if (wording.sentence, wording.author) == (event.sentence, event.author) and not wording.settled
    ]:
        draft.drop("wordings", former)
    draft.put("wordings", event.id, Wording(event.sentence, event.text, event.at, event.author))


@on(e.WordingSettled)
def _wording_settled(event: e.WordingSettled, draft: Draft) -> None:
    draft.change("wordings", event.id, settled=True)


@on(e.RotiGiven)
def _roti_given(event: e.RotiGiven, draft: Draft) -> None:
    draft.put("roti", event.voter, Roti(event.score, event.channel, event.word))


@on(e.SynthesisFrozen)
def _synthesis_frozen(event: e.SynthesisFrozen, draft: Draft) -> None:
    draft.put("syntheses", event.synthesis.version, event.synthesis)
