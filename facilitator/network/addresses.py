"""The addresses of this machine, the likeliest to be reached by a phone of the room first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from typing import Any, Final, Literal

import ifaddr

Kind = Literal["wifi", "ethernet", "network", "public", "vpn", "virtual", "link_local"]
"""What a network is, in order of preference: `network` is one whose name says nothing."""

_RANKS: Final[tuple[Kind, ...]] = ("wifi", "ethernet", "network", "public", "vpn", "virtual", "link_local")
_LINK_LOCAL: Final = IPv4Network("169.254.0.0/16")
_SHARED: Final = IPv4Network("100.64.0.0/10")
"""Where private networks over the Internet give out their addresses."""

# Names as Linux, macOS and Windows give them, the short ones with their number.
_NAMES: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (
        "virtual",
        re.compile(
            r"docker|veth|br-|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|cali|podman|virtualbox|vmware|hyper-v|vethernet"
            r"|wsl|bluetooth",
            re.IGNORECASE,
        ),
    ),
    (
        "vpn",
        re.compile(
            r"^(tun|tap|wg|ppp|utun|ipsec|zt|nordlynx)|vpn|tailscale|wireguard|zerotier|tap-windows|anyconnect"
            r"|fortinet|globalprotect|wintun|wan miniport",
            re.IGNORECASE,
        ),
    ),
    ("wifi", re.compile(r"^(wl|ath|ap)\w*\d|wi-?fi|wireless|wlan|802\.11|^bridge100$", re.IGNORECASE)),
    ("ethernet", re.compile(r"^(eth|en|em)\w*\d|ethernet|gigabit|gbe", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of this machine on one of its networks."""

    ip: str
    interface: str
    """The network's name, as the system gives it."""
    kind: Kind

    @property
    def is_likely(self) -> bool:
        """Whether phones of the room may well be on this network."""
        return self.kind in ("wifi", "ethernet", "network")


def addresses_here(adapters: Callable[[], Iterable[Any]] = ifaddr.get_adapters) -> tuple[Address, ...]:
    """Every address but the loopback's, the best first; none when there is no network."""
    found = [
        Address(ip.ip, adapter.nice_name, kind_of(IPv4Address(ip.ip), f"{adapter.name} {adapter.nice_name}"))
        for adapter in adapters()
        for ip in adapter.ips
        if ip.is_IPv4 and not IPv4Address(ip.ip).is_loopback
    ]
    return tuple(sorted(found, key=lambda address: _RANKS.index(address.kind)))


def kind_of(ip: IPv4Address, name: str) -> Kind:
    """What the network of an interface is, by its address and its name."""
    if ip in _LINK_LOCAL:
        return "link_local"
    known = (kind for kind, pattern in _NAMES if pattern.search(name))
    kind: Kind = next(known, "network")
    if kind == "virtual":
        return "virtual"
    if kind == "vpn" or ip in _SHARED:
        return "vpn"
    return kind if ip.is_private else "public"
