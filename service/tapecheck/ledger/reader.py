"""Looking up checks in groups: what many requests ask for meanwhile is read at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncEngine

from tapecheck.core.units import Digest
from tapecheck.ledger.database import FAILURES, LULL, unreachable
from tapecheck.ledger.models import CheckRow

# SQLite takes 32,766 values in one statement at most, PostgreSQL as many.
_AT_ONCE = 10_000
# Built once: that takes longer than to read one document.
_QUERY = select(CheckRow.address, CheckRow.document).where(
    CheckRow.address.in_(bindparam("wanted", expanding=True))
)


class Reader:
    """Reads documents for many tasks: one query at a time, and those that wait share the next."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take the engine to read through."""
        self._engine = engine
        self._turn = asyncio.Lock()
        self._wanted: set[Digest] = set()
        self._is_busy = False
        self._next: asyncio.Task[Mapping[Digest, bytes]] | None = None

    async def documents(self, addresses: Iterable[Digest]) -> dict[Digest, bytes]:
        """Return the documents of those checks that are there; raise :class:`LedgerError`."""
        asked = set(addresses)
        if not asked:
            return {}
        self._wanted |= asked
        if self._next is None:
            self._next = asyncio.create_task(self._read_next())
        # Shielded: who goes away takes no answer from the others.
        found = await asyncio.shield(self._next)
        return {address: found[address] for address in asked & found.keys()}

    async def _read_next(self) -> Mapping[Digest, bytes]:
        async with self._turn:
            if self._is_busy:
                await asyncio.sleep(LULL)
            self._is_busy = len(self._wanted) > 1
            wanted, self._wanted, self._next = sorted(self._wanted), set(), None
            try:
                return await self._read(wanted)
            except FAILURES as error:
                raise unreachable(self._engine.url, error) from error

    async def _read(self, wanted: list[Digest]) -> Mapping[Digest, bytes]:
        found: dict[Digest, bytes] = {}
        async with self._engine.connect() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                told = {"wanted": wanted[start : start + _AT_ONCE]}
                found.update((await connection.execute(_QUERY, told)).tuples().all())
        return found
