"""API keys in the ledger: made once, shown once, and kept only as a hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from tapecheck.core.errors import InputError
from tapecheck.ledger.models import KeyRow

_PREFIX = "tck"


class Scope(StrEnum):
    """What a key may be allowed to do."""

    CHECK = "check"
    READ = "read"
    DECIDE = "decide"
    DELETE = "delete"
    METRICS = "metrics"


class Key(Struct, frozen=True, kw_only=True):
    """A key without its secret: who holds it, what it opens, and until when."""

    id: str
    holder: str
    scopes: frozenset[Scope]
    made: dt.datetime
    ends: dt.datetime | None = None

    def is_good(self, at: dt.datetime) -> bool:
        """Return whether the key opens anything at a moment."""
        return self.ends is None or at < self.ends


class Keys:
    """The keys of one database, whose tables are there."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take the engine to read and write through."""
        self._engine = engine

    async def create(
        self, holder: str, scopes: Iterable[Scope], *, at: dt.datetime, ends: dt.datetime | None
    ) -> tuple[Key, str]:
        """Return a new key, and the token that nobody will see again."""
        key = Key(
            id=secrets.token_hex(4), holder=holder, scopes=frozenset(scopes), made=at, ends=ends
        )
        secret = secrets.token_urlsafe(32)
        row = {
            "id": key.id,
            "holder": holder,
            "scopes": " ".join(sorted(key.scopes)),
            "secret_hash": hash_of(secret),
            "made": at,
            "ends": ends,
        }
        async with self._engine.begin() as connection:
            await connection.execute(insert(KeyRow), row)
        return key, f"{_PREFIX}_{key.id}_{secret}"

    async def all(self) -> list[Key]:
        """Return all keys, oldest first, also those that have ended."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(select(*KEY_COLUMNS).order_by(KeyRow.made))).tuples()
            return [key_of(*row) for row in rows.all()]

    async def find(self, token: str) -> Key | None:
        """Return the key of a token; None if no key has it. Whether it is still good is open."""
        prefix, _, rest = token.partition("_")
        id, _, secret = rest.partition("_")
        if prefix != _PREFIX or not secret:
            return None
        query = select(KeyRow.secret_hash, *KEY_COLUMNS).where(KeyRow.id == id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None or not hmac.compare_digest(row[0], hash_of(secret)):
            return None
        return key_of(*row[1:])

    async def end(self, id: str, *, at: dt.datetime) -> Key:
        """Let a key end at a moment, or earlier if it ends earlier, and return it."""
        for key in await self.all():
            if key.id == id:
                break
        else:
            raise InputError("keys", f"no key {id!r}", way_out="tapecheck keys list shows them")
        ends = min(at, key.ends) if key.ends else at
        async with self._engine.begin() as connection:
            await connection.execute(update(KeyRow).where(KeyRow.id == id).values(ends=ends))
        return Key(id=id, holder=key.holder, scopes=key.scopes, made=key.made, ends=ends)


KEY_COLUMNS = (KeyRow.id, KeyRow.holder, KeyRow.scopes, KeyRow.made, KeyRow.ends)


def key_of(id: str, holder: str, scopes: str, made: dt.datetime, ends: dt.datetime | None) -> Key:
    """Return the key of a row."""
    return Key(
        id=id, holder=holder, scopes=frozenset(map(Scope, scopes.split())), made=made, ends=ends
    )


def hash_of(secret: str) -> str:
    """Return the hash that is kept; a secret of 256 random bits needs no slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()
