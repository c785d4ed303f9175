"""What is on a tape, in numbers: tables, spans, instruments, oddities, sources."""

from __future__ import annotations

import datetime as dt

import polars as pl
from msgspec import Struct

from tapecheck.reference.manifest import Manifest
from tapecheck.reference.schema import DAYS
from tapecheck.reference.tape import Tape


class Span(Struct, frozen=True, kw_only=True):
    """The first and last day of a table."""

    first: dt.date
    last: dt.date


class Count(Struct, frozen=True, kw_only=True):
    """Instruments of one kind on one exchange, and how many of them have bars."""

    mic: str
    kind: str
    instruments: int
    with_bars: int


class Summary(Struct, frozen=True, kw_only=True):
    """A tape in numbers; ``manifest`` has rows, digests, sources, skipped rows and notes."""

    manifest: Manifest
    spans: dict[str, Span]
    instruments: tuple[Count, ...]
    provisional: int


def summarise(tape: Tape) -> Summary:
    """Return a tape in numbers."""
    bars = tape.frame("bars").select("id", "status").collect()
    return Summary(
        manifest=tape.manifest,
        spans={table: span for table in DAYS if (span := _span(tape, table)) is not None},
        instruments=_counts(tape, bars["id"].unique()),
        provisional=bars.filter(status="provisional").height,
    )


def newest_session(tape: Tape) -> dt.date | None:
    """Return the last session that any instrument has a bar of."""
    span = _span(tape, "bars")
    return None if span is None else span.last


def _span(tape: Tape, table: str) -> Span | None:
    day = pl.col(DAYS[table])
    first, last = tape.frame(table).select(first=day.min(), last=day.max()).collect().row(0)
    return None if first is None else Span(first=first, last=last)


def _counts(tape: Tape, with_bars: pl.Series) -> tuple[Count, ...]:
    counted = (
        tape.frame("instruments")
        .group_by("mic", "kind")
        .agg(instruments=pl.len(), with_bars=pl.col("id").is_in(with_bars.implode()).sum())
        .sort("mic", "kind")
        .collect()
    )
    return tuple(Count(**row) for row in counted.iter_rows(named=True))
