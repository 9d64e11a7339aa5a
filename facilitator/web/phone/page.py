"""The page of a phone, from its view: HTML that works by itself, with its style and its script inside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from importlib.resources import files
from secrets import token_urlsafe
from typing import Final

from starlette.responses import Response

from facilitator.engine.script import Kind
from facilitator.engine.views import PhoneView
from facilitator.engine.views.shapes import Mine
from facilitator.engine.wording import Language
from facilitator.locale import deferred as N_
from facilitator.web.document import environment, page_answer, policy_of, pressed

_WAITING: Final[Mapping[Kind, str]] = {
    "collect": N_("Merci ! Relisez vos cartes, ou aidez votre voisin à écrire la sienne."),
    "respond": N_("Merci ! Une ligne est peut-être restée vide : allez voir."),
    "group": N_("Merci ! Comparez avec la table d’à côté, sans rien changer."),
    "vote": N_("Merci ! Vous pouvez changer d’avis jusqu’à la clôture."),
    "matrix": N_("Merci ! Vous pouvez encore changer vos notes."),
    "commit": N_("Merci ! Relisez-vous : est-ce que cela tient dans votre semaine ?"),
}
"""What those who have finished are told while they wait, in the kinds where one can finish."""


def render(
    view: PhoneView,
    *,
    code: str,
    told: str = "",
    draft: Mapping[str, str] | None = None,
    neighbour: str = "",
    bare: bool = False,
) -> bytes:
    """The page that shows this view.

    `told` is what became of the form just sent, `draft` its fields when they were not taken; `neighbour` the vote in
    which it is for somebody without a phone; `bare` leaves out style and script, for a page that has them already.
    """
    language = view["language"]
    body = (
        environment(language)
        .get_template("phone/phone.html")
        .render(
            view=view,
            phase=view["phase"],
            mine=view["mine"],
            texts={item["id"]: item["text"] for item in view["items"]},
            code=code,
            told=told,
            draft=draft or {},
            neighbour=neighbour,
            new_id=partial(token_urlsafe, 9),
            waiting=_WAITING,
            idle=_nothing_to_type(view),
            new=_gave_nothing(view["mine"]),
        )
    )
    return (b"" if bare else _head(language, _SCRIPT)) + body.encode()


def render_door(*, told: str = "", code: str = "", language: Language = "fr") -> bytes:
    """The page that asks for the room's code."""
    body = environment(language).get_template("phone/door.html").render(told=told, code=code)
    return _head(language, script="") + body.encode()


def render_leaving(view: PhoneView, number: str, *, told: str = "") -> bytes:
    """The page that says what is kept, and asks whether to erase all that this participant gave."""
    language = view["language"]
    body = environment(language).get_template("phone/leaving.html").render(view=view, told=told, number=number)
    return _head(language, script="") + body.encode()


def page_response(page: bytes, accepted: str, status: int = 200) -> Response:
    """The page as an answer, compressed for who accepts it (the `Accept-Encoding` header)."""
    head = next((head for head in (_head("fr", _SCRIPT), _head("en", _SCRIPT)) if page.startswith(head)), b"")
    return page_answer(page, CSP if head else _STILL, accepted, status, head)


def _nothing_to_type(view: PhoneView) -> bool:
    """Whether a page without scripts may reload itself: never where words could be lost."""
    phase = view["phase"]
    if phase is None:
        return True
    if view["mine"]["ideas"]:
        return False
    if phase["kind"] == "break":
        return True
    return phase["kind"] == "talk" and not view["recorded"] or phase["kind"] == "group" and not view["sorting"]


def _gave_nothing(mine: Mine) -> bool:
    """Whether somebody has still to be told what becomes of what they give."""
    chosen = (mine["stance"], mine["roti"], mine["poll"])
    given = (mine["ideas"], mine["votes"], mine["ratings"], mine["opinions"], mine["group"], mine["ready"])
    return not any(given) and all(choice is None for choice in chosen)


def _source(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


_STYLE: Final = pressed(_source("style.css"))
_SCRIPT: Final = _source("script.min.js").partition("\n")[2]
CSP: Final = policy_of(_STYLE, _SCRIPT)
"""Nothing but this page's own style and script, and its own host."""
_STILL: Final = policy_of(_STYLE, script="")
"""The same for pages without a script."""


@lru_cache
def _head(language: Language, script: str) -> bytes:
    """What every page begins with: it never changes, and is the heavier part."""
    live = f"<script>{script}</script>" if script else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style>{live}"
    ).encode()
