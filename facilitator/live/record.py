"""Keeps up to date what people read afterwards, the session's TinyDB file and the library, and the checkpoint that it
opens again from: always off the loop.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from facilitator.engine.state import SessionState
from facilitator.live.opening import OpenSession
from facilitator.store.checkpoint import Checkpoint, write_checkpoint
from facilitator.store.paths import DataFolder, SessionFolder

_PATIENCE: Final = 3600.0
_FAR: Final = 5000
"""Entries after which a checkpoint is made again: a killed host reads no more of them anew, in a tenth of a second."""
REST: Final = 10.0
"""How many times what an erasure took goes by before the next: who comes and leaves for fun makes nobody wait."""

_log = logging.getLogger(__name__)


async def keep_record(session: OpenSession, data: DataFolder) -> None:
    """Writes the record at the start, whenever a chapter closes, and once more when the session closes."""
    written: SessionState | None = None
    marked, gone, tried, rested = session.live.durable.seq, 0, 0, 0.0
    now = asyncio.get_running_loop().time
    with session.live.feed.subscribe() as subscriber:
        while True:
            owes = session.live.durable.erased > tried
            await subscriber.news(patience=max(0.0, rested - now()) if owes else _PATIENCE)
            closed, began = subscriber.closed, now()
            subscriber.catch_up()
            state = session.live.durable
            leaves = state.erased > gone and (closed or began >= rested)
            if is_due := _is_due(state, written, leaves=leaves, closed=closed):
                await asyncio.to_thread(_write, session.folder, data, state)
                written = state
            # Last: until the journal is free of who left, the next host knows that there is something to do.
            if leaves:
                tried = state.erased
                gone = tried if await asyncio.to_thread(_erase, session) else gone
                rested = now() + REST * (now() - began)
            state, mark = session.live.durable, session.journal.mark
            if mark is not None and (is_due or state.seq - marked >= _FAR):
                await asyncio.to_thread(_mark, session.folder, Checkpoint(state, mark))
                marked = state.seq
            if closed:
                return


def _is_due(state: SessionState, written: SessionState | None, *, leaves: bool, closed: bool) -> bool:
    if written is None or (leaves and state.erased != written.erased):
        return True
    return _chapter(state) != _chapter(written) or (closed and state is not written)


def _chapter(state: SessionState) -> tuple[str, str, int]:
    return state.status, state.phase, len(state.syntheses)


def _erase(session: OpenSession) -> bool:
    """Takes out of the journal whoever left. What the disk refuses is tried again with the next thing that happens."""
    from facilitator.store.forgetting import forget_the_departed  # seldom needed, and a session must answer first

    try:
        forget_the_departed(session.folder, session.journal)
    except Exception:  # nobody else's session ends for it
        _log.warning("somebody who left is still in the journal", exc_info=True)
        return False
    return True


def _write(folder: SessionFolder, data: DataFolder, state: SessionState) -> None:
    # TinyDB comes with these, and a session must answer before it is loaded.
    from facilitator.store.library import record
    from facilitator.store.results import write_results

    try:
        write_results(folder.path, state)
        record(data, state)
    except OSError:
        _log.warning("the record could not be written; the journal has everything", exc_info=True)


def _mark(folder: SessionFolder, checkpoint: Checkpoint) -> None:
    # Whatever is wrong, the disk or a value that cannot be packed: nobody's session ends for what only saves time.
    try:
        write_checkpoint(folder, checkpoint)
    except Exception:
        _log.warning("no checkpoint; the journal has everything", exc_info=True)
