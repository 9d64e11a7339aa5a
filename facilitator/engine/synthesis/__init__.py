"""From a session's state to its Report.

Counting, sorting and laying out is all that happens here: what the group retains was chosen, named and signed by
people, no sentence is written or changed, and no single contribution is missing from the annex.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.engine.script import Host, Phase
from facilitator.engine.sources import items, standing, withheld
from facilitator.engine.state import Idea, Sentence, SessionState, Synthesis
from facilitator.engine.synthesis.cards import Quoting, links
from facilitator.engine.synthesis.debates import debates
from facilitator.engine.synthesis.findings import enough, findings, short, themed
from facilitator.engine.synthesis.method import method, poll, promised
from facilitator.engine.synthesis.shapes import (
    FORMAT,
    AnnexPart,
    Conclusion,
    Pile,
    Promises,
    Report,
    Signature,
    Voices,
)
from facilitator.engine.told import as_told

__all__ = ["Report", "report"]

_BLANKS = ("à compléter", "a completer", "to be completed")
"""What a script's model leaves where a host's name should be."""


def report(state: SessionState, version: int | None = None) -> Report:
    """The account of a session: of its last signed synthesis, or of the version asked for. Raises KeyError."""
    state = as_told(state)
    quoting = Quoting(state)
    signed = state.syntheses[version or max(state.syntheses)] if state.syntheses or version else None
    refused = withheld(state)
    sentences = [one for one in (standing(state) if signed is None else signed.sentences) if one.id not in refused]
    conclusions = [_conclusion(sentence, quoting) for sentence in sentences]
    found = findings(state, quoting)
    workshop = state.script.workshop
    return Report(
        format=FORMAT,
        session=state.session,
        title=workshop.title,
        subtitle=workshop.subtitle,
        number=workshop.number,
        hashtag=workshop.hashtag,
        language=workshop.language,
        problem=workshop.problem.strip(),
        hosts=tuple(host for host in map(_known, workshop.hosts) if host.name),
        speaking_rule=state.script.ground_rules.speaking_rule,
        started_at=state.started_at,
        ended_at=state.ended_at,
        present=state.head_count if signed is None else signed.present,
        contributions=len(quoting.printed),
        signature=None if signed is None else _signature(state, signed),
        poll=poll(state),
        struggles=tuple(one for one in found if isinstance(one.content, Voices)),
        practices=tuple(one for one in found if not isinstance(one.content, Voices)),
        debates=debates(state, quoting),
        conclusions=tuple(one for one in conclusions if one.verdict in ("agreed", "nuanced")),
        disagreements=tuple(one for one in conclusions if one.verdict == "disagreed"),
        proposals=tuple(one for one in conclusions if one.verdict == "draft"),
        withheld=sum(sentence.id in refused for sentence in standing(state)),
        questions=tuple(quoting.card(idea) for idea in quoting.all() if idea.parked),
        promises=tuple(_promises(state, phase) for phase in state.script.phase if phase.kind == "commit"),
        links=links(_texts(state, quoting)),
        method=method(state, quoting),
        annex=tuple(_annex(state, phase, quoting) for phase in state.script.phase if quoting.of(phase)),
    )


def _known(host: Host) -> Host:
    """A host without what the script's author left blank."""
    name, job, organisation = (
        "" if text.casefold() in _BLANKS else text for text in (host.name, host.job, host.organisation)
    )
    return Host(name, job, organisation, host.role)


def _signature(state: SessionState, signed: Synthesis) -> Signature:
    refused = withheld(state)
    kept = [one for one in standing(state) if one.id not in refused]
    amended = signed.version == max(state.syntheses) and kept != [s for s in signed.sentences if s.id not in refused]
    return Signature(signed.version, signed.at, signed.present, signed.hash, amended, state.is_afterwards(signed.at))


def _conclusion(sentence: Sentence, quoting: Quoting) -> Conclusion:
    return Conclusion(
        text=sentence.text,
        section=sentence.section,
        verdict=sentence.verdict,
        nuance=sentence.nuance,
        original=sentence.original,
        judged_at=sentence.judged_at,
        evidence=quoting.find(sentence.evidence),
    )


def _promises(state: SessionState, phase: Phase) -> Promises:
    total = promised(state, phase)
    given = [one for one in state.commitments.values() if one.phase == phase.id]
    shared = [dict(one.fields) for one in given]
    fields = phase.fields or ("",)
    return Promises(
        heading=phase.section,
        fields=phase.fields,
        shared=tuple(tuple(one.get(name, "") for name in fields) for one in shared),
        total=total if enough(state, total) else None,
        afterwards=sum(state.is_afterwards(one.at) for one in given),
    )


def _texts(state: SessionState, quoting: Quoting) -> list[str]:
    """Everything that people wrote and that may be printed."""
    written = [text for idea in quoting.printed for text in (idea.text, *dict(idea.fields).values())]
    return written + [text for one in state.commitments.values() for text in dict(one.fields).values()]


def _annex(state: SessionState, phase: Phase, quoting: Quoting) -> AnnexPart:
    """Every contribution of a phase: by theme where people made some, else by row, side and column, in their order."""
    named, loose = themed(state, quoting.of(phase))
    piles = [quoting.pile(name, found, theme=True) for name, found in named.items()]
    rows = (
        {item.id: short(state, item) for item in items(state, phase)} if phase.kind in ("respond", "position") else {}
    )
    columns = ("for", "against") if phase.kind == "position" else phase.columns
    standing: dict[tuple[str, str], list[Idea]] = {}
    for idea in loose:
        standing.setdefault((state.standing_for(idea.row), idea.column), []).append(idea)
    for row, column in sorted(standing, key=lambda place: (_rank(place[0], rows), _rank(place[1], columns))):
        piles.append(_standing(phase, rows.get(row, ""), column, standing[row, column], quoting))
    return AnnexPart(phase.title, phase.question, tuple(piles))


def _rank(name: str, names: Iterable[str]) -> int:
    """Where a row or a column stands; one that is not there any more comes last."""
    known = tuple(names)
    return known.index(name) if name in known else len(known)


def _standing(phase: Phase, row: str, column: str, found: list[Idea], quoting: Quoting) -> Pile:
    if phase.kind == "position" and column:
        return quoting.pile(row, found, side="for" if column == "for" else "against")
    return quoting.pile(row, found, column=column) if row else quoting.pile(column, found)
