"""Scripts: find them, read them, say everything that is wrong with them at once."""

from __future__ import annotations

from facilitator.store.scripts.problems import Level, Problem, Reading
from facilitator.store.scripts.reading import read_script, script_hash
from facilitator.store.scripts.shelf import ScriptNotFound, find_script, shipped_scripts

__all__ = [
    "Level",
    "Problem",
    "Reading",
    "ScriptNotFound",
    "find_script",
    "read_script",
    "script_hash",
    "shipped_scripts",
]
