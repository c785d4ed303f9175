"""Prices quoted in a part of a currency: pence, cents, agorot, fils; divided exactly."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading.rows import Check, Rows

# By the code a vendor writes: the whole currency, and how many parts one unit of it has.
PARTS: dict[str, tuple[str, int]] = {
    "GBX": ("GBP", 100),
    "GBp": ("GBP", 100),
    "ILA": ("ILS", 100),
    "KWF": ("KWD", 1000),
    "USX": ("USD", 100),
    "ZAC": ("ZAR", 100),
    "ZAc": ("ZAR", 100),
}
# A price has four decimals in the unit that it is quoted in; what is quoted in thousandths, three.
_PLACES = {100: 4, 1000: 3}


def whole_currency(code: pl.Expr) -> pl.Expr:
    """Return the ISO 4217 code of a currency's whole unit: GBP for GBX and for GBP."""
    return code.replace({part: whole for part, (whole, _) in PARTS.items()})


def in_whole_units(rows: Rows, columns: tuple[str, ...]) -> Rows:
    """Return rows with money in the listing's currency; one in another currency is a fault.

    A row's own ``currency`` says what it is quoted in; where it has none, the listing's does.
    """
    quote = pl.coalesce("currency", "quote")
    frame = rows.frame.with_columns(quoted=quote).with_columns(
        parts=pl.col("quoted").replace_strict(
            {part: parts for part, (_, parts) in PARTS.items()}, default=1, return_dtype=pl.Int64
        )
    )
    same = whole_currency(pl.col("quoted")) == whole_currency(pl.col("quote"))
    says = pl.format("prices in {}, but {} trades in {}", "quoted", "id", "quote")
    checked = rows.with_frame(frame).sift([Check(Reason.OTHER_CURRENCY, ~same, says)])
    schema = checked.frame.schema
    divided = [_divided(column, schema[column]).alias(column) for column in columns]
    return checked.with_frame(checked.frame.with_columns(divided))


def _divided(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a price in whole units; it is rounded first, so that the division comes out even."""
    rest = pl.col(column)
    for parts, places in _PLACES.items():
        whole = (pl.col(column).round(places) / pl.lit(Decimal(parts))).cast(dtype)
        rest = pl.when(pl.col("parts") == parts).then(whole).otherwise(rest)
    return rest
