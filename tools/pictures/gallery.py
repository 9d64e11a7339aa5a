"""The page that shows every picture, moment by moment: for who wants to look before installing anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.pictures.moments import MOMENTS

_FACES: Final = {
    "console": "la console",
    "screen": "l’écran de la salle",
    "phone": "un téléphone",
    "mirror": "l’écran en page web",
    "remote": "la télécommande",
    "take-away": "la page à emporter",
}
_LOOKS: Final = {"dark": "fond sombre", "light": "fond clair"}


def write_gallery(folder: Path) -> Path:
    """Write it beside the pictures."""
    page = folder / "README.md"
    page.write_text("\n".join(_page(folder)) + "\n", encoding="utf-8")
    return page


def _page(folder: Path) -> Iterator[str]:
    yield "# Tout ce que l’on voit, moment par moment\n"
    yield "Chaque image vient d’une répétition, la même à chaque fois : `make pictures` les refait toutes.\n"
    shown: set[Path] = set()
    for moment in MOMENTS:
        pictures = [path for face in _FACES for path in sorted(folder.glob(f"{face}-{moment.name}-[0-9]*.png"))]
        shown.update(pictures)
        yield f"## {moment.title}\n"
        yield from (f"![{moment.title} : {_told(path, moment.name)}]({path.name})" for path in pictures)
        yield ""
    yield "## L’accueil du programme, les panneaux de la console, ce qui s’imprime\n"
    for path in sorted(set(folder.glob("*.png")) - shown):
        yield f"![{path.stem}]({path.name})"


def _told(path: Path, moment: str) -> str:
    face, _, rest = path.stem.partition(f"-{moment}-")
    size, _, look = rest.rpartition("-")
    return f"{_FACES[face]}, {size}, {_LOOKS[look]}"
