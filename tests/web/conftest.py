from __future__ import annotations

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.app import create_app


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient[Litestar]]:
    """Yield a client of a service on the sample tape."""
    with TestClient(create_app()) as made:
        yield made
