"""The OpenAPI document of all that the host answers, made from its routes and its commands.

`python -m tests.abuse.openapi` writes it anew. The host itself serves none: it is for who writes a program against
`docs/http.md`, and for what tries all of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from facilitator.engine.decide import COMMANDS
from facilitator.engine.state import Moment, Opinion
from tests.abuse.doors import PARAMETER, doors

FILE: Final = Path(__file__).parents[2] / "docs" / "openapi.json"

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
FLAG: Final[Schema] = {"type": "boolean"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": -999_999_999, "maximum": 999_999_999}
MARK: Final[Schema] = {"type": "integer", "minimum": 1, "maximum": 5}
ID: Final[Schema] = {"type": "string", "pattern": r"^[A-Za-z0-9_.:~-]{1,64}$"}
WORDS: Final[Schema] = {"type": "object", "additionalProperties": TEXT}
POINTS: Final[Schema] = {"type": "object", "additionalProperties": WHOLE}
PHASE: Final[Schema] = {"phase": TEXT}

CONTRIBUTIONS: Final[Mapping[str, tuple[Schema, tuple[str, ...]]]] = {
    "/ideas": (
        {"id": ID, "text": TEXT, "fields": WORDS, "column": TEXT, "row": TEXT, "signature": TEXT}
        | {"on_behalf": FLAG, "parked": FLAG}
        | PHASE,
        ("id",),
    ),
    "/ideas/{id}": ({"text": TEXT, "fields": WORDS}, ()),
    "/ideas/{id}/withdraw": ({}, ()),
    "/votes": ({"points": POINTS, "neighbour": TEXT} | PHASE, ()),
    "/stances": (
        {"value": WHOLE, "case": WHOLE, "moment": {"enum": list(get_args(Moment))}, "reason": TEXT} | PHASE,
        ("value",),
    ),
    "/ratings": ({"item": TEXT, "x": MARK, "y": MARK, "skip": FLAG} | PHASE, ("item",)),
    "/commitments": ({"id": ID, "fields": WORDS, "share": FLAG} | PHASE, ("id",)),
    "/opinions": ({"sentence": TEXT, "opinion": {"enum": list(get_args(Opinion))}}, ("sentence", "opinion")),
    "/objections": ({"sentence": TEXT, "objects": FLAG}, ("sentence",)),
    "/publication": ({"approves": FLAG}, ()),
    "/wordings/{sentence}": ({"id": ID, "text": TEXT}, ("id", "text")),
    "/roti": ({"score": MARK, "word": TEXT}, ("score",)),
    "/poll": ({"choice": WHOLE}, ("choice",)),
    "/sorts": ({"item": TEXT, "theme": TEXT} | PHASE, ("item",)),
    "/ready": ({"ready": FLAG}, ()),
    "/hand": ({"id": ID, "raised": FLAG}, ("id",)),
    "/thumbs": ({"up": FLAG, "item": TEXT} | PHASE, ("up",)),
    "/group": ({"group": TEXT}, ("group",)),
}
"""What each contribution may say, and what it must."""
OTHERS: Final[Mapping[str, tuple[Schema, tuple[str, ...]]]] = {
    "renew-code": ({}, ()),
    "revoke-key": ({}, ()),
    "count-sleep": ({}, ()),
    "choose-address": ({"address": TEXT}, ()),
    "name-wifi": ({"name": TEXT, "password": TEXT}, ()),
    "show-way-in": ({"shown": FLAG}, ()),
    "do-without-phones": ({"phoneless": FLAG}, ()),
}
"""What facilitators ask of the host beside the commands of the session."""
QUERIES: Final[Mapping[str, tuple[str, ...]]] = {
    "/": ("done", "bare"),
    "/take-away": ("file",),
    "/remote/{key}": ("all", "done"),
    "/remote/{key}/events": ("newest",),
}
STREAMS: Final = ("/events", "/screen/events", "/screen/live", "/remote/{key}/events", "/remote/{key}/live")
PAGES: Final = ("/", "/erase", "/j/{code}", "/screen", "/take-away", "/remote/{key}")
REASONS: Final[Mapping[int, str]] = {
    200: "here it is",
    201: "it is on the disk",
    204: "counted",
    303: "go on there",
    400: "the request was cut",
    403: "not for who asks: another name, another site, a phone that has not joined",
    404: "nothing there, or a wrong code or key",
    409: "refused, with a sentence",
    413: "too long",
    415: "neither a form nor JSON",
    422: "incomplete or damaged",
    429: "too fast",
    503: "the disk refused: nothing changed",
}
ERROR: Final[Schema] = {
    "type": "object",
    "properties": {"error": {"type": "string", "minLength": 1}},
    "required": ["error"],
}
DONE: Final[Schema] = {
    "type": "object",
    "properties": {"id": TEXT, "seq": {"type": "integer", "minimum": 1}, "join": TEXT},
}


def document() -> Schema:
    """All of it."""
    paths: dict[str, dict[str, Schema]] = {}
    for method, pattern in doors():
        path = _plain(pattern)
        if method == "GET":
            paths.setdefault(path, {})["get"] = _reading(path)
        elif not path.startswith("/remote/"):
            paths.setdefault(path, {})["post"] = _contribution(path)
    for name in ("view", "events", "live"):
        paths[f"/remote/{{key}}/{name}"] = {"get": _reading(f"/remote/{{key}}/{name}")}
    for name, (properties, required) in {**OTHERS, **_commands()}.items():
        path = f"/remote/{{key}}/{name}"
        asked = _body(properties, required, forms=False) | {"required": False}
        paths[path] = {"post": _operation(path, (201, 404, 409, 422, 503), asked)}
    about = {"title": "facilitator", "version": "1", "description": "docs/http.md says what the words mean."}
    answers = {str(status): _answer(status) for status in REASONS if status != 200}
    shared = {"responses": answers, "schemas": {"error": ERROR, "done": DONE}}
    return {"openapi": "3.1.0", "info": about, "paths": dict(sorted(paths.items())), "components": shared}


def _plain(pattern: str) -> str:
    return PARAMETER.sub(lambda found: f"{{{found[1]}}}", pattern)


def _reading(path: str) -> Schema:
    statuses = {"/j/{code}": (200, 404, 429, 503), "/move": (303,), "/h/{ticket}": (303,)}.get(path)
    if statuses is None:
        needs_phone, needs_key = path in ("/view", "/events", "/take-away", "/erase"), path.startswith("/remote/")
        statuses = (200, *([403] if needs_phone else ()), *([404] if needs_key else ()))
    return _operation(path, statuses)


def _contribution(path: str) -> Schema:
    if path == "/typing":
        return _operation(path, (204, 403))
    if path == "/erase":
        return _operation(path, (201, 303, 400, 403, 413, 415, 422, 503), _body({"sure": FLAG}, ("sure",)))
    if path == "/join":
        return _operation(path, (303, 400, 404, 413, 415, 422, 429, 503), _body({"code": TEXT}, ("code",)))
    return _operation(path, (201, 303, 400, 403, 409, 413, 415, 422, 429, 503), _body(*CONTRIBUTIONS[path]))


def _body(properties: Schema, required: tuple[str, ...], *, forms: bool = True) -> Schema:
    told: Schema = {"type": "object", "properties": properties}
    if required:
        told["required"] = list(required)
    kinds = ["application/json", *(["application/x-www-form-urlencoded"] if forms else [])]
    return {"required": bool(required), "content": {kind: {"schema": told} for kind in kinds}}


def _operation(path: str, statuses: tuple[int, ...], asked: Schema | None = None) -> Schema:
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in PARAMETER.findall(path)
    ]
    queries = {"/": ("done", "bare"), "/take-away": ("file",), "/screen": ("still",), "/remote/{key}": ("all", "done")}
    said = [{"name": name, "in": "query", "schema": TEXT} for name in queries.get(path, ())]
    if path == "/remote/{key}/events":
        said.append({"name": "newest", "in": "query", "schema": {"type": "integer"}})
    operation: Schema = {"parameters": named + said} if named + said else {}
    if asked:
        operation["requestBody"] = asked
    answers: Schema = {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses}
    if path.startswith("/remote/"):  # a wrong key is told nothing, an unknown command its name
        answers["404"] = {"description": REASONS[404]}
    if 200 in statuses:
        answers["200"] = {"description": REASONS[200], "content": _found(path)}
    return {**operation, "responses": answers}


def _found(path: str) -> Schema:
    if path in STREAMS or path in PAGES:
        return {"text/event-stream" if path in STREAMS else "text/html": {"schema": TEXT}}
    return {"application/json": {"schema": {"type": "object"}}}


def _answer(status: int) -> Schema:
    if status < 300:
        told = {"application/json": {"schema": {"$ref": "#/components/schemas/done"}}} if status == 201 else {}
    elif status >= 400:
        told = {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}, "text/html": {"schema": TEXT}}
    else:
        told = {}
    return {"description": REASONS[status], **({"content": told} if told else {})}


def _commands() -> dict[str, tuple[Schema, tuple[str, ...]]]:
    """The commands of the session with their fields, as the engine declares them."""
    told = {}
    for name, kind in COMMANDS.items():
        hints = get_type_hints(kind)
        asked = tuple(field.name for field in fields(kind) if field.default is MISSING)
        told[name] = ({field.name: _schema(hints[field.name]) for field in fields(kind)}, asked)
    return told


def _schema(hint: Any) -> Schema:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(one) for one in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0])}
    if origin is tuple:
        each = [_schema(one) for one in inner]
        return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}
    return {"type": _TYPES[hint]}


_TYPES: Final[Mapping[Any, str]] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    NoneType: "null",
}


def written() -> str:
    """The document as the file holds it."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
