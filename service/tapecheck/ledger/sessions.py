"""Sessions in the ledger: people who signed in on the page with a key, until they leave."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from tapecheck.ledger.keys import KEY_COLUMNS, Key, hash_of, key_of
from tapecheck.ledger.models import KeyRow, SessionRow


class Sessions:
    """The sessions of one database; each stands on a key, and opens what that key opens."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take the engine to read and write through."""
        self._engine = engine

    async def begin(self, key: Key, *, at: dt.datetime, ends: dt.datetime) -> str:
        """Return the token of a new session; sessions that have ended by now are deleted."""
        token = secrets.token_urlsafe(32)
        async with self._engine.begin() as connection:
            await connection.execute(delete(SessionRow).where(SessionRow.ends <= at))
            row = {"token_hash": hash_of(token), "key": key.id, "ends": ends}
            await connection.execute(insert(SessionRow), row)
        return token

    async def find(self, token: str, *, at: dt.datetime) -> Key | None:
        """Return the key of a session; None if it has ended. Whether the key has ended is open."""
        query = (
            select(*KEY_COLUMNS)
            .join(SessionRow, SessionRow.key == KeyRow.id)
            .where(SessionRow.token_hash == hash_of(token), SessionRow.ends > at)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else key_of(*row)

    async def end(self, token: str) -> None:
        """End a session, if there is one."""
        async with self._engine.begin() as connection:
            where = SessionRow.token_hash == hash_of(token)
            await connection.execute(delete(SessionRow).where(where))
