"""What `facilitator preflight` finds of the machine itself: terminal, disk, clock, power, Python."""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Literal

from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.store.atomic import create_durably
from facilitator.store.paths import DataFolder

Level = Literal["sound", "unknown", "doubtful", "broken"]

WORST: Final[tuple[Level, ...]] = ("sound", "unknown", "doubtful", "broken")
SMALLEST: Final = (60, 18)
USUAL: Final = (80, 24)
_LEAST_SPACE: Final = 50_000_000
_SPACE: Final = 500_000_000
_WRITES: Final = 12
_SLOW: Final = 0.25
"""Seconds for a safe write beyond which people would see it."""
_SKEW: Final = timedelta(minutes=5)
_LOW_BATTERY: Final = 50
_PACKAGES: Final = ("textual", "rich", "starlette", "uvicorn", "tinydb", "qrcode", "attrs", "cattrs", "jinja2")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is well, or not."""

    level: Level
    sentence: str


def terminal(size: os.terminal_size | None, environ: Mapping[str, str] = os.environ) -> list[Finding]:
    """Whether the console fits; `size` is None without a terminal."""
    if size is None:
        return [Finding("unknown", _("Pas de terminal ici : la console en demande un, « serve » s’en passe."))]
    told = _("{columns} colonnes sur {lines} lignes").format(columns=size.columns, lines=size.lines)
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        found = [Finding("broken", _("{size} : trop petit, agrandissez la fenêtre (80 sur 24).").format(size=told))]
    elif size.columns < USUAL[0] or size.lines < USUAL[1]:
        found = [Finding("doubtful", _("{size} : cela tient, 80 sur 24 est mieux.").format(size=told))]
    else:
        found = [Finding("sound", f"{told}.")]
    return [*found, _colours(environ)]


def _colours(environ: Mapping[str, str]) -> Finding:
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR"):
        return Finding("doubtful", _("Couleurs éteintes par NO_COLOR : tout se lit, en noir et blanc."))
    if environ.get("COLORTERM") in ("truecolor", "24bit") or environ.get("WT_SESSION"):
        return Finding("sound", _("Toutes les couleurs."))
    if "256color" in term:
        return Finding("sound", _("256 couleurs : les nuances seront approchées."))
    return Finding("doubtful", _("Peu de couleurs ({term}) : essayez une autre application.").format(term=term or "?"))


def disk(data: DataFolder) -> list[Finding]:
    """Whether the data folder takes writes, how safe ones last, and what is left."""
    try:
        data.create()
        took = statistics.median(_time_a_write(data.root) for _try in range(_WRITES))
        free = shutil.disk_usage(data.root).free
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        sentence = _("On ne peut pas écrire dans {folder} : {reason}. Choisissez un autre dossier avec --data.")
        return [Finding("broken", sentence.format(folder=data.root, reason=reason))]
    told = _("{folder} : une écriture sûre en {ms} ms.").format(folder=data.root, ms=_number(took * 1000))
    space = _("{space} Go libres.").format(space=_number(free / 1e9))
    lack: Level = "broken" if free < _LEAST_SPACE else "doubtful" if free < _SPACE else "sound"
    return [Finding("doubtful" if took > _SLOW else "sound", told), Finding(lack, space)]


def _time_a_write(folder: Path) -> float:
    path = folder / f".essai-{os.getpid()}"
    start = time.perf_counter()
    try:
        create_durably(path, b"x" * 200)
        return time.perf_counter() - start
    finally:
        with suppress(OSError):
            path.unlink()


def clock(data: DataFolder, now: datetime) -> list[Finding]:
    """Whether the time is plausible: never before the last session."""
    told = _("Il est {hour}, le {day} ({zone}).").format(hour=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}", zone=now.tzname())
    with suppress(OSError):
        soon = f"{now + _SKEW:%Y%m%d-%H%M%S}"
        if any(folder.id > soon for folder in data.find_sessions()):
            sentence = _("{time} Or une session est plus récente : réglez l’horloge.")
            return [Finding("broken", sentence.format(time=told))]
    return [Finding("sound", told)]


def power(read: Callable[[], tuple[bool, int | None] | None] | None = None) -> list[Finding]:
    """Whether the machine will last, and stay awake; what cannot be known is to be looked at."""
    awake = Finding("unknown", _("Veille et notifications : à couper à la main, pour la durée de l’atelier."))
    state = (read or _power_here)()
    if state is None:
        return [Finding("unknown", _("Alimentation inconnue : branchez l’ordinateur.")), awake]
    plugged, charge = state
    left = "" if charge is None else _(" ({charge} %)").format(charge=charge)
    if plugged:
        return [Finding("sound", _("Branché sur le secteur{left}.").format(left=left)), awake]
    level: Level = "broken" if charge is not None and charge < _LOW_BATTERY else "doubtful"
    return [Finding(level, _("Sur batterie{left} : branchez l’ordinateur.").format(left=left)), awake]


def _power_here() -> tuple[bool, int | None] | None:
    """Whether it is plugged in, and the charge of its battery in percent."""
    if sys.platform == "darwin":
        with suppress(OSError, subprocess.SubprocessError):
            return read_pmset(subprocess.run(["pmset", "-g", "batt"], capture_output=True, text=True, timeout=2).stdout)
        return None
    return read_supplies(Path("/sys/class/power_supply"))


def read_pmset(told: str) -> tuple[bool, int | None] | None:
    """What a Mac says of its power."""
    charge = next((word.rstrip("%;") for word in told.split() if word.rstrip(";").endswith("%")), "")
    return ("AC Power" in told, int(charge) if charge.isdigit() else None) if "Power" in told else None


def read_supplies(folder: Path) -> tuple[bool, int | None] | None:
    """What Linux says of its power."""
    plugged: list[bool] = []
    charges: list[int] = []
    with suppress(OSError, ValueError):
        for supply in sorted(folder.iterdir()):
            if (supply / "online").is_file():
                plugged.append((supply / "online").read_text().strip() != "0")
            elif (supply / "capacity").is_file():
                charges.append(int((supply / "capacity").read_text()))
    if not plugged and not charges:
        return None
    return any(plugged), min(charges, default=None)


def python() -> list[Finding]:
    """What facilitator runs on, to be quoted when asking for help."""
    known = []
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            known.append(f"{name} {version(name)}")
    told = f"Python {platform.python_version()}, {platform.system()} {platform.release()}."
    return [Finding("sound", told), *([Finding("sound", ", ".join(known) + ".")] if known else [])]


def _number(value: float) -> str:
    told = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return told.replace(".", ",") if language() == "fr" else told
