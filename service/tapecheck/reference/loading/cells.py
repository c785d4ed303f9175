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
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_MIDNIGHT = r"^\d{4}-\d{2}-\d{2}(?:[T ]00:00(?::00(?:\.0+)?)?)?$"
_STAMP = (
    r"^(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<minute>\d{2}:\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r" ?(?P<zone>Z|[+-]\d{2}:?\d{2})$"
)
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
    value = moment(column, dtype)
    zoned = isinstance(dtype, pl.Datetime) and dtype.time_zone is not None
    whole = pl.lit(value=not zoned) & (value.dt.time() == pl.time(0, 0))
    written = text(column, dtype).str.contains(_DAY) if dtype == pl.String else pl.lit(value=True)
    return pl.when(whole & written).then(value.dt.date())


def moment(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a moment in UTC from a time stamp with a zone, or the midnight of a date.

    A time of day without a zone is no moment. Midnight in UTC, with or without its zone, stands for
    the date: that is how vendors write dates in time stamps, and no exchange opens then on another
    day of its own.
    """
    value = pl.col(column)
    if dtype == pl.Date:
        return value.cast(pl.Datetime("us"))
    if isinstance(dtype, pl.Datetime):
        naive = value.dt.cast_time_unit("us")
        if dtype.time_zone is not None:
            return naive.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
        return pl.when(naive.dt.time() == pl.time(0, 0)).then(naive)
    written = text(column, dtype)
    days = pl.when(written.str.contains(_MIDNIGHT)).then(written.str.slice(0, 10))
    return pl.coalesce(
        _stamp(written), days.str.to_datetime("%Y-%m-%d", strict=False, time_unit="us")
    )


def _stamp(written: pl.Expr) -> pl.Expr:
    """Return the moment of an ISO 8601 time stamp with a zone; fractions of a second fall away."""
    parts = written.str.extract_groups(_STAMP).struct
    offset = parts.field("zone").replace("Z", "+00:00").str.replace(r"^(...)(\d\d)$", "$1:$2")
    whole = pl.format(
        "{}T{}:{}{}",
        parts.field("day"),
        parts.field("minute"),
        parts.field("second").fill_null("00"),
        offset,
    )
    read = whole.str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%:z", strict=False, time_zone="UTC", time_unit="us"
    )
    return read.dt.replace_time_zone(None)


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
    moment: pl.Datetime("us"),
    price: _SIX,
    amount: _SIX,
    ratio: _NINE,
    figure: _WIDE,
    count: pl.Int64(),
}

NUMBERS = frozenset({price, amount, ratio, figure, count})
DAYS = frozenset({day, moment})
