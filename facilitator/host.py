"""The host process: it puts the session together, answers for it, and closes everything in order."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from facilitator import locale
from facilitator.bell import StopBell
from facilitator.engine.script import Script
from facilitator.garbage import settle
from facilitator.live.clock import NEAR, time_meant, wall_time
from facilitator.live.opening import Deliver, NewSession, OpenSession, begin, resume
from facilitator.live.reach import THIS_MACHINE, Look, Reach, keep_wishes, read_wishes
from facilitator.locale import gettext as _
from facilitator.network.addresses import Address, addresses_here
from facilitator.network.selfcheck import authority
from facilitator.store.atomic import PRIVATE_FILE, write_atomically
from facilitator.store.lock import SessionLocked
from facilitator.store.outside import read_json
from facilitator.store.paths import DataFolder, data_folder, new_session_id
from facilitator.store.scripts import ScriptNotFound, find_script, read_script

_DYING_SECONDS: Final = 10.0
"""Time for a host that is ending to let go of its session."""
_FIRST_ANSWERS: Final = 0.25
"""Seconds left to the first faces before the host goes on loading."""
_PATIENCE: Final = 3600.0


_log = logging.getLogger(__name__)


@runtime_checkable
class Telling(Protocol):
    """Something that says itself in a sentence."""

    def sentence(self) -> str: ...


class CannotHost(Exception):
    """Nothing to host; its text is a sentence, or several lines about a script."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


class HostedElsewhere(CannotHost):
    """Another host has the session, and says where."""

    def __init__(self, session: str, remote: str) -> None:
        super().__init__(_("Cet atelier est déjà ouvert : {remote}").format(remote=remote))
        self.session = session
        self.remote = remote


class TooOpen(Exception):
    """The session stays off the network, and the socket does not."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a host is asked to do."""

    key: str
    """Opens the remote."""
    script: str = ""
    """A path, or the name of a shipped one; empty to resume."""
    session: str = ""
    """The session to resume, as people name it."""
    data: str = ""
    lang: locale.Language = "fr"
    room: str = ""
    start: str = ""
    """HH:MM."""
    speed: float = 1.0
    host: str = ""
    """The address phones are sent to, whatever its rank."""
    no_web: bool = False
    """Whether to do without the network, and so without phones; the session stays so until `web`."""
    web: bool = False
    people: int | None = None
    """Simulated participants; None when it is no rehearsal."""
    seed: int = 1
    """Two rehearsals with the same one are alike."""
    alone: bool = False
    """Whether the rehearsal leads itself."""
    ends_itself: bool = False
    """Whether the host leaves when the rehearsal is over."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the faces find the host."""

    join: str
    screen: str
    remote: str


def run(order: Order, listener: socket.socket, ready: Callable[[str, Addresses], None], stop: StopBell) -> None:
    """Hosts a session until `stop` rings; `ready` is told the session's id and addresses. Raises CannotHost."""
    locale.use(order.lang)
    _check_address(order)
    data = data_folder(Path(order.data) if order.data else None)
    try:
        data.create()
    except OSError as refusal:
        told = _("Le dossier {folder} ne peut pas servir : {reason}.")
        raise CannotHost(told.format(folder=data.root, reason=refusal.strerror or refusal)) from refusal
    asyncio.run(_host(order, data, listener, ready, stop))


async def _host(
    order: Order,
    data: DataFolder,
    listener: socket.socket,
    ready: Callable[[str, Addresses], None],
    stop: StopBell,
) -> None:
    session, _loaded = await asyncio.gather(_open(order, data), _load_web())
    try:
        with _logging_into(session.folder.log):
            await _serve(session, order, data, listener, ready, stop)
    finally:
        session.journal.close()


async def _load_web() -> None:
    """Imports what answers, while the disk works."""
    import_module("facilitator.web.app")
    import_module("facilitator.web.server")


async def _serve(
    session: OpenSession,
    order: Order,
    data: DataFolder,
    listener: socket.socket,
    ready: Callable[[str, Addresses], None],
    stop: StopBell,
) -> None:
    from facilitator.web.app import web_app
    from facilitator.web.server import WebServer

    own = _own_names(listener)
    session.presence.open(f"http://{own[0]}", session.door.key)
    reach = _reach(session, order, listener)
    addresses = _addresses(session, reach)
    server = WebServer(web_app(session, reach, order.key, own))
    _announce(data, session.folder.id, listener, addresses)
    ready(session.folder.id, addresses)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.serve_on(listener))
        tasks.create_task(_look_after(session, data))
        own_tasks = [
            tasks.create_task(_keep_announced(session, reach, data, listener, addresses)),
            tasks.create_task(reach.keep_watch()),
            tasks.create_task(_rehearse(session, order, stop)),
        ]
        await stop.heard()
        for task in own_tasks:
            task.cancel()
        _withdraw(data)
        session.live.feed.close()
        server.stop()


async def _look_after(session: OpenSession, data: DataFolder) -> None:
    """Once the first faces are served: loads what commands need, then watches and keeps the record to the end."""
    await asyncio.sleep(_FIRST_ANSWERS)
    for later in (
        "facilitator.live.step",
        "facilitator.web.routes",
        "facilitator.web.readings",
        "facilitator.web.phone.page",
    ):
        await asyncio.to_thread(import_module, later)
    from facilitator.live.noticing import keep_noticing
    from facilitator.live.record import keep_record
    from facilitator.live.warden import keep_watch

    settle()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_watch(session.live, session.presence))
        tasks.create_task(keep_record(session, data))
        tasks.create_task(keep_noticing(session.live, session.presence))


async def _rehearse(session: OpenSession, order: Order, stop: StopBell) -> None:
    """Plays the people of a rehearsal; does nothing for a workshop with real ones."""
    if order.people is None:
        return
    rehearsal = await asyncio.to_thread(import_module, "facilitator.live.rehearsal")
    await rehearsal.rehearse(session, rehearsal.Plan(order.people, order.seed, order.alone))
    if order.ends_itself:
        stop.ring()


async def _open(order: Order, data: DataFolder) -> OpenSession:
    deliver = asyncio.get_running_loop().call_soon_threadsafe
    try:
        if order.script:
            new = _new_session(order)
            now = datetime.fromtimestamp(new.created).astimezone()
            folder = data.session(new_session_id(now, new.script.workshop.code))
            return await asyncio.to_thread(begin, folder, new, deliver)
        return await _resume(order.session, data, deliver)
    except CannotHost:
        raise
    except ScriptNotFound as refusal:
        raise CannotHost(str(refusal), exit_code=2) from refusal
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise CannotHost(_("Le disque a refusé d’ouvrir l’atelier : {reason}.").format(reason=reason)) from refusal
    except Exception as refusal:
        # Everything that prevents a session from being opened knows its sentence.
        if isinstance(refusal, Telling):
            raise CannotHost(refusal.sentence()) from refusal
        raise


async def _resume(name: str, data: DataFolder, deliver: Deliver) -> OpenSession:
    from facilitator.store.library import find

    folder = find(data, name)
    give_up = asyncio.get_running_loop().time() + _DYING_SECONDS
    while True:
        try:
            return await asyncio.to_thread(resume, folder, deliver)
        except SessionLocked:
            elsewhere = _announced(data)
            if elsewhere.get("session") == folder.id:
                raise HostedElsewhere(folder.id, str(elsewhere["remote"])) from None
            if asyncio.get_running_loop().time() > give_up:
                raise
        await asyncio.sleep(0.05)


def _new_session(order: Order) -> NewSession:
    reading = read_script(find_script(order.script))
    script = reading.script if order.people is None else reading.draft
    if script is None:
        raise CannotHost("\n".join(map(str, reading.problems)))
    created = wall_time()
    start = None
    if order.start or order.people is None:  # a rehearsal begins when one likes, whatever the hour of the script
        start = planned_start(order.start, script, datetime.fromtimestamp(created).astimezone())
    return NewSession(script, reading.text, created, start, order.speed, order.room)


def planned_start(asked: str, script: Script, now: datetime) -> float | None:
    """When the session should start: the time asked for, else the script's own when it is near.

    Raises CannotHost for what is no time.
    """
    start = time_meant(_minutes(asked) if asked else script.workshop.start, now)
    return start.timestamp() if asked or abs(start - now) <= NEAR else None


def _minutes(asked: str) -> int:
    try:
        told = datetime.strptime(asked, "%H:%M").replace(tzinfo=UTC)
    except ValueError as error:
        sentence = _("« {time} » n’est pas une heure : écrivez par exemple 14:30.").format(time=asked)
        raise CannotHost(sentence, exit_code=2) from error
    return told.hour * 60 + told.minute


def _check_address(order: Order) -> None:
    """An address asked for is one of this machine's, at least when the session is new. Raises CannotHost."""
    if not order.host or order.host == THIS_MACHINE.ip:
        return
    try:
        IPv4Address(order.host)
    except ValueError:
        sentence = _("« {host} » n’est pas une adresse : écrivez par exemple 192.168.1.20.").format(host=order.host)
        raise CannotHost(sentence, exit_code=2) from None
    here = [address.ip for address in addresses_here()]
    if order.script and order.host not in here:
        known = ", ".join(here) or _("aucune")
        sentence = _("{host} n’est pas une adresse de cet ordinateur. Les siennes : {known}.")
        raise CannotHost(sentence.format(host=order.host, known=known))


def _reach(session: OpenSession, order: Order, listener: socket.socket) -> Reach:
    """The way in, on the networks on which the socket listens."""
    place, port = listener.getsockname()[:2]
    kept = read_wishes(session.folder.network)
    wishes = replace(kept, offline=order.no_web or (kept.offline and not order.web))
    if wishes != kept:
        keep_wishes(session.folder.network, wishes)
    if wishes.offline and place != THIS_MACHINE.ip:
        raise TooOpen
    if wishes.offline and not order.no_web:
        session.presence.tell_offline()
    look: Look = addresses_here
    if wishes.offline:
        look = tuple
    elif place == THIS_MACHINE.ip:
        look = _this_machine_alone
    return Reach(session, port, look, replace(wishes, address=order.host) if order.host else wishes)


def _this_machine_alone() -> tuple[Address, ...]:
    return (THIS_MACHINE,)


def _addresses(session: OpenSession, reach: Reach) -> Addresses:
    """Without a network, browsers of this machine may join all the same; the room is shown no such address."""
    room = session.presence.room
    own, _slash, _key = room.remote.partition("/remote/")
    join = room.join or ("" if reach.offline else f"{own}/j/{session.door.code}")
    return Addresses(join, room.screen, room.remote)


def _own_names(listener: socket.socket) -> tuple[str, ...]:
    port = listener.getsockname()[1]
    return tuple(authority(name, port) for name in ("127.0.0.1", "localhost", "[::1]"))


def _announce(data: DataFolder, session: str, listener: socket.socket, addresses: Addresses) -> None:
    """Tells the other programs of this machine which host runs here."""
    about = {"session": session, "pid": os.getpid(), "port": listener.getsockname()[1], **asdict(addresses)}
    try:
        write_atomically(data.running, json.dumps(about).encode(), lasting=False)  # nobody runs after a power cut
    except OSError:
        _log.warning("nobody is told that this host runs", exc_info=True)


async def _keep_announced(
    session: OpenSession, reach: Reach, data: DataFolder, listener: socket.socket, announced: Addresses
) -> None:
    """Tells the other programs again when an address changes, until cancelled."""
    with session.live.feed.subscribe() as subscriber:
        while not subscriber.closed:
            await subscriber.news(patience=_PATIENCE)
            subscriber.catch_up()
            addresses = _addresses(session, reach)
            if addresses != announced:
                await asyncio.to_thread(_announce, data, session.folder.id, listener, addresses)
                announced = addresses


def _withdraw(data: DataFolder) -> None:
    """Takes the announcement away, unless it is another host's by now."""
    if _announced(data).get("pid") == os.getpid():
        with suppress(OSError):
            data.running.unlink()


def _announced(data: DataFolder) -> Mapping[str, Any]:
    with suppress(OSError, ValueError):
        about = read_json(data.running)
        if isinstance(about, dict):
            return about
    return {}


@contextmanager
def _logging_into(path: Path) -> Iterator[None]:
    """What goes wrong is told to a file: the terminal belongs to the room. It holds no idea and no address."""
    logging.raiseExceptions = False  # a full disk is told by the journal
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE))
        handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
