"""How much of each year a tape covers, instrument by instrument."""

from __future__ import annotations

import datetime as dt

import polars as pl
from msgspec import Struct

from tapecheck.core.units import InstrumentId
from tapecheck.reference.summary import newest_session
from tapecheck.reference.tape import Tape


class Year(Struct, frozen=True, kw_only=True):
    """Bars of one instrument in one calendar year, beside the sessions that its exchange had."""

    year: int
    bars: int
    sessions: int


class Coverage(Struct, frozen=True, kw_only=True):
    """The bars of one instrument by year; ``years`` has those with bars, ascending."""

    instrument: InstrumentId
    name: str
    first: dt.date
    last: dt.date
    bars: int
    years: tuple[Year, ...]


def coverage(tape: Tape) -> tuple[Coverage, ...]:
    """Return the coverage of every instrument that has bars, in order of id.

    Sessions count up to the last one that any instrument has a bar of: later ones are yet to come.
    """
    year = pl.col("session").dt.year().alias("year")
    mic = pl.col("id").str.split(":").list.first().alias("mic")
    newest = newest_session(tape)
    due = tape.frame("sessions").filter(pl.col("session") <= newest)
    held = due.group_by("mic", year).agg(sessions=pl.len())
    counted = (
        tape.frame("bars")
        .group_by("id", year)
        .agg(bars=pl.len(), first=pl.col("session").min(), last=pl.col("session").max())
        .with_columns(mic)
        .join(held, on=["mic", "year"], how="left")
        .sort("id", "year")
        .collect()
    )
    parts = counted.partition_by("id", maintain_order=True)
    return tuple(_covered(tape, part) for part in parts)


def _covered(tape: Tape, part: pl.DataFrame) -> Coverage:
    instrument_id = part["id"][0]
    instrument = tape.instrument(instrument_id)
    years = part.select("year", "bars", pl.col("sessions").fill_null(0)).iter_rows(named=True)
    return Coverage(
        instrument=instrument_id,
        name=instrument.name if instrument else "",
        first=part["first"][0],
        last=part["last"][-1],
        bars=sum(part["bars"].to_list()),
        years=tuple(Year(**row) for row in years),
    )
