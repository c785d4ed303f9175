from __future__ import annotations

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tapecheck.app import create_app
from tapecheck.settings import Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings with a ledger that goes when the tests end."""
    folder = tmp_path_factory.mktemp("ledger")
    return Settings(database_url=f"sqlite:///{folder}/ledger.sqlite3")


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient[Litestar]]:
    """Yield a client of a service on the sample tape."""
    with TestClient(create_app(settings)) as made:
        yield made
