"""What `run` and `resume` start: the host, and the console on this terminal. Whichever dies is started again.

Standard library only, and next to none of it before both processes are on their way: they wait for this one. The socket
belongs to it, so that a host which dies is a pause for its clients, never a refusal.
"""

from __future__ import annotations

import os
import sys

from facilitator.listening import LOOPBACK, listener, named, place_for
from facilitator.options import USUAL_PORT, Call
from facilitator.spawning import spawn, spawn_on_a_leash
from facilitator.terminal import Terminal, is_here, printable

TYPE_CHECKING = False  # as mypy takes it: what is imported here, a first paint waits for
if TYPE_CHECKING:
    import _socket
    from collections.abc import Callable, Sequence
    from queue import SimpleQueue

    from facilitator.processes import Starts
    from facilitator.spawning import Process

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
            made = listener(int(call.values["port"]), USUAL_PORT, place)
        except OSError as error:
            raise Ending(1, "Le port {port} est pris.", port=call.values["port"]) from error
        Supervisor(call, made, console).run()
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
            try:
                print(printable(gettext(self.message).format(**self.values)), file=sys.stderr)
            except OSError:
                pass  # the terminal is gone


class Supervisor:
    """The host, the console, and the order in which they end.

    Threads and signals only leave calls in a queue; one loop makes them.
    """

    _calls: SimpleQueue[Callable[[], None]]
    _host_starts: Starts
    _console_starts: Starts

    def __init__(self, call: Call, listener: _socket.socket, console: Sequence[str]) -> None:
        self._call = call
        self._listener = listener
        self._face = console
        self._terminal = Terminal()
        self._own = f"http://{LOOPBACK}:{listener.getsockname()[1]}", os.urandom(16).hex()
        self._home, self._key = self._own
        self._session = "" if call.command in ("run", "rehearse") else call.argument or "last"
        self._is_known = False
        """Whether `_session` is an id that a host has said."""
        self._is_ready = False
        """Whether the host now running has said so."""
        self._comes_near = False
        """Whether the host to come listens on the loopback alone."""
        self._host: Process | None = None
        self._console: Process | None = None

    def run(self) -> None:
        """Returns or raises Ending once everything has ended and the terminal is its owner's again."""
        console = self._spawn_console()
        host = self._spawn_host()
        # Both are on their way: from here on, nobody waits for us.
        from queue import SimpleQueue

        from facilitator.processes import Starts, on_signals

        self._calls = SimpleQueue()
        self._host_starts, self._console_starts = Starts(), Starts()
        on_signals(lambda number, frame: self._calls.put(lambda: _stop(number)))
        try:
            self._watch_console(console)
            self._watch_host(*host)
            while True:
                self._calls.get()()
        finally:
            self._end()

    # The host

    def _start_host(self) -> None:
        self._watch_host(*self._spawn_host())

    def _spawn_host(self) -> tuple[Process, int]:
        return spawn_on_a_leash("-m", "facilitator.supervised", descriptor=self._listener.fileno())

    def _watch_host(self, host: Process, listener: int) -> None:
        import json

        self._host, self._is_ready = host, False
        assert host.stdin is not None
        try:
            host.stdin.write(json.dumps(self._order(listener)).encode() + b"\n")
            host.stdin.flush()
        except OSError:
            pass  # it is dead already, which its thread will tell
        _aside(self._listen_to, host)

    def _order(self, listener: int) -> dict[str, object]:
        values = self._call.values
        order: dict[str, object] = {name: values[name] for name in _ORDERED if name in values}
        order |= {"host": named(str(values["host"])), "key": self._key, "listener": listener}
        if self._session:
            return order | {"session": self._session}
        return order | {"script": self._call.argument}

    def _listen_to(self, host: Process) -> None:
        import json
        from functools import partial

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
            self._comes_near = True  # once that host is gone, which holds the port as well
            return
        self._session = said["session"]
        if "attach" in said:
            self._attach(*said["attach"].split("/remote/"))
        else:
            self._is_ready, self._is_known = True, True

    def _come_near(self) -> None:
        """The session stays off the network: so does the socket of the host that follows."""
        self._comes_near = False
        port = self._listener.getsockname()[1]
        self._listener.close()
        try:
            self._listener = listener(port, port, LOOPBACK)
        except OSError as error:
            raise Ending(1, "Le port {port} est pris.", port=port) from error
        self._start_host()

    def _mourn_host(self, host: Process, last_words: str) -> None:
        if host is not self._host:
            return  # another host has the session: this one had nothing to do
        if self._comes_near:
            self._come_near()
            return
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
        _aside(self._wait_for_the_end_of, home)

    def _wait_for_the_end_of(self, home: str) -> None:
        import socket
        import time

        port = int(home.rpartition(":")[2])
        while True:
            # Its supervisor holds the socket: a host that only starts again refuses nobody.
            try:
                socket.create_connection((LOOPBACK, port), _LOOK).close()
            except ConnectionError:
                break
            except OSError:
                pass  # it has too much to do, or we have: that says nothing
            time.sleep(_LOOK)
        self._calls.put(self._come_home)

    def _come_home(self) -> None:
        """The other host is gone: the session goes on here."""
        self._move_console(*self._own)
        self._start_host()

    def _move_console(self, home: str, key: str) -> None:
        from facilitator.processes import stop_process

        self._home, self._key = home, key
        console, self._console = self._console, None
        stop_process(console)
        self._start_console()

    # The console

    def _start_console(self) -> None:
        self._watch_console(self._spawn_console())

    def _spawn_console(self) -> Process:
        told = {
            "FACILITATOR_HOST": self._home,
            "FACILITATOR_KEY": self._key,
            "FACILITATOR_LANG": str(self._call.values["lang"]),
            "FACILITATOR_DATA": str(self._call.values["data"]),
            "FACILITATOR_SINGLE_SCREEN": "1" if self._call.values["single_screen"] else "",
            "FACILITATOR_RESUMES": "1" if self._session else "",
            "FACILITATOR_SUPERVISOR": str(os.getpid()),
        }
        return spawn(*self._face, told=told)

    def _watch_console(self, console: Process) -> None:
        self._console = console
        _aside(self._wait_for, console)

    def _wait_for(self, console: Process) -> None:
        console.wait()
        self._calls.put(lambda: self._mourn_console(console))

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
        import threading

        waiting = threading.Timer(seconds, self._calls.put, [start])
        waiting.daemon = True
        waiting.start()

    def _end(self) -> None:
        import signal

        from facilitator.processes import end_or_kill, on_signals, stop_process

        on_signals(signal.SIG_IGN)  # ending twice is not ending sooner
        cleaned = stop_process(self._console)
        self._terminal.give_back(drawn_on=not cleaned)
        if self._host is not None:
            assert self._host.stdin is not None
            try:
                self._host.stdin.close()
            except OSError:
                pass
            end_or_kill(self._host)
        self._listener.close()


def _stop(number: int) -> None:
    raise Ending(128 + number)


def _aside(work: Callable[..., None], *arguments: object) -> None:
    """Does it in a thread that no end waits for."""
    import threading

    threading.Thread(target=work, args=arguments, daemon=True).start()
