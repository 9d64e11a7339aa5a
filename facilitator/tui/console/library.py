"""Sessions as files: what the home and the end screen read and write; the live screens never come here."""

from __future__ import annotations

from pathlib import Path


def export_session(session: str) -> list[Path]:
    """Write the synthesis of a session as Markdown and as a page; blocks."""
    from facilitator.exporters import write_exports
    from facilitator.store.library import load_state
    from facilitator.store.paths import data_folder

    folder = data_folder().session(session)
    return list(write_exports(load_state(folder), folder.path / "exports"))
