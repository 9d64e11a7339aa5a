"""Documents before any format: the Report put in words, in order, as blocks that each format draws in its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from types import MappingProxyType
from typing import Final, Literal

from facilitator.engine.synthesis import Report
from facilitator.exporters.outline.account import account
from facilitator.exporters.outline.blocks import Outline
from facilitator.exporters.outline.takeaway import takeaway

Document = Literal["account", "take-away"]

DOCUMENTS: Final[Mapping[Document, Callable[[Report, tzinfo | None], Outline]]] = MappingProxyType(
    {"account": account, "take-away": takeaway}
)
