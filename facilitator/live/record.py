"""Keeps what people read afterwards up to date: the session's TinyDB file and the library, always off the loop."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from facilitator.engine.state import SessionState
from facilitator.live.session import LiveSession
from facilitator.store.paths import DataFolder, SessionFolder

_PATIENCE: Final = 3600.0

_log = logging.getLogger(__name__)


async def keep_record(session: LiveSession, folder: SessionFolder, data: DataFolder) -> None:
    """Writes the record at the start, whenever a chapter closes, and once more when the session closes."""
    written: SessionState | None = None
    with session.feed.subscribe() as subscriber:
        while True:
            await subscriber.news(patience=_PATIENCE)
            closed = subscriber.closed
            subscriber.catch_up()
            state = session.durable
            if written is None or _chapter(state) != _chapter(written) or (closed and state is not written):
                await asyncio.to_thread(_write, folder, data, state)
                written = state
            if closed:
                return


def _chapter(state: SessionState) -> tuple[str, str, int]:
    return state.status, state.phase, len(state.syntheses)


def _write(folder: SessionFolder, data: DataFolder, state: SessionState) -> None:
    # TinyDB comes with these, and a session must answer before it is loaded.
    from facilitator.store.library import record
    from facilitator.store.results import write_results

    try:
        write_results(folder.path, state)
        record(data, state)
    except OSError:
        _log.warning("the record could not be written; the journal has everything", exc_info=True)
