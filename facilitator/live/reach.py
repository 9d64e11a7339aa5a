"""How phones reach the room: the addresses of this machine, watched and tried, and the one that the QR code holds."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import Final

from facilitator.engine.room import NetworkView, Way, Wifi
from facilitator.engine.text import clean_line
from facilitator.live.opening import OpenSession
from facilitator.live.presence import NetworkChanged
from facilitator.network.addresses import Address
from facilitator.network.selfcheck import answers, authority
from facilitator.network.wifi import LONGEST_NAME, LONGEST_PASSWORD, wifi_text
from facilitator.store.atomic import write_atomically
from facilitator.store.outside import read_json

THIS_MACHINE: Final = Address("127.0.0.1", "", "network")
"""Where its own browsers find the host, and nobody else."""
_LOOK_EVERY: Final = 2.0
SILENCE: Final = 120.0
"""Seconds of the session without any phone after which the facilitators are told what else there is."""

_log = logging.getLogger(__name__)

Look = Callable[[], tuple[Address, ...]]
"""What this machine's addresses are now, the likeliest first."""
Check = Callable[[str, int, str], Awaitable[bool]]
"""Whether a session's host answers at an address and a port."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the facilitators decided about the network; a host that comes back keeps to it."""

    address: str = ""
    """The one to use whatever its rank, as long as it is there."""
    wifi_name: str = ""
    wifi_password: str = ""
    phoneless: bool = False
    offline: bool = False
    """Whether nothing may come from the network; decided when the session is begun or resumed."""


def best_address(
    found: Collection[Address], heard: Collection[str], current: str = "", wished: str = ""
) -> Address | None:
    """Where phones are sent: the address wished for, else the one in use while it is a likely one, else the likeliest.

    `heard` are those where the host has heard itself. A link-local address reaches no phone: only a wish chooses it.
    """
    by_ip = {address.ip: address for address in found}
    if wished in by_ip:
        return by_ip[wished]
    usual = [address for address in found if address.kind != "link_local"]
    alive = [address for address in usual if address.ip in heard] or usual
    if current in by_ip and by_ip[current] in alive and (by_ip[current].is_likely or not alive[0].is_likely):
        return by_ip[current]
    return alive[0] if alive else None


class Reach:
    """The room's way in, and how the facilitators change it."""

    def __init__(self, session: OpenSession, port: int, look: Look, wishes: Wishes, check: Check = answers) -> None:
        self._session = session
        self._port = port
        self._look = look
        self._check = check
        self._wishes = wishes
        self._found = look()
        self._heard: frozenset[str] = frozenset()
        self._shown = False
        self._silent = False
        self._last_phone = asyncio.get_running_loop().time()
        self._ip = ""
        self._settle()

    @property
    def home(self) -> str:
        """What the addresses for phones begin with; empty when no phone can come."""
        return f"http://{authority(self._ip, self._port)}" if self._ip and not self._wishes.phoneless else ""

    @property
    def offline(self) -> bool:
        """Whether nothing is answered to the network."""
        return self._wishes.offline

    # What the facilitators ask for.

    async def choose(self, ip: str) -> bool:
        """Sends phones to this address, or to the likeliest again when it is empty; False when it is not ours."""
        if ip and all(address.ip != ip for address in self._found):
            return False
        await self._wish(replace(self._wishes, address=ip))
        return True

    async def do_without_phones(self, phoneless: bool) -> None:
        """Takes the QR code off, or puts it back."""
        await self._wish(replace(self._wishes, phoneless=phoneless))

    async def name_wifi(self, name: str, password: str) -> None:
        """Says which Wi-Fi network phones join first; none without a name."""
        await self._wish(_on_the_air(replace(self._wishes, wifi_name=name, wifi_password=password)))

    def show(self, shown: bool) -> None:
        """Gives the whole public screen to the way in, or takes it back."""
        self._shown = shown
        self._publish()

    async def _wish(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._settle()
        await asyncio.to_thread(keep_wishes, self._session.folder.network, wishes)

    # What the machine does.

    async def keep_watch(self) -> None:
        """Looks at the addresses every other second, tries the new ones, and listens for phones, until cancelled."""
        await self._try_all()
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            found = await asyncio.to_thread(self._look)
            if found != self._found:
                self._found = found
                await self._try_all()
            self._listen()

    async def _try_all(self) -> None:
        ips = [address.ip for address in self._found]
        name = self._session.folder.id
        heard = await asyncio.gather(*(self._check(ip, self._port, name) for ip in ips))
        self._heard = frozenset(ip for ip, answered in zip(ips, heard, strict=True) if answered)
        if len(self._heard) < len(ips):
            _log.warning("the host does not answer on %d of its networks", len(ips) - len(self._heard))
        before = self._ip
        self._settle()
        if self._ip != before:
            self._session.presence.tell_network(NetworkChanged(reachable=bool(self._ip)))

    def _listen(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._session.presence.attendance.connected or not self.home:
            self._last_phone = now
        silent = now - self._last_phone >= self._session.live.clock.real_seconds(SILENCE)
        if silent != self._silent:
            self._silent = silent
            self._publish()

    def _settle(self) -> None:
        best = best_address(self._found, self._heard, self._ip, self._wishes.address)
        self._ip = best.ip if best else ""
        self._publish()

    def _publish(self) -> None:
        self._session.presence.reach(self.home, self._session.door.code, self._view())

    def _view(self) -> NetworkView:
        ways = [
            Way(
                ip=address.ip,
                interface=clean_line(address.interface, limit=40),
                kind=address.kind,
                answers=address.ip in self._heard,
                chosen=address.ip == self._ip,
            )
            for address in self._found
        ]
        return NetworkView(
            ways=ways, silent=self._silent, phoneless=self._wishes.phoneless, wifi=self._wifi(), shown=self._shown
        )

    def _wifi(self) -> Wifi | None:
        written = self._session.live.durable.script.network
        name, password = self._wishes.wifi_name, self._wishes.wifi_password
        if not name:
            name, password = written.wifi_name, written.wifi_password
        return Wifi(name=name, password=password, code=wifi_text(name, password)) if name else None


def read_wishes(path: Path) -> Wishes:
    """What was decided before this host; nothing when it cannot be read."""
    with suppress(OSError, ValueError, TypeError):
        kept = Wishes(**read_json(path))
        if all(type(value) is type(usual) for value, usual in zip(astuple(kept), astuple(Wishes()), strict=True)):
            return _on_the_air(kept)
    return Wishes()


def _on_the_air(wishes: Wishes) -> Wishes:
    """The same with a Wi-Fi that can be announced, whoever wrote it."""
    name = clean_line(wishes.wifi_name, limit=LONGEST_NAME)
    return replace(wishes, wifi_name=name, wifi_password=clean_line(wishes.wifi_password, limit=LONGEST_PASSWORD))


def keep_wishes(path: Path, wishes: Wishes) -> None:
    """Keeps what was decided for a host that comes back; blocks."""
    try:
        write_atomically(path, json.dumps(asdict(wishes)).encode())
    except OSError:
        _log.warning("what was decided of the network lasts only as long as this host", exc_info=True)
