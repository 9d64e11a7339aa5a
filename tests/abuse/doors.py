"""Every route of the host, as the application itself lists them: a new one is tested from its first day."""

from __future__ import annotations

import asyncio
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import quote

from starlette.routing import Mount, Route

from facilitator.live.reach import Reach
from facilitator.web.routes import all_routes
from tests.harness.hosting import KEY, opened

Door = tuple[str, str]
"""A method and the pattern of a path."""

PARAMETER = re.compile(r"\{(\w+)[^}]*\}")


@cache
def doors() -> tuple[Door, ...]:
    """All of them, those of the first answers included; the remote's own are behind one."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(sorted(asyncio.run(_doors(Path(folder)))))


async def _doors(folder: Path) -> set[Door]:
    async with opened(folder) as session:
        routes = all_routes(session, cast(Reach, None), KEY)
    found = {("GET", "/health")}
    for route in routes:
        assert isinstance(route, Route | Mount), route
        methods = (route.methods or {"GET"}) if isinstance(route, Route) else {"GET", "POST"}
        found |= {(method, route.path) for method in methods - {"HEAD"}}
    return found


def address(pattern: str, **values: str) -> str:
    """The path at which a pattern is asked for; `x` stands for what is not given."""
    return PARAMETER.sub(lambda found: quote(values.get(found[1], "x")), pattern)
