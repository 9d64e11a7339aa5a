"""The scenes: each module here holds a tuple `SCENES`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tools.pictures.scene import Scene


def all_scenes() -> list[Scene]:
    """Every scene of every module here."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return [scene for module in modules for scene in module.SCENES]
