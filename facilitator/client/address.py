"""Where a host answers, and the key that opens its remote."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class HostAddress:
    """One host: its address, and the remote's key for who has it."""

    name: str
    port: int
    key: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str, key: str = "") -> HostAddress:
        """The address in a URL such as `http://127.0.0.1:8017`; raises ValueError when it holds none."""
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(url)
        return cls(parts.hostname, parts.port or 80, key)

    @property
    def authority(self) -> str:
        """As the Host header wants it."""
        return f"[{self.name}]:{self.port}" if ":" in self.name else f"{self.name}:{self.port}"

    @property
    def remote(self) -> str:
        """Path of the facilitators' side."""
        return f"/remote/{self.key}"
