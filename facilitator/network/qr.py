"""An address to scan: black on white whatever the look, with the quiet zone that readers need."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Final

from markupsafe import Markup

_QUIET_ZONE: Final = 4


@lru_cache(maxsize=16)
def qr_svg(address: str, name: str) -> Markup:
    """The code as a drawing; `name` is what it is called for who cannot see it."""
    # Not imported with the rest: a face is already connected while this loads.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_ZONE)
    code.add_data(address)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    drawn = "".join(f"M{start} {y}.5h{length}" for y, row in enumerate(rows) for start, length in _dark(row))
    return Markup(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{name}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{drawn}"/></svg>'
    ).format(size=len(rows), name=name, drawn=drawn)


def _dark(row: list[bool]) -> list[tuple[int, int]]:
    """Where each run of dark dots starts, and how long it is."""
    runs, place = [], 0
    for dark, dots in groupby(row):
        length = len(list(dots))
        runs += [(place, length)] if dark else []
        place += length
    return runs
