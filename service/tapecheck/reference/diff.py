"""What differs between two tapes: rows added, removed and changed, by whom they are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import polars as pl
from msgspec import Struct

from tapecheck.reference.schema import DAYS, KEYS, TABLES
from tapecheck.reference.tape import Tape

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_OLD, _NEW, _CHANGE, _FIRST, _LAST = "at:old", "at:new", "at:change", "at:first", "at:last"
_SUFFIX = ":new"


class Change(Struct, frozen=True, kw_only=True):
    """Rows of one table and one owner that two tapes do not share.

    ``key`` is whom they are of: an instrument, a currency, a subject, a group, an exchange.
    ``first`` and ``last`` are the days that they lie between, where the table has days; ``columns``
    those in which changed rows differ.
    """

    table: str
    key: str
    change: str
    rows: int
    first: dt.date | None = None
    last: dt.date | None = None
    columns: tuple[str, ...] = ()


def differences(old: Tape, new: Tape) -> tuple[Change, ...]:
    """Return what the new tape has otherwise than the old; nothing if their digests agree."""
    return tuple(
        each
        for table in TABLES
        if old.manifest.tables[table].sha256 != new.manifest.tables[table].sha256
        for each in _changes(table, old.frame(table), new.frame(table))
    )


def _changes(table: str, old: pl.LazyFrame, new: pl.LazyFrame) -> Iterator[Change]:
    owner, columns = KEYS[table][0], _valued(table)
    day = pl.col(DAYS[table]) if table in DAYS else pl.lit(None, dtype=pl.Date)
    found = (
        _marked(table, old, new)
        .group_by(owner, _CHANGE)
        .agg(pl.len(), day.min().alias(_FIRST), day.max().alias(_LAST), pl.col(columns).any())
        .sort(owner, _CHANGE)
        .collect()
    )
    for key, change, rows, first, last, *differs in found.iter_rows():
        yield Change(
            table=table,
            key=key,
            change=change,
            rows=rows,
            first=first,
            last=last,
            columns=tuple(
                c for c, one in zip(columns, differs, strict=True) if one and change == CHANGED
            ),
        )


def _valued(table: str) -> list[str]:
    return [column for column in TABLES[table] if column not in KEYS[table]]


def _marked(table: str, old: pl.LazyFrame, new: pl.LazyFrame) -> pl.LazyFrame:
    """Return the keys of rows that differ, how, and for each column whether it does."""
    columns = _valued(table)
    joined = old.with_columns(pl.lit(value=True).alias(_OLD)).join(
        new.with_columns(pl.lit(value=True).alias(_NEW)),
        on=list(KEYS[table]),
        how="full",
        coalesce=True,
        nulls_equal=True,
        suffix=_SUFFIX,
    )
    differs = [_differs(column, TABLES[table][column]).alias(column) for column in columns]
    change = (
        pl.when(pl.col(_OLD).is_null())
        .then(pl.lit(ADDED))
        .when(pl.col(_NEW).is_null())
        .then(pl.lit(REMOVED))
        .when(pl.any_horizontal(pl.lit(value=False), *columns))
        .then(pl.lit(CHANGED))
    )
    told = joined.with_columns(differs).with_columns(change.alias(_CHANGE))
    return told.filter(pl.col(_CHANGE).is_not_null())


def _differs(column: str, dtype: pl.DataType) -> pl.Expr:
    ours, theirs = pl.col(column), pl.col(f"{column}{_SUFFIX}")
    if isinstance(dtype, pl.List):
        ours, theirs = ours.list.join(";"), theirs.list.join(";")
    return ours.ne_missing(theirs)
