"""Prices that a vendor adjusted for splits, brought back to what was traded that day.

A level ("closed at $120") needs the price of the day; a vendor that adjusts shows a tenth of it
after a split of ten for one. A row's ``adjusted`` says for what: ``no``; ``volume`` (the volume
alone, for splits); ``splits`` (prices, dividends and volume); ``dividends`` (for those too).

Splits that are known, beside the bars or in the actions, are undone exactly. Where a load knows of
no split of a listing, nobody can tell whether there was none: such prices are doubted, like all
that were adjusted for dividends, and such volumes are left out.
"""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from tapecheck.reference.actions import Action, split_of
from tapecheck.reference.loading.rows import Rows

ADJUSTED = frozenset({"no", "volume", "splits", "dividends"})
_LARGEST = 100_000
_PARTS = ("up", "down")
_MONEY = ("open", "high", "low", "close", "dividend")


def as_traded(rows: Rows, splits: pl.DataFrame, *, trusted: bool) -> Rows:
    """Return the rows with prices and volume as traded, and a mark ``doubted`` where unknown.

    ``splits`` has id, ex_date and value; ``trusted`` takes everything for what was traded.
    """
    if trusted or rows.frame["adjusted"].null_count() == rows.frame.height:
        return rows.with_frame(rows.frame.with_columns(doubted=pl.lit(value=False)))
    known = pl.col("id").is_in(_with_splits_told(rows.frame, splits))
    schema = rows.frame.schema
    split, paid = _is("splits"), _is("dividends")
    volume = pl.when((_is("splits") | _is("volume")) & known).then(
        pl.col("volume") * pl.col("down") // pl.col("up")
    )
    frame = _factors(rows.frame, splits).with_columns(
        *(
            pl.when(split).then(_undone(each, schema[each])).otherwise(pl.col(each)).alias(each)
            for each in _MONEY
        ),
        volume=volume.when(_is("no")).then(pl.col("volume")),
        doubted=paid | (split & ~known),
    )
    return rows.with_frame(frame.drop(_PARTS))


def _is(word: str) -> pl.Expr:
    return pl.col("adjusted").fill_null("no") == word


def _with_splits_told(rows: pl.DataFrame, splits: pl.DataFrame) -> list[str]:
    """Return the listings whose splits are told: in the actions, or in a column beside the bars."""
    beside = rows.filter(pl.col("split").is_not_null())["id"].unique()
    return sorted({*beside, *splits["id"]})


def _factors(rows: pl.DataFrame, splits: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with what the price of that day is to be multiplied and divided by."""
    steps = pl.DataFrame(
        _steps(splits),
        schema={"id": pl.String, "ex_date": pl.Date, "up": pl.Int64, "down": pl.Int64},
        orient="row",
    ).sort("ex_date")
    joined = (
        rows.with_row_index("at:row")
        .sort("session")
        .join_asof(
            steps,
            left_on="session",
            right_on="ex_date",
            by="id",
            strategy="forward",
            allow_exact_matches=False,
            check_sortedness=False,
        )
    )
    back = joined.sort("at:row").drop("at:row", "ex_date", strict=False)
    return back.with_columns(pl.col(_PARTS).fill_null(1))


def _steps(splits: pl.DataFrame) -> list[tuple[object, ...]]:
    """Return, for each split, the ratio of all splits from it on."""
    steps: list[tuple[object, ...]] = []
    for _, told in splits.sort("id", "ex_date", descending=True).group_by(
        "id", maintain_order=True
    ):
        ratio = Fraction(1)
        for listing, day, value in told.select("id", "ex_date", "value").iter_rows():
            split = split_of(Action(ex_date=day, kind="split", value=value))
            ratio *= Fraction(split.ratio).limit_denominator(_LARGEST)
            steps.append((listing, day, ratio.numerator, ratio.denominator))
    return steps


def _undone(column: str, dtype: pl.DataType) -> pl.Expr:
    return (pl.col(column) * pl.col("up") / pl.col("down")).cast(dtype)
