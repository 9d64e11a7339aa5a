"""Share out the time left: what is proposed, what people change of it; nothing is done before Entrée."""

from __future__ import annotations

from itertools import cycle
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from facilitator.engine.replan import Proposal, Wish, propose, to_cut, to_lengthen
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import PickList
from facilitator.tui.console.replanning import ask_for, causes, late_of, lines_of, picks, slots_of
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import lateness_words, whole_minutes
from facilitator.tui.console.told import Told, fixed, joined, paragraph
from facilitator.tui.hours import hour, minutes
from facilitator.tui.text import plain_line, truncate

TITLE_ROOM = 24
"""Cells of a title among the keys."""


class RetimeDialog(Card[list[Ask]]):
    """Before → after for each phase to come; gives back what to ask."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("plus,equals_sign,right", "change(60)", N_("Une minute de plus à cette étape"), "retime.more"),
        bind("w,W,left", "change(-60)", N_("Une minute de moins à cette étape"), "retime.less"),
        bind("s,S", "drop", N_("Supprimer l’étape, ou la reprendre"), "retime.drop"),
        bind("f,F", "move_end", N_("Décaler la fin, ou pas"), "retime.end"),
    ]
    DEFAULT_CSS = """
    RetimeDialog #card { height: auto; max-height: 94%; }
    RetimeDialog PickList { margin-top: 1; height: auto; max-height: 50vh; }
    RetimeDialog #hint { margin-top: 0; }
    """

    def __init__(self, shown: Snapshot) -> None:
        super().__init__()
        self._view = shown.view
        self._slots = slots_of(shown.view)
        self._lines = lines_of(shown.view)
        self._late = late_of(shown.numbers())
        self._dropped: set[str] = set()
        self._added: dict[str, int] = {}
        self._refusal = ""
        first = propose(self._slots, self._late)
        self._ends = cycle(sorted({0.0, whole_minutes(first.missing), whole_minutes(max(0.0, self._late))}))
        self._moved = next(self._ends)
        self._next_end = next(self._ends)
        self._points_at = to_cut(self._slots, first) if first.missing else ""
        if self._late < 0:
            self._points_at = to_lengthen(self._slots)

    def compose(self) -> ComposeResult:
        """Heading and cause, list, what it all comes to, the keys."""
        with Vertical(id="card"):
            yield Told(id="heading")
            yield PickList(lines=2, empty=_("C’est la dernière étape."))
            yield Told(id="sum")
            yield Told(id="hint")

    def on_mount(self) -> None:
        """Show what is proposed."""
        time = self._view["time"]
        end = "" if time["planned_end"] is None else _("   fin {hour}").format(hour=hour(time["planned_end"]))
        firm = _(" (ferme)") if end and time["hard_stop"] else ""
        self.query_one("#heading", Told).tell(
            joined(
                fixed(_("GÉRER LE TEMPS   "), "bold $accent"),
                fixed(lateness_words(self._late), "bold"),
                fixed(end + firm),
            ),
            *(plain_line(cause, "$text-muted") for cause in [causes(self._view)] if cause and self._late > 0),
        )
        self._tell()
        self.query_one(PickList).go_to(self._points_at)
        self._tell()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Once widths are known."""
        self.query_one(PickList).refresh(layout=True)
        self._tell()

    @property
    def _proposal(self) -> Proposal:
        return propose(self._slots, self._late, Wish(frozenset(self._dropped), dict(self._added), round(self._moved)))

    def _tell(self) -> None:
        found = self._proposal
        self.query_one(PickList).show(picks(self._view, found.changes))
        self.query_one("#sum", Told).tell(*self._sum(found))
        self.query_one("#hint", Told).tell(self._paragraph(" · ".join(self._keys()), "$text-muted"))

    def _paragraph(self, text: str, style: str) -> Content:
        """Words broken where they may be: an hour stays in one piece."""
        return paragraph(text, self.query_one("#sum").content_size.width, 3, style)

    def _sum(self, found: Proposal) -> list[Content]:
        if self._refusal:
            return [plain_line(self._refusal, "bold $warning")]
        if found.missing:
            what = _("Il manque {time} : que voulez-vous couper ?").format(time=minutes(found.missing))
            return [fixed(f"! {what}", "bold $warning")]
        if self._late < 0 and found.is_empty:
            return [self._paragraph(self._ahead(), "bold $success")]
        return [fixed(self._after(found), "bold")]

    def _ahead(self) -> str:
        advance, receiver = minutes(60 * round(-self._late / 60)), self._lines.get(self._cursor)
        back = _("{time} d’avance : Entrée les rend au groupe, à la fin").format(time=advance)
        return back if receiver is None else back + _(" · + en donne à « {title} »").format(title=receiver["title"])

    def _after(self, found: Proposal) -> str:
        planned = self._view["time"]["planned_end"]
        if planned is None:
            return _("L’heure de fin sera fixée au démarrage.")
        return _("Après : fin {end}, {lateness}.").format(
            end=hour(planned + self._moved - found.spare), lateness=lateness_words(-found.spare)
        )

    def _keys(self) -> list[str]:
        keys = [_("Entrée applique")]
        if (line := self._lines.get(self._cursor)) is not None:
            words = _("S reprend « {title} »") if self._cursor in self._dropped else _("S supprime « {title} »")
            keys.append(words.format(title=truncate(line["title"], TITLE_ROOM)))
        planned = self._view["time"]["planned_end"]
        if planned is not None and self._next_end != self._moved:
            keys.append(_("F finit à {hour}").format(hour=hour(planned + self._next_end)))
        return [*keys, _("+\u00a0W une minute"), _("Échap ne change rien")]

    @property
    def _cursor(self) -> str:
        return self.query_one(PickList).cursor

    @on(PickList.Moved)
    def _walked(self) -> None:
        self._refusal = ""
        self._tell()

    def action_change(self, seconds: int) -> None:
        """More or less for the phase under the cursor; a protected one is never shortened here."""
        if (line := self._lines.get(self._cursor)) is None:
            return
        self._refusal = ""
        shown = {change.id: change for change in self._proposal.changes}[self._cursor]
        added = max(shown.after + seconds, 0) - shown.before
        if line["priority"] == "protected" and added < 0:
            self._refusal = _("« {title} » est protégée : elle ne se raccourcit pas d’ici.").format(title=line["title"])
        else:
            self._dropped.discard(self._cursor)
            self._added[self._cursor] = added
        self._tell()

    def action_drop(self) -> None:
        """Without this phase, or with it after all; whatever the script meant, but never the closing."""
        if (line := self._lines.get(self._cursor)) is None:
            return
        self._refusal = ""
        if line["priority"] == "protected":
            self._refusal = _("« {title} » est protégée : elle ne se supprime pas.").format(title=line["title"])
        else:
            self._dropped ^= {self._cursor}
            self._added.pop(self._cursor, None)
        self._tell()

    def action_move_end(self) -> None:
        """Say aloud that it ends later, by what is missing or by all of it, or take that back."""
        self._moved, self._next_end = self._next_end, next(self._ends)
        self._tell()

    @on(PickList.Chosen)
    def _apply(self, event: PickList.Chosen) -> None:
        event.stop()
        found = self._proposal
        if found.is_empty and not self._moved:
            self.dismiss([])
            return
        said = _("Nouveau découpage appliqué. U l’annule.")
        self.dismiss([ask_for(self._view, found, said, moved=self._moved)])
