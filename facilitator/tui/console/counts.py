"""One line of figures: what came in, by which channel, and who is there."""

from __future__ import annotations

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined

WRITTEN = ("collect", "respond", "position")
"""Kinds in which what people write is what counts."""
CHANNELS = ("phone", "keyboard", "facilitator", "paper")


def channel_words(channels: dict[str, int]) -> list[str]:
    """How many came by each channel, in words, those without any left out."""
    words = {
        "phone": ngettext("{n} par téléphone", "{n} par téléphone", channels.get("phone", 0)),
        "keyboard": ngettext("{n} au clavier", "{n} au clavier", channels.get("keyboard", 0)),
        "facilitator": ngettext("{n} entendue", "{n} entendues", channels.get("facilitator", 0)),
        "paper": ngettext("{n} sur papier", "{n} sur papier", channels.get("paper", 0)),
    }
    return [words[channel].format(n=channels[channel]) for channel in CHANNELS if channels.get(channel)]


def ballot_words(channels: dict[str, int]) -> list[str]:
    """How many voted by each channel, in words."""
    words = {
        "phone": _("{n} par téléphone"),
        "keyboard": _("{n} au clavier"),
        "facilitator": _("{n} à main levée"),
        "paper": ngettext("{n} bulletin papier", "{n} bulletins papier", channels.get("paper", 0)),
    }
    return [words[channel].format(n=channels[channel]) for channel in CHANNELS if channels.get(channel)]


class CountLine(Told):
    """The figures of the phase."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    CountLine { height: 1; padding: 0 1; color: $text-muted; }
    .-wide CountLine { padding: 0 2; margin: 1 0 0 0; }
    """

    def show(self, shown: Snapshot) -> None:
        """Everything that depends on the view."""
        counts = shown.view["counts"]
        ideas = ngettext("{n} contribution", "{n} contributions", counts["ideas"]).format(n=counts["ideas"])
        phase = shown.view["phase"]
        veiled = _("voilé") if phase is not None and phase["veiled"] else ""
        others = [
            self._some(_("{n} à relire"), counts["pending"]),
            self._some(ngettext("{n} écrit", "{n} écrivent", counts["typing"]), counts["typing"]),
            self._some(ngettext("{n} a fini", "{n} ont fini", counts["ready"]), counts["ready"]),
            self._some(ngettext("{n} téléphone", "{n} téléphones", counts["connected"]), counts["connected"]),
            *channel_words(counts["channels"]),
            self._some(ngettext("{n} masquée", "{n} masquées", counts["masked"]), counts["masked"]),
            self._some(_("{n} de côté"), counts["parked"]),
            self._some(ngettext("{n} gardée", "{n} gardées", counts["kept"]), counts["kept"]),
        ]
        head = ideas if counts["ideas"] or phase is None or phase["kind"] in WRITTEN else ""
        parts = [fixed(head, "bold $text")]
        parts += [fixed(f"  ▢ {veiled}" if head else f"▢ {veiled}", "$accent")] if veiled else []
        for words in others:
            longer = joined(
                *parts, fixed(f"  ·  {words}" if any(part.plain for part in parts) else words, "$text-muted")
            )
            if words and longer.cell_length <= self.content_size.width:
                parts = [longer]
        self.tell(joined(*parts))

    @staticmethod
    def _some(words: str, count: int) -> str:
        return words.format(n=count) if count else ""
