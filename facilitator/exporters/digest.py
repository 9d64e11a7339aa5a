"""A few hundred characters for the networks: whole sentences of the room, never one cut short or made by a machine."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from facilitator.engine.synthesis.shapes import Report
from facilitator.exporters.outline.conclusions import in_short
from facilitator.exporters.wording import contributions_text, people_text, typeset
from facilitator.locale import gettext as _
from facilitator.locale import ngettext

LENGTH: Final = 500
"""Characters, hashtag included: what the strictest common network takes."""


def render(report: Report, zone: tzinfo | None) -> bytes:
    """One paragraph in UTF-8: what it was, what the room retained, the hashtag."""
    people = [] if report.present is None else [people_text(report.present)]
    figures = ", ".join((*people, contributions_text(report.contributions)))
    opening = _("{title} ({figures}).").format(title=report.title, figures=figures)
    if not report.conclusions:
        opening += " " + _("La salle n’a pas encore relu de conclusion.")
    sentences = [f"{i}. {_flat(in_short(one))}" for i, one in enumerate(report.conclusions, 1)]
    told = _fitting(_flat(opening), sentences, LENGTH - len(report.hashtag) - 1)
    return f"{told} {report.hashtag}".strip().encode()


def _fitting(opening: str, sentences: list[str], room: int) -> str:
    """As many whole sentences as fit, and how many are left."""
    for kept in range(len(sentences), -1, -1):
        left = len(sentences) - kept
        more = ngettext("Et {n} autre conclusion.", "Et {n} autres conclusions.", left).format(n=left) if left else ""
        told = " ".join(part for part in (opening, *sentences[:kept], more) if part)
        if len(told) <= room:
            return told
    # A title may take it all by itself.
    return f"{opening[: room - 1].rstrip()}…"


def _flat(text: str) -> str:
    return " ".join(typeset(text).split("\n"))
