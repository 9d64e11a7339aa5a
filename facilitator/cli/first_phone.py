"""The network's part of `facilitator preflight`: a host for a moment, that asks itself at every address, then waits for
a phone.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from facilitator.cli.readiness import Finding
from facilitator.live.reach import best_address
from facilitator.locale import gettext as _
from facilitator.network.addresses import Address
from facilitator.network.selfcheck import Rehearsal, answers, authority
from facilitator.network.words import kind_name

_NAME: Final = "preflight"


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found at the addresses of this machine."""

    findings: list[Finding]
    url: str = ""
    """What the QR code would hold; empty when there is nowhere to send a phone."""


class Rehearsed:
    """A host that is not one, on the socket of a host."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._port = listener.getsockname()[1]
        self._visit = asyncio.Event()

    async def check(self, found: Collection[Address], wished: str) -> Reached:
        """Asks itself everywhere."""
        async with await self._serve():
            heard = {address.ip for address in found if await answers(address.ip, self._port, _NAME)}
        best = best_address(found, heard, wished=wished)
        findings = [_told(address, address.ip in heard, address is best) for address in found]
        if best is None:
            findings.append(Finding("doubtful", _("Pas de réseau : l’atelier se tient avec le clavier et le papier.")))
            return Reached(findings)
        if best.ip not in heard:
            return Reached(findings)
        return Reached(findings, f"http://{authority(best.ip, self._port)}")

    async def first_phone(self, seconds: float) -> bool:
        """Whether a phone came within so many seconds."""
        async with await self._serve():
            try:
                await asyncio.wait_for(self._visit.wait(), seconds)
            except TimeoutError:
                return False
            await asyncio.sleep(0.2)  # the phone reads its page
        return True

    async def _serve(self) -> asyncio.Server:
        # A server closes its socket; ours is asked for twice.
        return await asyncio.start_server(Rehearsal(_NAME, self._visited).answer, sock=self._listener.dup())

    def _visited(self, address: str) -> None:
        self._visit.set()


def _told(address: Address, heard: bool, best: bool) -> Finding:
    what = f"{address.ip} · {kind_name(address.kind)} · {address.interface}"
    if not heard:
        sentence = _("{what} : l’ordinateur ne s’y entend pas (pare-feu ?).")
        return Finding("broken" if best else "doubtful", sentence.format(what=what))
    if best:
        sentence = _("{what} : c’est l’adresse du QR code.")
        return Finding("sound" if address.is_likely else "doubtful", sentence.format(what=what))
    return Finding("sound", what)
