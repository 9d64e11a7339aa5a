"""One picture to take: an app, how it poses, and the sizes of terminal it is seen at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from tools.pictures.camera import picture

SMALL, LARGE = (80, 24), (160, 45)
"""The sizes of terminal that everything must be legible at."""
Pose = Callable[[Pilot[Any]], Awaitable[None]]


async def _stand_still(pilot: Pilot[Any]) -> None:
    await pilot.pause()


@dataclass(frozen=True)
class Scene:
    """`make` builds the app afresh for each size; `pose` types keys and waits until it is worth a picture."""

    name: str
    make: Callable[[], App[Any]]
    pose: Pose = _stand_still
    sizes: tuple[tuple[int, int], ...] = field(default=(SMALL, LARGE))

    async def shoot(self, folder: Path) -> list[Path]:
        """Take the scene's pictures: `name-80x24.png` and so on."""
        taken = []
        for width, height in self.sizes:
            app, path = self.make(), folder / f"{self.name}-{width}x{height}.png"
            async with app.run_test(size=(width, height)) as pilot:
                await self.pose(pilot)
                await pilot.pause()
                picture(app, path)
            taken.append(path)
        return taken
