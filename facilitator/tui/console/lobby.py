"""Before the first phase: how many we are, the warm-up poll, the rule, and where to join."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.frame import Frame
from facilitator.tui.console.header import Header
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.rundown import Rundown
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined, paragraph
from facilitator.tui.hours import hour
from facilitator.tui.qr import QR
from facilitator.tui.text import plain_line
from facilitator.tui.widgets.bars import length
from facilitator.tui.widgets.keybar import KeyBar


class LobbyScreen(Frame):
    """People come in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "count(1)", N_("Une personne de plus"), "lobby.more"),
        bind("down", "count(-1)", N_("Une personne de moins"), "lobby.less"),
        bind("f,F", "full", N_("Complet, ou plus"), "lobby.full"),
        bind("h,H", "hands", N_("Compter les mains pour la question d’accueil"), "lobby.hands"),
    ]
    DEFAULT_CSS = """
    LobbyScreen #middle { height: 1fr; }
    LobbyScreen #door { width: 1fr; height: 1fr; padding: 1 2; }
    LobbyScreen #door Told { height: auto; margin-bottom: 1; }
    LobbyScreen #way-in { width: 50; height: 1fr; padding: 1 2; display: none; }
    LobbyScreen.-wide.-tall #way-in { display: block; }
    LobbyScreen #poll { margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        """The run-of-show, the door, the way in."""
        yield Header()
        with Horizontal(id="middle"):
            yield Rundown()
            with Vertical(id="door"):
                yield Told(id="heads")
                yield Told(id="question")
                yield Told(id="poll")
                yield Told(id="rule")
                yield Told(id="addresses")
            with Vertical(id="way-in"):
                yield QR(self.shown.view["addresses"]["join"])
        yield Told(id="advice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first snapshot."""
        self.ready = True
        self.show(self.shown)

    def _show_again(self) -> None:
        if self.ready:
            self.show(self.shown)

    def on_resize(self) -> None:
        """Widths decide what is cut short."""
        self.call_after_refresh(self._show_again)

    def show(self, shown: Snapshot) -> None:
        """Everything that depends on the view."""
        super().show(shown)
        view, lobby = shown.view, shown.view["lobby"]
        self.query_one(Header).show(shown)
        self.query_one(Rundown).show(shown)
        self.query_one("#heads", Told).tell(*self._heads(shown))
        self.query_one("#question", Told).tell(self._paragraph(lobby["question"], "bold"))
        self.query_one("#poll", Told).tell(*self._poll(shown))
        rule = [fixed(_("Règle de parole"), "$text-muted"), self._paragraph(view["speaking_rule"])]
        self.query_one("#rule", Told).tell(*(rule if view["speaking_rule"] else [fixed("")]))
        self.query_one("#addresses", Told).tell(*self._addresses(shown))
        self.query_one(QR).update(view["addresses"]["join"])

    def tick(self) -> None:
        """Only what tells the time."""
        super().tick()
        self.query_one(Header).tick(self.shown)

    def _paragraph(self, text: str, style: str = "") -> Content:
        width = self.query_one("#door").content_size.width
        return paragraph(text, width, 4, style)

    def _heads(self, shown: Snapshot) -> list[Content]:
        lobby = shown.view["lobby"]
        here = lobby["head_count"] or 0
        people = ngettext("{n} personne", "{n} personnes", here).format(n=here)
        seats = "" if lobby["seats"] is None else _(" sur {seats} places").format(seats=lobby["seats"])
        full = _("   COMPLET") if lobby["full"] else ""
        phones = shown.view["counts"]["connected"]
        joined_in = ngettext("   {n} téléphone", "   {n} téléphones", phones).format(n=phones) if phones else ""
        starts = "" if lobby["starts_at"] is None else _("Début prévu à {hour}").format(hour=hour(lobby["starts_at"]))
        return [
            joined(
                fixed(people, "bold $primary"), fixed(seats + joined_in, "$text-muted"), fixed(full, "bold $warning")
            ),
            fixed(starts or _("Le premier Espace fixe l’heure de début"), "$text-muted"),
        ]

    def _poll(self, shown: Snapshot) -> list[Content]:
        lobby = shown.view["lobby"]
        answers = lobby["answers"] or [0] * len(lobby["choices"])
        most = max(answers, default=0)
        return [
            joined(
                fixed(f"{answers[index]:>4}  ", "bold $accent"),
                fixed(f"{length(answers[index], most, 16):<16}  ", "$primary"),
                plain_line(choice),
            )
            for index, choice in enumerate(lobby["choices"])
        ]

    @staticmethod
    def _addresses(shown: Snapshot) -> list[Content]:
        addresses = shown.view["addresses"]
        named = ((_("Participer"), addresses["join"]), (_("Écran public"), addresses["screen"]))
        lines = [
            joined(fixed(_("{name} : ").format(name=name), "$text-muted"), plain_line(url, "bold"))
            for name, url in named
            if url
        ]
        return lines or [
            fixed(_("Sans réseau : le clavier de la salle (C) et le papier (I) suffisent."), "$text-muted")
        ]

    def useful(self) -> list[tuple[str, str]]:
        """The keys of the lobby."""
        keys = [(_("Espace"), _("commencer")), ("↑ ↓", _("personnes")), ("F", _("complet"))]
        hands = [("H", _("mains"))] if self.shown.view["lobby"]["choices"] else []
        return [*keys, *hands, ("L", _("accès")), ("?", _("touches"))]

    def action_count(self, by: int) -> None:
        """One more, one fewer."""
        self.post_message(Ask("count-arrivals", change=by))

    def action_full(self) -> None:
        """No room left, or some after all."""
        full = not self.shown.view["lobby"]["full"]
        said = _("Complet : c’est affiché.") if full else _("De nouveau ouvert.")
        self.post_message(Ask("set-full", said, full=full))

    def action_hands(self) -> None:
        """Count hands for each choice of the poll."""
        from facilitator.tui.console.dialogs.line import FieldsDialog

        lobby = self.shown.view["lobby"]
        if lobby["choices"]:
            empty = [""] * len(lobby["choices"])
            self.app.push_screen(FieldsDialog(lobby["question"], lobby["choices"], empty, 4), self._counted)

    def _counted(self, values: list[str] | None) -> None:
        for choice, value in enumerate(values or []):
            if value.isdecimal():
                self.post_message(Ask("count-poll-hands", _("Mains comptées."), choice=choice, count=int(value)))
