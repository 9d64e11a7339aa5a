"""Validating: one sentence at a time, large, with its status in words and shape; then the whole page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from facilitator.engine.wording import number
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, blank, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene, fitted, opening, paged

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView, SentenceView, ValidateView

_MARKS: Final[Mapping[str, str]] = {"draft": "○", "agreed": "✓", "nuanced": "≈", "disagreed": "≠", "withheld": "×"}
_VERDICTS: Final[Mapping[str, str]] = {
    "draft": N_("à relire"),
    "agreed": N_("d’accord"),
    "nuanced": N_("à nuancer"),
    "disagreed": N_("fait débat"),
    "withheld": N_("non publiée"),
}
_STYLES: Final[Mapping[str, str]] = {
    "draft": QUIET,
    "agreed": "bold $success",
    "nuanced": "bold $warning",
    "disagreed": "bold $error",
    "withheld": "bold $error",
}


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The sentence before the room, or all of them."""
    validation = phase.get("validate")
    if validation is None or not validation["sentences"]:
        return Scene(centred(opening(phase, paper, rows=2), paper.height))
    sentence = next((one for one in validation["sentences"] if one["id"] == validation["focus"]), None)
    return _one(validation, sentence, phase, paper) if sentence else _page(validation, phase, paper, page)


def _one(validation: ValidateView, sentence: SentenceView, phase: PhaseView, paper: Paper) -> Scene:
    place = [one["id"] for one in validation["sentences"]].index(sentence["id"]) + 1
    told = _("phrase {n} sur {count}").format(n=place, count=len(validation["sentences"]))
    head = paper.ends(Content.assemble(*paper.words(phase["question"], QUIET, lines=1)), Content.styled(told, QUIET))
    blocks = [
        [head],
        paper.headline(sentence["text"], rows=4),
        [_status(_standing(sentence))],
        _nuance(sentence, paper),
        _opinions(sentence, paper),
    ]
    return Scene(centred(stacked(blocks, 0 if paper.small else 1), paper.height))


def _standing(sentence: SentenceView) -> str:
    """What the room said of it; that it will not be published comes first."""
    return "withheld" if sentence["withheld"] else sentence["verdict"]


def _status(verdict: str) -> Content:
    return Content.styled(f"{_MARKS[verdict]} {_(_VERDICTS[verdict])}", _STYLES[verdict])


def _nuance(sentence: SentenceView, paper: Paper) -> Lines:
    return paper.bullet("→", sentence["nuance"], BODY, lines=3, mark_style=ACCENT) if sentence["nuance"] else []


def _opinions(sentence: SentenceView, paper: Paper) -> Lines:
    counts = sentence["opinions"]
    if counts is None or not sum(counts):
        return []
    names = (_("d’accord"), _("à nuancer"), _("pas d’accord"))
    width = max(map(len, names)) + 2
    return [
        Content.assemble((name.ljust(width), BODY), bar(n, max(counts), paper.width - width - 6, str(n)))
        for name, n in zip(names, counts, strict=True)
    ]


def _page(validation: ValidateView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    bare: PhaseView = {**phase, "instruction": ""}
    blocks = [_line(sentence, paper) for sentence in validation["sentences"]]
    return fitted(
        bare, paper, lambda room: paged(blocks, room, page, foot=_feedback(validation, phase["present"], paper))
    )


def _line(sentence: SentenceView, paper: Paper) -> Lines:
    """The status in a mark and words, then the sentence, then what the room nuanced."""
    verdict = _standing(sentence)
    breadth = max(len(_(words)) for words in _VERDICTS.values()) + 2
    head = f"{_MARKS[verdict]} {_(_VERDICTS[verdict])}".ljust(breadth)
    text = paper.bullet(head, sentence["text"], BRIGHT, lines=3, mark_style=_STYLES[verdict])
    return [*text, *paper.words(sentence["nuance"], QUIET, lines=2, indent=breadth + 1)]


def _feedback(validation: ValidateView, present: int | None, paper: Paper) -> Lines:
    """What phones say of publishing, then of the time invested."""
    told = [words for words in (_publishing(validation), _worth(validation, present)) if words]
    return [*blank(0 if paper.small or not told else 1), *(Content.styled(words, ACCENT) for words in told)]


def _publishing(validation: ValidateView) -> str:
    agreed = validation["approvals"] or 0
    told = ngettext("{n} téléphone dit qu’on peut publier", "{n} téléphones disent qu’on peut publier", agreed)
    return told.format(n=agreed) if agreed else ""


def _worth(validation: ValidateView, present: int | None) -> str:
    scores, count = validation["roti"], validation["roti_count"]
    if not validation["feedback"] or scores is None or not count:
        return ""
    mean = sum(score * n for score, n in enumerate(scores, 1)) / count
    answers = ngettext("{n} réponse", "{n} réponses", count).format(n=count) + out_of(count, present)
    told = _("Temps bien investi : {mean} sur 5 ({answers})")
    return told.format(mean=number(round(mean, 1), language()), answers=answers)
