from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness.hosting import Hosted, hosted


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """A host that answers, before anything has begun."""
    with hosted(tmp_path_factory.mktemp("host")) as host:
        yield host
