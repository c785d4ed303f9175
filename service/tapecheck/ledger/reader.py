"""Looking up checks in groups: what many requests ask for meanwhile is read at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, Select, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tapecheck.core.units import Digest
from tapecheck.ledger.database import FAILURES, LULL, unreachable
from tapecheck.ledger.models import CheckRow, SubmissionRow
from tapecheck.ledger.records import Listing

# SQLite takes 32,766 values in one statement at most, PostgreSQL as many.
_AT_ONCE = 10_000
_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
# Built once: that takes longer than to read one document.
_DOCUMENTS = select(CheckRow.address, CheckRow.document).where(CheckRow.address.in_(_WANTED))
_SENT = (SubmissionRow.address, SubmissionRow.sender, SubmissionRow.article)
_LISTED = select(*_SENT).where(tuple_(*_SENT).in_(_WANTED))


class Found(Struct, frozen=True, kw_only=True):
    """What the ledger has of what was asked for: documents by address, and what is listed."""

    documents: dict[Digest, bytes]
    listed: frozenset[Listing]


class Reader:
    """Reads for many tasks: one at a time, and those that wait share the next turn."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take the engine to read through."""
        self._engine = engine
        self._turn = asyncio.Lock()
        self._wanted: set[Digest] = set()
        self._sent: set[Listing] = set()
        self._is_busy = False
        self._next: asyncio.Task[Found] | None = None

    async def find(self, addresses: Iterable[Digest], sent: Iterable[Listing] = ()) -> Found:
        """Return what is there of these checks and listings; raise :class:`LedgerError`.

        A listing is looked up where its check is among the addresses.
        """
        asked, listed = set(addresses), frozenset(sent)
        if not asked:
            return Found(documents={}, listed=frozenset())
        self._wanted |= asked
        self._sent |= listed
        if self._next is None:
            self._next = asyncio.create_task(self._read_next())
        # Shielded: who goes away takes no answer from the others.
        found = await asyncio.shield(self._next)
        return Found(
            documents={
                address: found.documents[address] for address in asked & found.documents.keys()
            },
            listed=listed & found.listed,
        )

    async def _read_next(self) -> Found:
        async with self._turn:
            if self._is_busy:
                await asyncio.sleep(LULL)
            self._is_busy = len(self._wanted) > 1
            wanted, sent = sorted(self._wanted), self._sent
            self._wanted, self._sent, self._next = set(), set(), None
            try:
                async with self._engine.connect() as connection:
                    return await _read(connection, wanted, sent)
            except FAILURES as error:
                raise unreachable(self._engine.url, error) from error


async def _read(
    connection: AsyncConnection, wanted: Sequence[Digest], sent: Iterable[Listing]
) -> Found:
    documents = dict(await _rows(connection, _DOCUMENTS, wanted))
    # What has no check is listed nowhere: articles that are new cost no second query.
    listed = await _rows(connection, _LISTED, sorted(each for each in sent if each[0] in documents))
    return Found(documents=documents, listed=frozenset(map(tuple, listed)))


async def _rows(
    connection: AsyncConnection, query: Select[Any], wanted: Sequence[object]
) -> list[Any]:
    """Return the rows of a query about many things, which are asked for in parts."""
    rows: list[Any] = []
    for start in range(0, len(wanted), _AT_ONCE):
        told = {"wanted": wanted[start : start + _AT_ONCE]}
        rows += (await connection.execute(query, told)).tuples().all()
    return rows
