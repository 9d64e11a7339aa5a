"""A laptop and a phone on networks of their own, made and unmade by this machine alone; as root, or where users may."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_APART = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user", "--net")
_INTO = ("--net",) if os.geteuid() == 0 else ("--user", "--net", "--preserve-credentials")
_HOLD = ("sh", "-c", "ip link set lo up && echo ready && exec sleep infinity")
_ASK = """
import json, sys
from http.client import HTTPConnection
from urllib.parse import urlsplit
method, url, body, cookie = sys.argv[1:]
place = urlsplit(url)
connection = HTTPConnection(place.netloc, timeout=3)
connection.request(method, place.path, body or None, {"Cookie": cookie} if cookie else {})
answer = connection.getresponse()
headers = {name.lower(): "\\n".join(answer.headers.get_all(name)) for name in answer.headers}
print(json.dumps([answer.status, headers, answer.read().decode()]))
"""


@cache
def networks_work() -> bool:
    """Whether this machine lets us make networks of our own."""
    try:
        with machine() as alone:
            alone.run("ip", "link", "add", "wlan0", "type", "veth", "peer", "name", "far0")
    except (OSError, subprocess.SubprocessError, AssertionError):
        return False
    return True


class Machine:
    """A machine with nothing but its loopback, until it is wired."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def into(self, *command: str) -> list[str]:
        """What runs a command there."""
        return ["nsenter", "--target", str(self.pid), *_INTO, "--", *command]

    def run(self, *command: str) -> str:
        """Runs a command there; what it prints."""
        return subprocess.run(self.into(*command), check=True, capture_output=True, text=True, timeout=20).stdout

    def ask(self, method: str, url: str, body: str = "", cookie: str = "") -> tuple[int, dict[str, str], str]:
        """One HTTP request from there. Raises CalledProcessError when nobody answers."""
        status, headers, read = json.loads(self.run(sys.executable, "-c", _ASK, method, url, body, cookie))
        return status, headers, read

    def view(self, url: str) -> Any:
        """What a JSON address says."""
        return json.loads(self.ask("GET", url)[2])

    def has(self, interface: str, address: str) -> None:
        """Gives an address to an interface."""
        self.run("ip", "address", "add", f"{address}/24", "dev", interface)

    def loses(self, interface: str, address: str) -> None:
        """Takes an address away."""
        self.run("ip", "address", "delete", f"{address}/24", "dev", interface)

    def wired(self, interface: str, other: Machine, far: str) -> None:
        """Ties one of its interfaces to another machine's."""
        self.run("ip", "link", "add", interface, "type", "veth", "peer", "name", far, "netns", str(other.pid))
        for at, name in ((self, interface), (other, far)):
            at.run("ip", "link", "set", name, "up")


@contextmanager
def machine(beside: Machine | None = None) -> Iterator[Machine]:
    """A machine of its own, which may be wired to the one it is `beside`."""
    command = [*_APART, *_HOLD] if beside is None else beside.into("unshare", "--net", *_HOLD)
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "ready\n", "networks cannot be made here"
        yield Machine(holder.pid)
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


@contextmanager
def serving(laptop: Machine, *arguments: str) -> Iterator[dict[str, str]]:
    """A host on that machine, once it has said its addresses."""
    serve = laptop.into(sys.executable, "-m", "facilitator", *arguments)
    process = subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    try:
        told = dict(process.stdout.readline().strip().split(": ", 1) for _face in range(3))
        yield told | {"said": process.stderr.readline()}
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()
