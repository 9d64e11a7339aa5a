"""Entries as the journal keeps them: JSON objects whose `event` names the kind, defaults left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args, get_origin

from cattrs import BaseConverter
from cattrs.gen import make_dict_unstructure_fn
from cattrs.preconf.json import JsonConverter, make_converter

from facilitator.engine import events
from facilitator.engine.events import Entry, Event
from facilitator.engine.state import Sentence, Synthesis
from facilitator.engine.text import clean_line
from facilitator.locale import gettext as _

_TOLD: Final = 60
"""Characters of a foreign word that a sentence quotes."""


class UnreadableEntry(Exception):
    """A sound line of the journal holds something this version does not know."""

    def __init__(self, seq: object, kind: object) -> None:
        super().__init__(seq, kind)
        self.seq = clean_line(str(seq), limit=_TOLD)
        self.kind = clean_line(str(kind), limit=_TOLD)

    def sentence(self) -> str:
        return _(
            "L’action {seq} de cette session (« {kind} ») a été écrite par une autre version de facilitator :"
            " mettez facilitator à jour. Rien n’a été touché."
        ).format(seq=self.seq, kind=self.kind)

    __str__ = sentence


def encode_entry(entry: Entry) -> dict[str, Any]:
    """An entry as a line of the journal holds it."""
    kept: dict[str, Any] = {"seq": entry.seq, "at": entry.at, "events": [_encode(event) for event in entry.events]}
    if entry.gesture:
        kept["gesture"] = entry.gesture
    return kept


def decode_entry(kept: Mapping[str, Any]) -> Entry:
    """The entry in a line of the journal; raises UnreadableEntry."""
    try:
        return Entry(kept["seq"], kept["at"], tuple(map(_decode, kept["events"])), kept.get("gesture", ""))
    except _StrangeEvent as strange:
        raise UnreadableEntry(kept["seq"], strange) from strange
    except (KeyError, TypeError) as error:
        raise UnreadableEntry(kept.get("seq"), error) from error


class _StrangeEvent(Exception):
    """An event of a kind, or with fields, that we do not know; its text says which."""


def _decode(event: Any) -> Event:
    try:
        name = event["event"]
        read, kind = _readers.get(name) or _reader(name)
        return read(event, kind)
    except Exception as error:  # whatever a hook met in somebody else's fields
        raise _StrangeEvent(event.get("event", "?") if isinstance(event, Mapping) else "?") from error


def _encode(event: Event) -> dict[str, Any]:
    kind = type(event)
    return {"event": kind.__name__, **_writer(kind)(event)}


def _json_converter() -> JsonConverter:
    converter = make_converter(detailed_validation=False, omit_if_default=True)
    # A signed sentence is read by other programs too: it keeps every field.
    for kind in (Sentence, Synthesis):
        whole = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=False)
        converter.register_unstructure_hook(kind, whole)
    converter.register_structure_hook_factory(_is_run, _run_reader)
    return converter


def _is_run(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def _run_reader(kind: Any, converter: BaseConverter) -> Callable[[Any, Any], tuple[Any, ...]]:
    """Reads values of one kind: cattrs looks for the hook anew each time, which takes longer than a ballot."""
    inner = get_args(kind)[0]
    read = converter.get_structure_hook(inner)
    return lambda values, _kind: tuple([read(value, inner) for value in values])


_KINDS: Final[dict[str, type[Any]]] = {kind.__name__: kind for kind in get_args(events.Event)}
_CONVERTER: Final = _json_converter()
# Hooks are kept, since asking the converter for each event costs more than the event itself; and made when they are
# needed, since a session uses a dozen of these kinds and waits for them when it is opened.
_readers: Final[dict[str, tuple[Callable[[Any, Any], Event], type[Any]]]] = {}
_writers: Final[dict[type[Any], Callable[[Any], dict[str, Any]]]] = {}


def _reader(name: str) -> tuple[Callable[[Any, Any], Event], type[Any]]:
    kind = _KINDS[name]
    return _readers.setdefault(name, (_CONVERTER.get_structure_hook(kind), kind))


def _writer(kind: type[Any]) -> Callable[[Any], dict[str, Any]]:
    return _writers.get(kind) or _writers.setdefault(kind, _CONVERTER.get_unstructure_hook(kind))
