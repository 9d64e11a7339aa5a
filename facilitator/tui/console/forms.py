"""What `I` writes in each kind of phase: a small form, and the command that its words become. No screen here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from facilitator.client import new_id
from facilitator.locale import gettext as _
from facilitator.tui.console.messages import Ask, Said

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, RowView

Source = Literal["facilitator", "paper"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled."""

    values: Sequence[str]
    choice: str
    source: Source


Build = Callable[[Filled], Ask | Said]


@dataclass(frozen=True, slots=True)
class Form:
    """A small form for one phase."""

    key: str
    """What it is for; a half-typed line stays with it."""
    title: str
    labels: tuple[str, ...]
    """One line to type for each; a single empty label is a plain line."""
    choices: tuple[tuple[str, str], ...]
    """What a line is filed under: (value, words); the first is where it opens."""
    build: Build
    most: int = 280
    """Characters a line may take."""
    numeric: bool = False
    sources: bool = True
    """Whether « heard » and « paper » are told apart."""
    start: str = ""
    """The choice it opens on, when it is not the first."""


def form_for(phase: PhaseView) -> Form:
    """What `I` opens now."""
    makers: Mapping[str, Callable[[PhaseView], Form]] = {
        "collect": _collect,
        "respond": _respond,
        "position": _arguments,
        "vote": _ballot,
        "commit": _commit,
        "validate": _sentence,
        "matrix": _aside,
    }
    return makers.get(phase["kind"], _note)(phase)


def forms_afterwards(phase: PhaseView) -> list[Form]:
    """What `I` may open once all is over: each card, ballot, row, item and case that one answered."""
    match phase["kind"]:
        case "respond":
            return [_answer(phase, row) for row in phase["respond"]["rows"]]
        case "position":
            return [_stance(phase)]
        case "matrix":
            return [rating(phase, item["id"], item["text"]) for item in phase["matrix"]["items"]]
        case "commit":
            title = _("{title} : publié sans nom, avec l’accord de la personne").format(title=phase["title"])
            return [replace(_commit(phase), title=title, choices=(_shared(),))]
        case "validate":
            return []
    return [form_for(phase)]


def idea(phase: PhaseView, filled: Filled, **more: object) -> Ask | Said:
    """A contribution, ready to be sent as often as needed."""
    text = filled.values[0].strip()
    if not text:
        return Said(_("Il n’y a rien à enregistrer : la ligne est vide."))
    said = _("Enregistré.")
    return Ask("submit-idea", said, True, id=new_id(), phase=phase["id"], channel=filled.source, text=text, **more)


def _columns(phase: PhaseView) -> tuple[tuple[str, str], ...]:
    return tuple((column, column) for column in phase["columns"])


def _collect(phase: PhaseView) -> Form:
    if phase["fields"]:
        return _fields(phase)
    return Form(
        phase["id"], phase["title"], ("",), _columns(phase),
        lambda filled: idea(phase, filled, column=filled.choice), phase["max_characters"],
    )  # fmt: skip


def _fields(phase: PhaseView) -> Form:
    labels = tuple(phase["fields"])

    def build(filled: Filled) -> Ask | Said:
        fields = [(label, value.strip()) for label, value in zip(labels, filled.values, strict=True) if value.strip()]
        if not fields:
            return _nothing()
        return Ask(
            "submit-idea", _("Enregistré."), True,
            id=new_id(), phase=phase["id"], channel=filled.source, fields=fields, column=filled.choice,
        )  # fmt: skip

    return Form(phase["id"], phase["title"], labels, _columns(phase), build, phase["max_characters"])


def _respond(phase: PhaseView) -> Form:
    respond = phase["respond"]
    focused = (row for row in respond["rows"] if row["id"] == respond["focus"])
    return _answer(phase, next(focused, None) or next(iter(respond["rows"]), None))


def _answer(phase: PhaseView, row: RowView | None) -> Form:
    where = row["id"] if row else ""
    return Form(
        f"{phase['id']}/{where}", row["text"] if row else phase["title"], ("",), _columns(phase),
        lambda filled: idea(phase, filled, column=filled.choice, row=where), phase["max_characters"],
    )  # fmt: skip


def _arguments(phase: PhaseView) -> Form:
    debate = phase["debate"]
    sides = (("for", _("Pour")), ("against", _("Contre")))
    return Form(
        f"{phase['id']}/{debate['case']}", _("Un argument"), ("",), sides,
        lambda filled: idea(phase, filled, column=filled.choice, row=f"case:{debate['case']}"),
        phase["max_characters"], start=debate["speaks_next"],
    )  # fmt: skip


def _ballot(phase: PhaseView) -> Form:
    vote = phase["vote"]
    items = vote["items"]

    def build(filled: Filled) -> Ask | Said:
        points = [(item["id"], int(value or 0)) for item, value in zip(items, filled.values, strict=True)]
        if not any(given for _item, given in points):
            return Said(_("Ce bulletin ne donne aucun point."))
        return Ask(
            "cast-votes", _("Bulletin enregistré."), True,
            voter=new_id(), points=points, channel="paper", phase=phase["id"],
        )  # fmt: skip

    title = _("Un bulletin papier : {points} points").format(points=vote["points"])
    labels = tuple(item["text"] for item in items)
    return Form(f"{phase['id']}/ballot", title, labels, (), build, 2, numeric=True, sources=False)


def hands(phase: PhaseView, item: str, text: str, head_count: int) -> Form:
    """A show of hands on one item of a vote, out of the people who have not voted otherwise."""
    vote = phase["vote"]
    by_hand = vote["channels"].get("facilitator", 0)
    known = by_hand or max(0, head_count - (vote["voters"] or 0))

    def build(filled: Filled) -> Ask | Said:
        if not filled.values[0]:
            return Said(_("Combien de mains ?"))
        present = int(filled.values[1] or known)
        if not present:
            return Said(_("Sur combien de personnes qui votent à main levée ?"))
        return Ask("count-hands", _("Mains comptées."), True, item=item, count=int(filled.values[0]), present=present)

    out_of = _("Sur combien de personnes (vide : {n})").format(n=known) if known else _("Sur combien de personnes")
    labels = (_("Mains levées"), out_of)
    return Form(f"{phase['id']}/hands/{item}", text, labels, (), build, 4, numeric=True, sources=False)


def thumbs(phase: PhaseView) -> Form:
    """The thumbs of a room, for a subject to go on or not."""

    def build(filled: Filled) -> Ask | Said:
        if not any(filled.values):
            return _nothing()
        up, down = (int(value or 0) for value in filled.values)
        return Ask("count-thumbs", _("Pouces comptés."), True, up=up, down=down)

    labels = (_("On continue"), _("On passe au suivant"))
    key, title = f"{phase['id']}/thumbs/{phase['focus']}", _("Les pouces de la salle")
    return Form(key, title, labels, (), build, 4, numeric=True, sources=False)


def places(phase: PhaseView) -> Form:
    """The people counted at each place of the scale."""
    debate = phase["debate"]

    def build(filled: Filled) -> Ask | Said:
        if not any(filled.values):
            return _nothing()
        return Ask(
            "count-stances", _("Personnes comptées."), True,
            counts=[int(value or 0) for value in filled.values], case=debate["case"], moment=debate["moment"],
        )  # fmt: skip

    key = f"{phase['id']}/places/{debate['case']}/{debate['moment']}"
    title = (
        _("Personnes à chaque place, avant") if debate["moment"] == "before" else _("Personnes à chaque place, après")
    )
    return Form(key, title, tuple(debate["scale"]), (), build, 4, numeric=True, sources=False)


def _stance(phase: PhaseView) -> Form:
    """Where one slip of paper stands on a case, by the number of the place; it says itself of which moment it is."""
    debate = phase["debate"]
    scale = debate["scale"]
    moments = (("before", _("Avant les arguments")), ("after", _("Après")))

    def build(filled: Filled) -> Ask | Said:
        if not any(filled.values):
            return _nothing()
        return Ask(
            "take-stance", _("Placement enregistré."), True,
            voter=new_id(), value=int(filled.values[0]) - 1, case=debate["case"], moment=filled.choice,
            channel="paper", phase=phase["id"],
        )  # fmt: skip

    label = _("De 1 ({first}) à {n} ({last})").format(first=scale[0], n=len(scale), last=scale[-1])
    return Form(
        f"{phase['id']}/stance/{debate['case']}", debate["statement"] or debate["title"], (label,),
        moments if debate["before_after"] else moments[:1], build, 2, numeric=True, sources=False,
    )  # fmt: skip


def rating(phase: PhaseView, item: str, text: str) -> Form:
    """One paper rating of an item."""
    matrix = phase["matrix"]
    axes = [axis for axis in (matrix["x_axis"], matrix["y_axis"]) if axis]
    labels = tuple(_("{axis} : de 1 ({low}) à 5 ({high})").format(axis=a[0], low=a[1], high=a[2]) for a in axes)

    def build(filled: Filled) -> Ask | Said:
        if not any(filled.values):
            return _nothing()
        values = iter(int(value) if value else None for value in filled.values)
        x = next(values) if matrix["x_axis"] else None
        y = next(values) if matrix["y_axis"] else None
        return Ask(
            "rate-item", _("Note enregistrée."), True,
            voter=new_id(), item=item, x=x, y=y, channel="paper", phase=phase["id"],
        )  # fmt: skip

    return Form(f"{phase['id']}/rating/{item}", text, labels, (), build, 1, numeric=True, sources=False)


def _commit(phase: PhaseView) -> Form:
    commit = phase["commit"]
    labels = tuple(commit["fields"]) or ("",)
    kept = ("", _("Je garde pour moi"))
    choices = {"choice": (kept, _shared()), "never": (kept,), "always": (_shared(),)}[commit["sharing"]]

    def build(filled: Filled) -> Ask | Said:
        fields = [(label, value.strip()) for label, value in zip(labels, filled.values, strict=True) if value.strip()]
        if not fields:
            return _nothing()
        said = _("Enregistré.") if filled.choice else _("Compté ; les mots ne sont pas gardés.")
        return Ask(
            "commit", said, True,
            id=new_id(), fields=fields, share=bool(filled.choice), channel=filled.source, phase=phase["id"],
        )  # fmt: skip

    return Form(phase["id"], phase["title"], labels, choices, build, phase["max_characters"])


def _shared() -> tuple[str, str]:
    return "share", _("Publié sans mon nom")


def _sentence(phase: PhaseView) -> Form:
    sections = tuple((section, section) for section in phase["validate"]["sections"])

    def build(filled: Filled) -> Ask | Said:
        if not filled.values[0].strip():
            return Said(_("Il n’y a rien à enregistrer : la ligne est vide."))
        return Ask(
            "write-sentence", _("Phrase proposée."), True,
            id=new_id(), text=filled.values[0].strip(), section=filled.choice,
        )  # fmt: skip

    return Form(f"{phase['id']}/sentence", _("Une phrase de synthèse"), ("",), sections, build, 300, sources=False)


def roti(phase: PhaseView) -> Form:
    """One paper answer: a score from 1 to 5 and maybe a word."""

    def build(filled: Filled) -> Ask | Said:
        score = filled.values[0].strip()
        if not score.isdecimal():
            return Said(_("La note va de 1 à 5."))
        return Ask(
            "give-roti", _("Note enregistrée."), True,
            voter=new_id(), score=int(score), word=filled.values[1].strip(), channel="paper",
        )  # fmt: skip

    labels = (_("Note de 1 à 5"), _("Un mot, si la personne veut"))
    return Form(f"{phase['id']}/roti", _("Le temps investi"), labels, (), build, 80, sources=False)


def _note(phase: PhaseView) -> Form:
    return Form(
        phase["id"], phase["title"], ("",), _columns(phase),
        lambda filled: idea(phase, filled, column=filled.choice), phase["max_characters"],
    )  # fmt: skip


def _aside(phase: PhaseView) -> Form:
    return aside(phase)


def aside(phase: PhaseView) -> Form:
    """A question put aside, whatever the phase does."""
    return Form(
        f"{phase['id']}/aside", _("Question de côté"), ("",), (),
        lambda filled: idea(phase, filled, parked=True), 280,
    )  # fmt: skip


def _nothing() -> Said:
    """Entrée typed once too often: an empty form would count nobody in the place of those who were."""
    return Said(_("Il n’y a rien à enregistrer : la fiche est vide."))
