"""The home: resume, pick a workshop, look at the past ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.store.library import SessionCard
from facilitator.store.paths import DataFolder
from facilitator.tui.console.keys import bind
from facilitator.tui.console.library import ScriptCard, Shelf, export_session, shelf
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.face import Face
from facilitator.tui.text import plain_line
from facilitator.tui.widgets.keybar import KeyBar, KeyHint


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked."""

    command: Literal["run", "resume"]
    argument: str


class HomeApp(Face[Choice]):
    """Everything that can be picked, in one list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "quit", N_("Quitter"), "home.quit"),
        bind("e,E", "export", N_("Exporter la synthèse"), "home.export"),
        bind("r,R", "resume", N_("Reprendre, même un atelier terminé"), "home.resume"),
    ]
    CSS = """
    #home { padding: 1 3; height: 1fr; width: 100%; max-width: 120; }
    #home Told { height: auto; }
    #hello { margin-bottom: 1; }
    #told { margin-top: 1; }
    """

    def __init__(self, data: DataFolder, folder: Path | None = None) -> None:
        super().__init__()
        self._data = data
        self._folder = folder or Path.cwd()
        self._sessions: dict[str, SessionCard] = {}
        self._scripts: dict[str, ScriptCard] = {}

    def compose(self) -> ComposeResult:
        """A greeting, the list, a line to answer on, the keys."""
        with Vertical(id="home"):
            yield Told(
                joined(fixed("facilitator", "bold $accent"), fixed(_("   bonjour. On anime quoi ?"), "$text-muted")),
                id="hello",
            )
            yield PickList(lines=1, empty=_("Je cherche les ateliers…"))
            yield Told(id="told")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the files after the first paint."""
        self.query_one(PickList).focus()
        self._tell_keys("")
        self.call_after_refresh(self.look)

    @work(thread=True, exclusive=True)
    def look(self) -> None:
        """Find what there is, away from the loop."""
        found = shelf(self._data, self._folder)
        self.call_from_thread(self._show, found)

    def _show(self, found: Shelf) -> None:
        self._sessions = {card.id: card for card in found.sessions}
        self._scripts = {card.name: card for card in found.scripts}
        begun = [card for card in found.sessions if card.status != "ended"]
        over = [card for card in found.sessions if card.status == "ended"]
        mine = [card for card in found.scripts if not card.shipped]
        shipped = [card for card in found.scripts if card.shipped and not card.method]
        methods = [card for card in found.scripts if card.method]
        blocks = (
            (_("À reprendre"), [self._session(card, "▶ ") for card in begun]),
            (_("Mes ateliers"), [self._script(card) for card in mine]),
            (_("Ateliers livrés"), [self._script(card) for card in shipped]),
            (_("Méthodes à adapter"), [self._script(card) for card in methods]),
            (_("Ateliers passés"), [self._session(card, "✓ ") for card in over]),
        )
        picks: list[Pick] = []
        for title, lines in blocks:
            if lines:
                picks += [Pick(f"#{title}", title, heading=True), *lines]
        self.query_one(PickList).show(picks)
        self._tell_keys(self.query_one(PickList).cursor)

    @staticmethod
    def _session(card: SessionCard, mark: str) -> Pick:
        ideas = card.counts.get("ideas", 0)
        words = ngettext("{n} contribution", "{n} contributions", ideas).format(n=ideas)
        when = f"{card.at:%d/%m/%Y %H:%M}"
        return Pick(card.id, card.title, mark, f"{words}  {when}")

    @staticmethod
    def _script(card: ScriptCard) -> Pick:
        if not card.sound:
            return Pick(card.name, card.title, "! ", _("à corriger"), muted=True)
        file = "" if card.shipped else f"{Path(card.name).name}  "
        return Pick(card.name, card.title, "  ", file + _("{n} min").format(n=card.minutes))

    def _tell_keys(self, at: str) -> None:
        enter = _("lancer") if at in self._scripts else _("reprendre")
        card = self._sessions.get(at)
        if card is not None and card.status == "ended":
            enter = _("exporter")
        hints = [KeyHint("↑ ↓", _("choisir")), KeyHint(_("Entrée"), enter)]
        if card is not None:
            hints.append(KeyHint("R", _("rouvrir")) if card.status == "ended" else KeyHint("E", _("exporter")))
        self.query_one(KeyBar).hints = (*hints, KeyHint(_("Échap"), _("quitter")))

    @on(PickList.Moved)
    def _moved(self, event: PickList.Moved) -> None:
        if not isinstance(event, PickList.Chosen):
            self._tell_keys(event.pick_id)

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        script, session = self._scripts.get(event.pick_id), self._sessions.get(event.pick_id)
        if script is not None and script.sound:
            self.exit(Choice("run", script.name))
        elif script is not None:
            self._say(_("Cet atelier est à corriger : facilitator check {name}").format(name=script.name))
        elif session is not None and session.status != "ended":
            self.exit(Choice("resume", session.id))
        elif session is not None:
            self.action_export()

    def action_resume(self) -> None:
        """Reopen a session, even one that has ended."""
        at = self.query_one(PickList).cursor
        if at in self._sessions:
            self.exit(Choice("resume", at))

    def action_export(self) -> None:
        """Write the synthesis of the session under the cursor."""
        at = self.query_one(PickList).cursor
        if at in self._sessions:
            self._say(_("J'écris la synthèse…"))
            self.write(at)

    @work(thread=True, exclusive=True)
    def write(self, session: str) -> None:
        """Make the files, away from the loop."""
        try:
            told = "\n".join([_("C'est écrit dans :"), *export_session(session, self._data)])
        except Exception:
            told = _("Cette session ne se laisse pas lire : facilitator export dira pourquoi.")
        self.call_from_thread(self._say, told)

    def _say(self, sentence: str) -> None:
        self.query_one("#told", Told).tell(*(plain_line(line, "$accent") for line in sentence.split("\n")))
