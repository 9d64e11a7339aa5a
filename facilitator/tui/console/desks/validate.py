"""The desk of the closing: the sentences the room signs one by one, then the page it takes home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.client import new_id
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.dialogs.line import LineDialog
from facilitator.tui.console.dialogs.sign import ask_to_sign
from facilitator.tui.console.forms import form_for, roti
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot, stands, words_of
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.hours import hour

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import IdeaView, SentenceView, ValidateView

KEPT = "kept:"
"""What the ids of ideas kept for the synthesis begin with, in the list."""
WORDING = "wording:"
"""What the ids of words proposed by phones begin with."""


class ValidateDesk(Desk):
    """We sign off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("o,O", "judge('agreed')", N_("D’accord"), "validate.agreed"),
        bind("q,Q", "judge('nuanced')", N_("À nuancer"), "validate.nuanced"),
        bind("f,F", "judge('disagreed')", N_("Pas d’accord : ce qui fait débat"), "validate.disagreed"),
        bind("e,E", "edit", N_("Corriger la phrase"), "validate.edit"),
        bind("a,A", "add", N_("Ajouter une phrase : il manque…"), "validate.add"),
        bind("v,V", "page", N_("Toute la page à l’écran"), "validate.page"),
        bind("delete", "drop", N_("Ne plus proposer la phrase, ou écarter la correction"), "validate.drop"),
        bind("t,T", "roti", N_("Une note de séance sur papier, de 1 à 5"), "validate.roti"),
        bind("s,S", "freeze", N_("Figer la synthèse"), "validate.freeze"),
    ]
    DEFAULT_CSS = """
    ValidateDesk #status { height: auto; }
    ValidateDesk PickList { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """How it stands, then sentences and kept ideas."""
        yield Told(id="status")
        yield PickList(lines=4, empty=_("A écrit une phrase. J garde une idée, qu’on transforme ici avec Entrée."))

    @property
    def page(self) -> ValidateView:
        """The sentences."""
        return self.phase["validate"]

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        self.query_one("#status", Told).tell(*self._status())
        picks = self.query_one(PickList)
        sentences = [pick for sentence in self.page["sentences"] for pick in self._picks(sentence)]
        picks.show([*sentences, *self._kept(shown)])

    def _status(self) -> list[Content]:
        page = self.page
        by = {
            verdict: sum(s["verdict"] == verdict for s in page["sentences"])
            for verdict in ("agreed", "nuanced", "disagreed", "draft")
        }
        words = _("✓ {agreed} d’accord · ≈ {nuanced} à nuancer · ≠ {disagreed} en débat · ○ {draft} à lire").format(
            **by
        )
        signed = ""
        if page["frozen_at"] is not None:
            signed = _("Synthèse {version} figée à {hour}").format(
                version=page["version"], hour=hour(page["frozen_at"])
            )
        lines = [
            fixed(words, "bold"),
            fixed(signed or _("S fige la synthèse quand la page est relue."), "$success" if signed else "$text-muted"),
        ]
        if page["feedback"] and page["roti_count"]:
            count = page["roti_count"]
            given = ngettext("{n} note de séance", "{n} notes de séance", count).format(n=count)
            given += out_of(count, self.phase["present"])
            scores = [f"{score} × {marks}" for score, marks in enumerate(page["roti"] or (), 1) if marks]
            lines.append(fixed(" · ".join([given, *scores]), "$text-muted"))
        return [*lines, *self._publishing()]

    def _publishing(self) -> list[Content]:
        """What phones say of publishing; a single « non » is told first."""
        refused = sum(sentence["withheld"] for sentence in self.page["sentences"])
        lines = []
        if refused:
            told = ngettext(
                "× {n} phrase ne sera pas publiée : quelqu’un dit non. E la réécrit, ou relisez-la ensemble.",
                "× {n} phrases ne seront pas publiées : quelqu’un dit non. E les réécrit, ou relisez-les ensemble.",
                refused,
            )
            lines.append(fixed(told.format(n=refused), "bold $error"))
        if self.page["approvals"]:
            agreed = self.page["approvals"]
            told = ngettext("{n} téléphone dit qu’on peut publier", "{n} téléphones disent qu’on peut publier", agreed)
            lines.append(fixed(told.format(n=agreed), "$text-muted"))
        return lines

    def _picks(self, sentence: SentenceView) -> Iterator[Pick]:
        """The sentence, and under it the words that phones propose instead."""
        yield self._pick(sentence)
        for wording in sentence["wordings"]:
            yield Pick(WORDING + wording["id"], wording["text"], "  ↳ ", _("  proposé : Entrée la prend"), muted=True)

    def _pick(self, sentence: SentenceView) -> Pick:
        marks = {"draft": "○", "agreed": "✓", "nuanced": "≈", "disagreed": "≠"}
        words = {"draft": "", "agreed": _("d’accord"), "nuanced": _("à nuancer"), "disagreed": _("fait débat")}
        opinions = sentence["opinions"]
        phones = "" if not opinions or not sum(opinions) else f"  ✓{opinions[0]} ≈{opinions[1]} ≠{opinions[2]}"
        here = "▶" if sentence["id"] == self.page["focus"] else " "
        text = sentence["text"] + (f" — {sentence['nuance']}" if sentence["nuance"] else "")
        phones += _("  × ne pas publier") if sentence["withheld"] else ""
        return Pick(
            sentence["id"], text, f"{here}{marks[sentence['verdict']]} ", f"  {words[sentence['verdict']]}{phones}"
        )

    def _kept(self, shown: Snapshot) -> list[Pick]:
        used = {evidence for sentence in self.page["sentences"] for evidence in sentence["evidence"]}
        kept = [i for i in shown.ideas.values() if i["kept"] and stands(i) and i["id"] not in used]
        if not kept:
            return []
        heading = Pick("#kept", _("Gardées en route : Entrée en fait une phrase"), heading=True)
        return [heading, *(Pick(KEPT + idea["id"], words_of(idea), "★ ", muted=True) for idea in kept)]

    @property
    def sentence(self) -> SentenceView | None:
        """The sentence under the cursor."""
        at = self.query_one(PickList).cursor
        return next((sentence for sentence in self.page["sentences"] if sentence["id"] == at), None)

    @property
    def under_cursor(self) -> IdeaView | None:
        at = self.query_one(PickList).cursor
        return self.shown.idea(at.removeprefix(KEPT)) if at.startswith(KEPT) else None

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        if event.pick_id.startswith(KEPT):
            self._from_idea(event.pick_id.removeprefix(KEPT))
        elif event.pick_id.startswith(WORDING):
            self._settle(event.pick_id.removeprefix(WORDING), taken=True)
        elif event.pick_id != self.page["focus"]:
            self.ask("focus", item=event.pick_id)
        else:
            self._next_sentence()

    def _next_sentence(self) -> None:
        ids = [sentence["id"] for sentence in self.page["sentences"]]
        following = ids[(ids.index(self.page["focus"]) + 1) % len(ids)]
        self.query_one(PickList).go_to(following)
        self.ask("focus", item=following)

    def _from_idea(self, idea_id: str) -> None:
        idea = self.shown.idea(idea_id)
        if idea is None:
            return

        def written(text: str | None) -> None:
            if text:
                said = _("Phrase proposée.")
                self.ask("write-sentence", said, lasting=True, id=new_id(), text=text, evidence=[idea_id])

        self.app.push_screen(
            LineDialog(_("Une phrase entière, dans les mots de la salle"), words_of(idea), 300), written
        )

    def action_judge(self, verdict: str) -> None:
        """What the room says of the sentence; a nuance or an objection is written."""
        sentence = self.sentence
        if sentence is None:
            self.say(_("Mettez-vous sur une phrase."))
        elif verdict == "agreed":
            self.ask("judge-sentence", _("D’accord. Entrée passe à la suivante."), id=sentence["id"], verdict=verdict)
        else:
            self._judge_with_words(sentence, verdict)

    def _judge_with_words(self, sentence: SentenceView, verdict: str) -> None:
        title = _("Quelle nuance ?") if verdict == "nuanced" else _("Quelle objection ? Elle sera écrite.")
        said = _("À nuancer.") if verdict == "nuanced" else _("C’est noté : cela fait débat.")

        def judged(nuance: str | None) -> None:
            if nuance is not None:
                self.ask("judge-sentence", said, id=sentence["id"], verdict=verdict, nuance=nuance)

        self.app.push_screen(LineDialog(title, sentence["nuance"], 300), judged)

    def action_edit(self) -> None:
        """Other words, on the spot."""
        sentence = self.sentence
        if sentence is None:
            return

        def edited(text: str | None) -> None:
            if text:
                self.ask("edit-sentence", _("Phrase corrigée."), lasting=True, id=sentence["id"], text=text)

        self.app.push_screen(LineDialog(_("Corriger la phrase"), sentence["text"], 300), edited)

    def action_add(self) -> None:
        """What is missing."""
        self.post_message(CapturePanel.Wanted(form_for(self.phase)))

    def action_page(self) -> None:
        """Every sentence at once."""
        self.ask("focus", _("La salle voit toute la page."), item="")

    def action_drop(self) -> None:
        """No longer proposed."""
        at = self.query_one(PickList).cursor
        if at.startswith(WORDING):
            self._settle(at.removeprefix(WORDING), taken=False)
        elif self.sentence is not None:
            self.ask("drop-sentence", _("Phrase retirée. U la rend."), id=self.sentence["id"])

    def _settle(self, wording: str, *, taken: bool) -> None:
        said = _("La phrase a ces mots. U rend les anciens.") if taken else _("Correction écartée. U la rend.")
        self.ask("settle-wording", said, id=wording, taken=taken)

    def action_roti(self) -> None:
        """Paper slips."""
        self.post_message(CapturePanel.Wanted(roti(self.phase)))

    def action_freeze(self) -> None:
        """Sign, before the people present."""
        ask_to_sign(self.app, self.shown.view, self.post_message)

    def useful(self, shown: Snapshot) -> list[Key]:
        return [("O Q F", _("avis")), ("A", _("ajouter")), ("S", _("figer"))]
