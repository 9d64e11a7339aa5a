from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import IPv4Address

import pytest

from facilitator.network.addresses import Kind, addresses_here, kind_of


@dataclass
class Ip:
    ip: str
    is_IPv4: bool = True


@dataclass
class Adapter:
    name: str
    ips: list[Ip] = field(default_factory=list)

    @property
    def nice_name(self) -> str:
        return self.name


def adapter(name: str, *ips: str) -> Adapter:
    return Adapter(name, [Ip(ip) for ip in ips])


def test_the_room_s_networks_come_before_those_of_the_machine() -> None:
    found = addresses_here(
        lambda: [
            adapter("lo", "127.0.0.1"),
            adapter("docker0", "172.17.0.1"),
            adapter("tun0", "10.8.0.2"),
            adapter("eno2", "169.254.7.9"),
            adapter("eth0", "203.0.114.9"),
            adapter("enp0s31f6", "192.168.1.20"),
            adapter("wlp3s0", "192.168.1.21"),
        ]
    )

    assert [address.ip for address in found] == [
        "192.168.1.21",
        "192.168.1.20",
        "203.0.114.9",
        "10.8.0.2",
        "172.17.0.1",
        "169.254.7.9",
    ]
    assert [address.is_likely for address in found] == [True, True, False, False, False, False]


def test_a_machine_without_a_network_has_no_address() -> None:
    six = Adapter("eth0", [Ip("fe80::1", is_IPv4=False)])

    assert addresses_here(lambda: [adapter("lo", "127.0.0.1"), six]) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wlan0", "wifi"),
        ("wlx00c0ca", "wifi"),
        ("Wi-Fi", "wifi"),
        ("Intel(R) Wireless-AC 9560", "wifi"),
        ("bridge100", "wifi"),
        ("en0", "ethernet"),
        ("eth1", "ethernet"),
        ("Realtek PCIe GbE Family Controller", "ethernet"),
        ("usb0", "network"),
        ("utun3", "vpn"),
        ("wg0", "vpn"),
        ("Cisco AnyConnect Virtual Miniport Adapter", "vpn"),
        ("tailscale0", "vpn"),
        ("br-5f1c0a", "virtual"),
        ("vethd2f1", "virtual"),
        ("vEthernet (WSL)", "virtual"),
        ("VirtualBox Host-Only Ethernet Adapter", "virtual"),
    ],
)
def test_a_network_is_known_by_its_name(name: str, kind: Kind) -> None:
    assert kind_of(IPv4Address("192.168.56.1"), name) == kind


@pytest.mark.parametrize(
    ("ip", "kind"), [("169.254.1.2", "link_local"), ("100.101.102.103", "vpn"), ("8.8.8.8", "public")]
)
def test_an_address_may_tell_more_than_a_name(ip: str, kind: Kind) -> None:
    assert kind_of(IPv4Address(ip), "eth0") == kind


def test_this_machine_s_own_addresses_can_be_read() -> None:
    assert all(IPv4Address(address.ip) for address in addresses_here())
