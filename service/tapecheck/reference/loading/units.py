"""Series whose prices change their unit on the way: pounds for pence, one row or all that follow.

A hundredfold step between two sessions, or one back, is a vendor's slip and no trading (easyJet
went from 609.6 to 5.85 in April 2020). A single such row is doubted; where the series goes on in
the new unit, nobody can tell which side is right, and the whole listing is doubted.
"""

from __future__ import annotations

import polars as pl

# Trading may move a price by a fifth and more on the day of the slip.
LEAST, MOST = 80, 125


def unit_doubted(splits: pl.DataFrame) -> pl.Expr:
    """Return which rows are in doubt; of a frame sorted by id and session, with a close.

    ``splits`` are those that explain such a step.
    """
    large = splits.filter((pl.col("value") >= LEAST) | (pl.col("value") * LEAST <= 1))[
        "id"
    ].unique()
    into = _step(pl.col("close").shift(1).over("id"))
    out = _step(pl.col("close").shift(-1).over("id"))
    spike = into & out
    switch = into & ~out & ~spike.shift(1).over("id").fill_null(value=False)
    return (spike | switch.any().over("id")) & ~pl.col("id").is_in(large.implode())


def _step(other: pl.Expr) -> pl.Expr:
    """Say where the close is a hundred times another, or a hundredth of it."""
    close = pl.col("close")
    up = (close >= other * LEAST) & (close <= other * MOST)
    down = (close * LEAST <= other) & (close * MOST >= other)
    return ((other > 0) & (up | down)).fill_null(value=False)
