"""The ledger as its users see it: write down, look up, list, decide, forget."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from sqlalchemy import RowMapping, Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql import ColumnElement

from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome, Report
from tapecheck.ledger.database import FAILURES, database, unreachable, upgrade
from tapecheck.ledger.models import BatchLineRow, CheckRow, DecisionRow, SubmissionRow
from tapecheck.ledger.reader import Found, Reader
from tapecheck.ledger.records import (
    Answered,
    Decision,
    Entry,
    Kept,
    Listing,
    Ruling,
    Sent,
    Submission,
    Wanted,
)
from tapecheck.ledger.writer import Writer


class Ledger:
    """Checks in a database. What a method has answered for is on the disk."""

    def __init__(self, url: str) -> None:
        """Take the database's URL; :meth:`open` reaches out to it."""
        self.engine: AsyncEngine = database(url).get_engine()
        self._writer = Writer(self.engine)
        self._reader = Reader(self.engine)

    async def open(self) -> None:
        """Bring the database to the present tables, and begin to write."""
        await upgrade(self.engine)
        self._writer.start()

    async def close(self) -> None:
        """Write what waits, and let the database go."""
        await self._writer.stop()
        await self.engine.dispose()

    async def write(self, entries: Sequence[Entry]) -> None:
        """Return when the entries are on the disk; see :meth:`Writer.write` for what may fail."""
        await self._writer.write(entries)

    async def documents(self, addresses: Iterable[Digest]) -> dict[Digest, bytes]:
        """Return the documents of those checks that the ledger has."""
        return (await self._reader.find(addresses)).documents

    async def find(self, addresses: Iterable[Digest], sent: Iterable[Listing]) -> Found:
        """Return those documents, and which articles are listed under them already."""
        return await self._reader.find(addresses, sent)

    async def check(self, address: Digest) -> Kept | None:
        """Return a check with the id under which it was first sent; None if there is none."""
        query = (
            select(CheckRow.report, CheckRow.document, SubmissionRow.article)
            .join(SubmissionRow, SubmissionRow.address == CheckRow.address)
            .where(CheckRow.address == address)
            .order_by(SubmissionRow.number)
            .limit(1)
        )
        async with self._reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        report, document, article = row
        return Kept(
            address=address,
            article=article.decode(),
            report=msgspec.msgpack.decode(report, type=Report),
            document=document,
        )

    async def submissions(self, wanted: Wanted) -> list[Submission]:
        """Return what was sent, newest first."""
        async with self._reading() as connection:
            rows = (await connection.execute(_listing(wanted))).mappings().all()
        return [_submission(row) for row in rows]

    async def answered(self, sender: str, key: str, first: int, last: int) -> dict[int, Answered]:
        """Return what some lines of a batch were answered with so far, by their number."""
        row = BatchLineRow
        query = select(row.line, row.sent, row.address).where(
            row.sender == sender, row.key == key, row.line.between(first, last)
        )
        async with self._reading() as connection:
            rows = (await connection.execute(query)).tuples().all()
        return {line: Answered(sent=sent, address=address) for line, sent, address in rows}

    async def decide(self, address: Digest, decision: Decision) -> None:
        """Write down what somebody decided on a verdict of a check that is there."""
        row = {
            "address": address,
            "claim": decision.claim,
            "decision": decision.decision.value,
            "reason": decision.reason.encode(),
            "by": decision.by,
            "at": decision.at,
        }
        async with self._changing() as connection:
            await connection.execute(insert(DecisionRow), row)

    async def decisions(self, address: Digest) -> list[Decision]:
        """Return what was decided on a check, oldest first."""
        table = DecisionRow
        query = (
            select(table.claim, table.decision, table.reason, table.by, table.at)
            .where(table.address == address)
            .order_by(table.number)
        )
        async with self._reading() as connection:
            rows = (await connection.execute(query)).tuples().all()
        return [
            Decision(claim=claim, decision=Ruling(ruling), reason=reason.decode(), by=by, at=at)
            for claim, ruling, reason, by, at in rows
        ]

    async def forget(self, address: Digest) -> bool:
        """Delete a check with all that hangs on it; return whether there was one."""
        async with self._changing() as connection:
            gone = await connection.execute(delete(CheckRow).where(CheckRow.address == address))
        return gone.rowcount > 0

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self.engine.connect() as connection:
                yield connection
        except FAILURES as error:
            raise unreachable(self.engine.url, error) from error

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self.engine.begin() as connection:
                yield connection
        except FAILURES as error:
            raise unreachable(self.engine.url, error) from error


_OUTCOMES = {outcome: getattr(CheckRow, outcome.value) for outcome in Outcome}


def _listing(wanted: Wanted) -> Select[Any]:
    sent, check = SubmissionRow, CheckRow
    columns = (
        sent.number, sent.address, sent.sender, sent.article, sent.at,
        check.published, check.tape, check.rulebook, check.version, *_OUTCOMES.values(),
    )  # fmt: skip
    return (
        select(*columns)
        .join(check, check.address == sent.address)
        .where(*_conditions(wanted))
        .order_by(sent.number.desc())
        .limit(wanted.limit)
    )


_CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "article": lambda id: SubmissionRow.article == id.encode(),
    "outcome": lambda outcome: _OUTCOMES[outcome] > 0,
    "published_from": lambda day: CheckRow.published >= day,
    "published_to": lambda day: CheckRow.published <= day,
    "tape": lambda digest: CheckRow.tape == digest,
    "before": lambda number: SubmissionRow.number < number,
}


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what the rows must fulfil: a condition for each thing that is asked for."""
    asked = ((condition, getattr(wanted, name)) for name, condition in _CONDITIONS.items())
    return [condition(value) for condition, value in asked if value is not None]


def _submission(row: RowMapping) -> Submission:
    return Submission(
        number=row["number"],
        address=row["address"],
        sent=Sent(sender=row["sender"], article=row["article"].decode(), at=row["at"]),
        published=row["published"],
        tape=row["tape"],
        rulebook=row["rulebook"],
        version=row["version"],
        counts={outcome: row[outcome.value] for outcome in Outcome},
    )
