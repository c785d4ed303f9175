"""Rows that two files tell of one session: who counts, and where they contradict each other."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
from msgspec import structs

from tapecheck.reference.faults import Conflict
from tapecheck.reference.loading.rows import Rows
from tapecheck.reference.loading.source import PLACE

PRICES = ("close", "open", "high", "low")
# Vendors round differently; a ten-thousandth of the price apart is another price.
APART = Decimal("0.0001")
_KEY = ("id", "session")


def first_counts(rows: Rows) -> Rows:
    """Return the rows with each session once, with the conflicts; the file named first counts."""
    first = pl.struct(_KEY).is_first_distinct()
    told = rows.frame.with_columns(first=first)
    kept, again = told.filter("first").drop("first"), told.filter(~pl.col("first"))
    if again.is_empty():
        return rows
    pairs = again.join(kept, on=_KEY, how="left", suffix=":kept", maintain_order="left")
    found = tuple(each for field in PRICES for each in _differing(pairs, field))
    return structs.replace(rows, frame=kept, conflicts=found, retold=again.height)


def _differing(pairs: pl.DataFrame, field: str) -> list[Conflict]:
    ours, theirs = pl.col(f"{field}:kept"), pl.col(field)
    apart = pairs.filter((ours - theirs).abs() > ours.abs() * pl.lit(APART))
    shown = apart.select(
        "id",
        pl.col("session").cast(pl.String),
        kept=_place(f"{field}:kept", ":kept"),
        left=_place(field, ""),
    )
    return [
        Conflict(instrument=listing, session=session, field=field, kept=kept, left=left)
        for listing, session, kept, left in shown.iter_rows()
    ]


def _place(price: str, suffix: str) -> pl.Expr:
    plain = pl.col(price).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
    file, unit, line = (f"{each}{suffix}" for each in PLACE)
    return pl.format("{} ({} {} {})", plain, file, unit, line)
