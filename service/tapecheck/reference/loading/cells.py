"""Cells: how the text or number of a source becomes the type of a tape.

Vendors pass prices through 32-bit floats: 82.35 comes out as 82.349998, and the Dow's 11501.85 as
11501.849609. A number that agrees to six decimals with a 32-bit float is therefore read as the
shortest decimal that stands for that float. What remains is rounded by the table that takes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from tapecheck.reference.loading.source import PLACE

Cell = Callable[[str, pl.DataType], pl.Expr]

# A 32-bit float has no cents above this, so there is nothing to free; and a decimal must hold it.
_NOISY_BELOW = 10_000_000
_SIX = pl.Decimal(18, 6)
_NINE = pl.Decimal(18, 9)
_WIDE = pl.Decimal(38, 6)


def typed(frame: pl.DataFrame, cells: Mapping[str, Cell]) -> pl.DataFrame:
    """Return the frame with every column typed and its text beside it as ``<column>:text``.

    A column the source lacks is all null. A cell that has text but no value could not be read.
    """
    there = frame.schema
    values = [
        cell(column, there[column]).alias(column)
        if column in there
        else _absent(column, TYPES[cell])
        for column, cell in cells.items()
    ]
    texts = [
        (text(column, there[column]) if column in there else _absent(column, pl.String())).alias(
            f"{column}:text"
        )
        for column in cells
    ]
    return frame.select(*PLACE, *values, *texts)


def _absent(column: str, dtype: pl.DataType) -> pl.Expr:
    return pl.lit(None, dtype=dtype).alias(column)


def text(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return the cell as text without blanks around it; nothing, or a float's NaN, is null."""
    value = pl.col(column)
    if dtype.is_float():
        value = value.fill_nan(None)
    stripped = value.cast(pl.String, strict=False).str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def words(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return the parts of a text between semicolons, without blanks or repeats."""
    parts = text(column, dtype).fill_null("").str.split(";")
    return parts.list.eval(
        pl.element().str.strip_chars().filter(pl.element().str.strip_chars() != "")
    ).list.unique(maintain_order=True)


def day(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a date written as 2025-02-13; a moment of the day is not a date."""
    value = pl.col(column)
    if dtype == pl.Date:
        return value
    if isinstance(dtype, pl.Datetime):
        midnight = value.dt.time() == pl.time(0, 0)
        return pl.when(midnight if dtype.time_zone is None else pl.lit(value=False)).then(
            value.dt.date()
        )
    written = text(column, dtype)
    whole = written.str.contains(r"^\d{4}-\d{2}-\d{2}$")
    return pl.when(whole).then(written.str.to_date("%Y-%m-%d", strict=False))


def price(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a decimal of six places, freed of 32-bit noise."""
    plain = amount(column, dtype)
    single = text(column, dtype).cast(pl.Float32, strict=False)
    single = pl.when(single.abs() < _NOISY_BELOW).then(single)
    near = single.cast(pl.Float64).cast(_SIX, strict=False)
    short = single.cast(pl.String).cast(_SIX, strict=False)
    return pl.when(near == plain).then(pl.coalesce(short, plain)).otherwise(plain)


def amount(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a decimal of six places."""
    return text(column, dtype).cast(_SIX, strict=False)


def ratio(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a decimal of nine places."""
    return text(column, dtype).cast(_NINE, strict=False)


def figure(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a decimal of six places that may be as large as a country's output."""
    return text(column, dtype).cast(_WIDE, strict=False)


def count(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a whole number; 1000.0 is one."""
    written = text(column, dtype).str.replace(r"\.0+$", "")
    return written.cast(pl.Int64, strict=False)


TYPES: dict[Cell, pl.DataType] = {
    text: pl.String(),
    words: pl.List(pl.String),
    day: pl.Date(),
    price: _SIX,
    amount: _SIX,
    ratio: _NINE,
    figure: _WIDE,
    count: pl.Int64(),
}
