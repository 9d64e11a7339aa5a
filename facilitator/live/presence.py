"""What the host knows that no journal holds: addresses, speed, and what the machine did that people should know."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from facilitator.engine.room import NetworkView, Room
from facilitator.live.attendance import Attendance
from facilitator.live.feed import Feed
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.store.notices import DiskAnswers, Notice

if TYPE_CHECKING:  # a host answers before it looks at any idea
    from facilitator.engine.suggestions import Suggestions

_GOOD_NEWS: Final = 20.0
"""Seconds for which a disk that works again is worth a line."""
_NAP_NEWS: Final = 180.0
_ARRIVALS_NEWS: Final = 300.0
_NETWORK_NEWS: Final = 180.0


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine slept while the clock ran."""

    seconds: float

    def sentence(self) -> str:
        minutes = max(1, round(self.seconds / 60))
        return ngettext(
            "L’ordinateur s’est mis en veille (environ {n} minute) : ce temps a été compté.",
            "L’ordinateur s’est mis en veille (environ {n} minutes) : ce temps a été compté.",
            minutes,
        ).format(n=minutes)


@dataclass(frozen=True, slots=True)
class Guessing:
    """Somebody tries codes at random."""

    tries: int

    def sentence(self) -> str:
        return ngettext(
            "Quelqu’un essaie des codes au hasard ({n} essai en une minute) : changez le code si cela dure.",
            "Quelqu’un essaie des codes au hasard ({n} essais en une minute) : changez le code si cela dure.",
            self.tries,
        ).format(n=self.tries)


@dataclass(frozen=True, slots=True)
class Flooding:
    """One address lets in more phones than a room holds."""

    def sentence(self) -> str:
        return _("Trop de téléphones arrivent d’une même adresse : changez le code si ce n’est pas votre salle.")


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The address for phones is another one, or there is none any more."""

    reachable: bool

    def sentence(self) -> str:
        if self.reachable:
            return _("Le réseau a changé : le QR code et l’adresse à l’écran sont les nouveaux.")
        return _("Plus de réseau : le clavier de la salle et le papier suffisent, rien n’est perdu.")


@dataclass(frozen=True, slots=True)
class Rehearsing:
    """Some of the people are simulated."""

    people: int

    def sentence(self) -> str:
        return ngettext(
            "Répétition, avec {n} personne simulée : rien ne se mêle aux vrais ateliers.",
            "Répétition, avec {n} personnes simulées : rien ne se mêle aux vrais ateliers.",
            self.people,
        ).format(n=self.people)


@dataclass(frozen=True, slots=True)
class StaysOffline:
    """The session was begun without the network."""

    def sentence(self) -> str:
        return _("Cet atelier a commencé sans réseau, il y reste. Pour l’ouvrir : facilitator resume --web")


class Presence:
    """The room as the host sees it; it ends with the host."""

    def __init__(self, feed: Feed) -> None:
        self.room = Room()
        self.attendance = Attendance(self._count)
        self._feed = feed
        self._own = ""
        self._opening: tuple[str, ...] = ()
        self._passing: dict[type, str] = {}
        """The last sentence of each subject, while it is news."""

    def begin(self, speed: float, notices: tuple[str, ...]) -> None:
        """Says how fast time goes, and what was found when the session was opened; it stays."""
        self.room = replace(self.room, speed=speed)
        self._opening = notices
        self._show()

    def open(self, own: str, key: str) -> None:
        """Says what addresses on this machine begin with, and what opens the remote."""
        self._own = own
        self._change(replace(self.room, screen=f"{own}/screen", remote=f"{own}/remote/{key}"))

    def entrust(self, key: str) -> None:
        """Says what opens the remote from now on."""
        self._change(replace(self.room, remote=f"{self._own}/remote/{key}"))

    def reach(self, home: str, code: str, network: NetworkView) -> None:
        """Says what addresses for phones begin with, nothing when no phone can come, and how the network is."""
        join = f"{home}/j/{code}" if home else ""
        screen = f"{home or self._own}/screen"
        self._change(replace(self.room, home=home, join=join, screen=screen, network=network))

    def notice(self, suggestions: Suggestions) -> None:
        """Says what was noticed about the ideas."""
        if suggestions != self.room.suggestions:
            self._change(replace(self.room, suggestions=suggestions))

    def invite(self, code: str) -> None:
        """Says that another code lets phones in, at the same address."""
        self.reach(self.room.home, code, self.room.network)

    def tell(self, notice: Notice) -> None:
        """Says what the disk does; its last word stands for all."""
        self._tell(Notice, notice.sentence(), _GOOD_NEWS if isinstance(notice, DiskAnswers) else None)

    def tell_rehearsal(self, rehearsing: Rehearsing) -> None:
        """Says that this is no workshop, for as long as it lasts."""
        self._tell(Rehearsing, rehearsing.sentence(), None)

    def tell_nap(self, slept: Slept) -> None:
        """Says that the machine slept, for a while, and asks whether that time counts."""
        self.room = replace(self.room, slept=slept.seconds)
        self._tell(Slept, slept.sentence(), _NAP_NEWS)

    def forget_nap(self) -> None:
        """Somebody said what to make of the time asleep."""
        if self._passing.pop(Slept, ""):
            self._show()

    def tell_network(self, changed: NetworkChanged) -> None:
        """Says that the network changed, for a while; for as long as it is so when there is none."""
        self._tell(NetworkChanged, changed.sentence(), _NETWORK_NEWS if changed.reachable else None)

    def tell_offline(self) -> None:
        """Says that the network stays closed."""
        self._tell(StaysOffline, StaysOffline().sentence(), None)

    def tell_arrivals(self, news: Guessing | Flooding) -> None:
        """Says that somebody plays with the door, for a while."""
        self._tell(type(news), news.sentence(), _ARRIVALS_NEWS)

    def _tell(self, subject: type, sentence: str, seconds: float | None) -> None:
        self._passing[subject] = sentence
        if seconds is not None:
            asyncio.get_running_loop().call_later(seconds, self._forget, subject, sentence)
        self._show()

    def _forget(self, subject: type, sentence: str) -> None:
        if self._passing.get(subject) == sentence:
            del self._passing[subject]
            self._show()

    def _show(self) -> None:
        slept = self.room.slept if Slept in self._passing else 0.0
        self._change(replace(self.room, notices=(*self._opening, *self._passing.values()), slept=slept))

    def _count(self) -> None:
        connected, typing = self.attendance.connected, self.attendance.typing
        if (connected, typing) != (self.room.connected, self.room.typing):
            self._change(replace(self.room, connected=connected, typing=typing))

    def _change(self, room: Room) -> None:
        self.room = room
        self._feed.publish()
