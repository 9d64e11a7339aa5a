"""Sessions as files: what the home and the end screen read and write; the live screens never come here."""

from __future__ import annotations

from pathlib import Path


def export_session(session: str) -> list[Path]:
    """Write the synthesis of a session as Markdown and as a page; blocks."""
    from facilitator.engine.synthesis import report
    from facilitator.exporters import FORMATS, write_export
    from facilitator.store.atomic import make_private_folder, write_atomically
    from facilitator.store.opening import load_state
    from facilitator.store.paths import data_folder

    folder = data_folder().session(session).path
    made, exports = report(load_state(folder)), folder / "exports"
    make_private_folder(exports)
    return [write_export(made, exports, write_atomically, format=name) for name in FORMATS]
