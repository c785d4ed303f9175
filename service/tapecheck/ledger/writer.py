"""Writing down checks in groups: many requests share one transaction and one wait for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache

from advanced_alchemy.base import DefaultBase
from sqlalchemy import Table, TextClause, bindparam, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tapecheck.core.errors import LedgerError
from tapecheck.ledger.database import FAILURES, LULL, unreachable
from tapecheck.ledger.models import BatchLineRow, CheckRow, SubmissionRow
from tapecheck.ledger.records import BatchLine, Entry, Made

_GROUP = 256

Waiting = tuple[Sequence[Entry], "asyncio.Future[None]"]
Row = dict[str, object]


class ForgottenError(LedgerError):
    """The check that an entry leans on was deleted since it was looked up."""

    code = "forgotten"


class Writer:
    """Takes entries from many tasks and commits them in groups, in the order they came."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take the engine to write through; :meth:`start` begins."""
        self._engine = engine
        self._queue: asyncio.Queue[Waiting | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write, in a task of the running loop."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Write what waits, and end."""
        if self._task is not None:
            self._queue.put_nowait(None)
            await self._task

    async def write(self, entries: Sequence[Entry]) -> None:
        """Return when the entries are on the disk; each is written once, however often it comes.

        Raises:
            ForgottenError: a check that an entry leans on is gone; nothing of these was written.
            LedgerError: the database cannot be used; nothing of these was written.
        """
        if not entries:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((entries, done))
        await done

    async def _run(self) -> None:
        is_busy = False
        while (first := await self._queue.get()) is not None:
            if is_busy:
                await asyncio.sleep(LULL)
            group, ends = self._gathered(first)
            is_busy = len(group) > 1
            await self._settle(group)
            if ends:
                return

    def _gathered(self, first: Waiting) -> tuple[list[Waiting], bool]:
        """Return all that waits by now, up to a group, and whether the end was among it."""
        group = [first]
        while len(group) < _GROUP and not self._queue.empty():
            waiting = self._queue.get_nowait()
            if waiting is None:
                return group, True
            group.append(waiting)
        return group, False

    async def _settle(self, group: list[Waiting]) -> None:
        """Write a group; if it cannot be written whole, each part of it stands for itself."""
        try:
            await self._commit([entry for entries, _ in group for entry in entries])
        except IntegrityError as error:
            if len(group) > 1:
                for waiting in group:
                    await self._settle([waiting])
                return
            _fail(group, ForgottenError("ledger", f"a check is gone: {error.orig}"))
        except FAILURES as error:
            _fail(group, unreachable(self._engine.url, error))
        else:
            for _, done in group:
                if not done.cancelled():
                    done.set_result(None)

    async def _commit(self, entries: Sequence[Entry]) -> None:
        # In one order everywhere, so that two servers never wait for each other in a ring.
        entries = sorted(entries, key=lambda each: (each.address, each.sent.article))
        made = {each.address: _check(each.made) for each in entries if each.made is not None}
        async with self._engine.begin() as connection:
            await _insert(connection, CheckRow, list(made.values()))
            await _insert(connection, SubmissionRow, [_submission(each) for each in entries])
            lines = [_line(each, each.line) for each in entries if each.line is not None]
            await _insert(connection, BatchLineRow, lines)


async def _insert(
    connection: AsyncConnection, table: type[DefaultBase], rows: Sequence[Row]
) -> None:
    if rows:
        await connection.execute(_adding(table, tuple(rows[0])), rows)


@cache
def _adding(row: type[DefaultBase], names: tuple[str, ...]) -> TextClause:
    """Return the statement that adds rows to a table and leaves alone what it has.

    In words that both databases read: the library's own is built and compiled anew for each group,
    0.2 ms a table, since what it says of conflicts is never taken from its cache.
    """
    table: Table = row.__table__  # type: ignore[assignment]  # of a mapped class it is a table
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f":{name}" for name in names)
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING"
    return text(statement).bindparams(
        *(bindparam(name, type_=table.c[name].type) for name in names)
    )


def _fail(group: Sequence[Waiting], error: LedgerError) -> None:
    for _, done in group:
        if not done.cancelled():
            done.set_exception(error)


def _check(made: Made) -> Row:
    return {
        "address": made.address,
        "report": made.report,
        "document": made.document,
        "published": made.published,
        "rulebook": made.rulebook,
        "tape": made.tape,
        "version": made.version,
        **{outcome.value: count for outcome, count in made.counts.items()},
    }


def _submission(entry: Entry) -> Row:
    sent = entry.sent
    return {
        "address": entry.address,
        "sender": sent.sender,
        "article": sent.article.encode(),
        "at": sent.at,
    }


def _line(entry: Entry, line: BatchLine) -> Row:
    return {
        "sender": entry.sent.sender,
        "key": line.key,
        "line": line.line,
        "sent": line.sent,
        "address": entry.address,
    }
