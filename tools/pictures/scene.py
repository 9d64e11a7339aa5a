"""One picture to take: an app, how it poses, the sizes of terminal it is seen at and the looks it wears."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from textual.app import App
from textual.pilot import Pilot

from facilitator.tui.theme import DARK, LIGHT, dress
from tools.pictures.camera import picture

SMALL, LARGE = (80, 24), (160, 45)
"""The sizes of terminal that everything must be legible at."""
LOOKS: Final = {"dark": DARK.name, "light": LIGHT.name}
Pose = Callable[[Pilot[Any]], Awaitable[None]]


async def _stand_still(pilot: Pilot[Any]) -> None:
    await pilot.pause()


@dataclass(frozen=True)
class Scene:
    """`make` builds the app afresh for each picture; `pose` types keys and waits until it is worth one."""

    name: str
    make: Callable[[], App[Any]]
    pose: Pose = _stand_still
    shots: tuple[tuple[tuple[int, int], str], ...] = ((SMALL, "dark"), (LARGE, "light"))
    """Sizes, each with a look."""

    async def shoot(self, folder: Path) -> list[Path]:
        """Take the scene's pictures: `name-80x24-dark.png` and so on."""
        taken = []
        for size, look in self.shots:
            path = folder / f"{self.name}-{size[0]}x{size[1]}-{look}.png"
            # What a face keeps for itself, drafts for one, must not show up on the next picture.
            with TemporaryDirectory() as own, patch.dict(os.environ, FACILITATOR_DATA=own):
                await self._take(size, look, path)
            taken.append(path)
        return taken

    async def _take(self, size: tuple[int, int], look: str, path: Path) -> None:
        app = self.make()
        dress(app, LOOKS[look])
        async with app.run_test(size=size) as pilot:
            await self.pose(pilot)
            await pilot.pause()
            picture(app, path)
