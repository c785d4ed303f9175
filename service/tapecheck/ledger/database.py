"""The database under the ledger: SQLite by default, PostgreSQL by its URL."""

from __future__ import annotations

import logging
from importlib.resources import as_file, files
from pathlib import Path

from advanced_alchemy.config import AsyncSessionConfig, EngineConfig, SQLAlchemyAsyncConfig
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine

from tapecheck.core.errors import InputError, LedgerError, nearest

# How a database says that it cannot be used; other errors of the library would be our own mistakes.
FAILURES = (OSError, DBAPIError, TimeoutError)

# Where many wait, a group gathers for so many seconds before it is read or written: each trip to
# the database costs some 0.5 ms, and who is alone does not wait.
LULL = 0.004

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_PLACE = "database URL"

# A transaction that is acknowledged is on the disk, also when the power goes: a group of checks is
# committed at once (see writer.py), so that the wait for the disk is shared.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000")
# One step at a time, however many servers start together: any number that is ours will do.
_LOCK = 7_410_325


def database_url(told: str) -> URL:
    """Return the address of a database; raise :class:`InputError` for one that is not known."""
    try:
        url = make_url(told)
    except (ArgumentError, ValueError):
        raise InputError(
            _PLACE, "it cannot be read", way_out="write sqlite:///FILE or postgresql://HOST/NAME"
        ) from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        what = f"unknown database {url.drivername!r}"
        raise InputError(_PLACE, what, way_out=nearest(url.drivername, _DRIVERS))
    return url.set(drivername=driver)


def shown(told: str) -> str:
    """Return a database's URL as it may be shown: without its password."""
    url = database_url(told)
    query = {name: "***" if "pass" in name else value for name, value in url.query.items()}
    return url.set(query=query, drivername=url.get_backend_name()).render_as_string()


def database(told: str) -> SQLAlchemyAsyncConfig:
    """Return how the ledger reaches its database; nothing is opened yet."""
    url = database_url(told)
    lite = url.drivername.startswith("sqlite")
    config = SQLAlchemyAsyncConfig(
        connection_string=url.render_as_string(hide_password=False),
        session_config=AsyncSessionConfig(expire_on_commit=False),
        # What is bound to statements is articles: it must not get into errors and logs.
        engine_config=EngineConfig(pool_pre_ping=not lite, hide_parameters=True),
    )
    if lite:
        logging.getLogger("aiosqlite").setLevel(logging.WARNING)
        event.listen(config.get_engine().sync_engine, "connect", _prepare)
    return config


def _prepare(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DB-API connection
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


async def prepare(told: str) -> None:
    """Bring the database of a URL to the present tables, and let it go again."""
    engine = database(told).get_engine()
    try:
        await upgrade(engine)
    finally:
        await engine.dispose()


async def upgrade(engine: AsyncEngine) -> None:
    """Bring a database to the present tables; raise :class:`LedgerError` if that fails."""
    _see_folder(engine.url)
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            else:
                await connection.execute(text("BEGIN IMMEDIATE"))
            await connection.run_sync(_climb)
    except FAILURES as error:
        raise unreachable(engine.url, error) from error


def _see_folder(url: URL) -> None:
    """Raise :class:`LedgerError` where an SQLite file has no folder to be in.

    SQLite would say the same, but aiosqlite 0.22 leaves a thread behind that fails after the loop.
    """
    if url.drivername == _DRIVERS["sqlite"] and url.database:
        folder = Path(url.database).absolute().parent
        if not folder.is_dir():
            raise unreachable(url, FileNotFoundError(f"there is no folder {folder}"))


def unreachable(url: URL, error: Exception) -> LedgerError:
    """Return the error that says in one line, without a password, which database failed and why."""
    cause = str(getattr(error, "orig", None) or error).splitlines() or [type(error).__name__]
    return LedgerError(
        url.render_as_string(hide_password=True),
        f"the ledger cannot be used: {cause[0]}",
        way_out="see that the database runs and that its folder exists and can be written to",
    )


def _climb(connection: Connection) -> None:
    with as_file(files("tapecheck.ledger") / "migrations") as steps:
        config = Config()
        config.set_main_option("script_location", str(steps).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
