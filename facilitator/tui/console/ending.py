"""After the last phase: what the room made, and what one takes home."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from facilitator.engine.wording import number
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.dialogs import ChooseDialog, LineDialog
from facilitator.tui.console.dialogs.sign import ask_to_sign
from facilitator.tui.console.forms import Form, form_for, forms_afterwards
from facilitator.tui.console.frame import Frame
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Answered, Ask, Draft
from facilitator.tui.console.picklist import Pick
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.hours import hour, minutes
from facilitator.tui.text import plain, plain_line
from facilitator.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView

_MORE: Final = "+"
"""What stands in the list for a sentence that is not written yet."""


class EndScreen(Frame):
    """The workshop is over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s,S", "export", N_("Écrire la synthèse"), "end.export"),
        bind("e,E", "edit", N_("Corriger une phrase de la synthèse, ou en ajouter une"), "end.edit"),
        bind("f,F", "freeze", N_("Figer une nouvelle version, d’après l’atelier"), "end.freeze"),
    ]
    # Nothing waits to be typed in: the keys are gestures.
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    EndScreen { align: center middle; }
    EndScreen #card { width: 90%; max-width: 110; height: 1fr; padding: 1 2; }
    EndScreen #card Told { height: auto; margin-bottom: 1; }
    EndScreen.-written.-short #plan { display: none; }
    """

    def __init__(self, shown: Snapshot, drafts: dict[str, Draft]) -> None:
        super().__init__(shown)
        self._drafts = drafts
        self._exports: list[str] = []

    def compose(self) -> ComposeResult:
        """Thanks, figures, files."""
        with Vertical(id="card"):
            yield Told(id="thanks")
            yield Told(id="figures")
            yield Told(id="plan")
            yield Told(id="files")
        yield CapturePanel(self._drafts, "paper")
        yield Told(id="advice")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is."""
        self.ready = True
        self.show(self.shown)

    def show(self, shown: Snapshot) -> None:
        """Everything that depends on the view."""
        super().show(shown)
        view = shown.view
        ended = view["time"]["ended_at"] or view["now"]
        self.query_one("#thanks", Told).tell(
            plain_line(view["title"], "bold $primary"),
            fixed(_("Terminé à {hour}. Merci à toutes et à tous.").format(hour=hour(ended)), "bold"),
        )
        self.query_one("#figures", Told).tell(*self._figures(shown))
        self.query_one("#plan", Told).tell(*self._plan(shown))
        self._tell_files()

    def _figures(self, shown: Snapshot) -> list[Content]:
        kept = [idea for idea in shown.ideas.values() if idea["status"] == "visible"]
        ideas = ngettext("{n} contribution", "{n} contributions", len(kept)).format(n=len(kept))
        counts = shown.view["counts"]
        aside = ngettext("{n} question de côté", "{n} questions de côté", counts["parked"]).format(n=counts["parked"])
        gathered = ngettext("{n} idée gardée", "{n} idées gardées", counts["kept"]).format(n=counts["kept"])
        return [fixed(f"{ideas} · {gathered} · {aside}", "$accent"), *self._signed(shown)]

    @staticmethod
    def _signed(shown: Snapshot) -> list[Content]:
        phase = shown.view["phase"]
        page = phase.get("validate") if phase is not None else None
        if page is None:
            return []
        words = ngettext("{n} phrase", "{n} phrases", len(page["sentences"])).format(n=len(page["sentences"]))
        if page["frozen_at"] is not None:
            words += _(" · synthèse figée à {hour}").format(hour=hour(page["frozen_at"]))
        lines = [fixed(words, "$accent")]
        if page["roti"] is not None and page["roti_count"]:
            mean = sum(score * count for score, count in enumerate(page["roti"], 1)) / page["roti_count"]
            answers = ngettext("{n} réponse", "{n} réponses", page["roti_count"]).format(n=page["roti_count"])
            answers += out_of(page["roti_count"], shown.view["lobby"]["head_count"])
            told = _("Temps bien investi : {mean} sur 5 ({answers})")
            lines.append(fixed(told.format(mean=number(round(mean, 1), language()), answers=answers), "$accent"))
        return lines

    def _plan(self, shown: Snapshot) -> list[Content]:
        lines = [self._times(_("prévu"), _("réel"))]
        for line in shown.view["phases"]:
            times = self._times(minutes(line["minutes"] * 60), minutes(line["spent"]))
            lines.append(joined(times, plain_line(line["title"])))
        return lines

    @staticmethod
    def _times(planned: str, actual: str) -> Content:
        return fixed(f"{planned:>9} {actual:>10}   ", "$text-muted")

    def _tell_files(self) -> None:
        if not self._exports:
            words = [
                fixed(_("S écrit la synthèse : pages à lire ou à imprimer, documents à corriger, données."), "bold")
            ]
        else:
            words = [fixed(_("C’est écrit dans :"), "bold $success"), *(plain(path) for path in self._exports)]
        self.query_one("#files", Told).tell(*words)

    def useful(self) -> list[tuple[str, str]]:
        """The keys of the end, or those of the panel while lines are typed."""
        panel = self.query_one(CapturePanel)
        if panel.is_open and panel.has_focus_within:
            return panel.useful()
        return [
            ("S", _("synthèse")),
            ("I", _("papier")),
            ("E", _("phrases")),
            ("F", _("figer")),
            ("U", _("annuler")),
            (_("Ctrl+Q"), _("quitter")),
        ]

    async def action_capture(self) -> None:
        """Choose what the paper answers, then type it in."""
        forms: dict[str, Form] = {}
        picks: dict[str, Pick] = {}
        for phase in self.shown.view["afterwards"]:
            found = {form.key: form for form in forms_afterwards(phase)}
            forms |= found
            # Others are called by the title of their phase.
            if parted := found and phase["kind"] in ("respond", "position", "matrix", "vote"):
                picks[phase["id"]] = Pick(f"#{phase['id']}", phase["title"], heading=True)
            picks |= {key: Pick(key, form.title, "· " if parted else "") for key, form in found.items()}
        if not forms:
            self.say(_("Aucune étape ne recueillait de papier."))
            return
        title = _("Du papier retrouvé : pour quelle étape ? Il sera marqué « saisie après coup ».")
        self.app.push_screen(ChooseDialog(title, list(picks.values())), partial(self._open, forms))

    async def _open(self, forms: Mapping[str, Form], key: str | None) -> None:
        if key is not None:
            await self.query_one(CapturePanel).open(forms[key])

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        self.query_one(CapturePanel).settled(message.ask, message.refused)

    @on(CapturePanel.Closed)
    def _panel_closed(self) -> None:
        self.set_focus(None)

    def action_freeze(self) -> None:
        """Sign once more what stands; the version says that it came after the workshop."""
        signing = self._signing
        if signing is None or not signing["validate"]["sentences"]:
            self.say(_("Il n’y a encore aucune phrase à signer."))
            return
        ask_to_sign(self.app, self.shown.view, self.post_message)

    @property
    def _signing(self) -> PhaseView | None:
        """The phase whose sentences the room signed."""
        return next((phase for phase in self.shown.view["afterwards"] if phase["kind"] == "validate"), None)

    def action_edit(self) -> None:
        """Choose a sentence to word otherwise, or write one more: the room has read neither."""
        signing = self._signing
        if signing is None:
            self.say(_("Cet atelier n’a pas de synthèse."))
            return
        sentences = {sentence["id"]: sentence["text"] for sentence in signing["validate"]["sentences"]}
        picks = [Pick(_MORE, _("+ Une phrase de plus")), *(Pick(key, text) for key, text in sentences.items())]
        title = _("Quelle phrase ? La salle n’aura pas relu ce qui change, et le compte rendu le dira.")

        async def chosen(key: str | None) -> None:
            if key == _MORE:
                await self.query_one(CapturePanel).open(form_for(signing))
            elif key is not None:
                self._correct(key, sentences[key])

        self.app.push_screen(ChooseDialog(title, picks), chosen)

    def _correct(self, sentence: str, text: str) -> None:
        def edited(words: str | None) -> None:
            if words:
                said = _("Phrase corrigée. F fige une nouvelle version.")
                self.post_message(Ask("edit-sentence", said, lasting=True, id=sentence, text=words))
            elif words is not None:
                self.post_message(Ask("drop-sentence", _("Phrase retirée. U la rend."), id=sentence))

        self.app.push_screen(LineDialog(_("Corriger la phrase ; vide, elle est retirée"), text, 300), edited)

    def action_export(self) -> None:
        """Write the files, away from the loop."""
        self.say(_("J’écris la synthèse…"))
        self._write(self.shown.view["session"])

    @work(thread=True, exclusive=True)
    def _write(self, session: str) -> None:
        from facilitator.tui.console.library import export_session
        from facilitator.tui.console.mishap import note

        try:
            paths = export_session(session)
        except Exception as error:  # whatever stands in the way, the session is safe and the screen stays
            note(error)
            self.app.call_from_thread(self.say, _("La synthèse n’a pas pu être écrite ; l’atelier, lui, est gardé."))
        else:
            self.app.call_from_thread(self._written, paths)

    def _written(self, paths: list[str]) -> None:
        self._exports = paths
        self.add_class("-written")
        self._tell_files()
        self.say(_("La synthèse est écrite."))
