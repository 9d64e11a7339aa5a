"""What each phase gave, and what the room disputed, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from facilitator.engine.stances import controversy
from facilitator.engine.synthesis.shapes import (
    Answers,
    Card,
    Debate,
    Finding,
    Grid,
    Pile,
    Plane,
    Ranking,
    Rated,
    Sorting,
    Subjects,
    Voices,
)
from facilitator.exporters.outline.blocks import (
    Block,
    Bullets,
    Cell,
    Count,
    Entry,
    Heading,
    Line,
    Paragraph,
    Plot,
    Run,
    Table,
    aside,
    line,
    side_by_side,
    without_empty_columns,
)
from facilitator.exporters.wording import duration_text, labelled, mean_text, people_text, quoted
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of


def findings_blocks(found: Iterable[Finding], present: int | None) -> Iterator[Block]:
    """A sub-heading for each section, then for each phase the question that was asked, and what it gave."""
    for heading, findings in groupby(found, key=lambda finding: finding.heading):
        yield Heading(3, heading)
        for finding in findings:
            yield from _finding(finding, present)


def _finding(finding: Finding, present: int | None) -> Iterator[Block]:
    content = finding.content
    # A table says the question as its caption.
    caption = finding.question or finding.heading
    if isinstance(content, Grid):
        yield from _grid(content, caption)
    elif isinstance(content, Answers):
        yield from _answers(content, caption)
    elif isinstance(content, Sorting):
        yield from _sorting(content, caption)
    elif isinstance(content, Subjects):
        yield _subjects(content)
    else:
        if finding.question:
            yield Paragraph(line(finding.question), "question")
        yield from _pictured(content, present)


def _pictured(content: Voices | Ranking | Plane, present: int | None) -> Iterator[Block]:
    if isinstance(content, Voices):
        return _voices(content)
    return _ranking(content, present) if isinstance(content, Ranking) else _plane(content, present)


def card_line(card: Card) -> Line:
    """Somebody's words, and their signature where they left one."""
    signed = (aside(card.signature),) if card.signature else ()
    # A form is told by its first field: its table has the rest.
    words = card.fields[0][1] if card.fields else card.text
    return (Run(quoted(words), "quote"), *signed)


def _voices(voices: Voices) -> Iterator[Block]:
    if len(voices.piles) == 1:
        yield from _quoted(voices.piles[0], voices.piles[0].heading)
    else:
        parts = tuple(tuple(_quoted(pile, pile.heading or _("Hors groupe"))) for pile in voices.piles)
        yield side_by_side(parts)


def _quoted(pile: Pile, heading: str) -> Iterator[Block]:
    if heading:
        yield Heading(4, heading)
    yield Bullets(tuple(Entry(card_line(card)) for card in pile.cards))
    left = _left_out(pile)
    if left:
        yield Paragraph(line(left), "note")


def _left_out(pile: Pile) -> str:
    left = pile.total - len(pile.cards)
    if not left:
        return ""
    return ngettext("Et {n} autre contribution, en annexe.", "Et {n} autres contributions, en annexe.", left).format(
        n=left
    )


def _grid(grid: Grid, caption: str) -> Iterator[Block]:
    yield Table(caption, grid.fields, grid.lines)
    left = grid.total - len(grid.lines)
    if left:
        yield Paragraph(
            line(ngettext("Et {n} autre ligne, en annexe.", "Et {n} autres lignes, en annexe.", left).format(n=left)),
            "note",
        )


def _answers(answers: Answers, caption: str) -> Iterator[Block]:
    columns = tuple(column or _("Réponses") for column in answers.columns)
    rows = tuple(
        (text, *("\n".join(quoted(card.text) for card in cell) or "–" for cell in cells))
        for text, cells in answers.rows
    )
    if rows:
        yield Table(caption, (_("À propos de"), *columns), rows)
    if answers.unanswered:
        yield Heading(4, _("Restées sans réponse"))
        yield Bullets(tuple(Entry(line(text)) for text in answers.unanswered))


def _ranking(ranking: Ranking, present: int | None) -> Iterator[Block]:
    if ranking.voters is None:
        yield Paragraph(line(_("Trop peu de votants pour publier des chiffres.")), "note")
        yield Bullets(tuple(Entry(line(text)) for text, _points in ranking.items))
        return
    total = sum(points or 0 for _text, points in ranking.items)
    yield Table(
        ngettext(
            "Ce que le groupe veut traiter : {voters}, {points} point chacune",
            "Ce que le groupe veut traiter : {voters}, {points} points chacune",
            ranking.points_each,
        ).format(voters=people_text(ranking.voters, present), points=ranking.points_each),
        (_("Sujet"), _("Points")),
        tuple((text, Count(points or 0, total)) for text, points in ranking.items),
    )
    yield from afterwards_blocks(ranking.afterwards)


def _sorting(sorting: Sorting, caption: str) -> Iterator[Block]:
    tables = tuple(_("Table {name}").format(name=name) if name else _("La salle") for name in sorting.tables)
    rows = tuple((text, *(place or "–" for place in places)) for text, places in sorting.cards)
    yield Table(caption, (_("Carte"), *tables), rows)


def _subjects(subjects: Subjects) -> Table:
    rows = tuple(
        (one.text, duration_text(one.seconds), "–" if one.up is None else Count(one.up, one.up + (one.down or 0)))
        for one in subjects.items
    )
    heads = (_("Sujet"), _("Durée"), _("Pouces pour continuer"))
    return without_empty_columns(Table(_("Les sujets, l’un après l’autre"), heads, rows))


def _plane(plane: Plane, present: int | None) -> Iterator[Block]:
    if all(one.y is None and one.x is None for one in plane.items):
        yield Paragraph(line(_("Trop peu de notes pour publier des moyennes.")), "note")
        yield Bullets(tuple(Entry(line(one.text)) for one in plane.items))
        return
    if plane.x_axis and plane.y_axis:
        points = ((str(i), one.x, one.y) for i, one in enumerate(plane.items, 1))
        yield Plot(
            plane.x_axis, plane.y_axis, tuple((n, x, y) for n, x, y in points if x is not None and y is not None)
        )
    axes = [axis for axis in (plane.y_axis, plane.x_axis) if axis]
    yield without_empty_columns(
        Table(
            _("Notes moyennes, de 1 à 5"),
            (_("Élément"), *(_axis(axis) for axis in axes), _("Personnes"), _("Remarque")),
            tuple(_rated(i, one, plane, present) for i, one in enumerate(plane.items, 1)),
        )
    )
    yield from afterwards_blocks(plane.afterwards)


def _axis(axis: tuple[str, ...]) -> str:
    return _("{name} (1 : {low}, 5 : {high})").format(name=axis[0], low=axis[1].lower(), high=axis[2].lower())


def _rated(number: int, one: Rated, plane: Plane, present: int | None) -> tuple[str, ...]:
    means = [mean_text(mean) for mean, axis in ((one.y, plane.y_axis), (one.x, plane.x_axis)) if axis]
    if one.n is None and not one.decided:
        return (f"{number}.\u00a0{one.text}", *("–" for _mean in means), "–", _("trop peu de notes"))
    return (
        f"{number}.\u00a0{one.text}",
        *means,
        "–" if one.n is None else f"{one.n}{out_of(one.n, present)}",
        " · ".join(_remarks(one)),
    )


def _remarks(one: Rated) -> Iterator[str]:
    if one.decided:
        yield _("décidé à voix haute")
    if one.contested:
        yield _("avis partagés")


def debate_blocks(debate: Debate, present: int | None) -> Iterator[Block]:
    """A statement, where the room stood, and as many arguments on each side."""
    yield Heading(3, quoted(debate.statement))
    told = f"{labelled(debate.title)}{debate.story}" if debate.title and debate.story else debate.title or debate.story
    if told:
        yield Paragraph(line(told), "question")
    yield from _positions(debate, present)
    sides = ((_("Plutôt d’accord, parce que…"), debate.for_), (_("Plutôt pas d’accord, parce que…"), debate.against))
    parts = tuple(
        (Heading(4, heading), Bullets(tuple(Entry(card_line(card)) for card in cards)))
        for heading, cards in sides
        if cards
    )
    if parts:
        yield side_by_side(parts)


def _positions(debate: Debate, present: int | None) -> Iterator[Block]:
    moments = [
        (name, counts)
        for name, counts in ((_("Avant"), debate.before), (_("Après"), debate.after))
        if counts is not None
    ]
    if not moments:
        yield Paragraph(line(_("Trop peu de réponses pour publier une répartition.")), "note")
        return
    caption = _("Où se place la salle ({people})").format(people=_turnout(moments, present))
    rows: list[tuple[Cell, ...]] = []
    for i, place in enumerate(debate.scale):
        rows.append((place, *(Count(counts[i], sum(counts)) for _name, counts in moments)))
    yield Table(caption, (_("Position"), *(name for name, _counts in moments)), tuple(rows))
    said = [_controversy(moments)]
    if debate.moved is not None and debate.moved_of is not None:
        said.append(_moved(debate.moved, debate.moved_of))
    yield Paragraph(line(" ".join(said)), "note")
    yield from afterwards_blocks(debate.afterwards)


def afterwards_blocks(n: int) -> Iterator[Block]:
    """How much of what was counted came on paper when the workshop was over."""
    if n:
        told = ngettext("Dont {n} saisie après coup.", "Dont {n} saisies après coup.", n)
        yield Paragraph(line(told.format(n=n)), "note")


def _turnout(moments: list[tuple[str, tuple[int, ...]]], present: int | None) -> str:
    """How many placed themselves each time."""
    turnouts = {sum(counts) for _name, counts in moments}
    if len(moments) == 2 and len(turnouts) == 1:
        return _("{people}, avant et après").format(people=people_text(turnouts.pop(), present))
    return ", ".join(f"{people_text(sum(counts), present)} {name.lower()}" for name, counts in moments)


def _moved(people: int, of: int) -> str:
    if not people:
        return _("Personne, sur {of}, n’a changé de place entre les deux.").format(of=of)
    return ngettext(
        "{n} personne sur {of} a changé de place entre les deux.",
        "{n} personnes sur {of} ont changé de place entre les deux.",
        people,
    ).format(n=people, of=of)


def _controversy(moments: list[tuple[str, tuple[int, ...]]]) -> str:
    scores = ", ".join(f"{controversy(counts)} {name.lower()}" for name, counts in moments)
    return _("Controverse, de 0 (tout le monde à la même place) à 100 (la moitié à chaque bout) : {scores}.").format(
        scores=scores
    )
