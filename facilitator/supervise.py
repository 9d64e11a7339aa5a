"""What `run` and `resume` start: the host, and the console on this terminal. Whichever dies is started again.

Standard library only, and as little of it as can be: both processes wait for this one. The socket belongs to it, so
that a host which dies is a pause for its clients, never a refusal.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from queue import SimpleQueue

from facilitator.listening import LOOPBACK, listen, named, place_for
from facilitator.options import USUAL_PORT, Call
from facilitator.processes import Process, Starts, end_or_kill, environment, on_signals, python, stop_process
from facilitator.terminal import Terminal, is_here, printable

_LOOK = 1.0
"""Seconds between two looks at whether another host is still there."""
_ORDERED = ("lang", "data", "room", "start", "speed", "no_web", "web", "people", "seed", "alone")
"""What the host is told of the options."""


def supervise(call: Call, console: Sequence[str] = ("-m", "facilitator.tui.console")) -> int:
    """Runs a session on this terminal to its end; returns the exit code. `console` is what Python runs as the face."""
    try:
        if not is_here():
            raise Ending(2, "Il faut un terminal pour la console. Sans terminal : facilitator serve")
        try:
            place = place_for(named(str(call.values["host"])), bool(call.values["no_web"]))
            listener = listen(int(call.values["port"]), USUAL_PORT, place)
        except OSError as error:
            raise Ending(1, "Le port {port} est pris.", port=call.values["port"]) from error
        with listener:
            Supervisor(call, listener, console).run()
    except Ending as ending:
        ending.tell(str(call.values["lang"]))
        return ending.exit_code
    return 0


class Ending(Exception):
    """The end, with what there is to say about it; French source, translated only when it is said."""

    def __init__(self, exit_code: int, message: str = "", **values: object) -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.message = message
        self.values = values

    def tell(self, language: str) -> None:
        from facilitator.locale import gettext, use

        use(language)
        if self.message:
            with suppress(OSError):  # the terminal may be gone
                print(printable(gettext(self.message).format(**self.values)), file=sys.stderr)


class Supervisor:
    """The host, the console, and the order in which they end.

    Threads and signals only leave calls in a queue; one loop makes them.
    """

    def __init__(self, call: Call, listener: socket.socket, console: Sequence[str]) -> None:
        self._call = call
        self._listener = listener
        self._face = console
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._terminal = Terminal()
        self._own = f"http://{LOOPBACK}:{listener.getsockname()[1]}", os.urandom(16).hex()
        self._home, self._key = self._own
        self._session = "" if call.command in ("run", "rehearse") else call.argument or "last"
        self._is_known = False
        """Whether `_session` is an id that a host has said."""
        self._is_ready = False
        """Whether the host now running has said so."""
        self._host: Process | None = None
        self._console: Process | None = None
        self._host_starts, self._console_starts = Starts(), Starts()

    def run(self) -> None:
        """Returns or raises Ending once everything has ended and the terminal is its owner's again."""
        on_signals(lambda number, frame: self._calls.put(partial(_stop, number)))
        try:
            self._start_console()
            self._start_host()
            while True:
                self._calls.get()()
        finally:
            self._end()

    # The host

    def _start_host(self) -> None:
        host = subprocess.Popen(
            python("-m", "facilitator.supervised"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(self._listener.fileno(),),
            env=environment(),
            start_new_session=True,
        )
        self._host, self._is_ready = host, False
        import json  # both processes are on their way: from here on, nobody waits for us

        assert host.stdin is not None
        with suppress(OSError):  # it is dead already, which its thread will tell
            host.stdin.write(json.dumps(self._order()).encode() + b"\n")
            host.stdin.flush()
        threading.Thread(target=self._listen_to, args=(host,), daemon=True).start()

    def _order(self) -> dict[str, object]:
        values = self._call.values
        order: dict[str, object] = {name: values[name] for name in _ORDERED if name in values}
        order |= {"host": named(str(values["host"])), "key": self._key, "listener": self._listener.fileno()}
        if self._session:
            return order | {"session": self._session}
        return order | {"script": self._call.argument}

    def _listen_to(self, host: Process) -> None:
        import json

        assert host.stdout is not None
        last_words = ""
        for line in host.stdout:
            try:
                self._calls.put(partial(self._hear, json.loads(line)))
            except ValueError:
                last_words = line.decode(errors="replace").strip() or last_words
        host.wait()
        self._calls.put(partial(self._mourn_host, host, last_words))

    def _hear(self, said: dict[str, str]) -> None:
        if "refused" in said:
            raise Ending(int(said["exit"]), "{sentence}", sentence=said["refused"])
        if "too_open" in said:
            self._come_near()
            return
        self._session = said["session"]
        if "attach" in said:
            self._attach(*said["attach"].split("/remote/"))
        else:
            self._is_ready, self._is_known = True, True

    def _come_near(self) -> None:
        """The session stays off the network: so does the socket of the host that follows."""
        self._host = None
        port = self._listener.getsockname()[1]
        self._listener.close()
        try:
            self._listener = listen(port, port, LOOPBACK)
        except OSError as error:
            raise Ending(1, "Le port {port} est pris.", port=port) from error
        self._start_host()

    def _mourn_host(self, host: Process, last_words: str) -> None:
        if host is not self._host:
            return  # another host has the session: this one had nothing to do
        pause = self._host_starts.pause(host, in_vain=not self._is_ready)
        if pause is None:
            raise Ending(
                1, "L’atelier ne démarre pas ({why}). Rien de ce qui était affiché n’est perdu.", why=last_words
            )
        self._later(pause, self._start_host)

    def _attach(self, home: str, key: str) -> None:
        """The session is alive in another host: the console goes there, for as long as it lives."""
        self._host = None
        self._move_console(home, key)
        threading.Thread(target=self._wait_for_the_end_of, args=(home,), daemon=True).start()

    def _wait_for_the_end_of(self, home: str) -> None:
        port = int(home.rpartition(":")[2])
        while True:
            # Its supervisor holds the socket: a host that only starts again refuses nobody.
            try:
                socket.create_connection((LOOPBACK, port), _LOOK).close()
            except ConnectionError:
                break
            except OSError:
                continue
            time.sleep(_LOOK)
        self._calls.put(self._come_home)

    def _come_home(self) -> None:
        """The other host is gone: the session goes on here."""
        self._move_console(*self._own)
        self._start_host()

    def _move_console(self, home: str, key: str) -> None:
        self._home, self._key = home, key
        console, self._console = self._console, None
        stop_process(console)
        self._start_console()

    # The console

    def _start_console(self) -> None:
        told = {
            "FACILITATOR_HOST": self._home,
            "FACILITATOR_KEY": self._key,
            "FACILITATOR_LANG": str(self._call.values["lang"]),
            "FACILITATOR_DATA": str(self._call.values["data"]),
            "FACILITATOR_SINGLE_SCREEN": "1" if self._call.values["single_screen"] else "",
            "FACILITATOR_RESUMES": "1" if self._session else "",
            "FACILITATOR_SUPERVISOR": str(os.getpid()),
        }
        self._console = subprocess.Popen(python(*self._face), env=environment() | told)
        threading.Thread(target=self._wait_for, args=(self._console,), daemon=True).start()

    def _wait_for(self, console: Process) -> None:
        console.wait()
        self._calls.put(partial(self._mourn_console, console))

    def _mourn_console(self, console: Process) -> None:
        if console is not self._console:
            return  # it was asked to end
        if console.returncode == 0:
            raise self._farewell()
        self._terminal.give_back(drawn_on=True)
        pause = self._console_starts.pause(console, in_vain=self._console_starts.just_began())
        if pause is None:
            self._console = None
            raise Ending(1, "La console s’arrête sans cesse. L’atelier est gardé : facilitator resume")
        self._later(pause, self._start_console)

    def _farewell(self) -> Ending:
        if not self._is_known:
            return Ending(0)
        if self._call.command == "rehearse":
            return Ending(
                0,
                "La répétition est gardée à part : {folder}. L’effacer : facilitator purge --rehearsals",
                folder=self._call.values["data"],
            )
        return Ending(0, "L’atelier est gardé. Pour y revenir : facilitator resume {session}", session=self._session)

    # The end

    def _later(self, seconds: float, start: Callable[[], None]) -> None:
        waiting = threading.Timer(seconds, self._calls.put, [start])
        waiting.daemon = True
        waiting.start()

    def _end(self) -> None:
        on_signals(signal.SIG_IGN)  # ending twice is not ending sooner
        cleaned = stop_process(self._console)
        self._terminal.give_back(drawn_on=not cleaned)
        if self._host is not None:
            assert self._host.stdin is not None
            with suppress(OSError):
                self._host.stdin.close()
            end_or_kill(self._host)
        self._listener.close()


def _stop(number: int) -> None:
    raise Ending(128 + number)
