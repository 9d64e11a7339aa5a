"""The shared widgets on one sheet, in both looks: what to look at after changing one."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Grid

from facilitator.tui.face import Face
from facilitator.tui.theme import THEMES
from facilitator.tui.widgets.bars import Bar, Bars, Shift, Shifts
from facilitator.tui.widgets.cards import VeiledCards
from facilitator.tui.widgets.keybar import KeyBar, KeyHint
from facilitator.tui.widgets.notice import Notice
from facilitator.tui.widgets.plane import Axis, Plane, Point
from facilitator.tui.widgets.sentences import QueuedSentence, Sentences
from facilitator.tui.widgets.timebar import TimeBar
from facilitator.tui.widgets.wall import Wall
from facilitator.tui.widgets.wall_item import WallItem
from tools.pictures.scene import Scene

_IDEAS = (
    WallItem("1", "Trop de tableaux, pas assez d’histoires", "Ce qui coince", "phone", "shown"),
    WallItem("2", "On nous demande un chiffre « pour hier »", "Ce qui coince", "paper", "kept"),
    WallItem("3", "Un bulletin qui compare avec les villes voisines", "Ce qui marche", "keyboard", "late"),
    WallItem("4", "Personne ne sait d’où vient le chiffre, ni qui l’a vérifié", "Ce qui coince", "phone", "new"),
)


class Sheet(Face[None]):
    """Everything at once."""

    CSS = (
        "Grid { grid-size: 2; grid-rows: auto 1fr 1fr auto; grid-gutter: 1 3; padding: 1 2; } KeyBar { dock: bottom; }"
    )

    def __init__(self, look: str) -> None:
        super().__init__()
        self.theme = look

    def compose(self) -> ComposeResult:
        """Two columns and the keys."""
        with Grid():
            yield TimeBar()
            yield VeiledCards()
            yield Wall(grouped=True, columns=("Ce qui coince", "Ce qui marche"), channels=True)
            yield Plane(Axis("Utilité", "peu utile", "très utile"), Axis("Effort", "facile", "difficile"))
            yield Bars()
            yield Shifts()
            yield Sentences()
            yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill them with a plausible workshop."""
        self.query_one(TimeBar).update(112, 600, "warning")
        self.query_one(VeiledCards).count = 17
        self.query_one(Wall).upsert(_IDEAS)
        self.query_one(Plane).points = (Point(1, 0.8, 0.2), Point(2, 0.8, 0.25, contested=True), Point(3, 0.2, 0.7))
        self.query_one(Bars).rows = tuple(Bar(idea.text, 9 - int(idea.id)) for idea in _IDEAS)
        self.query_one(Shifts).rows = (Shift("D’accord", 9, 5), Shift("Pas d’accord", 5, 9))
        queue = self.query_one(Sentences)
        queue.sentences = (
            QueuedSentence("Un chiffre seul ne dit rien : on le compare toujours.", "agreed"),
            QueuedSentence("On dit d’où vient le chiffre avant de le commenter."),
        )
        queue.current = 1
        hints = (("Espace", "pause"), ("N", "suivante"), ("R", "relance"), ("I", "saisir"), ("D", "dévoiler"))
        self.query_one(KeyBar).hints = tuple(KeyHint(*hint) for hint in hints)


SCENES = tuple(Scene(f"widgets-{look.name}", partial(Sheet, look.name)) for look in THEMES)
