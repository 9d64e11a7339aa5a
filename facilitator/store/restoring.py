"""From a TinyDB file alone back to a state: what a session brought from another laptop still tells.

Enough for every document, not for going on: phones are numbers, and what was never written (private commitments, masked
words) is not invented.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

from cattrs.preconf.json import make_converter

from facilitator.engine.opening import opening
from facilitator.engine.script import Case
from facilitator.engine.sources import BIN
from facilitator.engine.state import (
    Ballot,
    Commitment,
    Hands,
    Idea,
    Moment,
    Participant,
    PhaseRun,
    Rating,
    Roti,
    Sentence,
    SessionState,
    Stance,
    Status,
    Synthesis,
    Theme,
)
from facilitator.engine.synthesis import report
from facilitator.engine.text import clean
from facilitator.locale import gettext as _
from facilitator.store.library import UnknownSession, find
from facilitator.store.notices import Notice
from facilitator.store.opening import load_state
from facilitator.store.outside import parse_json, read_file
from facilitator.store.paths import DataFolder
from facilitator.store.results import FORMAT
from facilitator.store.script_record import decode_script

Tables = Mapping[str, list[dict[str, Any]]]

T = TypeVar("T")

_CONVERTER: Final = make_converter(detailed_validation=False)
_LONGEST: Final = 20_000
_MOST_LINES: Final = 200
_ROOM: Final = range(100_000)


class UnusableResults(Exception):
    """A file that no facilitator wrote, or a more recent one."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file

    def sentence(self) -> str:
        return _("« {file} » n’est pas un fichier de session que cette version sait lire.").format(file=self.file)

    __str__ = sentence


def open_state(data: DataFolder, name: str, tell: Callable[[Notice], object] = lambda notice: None) -> SessionState:
    """The state of a session by any of its names, or of a TinyDB file that stands alone; `tell` as in `load_state`.

    Raises UnknownSession, UnusableResults, and what journals raise.
    """
    try:
        folder = find(data, name)
    except UnknownSession:
        if not Path(name).is_file():
            raise
        return read_results(Path(name))
    return load_state(folder.path, tell)


def read_results(path: Path) -> SessionState:
    """The state that a `session.json` tells. Raises UnusableResults, OSError."""
    data = read_file(path)
    # Whatever another program wrote there, it is one sentence.
    try:
        tables = {name: list(documents.values()) for name, documents in _cleaned(parse_json(data)).items()}
        [session] = tables["session"]
        if session["format"] > FORMAT:
            raise UnusableResults(path.name)
        state = _state(session, tables)
        report(state)  # what cannot be told is of no use
        return state
    except UnusableResults:
        raise
    except Exception as wrong:
        raise UnusableResults(path.name) from wrong


def _cleaned(value: Any) -> Any:
    """The file may come from anybody: its texts are cleaned at this door."""
    if isinstance(value, str):
        return clean(value, limit=_LONGEST, lines=_MOST_LINES)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    return value


def _state(session: Mapping[str, Any], tables: Tables) -> SessionState:
    script = decode_script(session["script"])
    created = _at(session["created"])
    people = _few(session["counts"]["participants"])
    return replace(
        opening(str(session["id"]), script, created, _time(session["planned_start"])),
        seq=int(session["seq"]),
        status=_one_of(get_args(Status), session["status"]),
        started_at=_time(session["started"]),
        ended_at=_time(session["ended"]),
        planned_end=_time(session["planned_end"]),
        head_count=None if session["head_count"] is None else _few(session["head_count"]),
        participants={f"p{n}": Participant(created) for n in range(1, people + 1)},
        poll_hands={choice: answer["people"] for choice, answer in enumerate(session["poll"])},
        roti=dict(_roti(session)),
        private_commitments={
            (phase, f"private-{n}"): "phone"
            for phase, count in session["private_commitments"].items()
            for n in range(_few(count))
        },
        **_phases(tables),
        **_writings(tables),
        **_figures(tables),
    )


def _phases(tables: Tables) -> dict[str, Any]:
    runs = {}
    statements = {}
    for phase in tables["timeline"]:
        times = {"started_at": _time(phase["started"]), "ended_at": _time(phase["ended"])}
        runs[phase["phase"]] = _made(
            PhaseRun, phase, granted=phase["granted_seconds"], spent=phase["spent_seconds"], **times
        )
        for case, told in phase["statements"].items():
            statements[phase["phase"], int(case)] = _made(Case, told)
    prompts = {
        (phase["phase"], str(one["text"])): _at(one["at"]) for phase in tables["timeline"] for one in phase["prompts"]
    }
    # A file of before has none.
    subjects = {
        (phase["phase"], str(one["item"])): one for phase in tables["timeline"] for one in phase.get("subjects", ())
    }
    return {
        "runs": runs,
        "statements": statements,
        "prompts_used": prompts,
        "discussed": {key: float(one["seconds"]) for key, one in subjects.items()},
        "thumb_hands": {key: (_few(one["up"]), _few(one["down"])) for key, one in subjects.items()},
    }


def _writings(tables: Tables) -> dict[str, Any]:
    themes = tables["themes"]
    return {
        "ideas": {one["id"]: _idea(one) for one in tables["ideas"]},
        "themes": {one["id"]: _made(Theme, one) for one in themes if not one["id"].startswith(BIN)},
        "placements": {(one["phase"], one["group"], item): one["id"] for one in themes for item in one["items"]},
        "commitments": {
            one["id"]: _made(Commitment, one, fields=one["fields"].items(), at=_at(one["at"]))
            for one in tables["commitments"]
        },
        "sentences": {one["id"]: _sentence(one) for one in tables["sentences"]},
        "objections": {(one["id"], ""): True for one in tables["sentences"] if one["withheld"]},
        "syntheses": {one["version"]: _synthesis(one) for one in tables["syntheses"]},
    }


def _idea(kept: Mapping[str, Any]) -> Idea:
    status = kept["status"]
    return _made(
        Idea,
        kept,
        at=_at(kept["at"]),
        fields=kept["fields"].items(),
        edited_at=_time(kept["edited"]),
        approved=status != "pending",
        masked=status == "masked",
        withdrawn=status == "withdrawn",
    )


def _figures(tables: Tables) -> dict[str, Any]:
    points: dict[tuple[str, str], list[tuple[str, int]]] = {}
    kinds = {}
    hands = {}
    for vote in tables["votes"]:
        if vote["present"] is not None:
            hands[vote["phase"], vote["item"]] = _made(Hands, vote, count=vote["points"])
            continue
        voter = (vote["phase"], vote["voter"])
        points.setdefault(voter, []).append((vote["item"], vote["points"]))
        # Files of before say nothing of what came afterwards: nothing did.
        kinds[voter] = {"channel": vote["channel"], "afterwards": vote.get("afterwards", False)}
    stances = [one for one in tables["stances"] if one["voter"]]
    return {
        "hands": hands,
        "ballots": {voter: _made(Ballot, kinds[voter], points=points[voter]) for voter in points},
        "stances": {(one["phase"], one["case"], one["moment"], one["voter"]): _made(Stance, one) for one in stances},
        "stance_hands": _stance_hands(tables),
        "ratings": {(one["phase"], one["item"], one["voter"]): _made(Rating, one) for one in tables["ratings"]},
    }


def _stance_hands(tables: Tables) -> dict[tuple[str, int, Moment], tuple[int, ...]]:
    counted: dict[tuple[str, int, Moment], dict[int, int]] = {}
    for one in tables["stances"]:
        if not one["voter"]:
            counted.setdefault((one["phase"], one["case"], one["moment"]), {})[one["value"]] = one["people"]
    return {key: tuple(people[place] for place in sorted(people)) for key, people in counted.items()}


def _sentence(kept: Mapping[str, Any]) -> Sentence:
    return _made(Sentence, kept, verdict=kept["status"], judged_at=_time(kept["judged"]))


def _synthesis(kept: Mapping[str, Any]) -> Synthesis:
    made = _made(Synthesis, kept, at=_at(kept["at"]), sentences=(), counts=kept["counts"].items())
    return replace(made, sentences=tuple(map(_sentence, kept["sentences"])))


def _roti(session: Mapping[str, Any]) -> Iterator[tuple[str, Roti]]:
    """Scores and words were kept apart so that nobody links them: they are only counted and listed."""
    scores = [score for score, people in enumerate(session["roti"], 1) for _person in range(_few(people))]
    words = _CONVERTER.structure(session["roti_words"], list[str])
    for number, score in enumerate(scores):
        yield f"roti-{number}", Roti(score, "phone", words[number] if number < len(words) else "")


def _made(shape: type[T], kept: Mapping[str, Any], **changes: Any) -> T:
    """A value of the engine from a document: the names are the same, save for the changes."""
    return _CONVERTER.structure({**kept, **changes}, shape)


def _few(people: int) -> int:
    """A number of people that a room can hold."""
    return _one_of(_ROOM, people)


def _one_of(known: Container[T], value: T) -> T:
    if value not in known:
        raise ValueError(value)
    return value


def _at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _time(text: str | None) -> float | None:
    return None if text is None else _at(text)
