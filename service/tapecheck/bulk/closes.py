"""The closes of a whole tape in sorted columns: a million look-ups are one bisection."""

from __future__ import annotations

import polars as pl
from msgspec import Struct

from tapecheck.reference.bars import Bars
from tapecheck.reference.tape import Tape

_DAYS = 2**24  # more than there are days: an instrument's number and a day make one key


class Closes(Struct, frozen=True):
    """One row a bar, ascending by key; ``numbers`` are those of the instruments in keys.

    ``close`` is as traded, ``factor`` how many shares one of the first session has become,
    ``odd`` how many unexplained jumps came up to here, ``provisional`` whether the bar is.
    """

    numbers: dict[str, int]
    rows: pl.DataFrame

    def at(self, keys: pl.Series) -> pl.DataFrame:
        """Return the row of each key; nulls where there is none."""
        places = self.rows["key"].search_sorted(keys.fill_null(-1))
        found = self.rows[places.clip(upper_bound=self.rows.height - 1)]
        there = found["key"] == keys
        return found.select(pl.when(there).then(pl.all()))

    def keys(self, claims: pl.DataFrame, day: str) -> pl.Series:
        """Return the keys of the bars that claims look for, on the day in a column."""
        number = pl.col("instrument").replace_strict(
            self.numbers, default=None, return_dtype=pl.Int64
        )
        return claims.select(_key(number, pl.col(day)).alias("key"))["key"]


def closes_of(tape: Tape) -> Closes:
    """Return the closes of a tape; it takes seconds for a large one, and is done once."""
    frame = tape.frame("bars").select("id", "session", "close", "status").collect()
    numbers = {id: place for place, id in enumerate(sorted(frame["id"].unique()))}
    number = pl.col("id").replace_strict(numbers, return_dtype=pl.Int64)
    frame = frame.with_columns(key=_key(number, pl.col("session"))).sort("key")
    splits, odd, start = [], [], 0
    for id in numbers:
        bars = tape.bars(id)
        if bars is not None:
            splits += [(start + place, factor) for place, factor in _factors(bars)]
            odd += [start + place for place in bars.odd_jumps(0, len(bars) - 1)]
            start += len(bars)
    factors = pl.DataFrame(splits, schema={"row": pl.UInt32, "factor": pl.Float64}, orient="row")
    jumps = pl.DataFrame({"row": odd}, schema={"row": pl.UInt32}).with_columns(jump=1)
    rows = (
        frame.with_row_index("row")
        .join(factors, on="row", how="left", maintain_order="left")
        .join(jumps, on="row", how="left", maintain_order="left")
        .select(
            "key",
            close=pl.col("close").cast(pl.Float64),
            factor=pl.col("factor").forward_fill(),
            odd=pl.col("jump").fill_null(0).cum_sum(),
            provisional=pl.col("status") != "official",
        )
    )
    return Closes(numbers, rows.with_columns(pl.col("key").set_sorted()))


def _factors(bars: Bars) -> list[tuple[int, float]]:
    """Return the position from which each split factor holds, counted from the first session."""
    days = {each.ex_date for each in bars.actions if each.kind == "split"}
    starts = {bars.between(day, bars.last).start for day in days if day <= bars.last}
    return [(place, float(bars.split_factor(0, place))) for place in sorted({0, *starts})]


def _key(number: pl.Expr, day: pl.Expr) -> pl.Expr:
    return number * _DAYS + day.to_physical().cast(pl.Int64) + _DAYS // 2
