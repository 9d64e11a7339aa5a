"""What came out of a session, as a TinyDB file that any TinyDB reads at every instant.

It is a picture of the state, whole each time: the journal remains the truth. What the room may not read (masked,
withdrawn or waiting for review) and sentences that somebody does not want published keep their place but not their
words, commitments kept private are a number, and people are numbered within the file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from facilitator.engine.script import Phase
from facilitator.engine.sources import BIN, items, withheld
from facilitator.engine.stances import scale
from facilitator.engine.state import Idea, Sentence, SessionState, Stance
from facilitator.engine.subjects import discussed
from facilitator.engine.timebox import elapsed
from facilitator.engine.told import as_told
from facilitator.store.atomic import write_atomically
from facilitator.store.script_record import encode_script

FORMAT: Final = 1

Document = dict[str, Any]

_encode: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def write_results(folder: Path, state: SessionState) -> None:
    """Write `session.json` in the session's folder, whole or not at all; blocks, so call it off the loop."""
    write_atomically(folder / "session.json", as_tinydb(tables(state)))


def as_tinydb(named: Mapping[str, Iterable[Document]]) -> bytes:
    """Tables as TinyDB lays them out. ASCII only: stock TinyDB opens files in the machine's own encoding."""
    # One document at a time: the encoder lets no other thread run, and a session is being served in one.
    written = (f"{_encode(name)}:{{{','.join(_numbered(documents))}}}" for name, documents in named.items())
    return f"{{{','.join(written)}}}".replace("\x7f", "\\u007f").encode("ascii")


def _numbered(documents: Iterable[Document]) -> Iterator[str]:
    return (f'"{number}":{_encode(document)}' for number, document in enumerate(documents, 1))


def tables(state: SessionState) -> dict[str, list[Document]]:
    """Every table of `session.json`."""
    state, people = as_told(state), _Numbers(state)
    return {
        "session": [_session(state)],
        "timeline": [_phase(state, phase) for phase in state.script.phase],
        "ideas": [_idea(state, idea, people) for idea in state.ideas.values()],
        "themes": list(_themes(state)),
        "votes": list(_votes(state, people)),
        "stances": list(_stances(state, people)),
        "ratings": [
            {"phase": phase, "item": item, "voter": people[voter], **asdict(rating)}
            for (phase, item, voter), rating in state.ratings.items()
        ],
        "commitments": [
            {"id": c.id, "phase": c.phase, "fields": dict(c.fields), "at": time_text(c.at), "channel": c.channel}
            for c in state.commitments.values()
        ],
        "sentences": [_sentence(state, s) for s in state.sentences.values() if not s.dropped],
        "syntheses": list(_syntheses(state)),
    }


def counts(state: SessionState) -> Document:
    """The figures that say how much a session gathered."""
    return {
        "participants": len(state.participants),
        "ideas": sum(idea.visible or bool(idea.merged_into) for idea in state.ideas.values()),
        "commitments": len(state.commitments) + len(state.private_commitments),
        "sentences": sum(not sentence.dropped for sentence in state.sentences.values()),
        "syntheses": len(state.syntheses),
    }


def time_text(at: float | None) -> str | None:
    """A time as files write it: ISO 8601, in UTC."""
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")


class _Numbers:
    """The file's own name for each participant: p1, p2… in the order they came."""

    def __init__(self, state: SessionState) -> None:
        self._names = {participant: f"p{i}" for i, participant in enumerate(state.participants, 1)}

    def __getitem__(self, participant: str) -> str:
        if not participant:
            return ""
        return self._names.setdefault(participant, f"p{len(self._names) + 1}")


def _session(state: SessionState) -> Document:
    workshop = state.script.workshop
    private = Counter(phase for phase, _ in state.private_commitments)
    return {
        "format": FORMAT,
        "id": state.session,
        "seq": state.seq,
        "title": workshop.title,
        "subtitle": workshop.subtitle,
        "code": workshop.code,
        "number": workshop.number,
        "language": workshop.language,
        "problem": workshop.problem.strip(),
        "hosts": [asdict(host) for host in workshop.hosts],
        "speaking_rule": state.script.ground_rules.speaking_rule,
        "min_group_size": state.script.ground_rules.min_group_size,
        "status": state.status,
        "created": time_text(state.created),
        "planned_start": time_text(state.planned_start),
        "planned_end": time_text(state.planned_end),
        "started": time_text(state.started_at),
        "ended": time_text(state.ended_at),
        "head_count": state.head_count,
        "counts": counts(state),
        "private_commitments": dict(private),
        "poll": _poll(state),
        "roti": [sum(r.score == score for r in state.roti.values()) for score in range(1, 6)],
        "roti_words": sorted(r.word for r in state.roti.values() if r.word),
        "script": encode_script(state.script),
    }


def _poll(state: SessionState) -> list[Document]:
    answers = Counter(state.poll.values())
    return [
        {"choice": choice, "people": answers[i] + state.poll_hands.get(i, 0)}
        for i, choice in enumerate(state.script.lobby.choices)
    ]


def _phase(state: SessionState, phase: Phase) -> Document:
    run = state.runs[phase.id]
    return {
        "phase": phase.id,
        "title": phase.title,
        "kind": phase.kind,
        "question": phase.question,
        "planned_seconds": phase.minutes * 60,
        "granted_seconds": run.granted,
        "spent_seconds": elapsed(run, state.at),
        "started": time_text(run.started_at),
        "ended": time_text(run.ended_at),
        "dropped": run.dropped,
        "columns": list(phase.columns),
        "scale": list(scale(phase)) if phase.kind == "position" else [],
        # Items of the script and cases have no table of their own; ideas and themes have.
        "items": {item.id: item.text for item in items(state, phase) if ":" in item.id},
        "picks": list(run.picks),
        "prompts": [
            {"text": text, "at": time_text(at)} for (where, text), at in state.prompts_used.items() if where == phase.id
        ],
        "statements": {
            str(case): {"title": told.title, "statement": told.statement, "story": told.story}
            for (where, case), told in state.statements.items()
            if where == phase.id
        },
        "subjects": [asdict(one) for one in discussed(state, phase)],
    }


def _idea(state: SessionState, idea: Idea, people: _Numbers) -> Document:
    status = _status(state, idea)
    shown = status in ("visible", "merged")
    return {
        "id": idea.id,
        "phase": idea.phase,
        "status": status,
        "text": idea.text if shown else "",
        "fields": dict(idea.fields) if shown else {},
        "column": idea.column,
        "row": idea.row,
        "parent": idea.parent,
        "merged_into": idea.merged_into,
        "group": idea.group,
        "round": idea.round,
        "prompt": idea.prompt,
        "author": people[idea.author],
        "signature": idea.signature if shown else "",
        "channel": idea.channel,
        "on_behalf": idea.on_behalf,
        "at": time_text(idea.at),
        "edited": time_text(idea.edited_at),
        "late": idea.late,
        "parked": idea.parked,
        "kept": idea.kept,
    }


def _status(state: SessionState, idea: Idea) -> str:
    if idea.withdrawn:
        return "withdrawn"
    if idea.masked:
        return "masked"
    if not idea.approved:
        return "pending"
    if not idea.merged_into:
        return "visible"
    # What stands behind a masked idea says the same thing: it leaves with it.
    into = state.ideas.get(idea.merged_into)
    return "merged" if into is None or into.visible else "masked"


def _themes(state: SessionState) -> Iterator[Document]:
    """Groups with their items, table by table in a sorting exercise; the script's own bins are told like the others."""
    members: dict[tuple[str, str, str], list[str]] = {
        (one.phase, one.group, one.id): [] for one in state.themes.values()
    }
    for (phase, group, item), theme in state.placements.items():
        members.setdefault((phase, group, theme), []).append(item)
    for (phase, group, theme), found in members.items():
        yield {"id": theme, "phase": phase, "name": _theme_name(state, phase, theme), "group": group, "items": found}


def _theme_name(state: SessionState, phase: str, theme: str) -> str:
    if theme in state.themes:
        return state.themes[theme].name
    return state.script.find(phase).bins[int(theme.removeprefix(BIN))]


def _votes(state: SessionState, people: _Numbers) -> Iterator[Document]:
    for (phase, voter), ballot in state.ballots.items():
        for item, points in ballot.points:
            common = {"phase": phase, "item": item, "points": points, "channel": ballot.channel}
            yield common | {"voter": people[voter], "present": None, "afterwards": ballot.afterwards}
    for (phase, item), hands in state.hands.items():
        common = {"phase": phase, "item": item, "points": hands.count, "channel": "facilitator"}
        yield common | {"voter": "", "present": hands.present, "afterwards": False}


def _stances(state: SessionState, people: _Numbers) -> Iterator[Document]:
    for (phase, case, moment, voter), stance in state.stances.items():
        where = {"phase": phase, "case": case, "moment": moment, "people": 1, "voter": people[voter]}
        yield where | asdict(stance)
    for (phase, case, moment), hands in state.stance_hands.items():
        for value, people_there in enumerate(hands):
            where = {"phase": phase, "case": case, "moment": moment, "people": people_there, "voter": ""}
            yield where | asdict(Stance(value, "facilitator"))


def _sentence(state: SessionState, sentence: Sentence) -> Document:
    refused = sentence.id in withheld(state)
    return {
        "id": sentence.id,
        "phase": sentence.phase,
        "section": sentence.section,
        "text": "" if refused else sentence.text,
        "status": sentence.verdict,
        "withheld": refused,
        "nuance": "" if refused else sentence.nuance,
        "original": "" if refused else sentence.original,
        "evidence": list(sentence.evidence),
        "judged": time_text(sentence.judged_at),
    }


def _syntheses(state: SessionState) -> Iterator[Document]:
    for synthesis in state.syntheses.values():
        yield {
            "version": synthesis.version,
            "at": time_text(synthesis.at),
            "present": synthesis.present,
            "sentences": [_sentence(state, sentence) for sentence in synthesis.sentences],
            "counts": dict(synthesis.counts),
            "roti": list(synthesis.roti),
            "hash": synthesis.hash,
        }
