"""The home: resume, pick a workshop, look at the past ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from textual import on, work
from textual.app import ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.store.erasing import erase
from facilitator.store.library import SessionCard
from facilitator.store.lock import SessionLocked
from facilitator.store.paths import DataFolder
from facilitator.store.searching import Hit, search
from facilitator.tui.console.keys import bind
from facilitator.tui.console.library import ScriptCard, Shelf, export_session, shelf
from facilitator.tui.console.own_keys import retold, use_own_keys
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.console.typed_line import TypedLine
from facilitator.tui.face import Face
from facilitator.tui.text import plain_line
from facilitator.tui.widgets.keybar import KeyBar, KeyHint


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked."""

    command: Literal["run", "rehearse", "resume"]
    argument: str


class HomeApp(Face[Choice]):
    """Everything that can be picked, in one list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "quit", N_("Quitter"), "home.quit"),
        bind("e,E", "export", N_("Exporter la synthèse"), "home.export"),
        bind("t,T", "rehearse", N_("Répéter, avec une salle simulée"), "home.rehearse"),
        bind("r,R", "resume", N_("Reprendre, même un atelier terminé"), "home.resume"),
        bind("f,F", "search", N_("Chercher dans les ateliers passés"), "home.search"),
        bind("delete", "erase", N_("Effacer une session pour toujours"), "home.erase"),
        bind("o,O", "confirm", N_("Confirmer l’effacement"), "home.confirm"),
        bind("question_mark", "help", N_("Toutes les touches"), "home.help"),
    ]
    CSS = """
    #home { padding: 1 3; height: 1fr; width: 100%; max-width: 120; }
    #home Told { height: auto; }
    #hello { margin-bottom: 1; }
    #told { margin-top: 1; }
    TypedLine { display: none; margin-bottom: 1; }
    .searching TypedLine { display: block; }
    """

    def __init__(self, data: DataFolder, folder: Path | None = None) -> None:
        super().__init__()
        self._data = data
        self._folder = folder or Path.cwd()
        self._sessions: dict[str, SessionCard] = {}
        self._scripts: dict[str, ScriptCard] = {}
        self._shelf = Shelf((), ())
        self._to_erase = ""

    def compose(self) -> ComposeResult:
        """A greeting, the list, a line to answer on, the keys."""
        with Vertical(id="home"):
            yield Told(
                joined(fixed("facilitator", "bold $accent"), fixed(_("   bonjour. On anime quoi ?"), "$text-muted")),
                id="hello",
            )
            yield TypedLine(self._to_the_list)
            yield PickList(lines=1, empty=_("Je cherche les ateliers…"))
            yield Told(id="told")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the files after the first paint."""
        self.query_one(PickList).focus()
        self._say(use_own_keys(self))
        self._tell_keys("")
        self.call_after_refresh(self.look)

    @work(thread=True, exclusive=True)
    def look(self) -> None:
        """Find what there is, away from the loop."""
        found = shelf(self._data, self._folder)
        self.call_from_thread(self._show, found)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value.strip():
            self.find(event.value)
        else:
            self._show(self._shelf)

    def _to_the_list(self) -> None:
        self.query_one(PickList).focus()

    @work(thread=True, exclusive=True, group="search")
    def find(self, words: str) -> None:
        """Look for words in what the sessions gave, away from the loop."""
        self.call_from_thread(self._show_hits, words, search(self._data, words))

    def _show_hits(self, words: str, hits: tuple[Hit, ...]) -> None:
        if self.query_one(TypedLine).value != words:
            return  # more was typed meanwhile
        picks: list[Pick] = []
        for hit in hits:
            mark = "✓ " if hit.card.status == "ended" else "▶ "
            picks.append(self._session(hit.card, mark))
            picks += [
                Pick(f"#{hit.card.id}{i}", excerpt, "   ", heading=True, muted=True)
                for i, excerpt in enumerate(hit.excerpts)
            ]
        self.query_one(PickList).show(picks or [Pick("#", _("Ces mots ne sont dans aucune session."), heading=True)])
        self._tell_keys(self.query_one(PickList).cursor)

    def _show(self, found: Shelf) -> None:
        self._shelf = found
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
        late = _("à effacer") + "  " if card.overdue() else ""
        return Pick(card.id, card.title, mark, f"{late}{words}  {when}")

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
        script = self._scripts.get(at)
        if script is not None and script.sound:
            hints.append(KeyHint("T", _("répéter")))
        if card is not None:
            hints.append(KeyHint("R", _("rouvrir")) if card.status == "ended" else KeyHint("E", _("exporter")))
            hints.append(KeyHint(_("Suppr"), _("effacer")))
        if self._sessions:
            hints.append(KeyHint("F", _("chercher")))
        hints.append(KeyHint(_("Échap"), _("quitter")))
        self.query_one(KeyBar).hints = tuple(KeyHint(retold(hint.key, "home"), hint.words) for hint in hints)

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

    def action_rehearse(self) -> None:
        """Play the workshop under the cursor with people who are not there."""
        script = self._scripts.get(self.query_one(PickList).cursor)
        if script is not None and script.sound:
            self.exit(Choice("rehearse", script.name))

    def action_resume(self) -> None:
        """Reopen a session, even one that has ended."""
        at = self.query_one(PickList).cursor
        if at in self._sessions:
            self.exit(Choice("resume", at))

    def action_export(self) -> None:
        """Write the synthesis of the session under the cursor."""
        at = self.query_one(PickList).cursor
        if at in self._sessions:
            self._say(_("J’écris la synthèse…"))
            self.write(at)

    def action_search(self) -> None:
        """Type what to look for in the sessions."""
        if self._sessions:
            self.add_class("searching")
            self.query_one(TypedLine).placeholder = _("Des mots d’une contribution, d’une phrase, d’un titre…")
            self.query_one(TypedLine).focus()

    async def action_quit(self) -> None:
        """Leave the search first, then the home."""
        if self._to_erase:
            self._to_erase = ""
            self._say(_("Rien n’a été effacé."))
        elif self.has_class("searching"):
            self.remove_class("searching")
            self.query_one(TypedLine).value = ""
            self.query_one(PickList).focus()
        else:
            await super().action_quit()

    def action_erase(self) -> None:
        """Ask before erasing the session under the cursor."""
        card = self._sessions.get(self.query_one(PickList).cursor)
        if card is not None:
            self._to_erase = card.id
            question = _("Effacer pour toujours « {title} » du {day} ? O pour oui, Échap pour non.")
            kept = (
                _("Elle est à effacer depuis le {day}.") if card.overdue() else _("Elle est à garder jusqu’au {day}.")
            )
            said = question.format(title=card.title, day=f"{card.at:%d/%m/%Y %H:%M}")
            self._say(f"{said}\n{kept.format(day=f'{card.expires:%d/%m/%Y}')}")

    def action_confirm(self) -> None:
        """Erase what was asked about, if the cursor has not left it."""
        asked, self._to_erase = self._to_erase, ""
        if asked and asked == self.query_one(PickList).cursor:
            self.erase(asked)

    @work(thread=True, exclusive=True)
    def erase(self, session: str) -> None:
        """Erase a session's files, away from the loop."""
        try:
            files = erase(self._data, self._data.session(session))
            told = ngettext("Effacée : {n} fichier.", "Effacée : {n} fichiers.", files).format(n=files)
        except SessionLocked as locked:
            told = locked.sentence()
        except OSError as refusal:
            told = _("Le disque a refusé : {reason}.").format(reason=refusal.strerror or refusal)
        found = shelf(self._data, self._folder)
        self.call_from_thread(self._show, found)
        self.call_from_thread(self._say, told)

    @work(thread=True, exclusive=True)
    def write(self, session: str) -> None:
        """Make the files, away from the loop."""
        try:
            told = "\n".join([_("C’est écrit dans :"), *export_session(session, self._data)])
        except Exception:
            told = _("Cette session ne se laisse pas lire : facilitator export dira pourquoi.")
        self.call_from_thread(self._say, told)

    def action_help(self) -> None:
        """Every key that does something here."""
        from facilitator.tui.console.dialogs.help import HelpDialog

        self.push_screen(HelpDialog([active.binding for active in self.screen.active_bindings.values()]))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every gesture of the home, then what every face can do."""
        from facilitator.tui.console.dialogs.help import commands_of

        yield from commands_of(self.screen_stack[0])
        yield from self.looks()

    def _say(self, sentence: str) -> None:
        self.query_one("#told", Told).tell(*(plain_line(line, "$accent") for line in sentence.split("\n")))
