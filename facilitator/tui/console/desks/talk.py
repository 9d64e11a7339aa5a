"""The desk of a talk: turns to speak, hands that wait, and what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.client import new_id
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.desks.desk import IdeasDesk, Key
from facilitator.tui.console.forms import thumbs
from facilitator.tui.console.keys import bind
from facilitator.tui.console.own_keys import retold
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import stopwatch
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.hours import minutes
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import SpeechView, TalkView

LONG_TURN = 60.0
"""Seconds after which a turn has been long."""
LARGE_SHARE = 0.25
"""Share of the speech that facilitators aim at, at most."""


class TalkDesk(IdeasDesk):
    """People speak."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("t", "turn", N_("Tour de parole : début, fin"), "talk.turn"),
        bind("T", "ourselves", N_("C’est l’animation qui parle"), "talk.ourselves"),
        bind("f", "hand", N_("Une main se lève"), "talk.hand"),
        bind("F", "following", N_("La parole à la main suivante"), "talk.following"),
        bind("left", "subject(-1)", N_("Sujet précédent devant la salle"), "talk.previous-subject"),
        bind("right", "subject(1)", N_("Sujet suivant devant la salle"), "talk.next-subject"),
        bind("v,V", "thumbs", N_("Pouces : on continue ce sujet ?"), "talk.thumbs"),
        bind("h,H", "hands", N_("Compter les pouces levés et baissés"), "talk.hands"),
        bind("a,A", "extend", N_("Quelques minutes de plus à ce sujet"), "talk.extend"),
        bind("s,S", "silence", N_("30 secondes de silence de plus"), "talk.silence"),
    ]
    DEFAULT_CSS = "TalkDesk #turns { height: auto; margin-bottom: 1; }"

    def compose(self) -> ComposeResult:
        """Turns, then notes."""
        yield Told(id="turns")
        yield from super().compose()

    def empty(self) -> str:
        return _("Rien n’est noté. I note une pépite, K met une question de côté.")

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        self.tick(shown)

    def tick(self, shown: Snapshot) -> None:
        """How long the turn has lasted."""
        talk = self.phase.get("talk")
        if talk is not None:
            lines = [*self._subject(talk, shown), joined(*self._turn(talk, shown.now)), *self._share()]
            if talk["roles"]:
                lines.append(plain_line(_("Rôles : ") + ", ".join(talk["roles"]), "$text-muted"))
            self.query_one("#turns", Told).tell(*lines)

    @property
    def speech(self) -> SpeechView | None:
        """How the speech is shared so far."""
        talk = self.phase.get("talk")
        return talk["speech"] if talk is not None else None

    def _subject(self, talk: TalkView, shown: Snapshot) -> list[Content]:
        """What the talk is about, where it goes from one subject to the next, and the time that each has."""
        subjects = {item["id"]: item["text"] for item in talk["items"]}
        if not subjects:
            return []
        if talk["focus"] not in subjects:
            told = ngettext(
                "{n} sujet : → le montre à la salle.", "{n} sujets : → montre le premier à la salle.", len(subjects)
            )
            return [fixed(told.format(n=len(subjects)), "$accent")]
        place = _("Sujet {n}/{count}  ").format(n=[*subjects].index(talk["focus"]) + 1, count=len(subjects))
        left = shown.numbers().part_left if talk["subject"] else None
        time = "" if left is None else stopwatch(left) + "  "
        line = joined(fixed(place, "$accent"), fixed(time, "bold"), plain_line(subjects[talk["focus"]], "bold"))
        return [line, *self._thumbs(talk)]

    @staticmethod
    def _thumbs(talk: TalkView) -> list[Content]:
        subject = talk["subject"]
        if subject is None or subject["thumbs"] is None:
            return []
        up, down = subject["thumbs"]["up"] or 0, subject["thumbs"]["down"] or 0
        told = _("Pouces : {up} pour continuer, {down} pour la suite").format(up=up, down=down)
        keys = _(" · A donne {time}, → passe au suivant").format(time=minutes(subject["more"]))
        return [joined(fixed(told, "bold $warning"), fixed(retold(keys, "talk"), "$text-muted"))]

    def _turn(self, talk: TalkView, now: float) -> list[Content]:
        parts, speech = [], self.speech
        if speech is not None and speech["turn_since"] is not None:
            lasted = max(0.0, now - speech["turn_since"])
            who = _("L’animation parle") if speech["facilitator_speaks"] else _("Quelqu’un parle")
            parts += [
                fixed(f"{who}  "),
                fixed(
                    stopwatch(lasted) if lasted else "00:00", "bold $accent" if lasted < LONG_TURN else "bold $warning"
                ),
            ]
        else:
            parts.append(fixed(_("Personne n’a la parole : T lance un tour."), "$text-muted"))
        done = speech["turns"] if speech is not None else 0
        turns = ngettext("{n} tour", "{n} tours", done).format(n=done)
        hands = ngettext("{n} main levée", "{n} mains levées", len(talk["queue"])).format(n=len(talk["queue"]))
        return [*parts, fixed(f"   {turns} · {hands}", "$text-muted")]

    def _share(self) -> list[Content]:
        share = self.speech["facilitator_share"] if self.speech is not None else None
        if share is None:
            return []
        words = _("L’animation a parlé {share} % du temps (visez {most} % au plus)").format(
            share=round(share * 100), most=round(LARGE_SHARE * 100)
        )
        return [fixed(words, "bold $warning" if share > LARGE_SHARE else "$text-muted")]

    def action_turn(self) -> None:
        """Somebody speaks, or has finished."""
        self.ask("end-turn" if self.speech and self.speech["turn_since"] is not None else "start-turn")

    def action_ourselves(self) -> None:
        """A facilitator speaks, or has finished."""
        if self.speech and self.speech["facilitator_speaks"]:
            self.ask("end-turn")
        else:
            self.ask("start-turn", facilitator=True)

    def action_hand(self) -> None:
        """A hand in the room."""
        self.ask("raise-hand", _("Main ajoutée à la file."), lasting=True, id=new_id())

    def action_following(self) -> None:
        """The next hand; those who have not spoken come first."""
        talk = self.phase.get("talk")
        if talk and talk["queue"]:
            self.ask("start-turn", _("La parole à la personne suivante."), hand=talk["queue"][0])
        else:
            self.say(_("Aucune main n’attend."))

    def action_subject(self, by: int) -> None:
        """Another subject before the room, one at a time."""
        talk = self.phase.get("talk")
        ids = [item["id"] for item in talk["items"]] if talk else []
        at = ids.index(talk["focus"]) + by if talk and talk["focus"] in ids else 0
        if not ids:
            self.say(_("Cette étape n’a pas de liste de sujets."))
        elif 0 <= at < len(ids):
            self.ask("focus", _("Sujet {n}.").format(n=at + 1), item=ids[at])
        else:
            self.say(_("C’était le dernier sujet : N pour la suite.") if by > 0 else _("C’est le premier sujet."))

    def action_thumbs(self) -> None:
        """Ask the room, without waiting for the end of its time."""
        self.ask("ask-thumbs", _("La salle lit : on continue ?"))

    def action_hands(self) -> None:
        """Thumbs in the room, beside the phones."""
        if self.phase["talk"]["subject"] is None:
            self.say(_("Aucun sujet minuté n’est devant la salle."))
        else:
            self.post_message(CapturePanel.Wanted(thumbs(self.phase)))

    def action_extend(self) -> None:
        """The room wants to go on."""
        self.ask("extend-subject", _("On continue un peu."))

    def useful(self, shown: Snapshot) -> list[Key]:
        talk = self.phase.get("talk")
        if talk is not None and talk["subject"] is not None:
            return [("→", _("suivant")), ("H", _("pouces")), ("A", _("prolonger"))]
        return [("R", _("relance")), ("T", _("tour")), ("I", _("noter"))]
