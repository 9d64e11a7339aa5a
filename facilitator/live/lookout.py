"""A process that looks at ideas for the host: whoever computes in a thread keeps Python's lock for milliseconds, and
each answer and each message of the loop waits for it; three hundred phones then waited for a second.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Thread
from traceback import format_tb
from typing import IO, Never

from facilitator.engine.state import Idea, SessionState
from facilitator.engine.suggestions import Attention, Suggestions
from facilitator.processes import give_way
from facilitator.spawning import environment, python


@dataclass(frozen=True, slots=True)
class News:
    """A state, of whose ideas only those are sent that changed."""

    bare: SessionState
    changed: tuple[Idea, ...]
    gone: tuple[str, ...]


class Lookout:
    """The other process as the host knows it: begun when there is something to look at, ended with the host."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._told: dict[str, Idea] = {}
        self._has_ended = False

    def look(self, state: SessionState) -> Suggestions:
        """What is suggested in that state; blocks. Raises what went wrong there, EOFError when the process is gone."""
        process = self._process or self._begin()
        assert process.stdin is not None and process.stdout is not None
        try:
            pickle.dump(self._news(state), process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            found: Suggestions | Exception = pickle.load(process.stdout)
            if isinstance(found, Exception):
                raise found
        except Exception:
            self._drop(process)
            raise
        return found

    def hurry(self) -> None:
        """Has a look that is being taken end at once, and takes no other."""
        self._has_ended = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Ends the process."""
        self.hurry()
        if self._process is not None:
            self._drop(self._process)

    def _begin(self) -> subprocess.Popen[bytes]:
        self._told = {}
        self._process = subprocess.Popen(
            python("-m", __name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
        if self._has_ended:  # meanwhile
            self._process.kill()
        return self._process

    def _drop(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        process.kill()
        with suppress(OSError), process:  # what could not be sent has nobody to go to
            pass

    def _news(self, state: SessionState) -> News:
        ideas = dict(state.ideas.items())
        # Frozen values are the same object until they change.
        changed = tuple(idea for idea in ideas.values() if self._told.get(idea.id) is not idea)
        gone = tuple(idea for idea in self._told if idea not in ideas)
        self._told = ideas
        bare = replace(state, ideas={}, history=(), commitments={}, private_commitments={})
        return News(bare, changed, gone)


def main() -> Never:
    """Looks at every state that is sent, until nobody sends any more."""
    give_way()
    sent: SimpleQueue[News] = SimpleQueue()
    Thread(target=_receive, args=(sys.stdin.buffer, sent), daemon=True).start()
    _answer(sent, sys.stdout.buffer)


def _receive(source: IO[bytes], sent: SimpleQueue[News]) -> None:
    with suppress(Exception):
        while True:
            sent.put(pickle.load(source))
    os._exit(0)  # a host that is gone leaves nobody to look for, not even to the end of this look


def _answer(sent: SimpleQueue[News], sink: IO[bytes]) -> Never:
    ideas: dict[str, Idea] = {}
    attention: Attention | None = None
    while True:
        news = sent.get()
        for gone in news.gone:
            del ideas[gone]
        ideas.update((idea.id, idea) for idea in news.changed)
        attention = attention or Attention(news.bare.script.workshop.language)
        found: Suggestions | Exception
        try:
            found = attention.look(replace(news.bare, ideas=ideas))
        except Exception as error:
            error.add_note("".join(format_tb(error.__traceback__)))
            found = error
        pickle.dump(found, sink, pickle.HIGHEST_PROTOCOL)
        sink.flush()


if __name__ == "__main__":
    main()
