"""Bars: which rows are refused, which are kept with a caution, and what is made of the rest.

What vendors' rows are like, and what becomes of them (read from 192,595 real ones):

* A close or open outside [low, high] by no more than a tenth of a percent, or a cent, is a
  vendor's rounding and stays as it is; by more, the row is refused.
* Volume 0 with one price for open, high, low and close is no session's record: provisional.
* A session on which the exchange was shut, by its calendar, is provisional: Cboe prints a VIX on
  Memorial Day (2026-05-25), and calendars err too.
* A Hong Kong price of 10 dollars or more with a third decimal was adjusted after the day (the
  smallest step there is a cent): provisional. So are Alibaba's before its dividend of June 2024.
* A hundredfold step is a change of unit (see ``units.py``): provisional.
* Prices that the vendor adjusted for splits nobody knows of are provisional (see ``adjusted.py``).
* Indexes have no volume of their own: 0 there, or in a series that never has any, is unknown.
* An index that "opens" exactly at the close before did not: the vendor filled the cell (the S&P
  500 on 1,761 of 6,699 days). Such an open is unknown.
* A source's own ``status`` is believed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path

import polars as pl

from tapecheck.reference.faults import Reason
from tapecheck.reference.loading import cells
from tapecheck.reference.loading.actions import from_bars, merged
from tapecheck.reference.loading.adjusted import ADJUSTED, as_traded
from tapecheck.reference.loading.conflicts import first_counts
from tapecheck.reference.loading.days import in_session, while_listed
from tapecheck.reference.loading.layouts import laid_out
from tapecheck.reference.loading.listing import Listing
from tapecheck.reference.loading.quotes import in_whole_units
from tapecheck.reference.loading.rows import Check, Rows, known_word, read_rows
from tapecheck.reference.loading.source import FILE
from tapecheck.reference.loading.symbols import Symbols
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.loading.units import unit_doubted
from tapecheck.reference.schema import BARS, FINE_KINDS, SIGNED_KINDS, STATUSES

RANGE_SLACK = Decimal("0.001")
ROUNDING = Decimal("0.01")
PLACES = 4

_CELLS: dict[str, cells.Cell] = {
    "symbol": cells.text,
    "session": cells.moment,
    "open": cells.price,
    "high": cells.price,
    "low": cells.price,
    "close": cells.price,
    "volume": cells.count,
    "dividend": cells.ratio,
    "split": cells.ratio,
    "status": cells.text,
    "source": cells.text,
    "mic": cells.text,
    "currency": cells.text,
    "adjusted": cells.text,
}
_PRICES = ("open", "high", "low", "close")


def read_bars(
    paths: Iterable[Path], listing: Listing, *, terms: Terms, actions: pl.DataFrame
) -> Rows:
    """Return the bars with their dividends and splits still beside them, each session once.

    ``actions`` are those of a file of their own.
    """
    required = ("symbol", "session", "close")
    reshape = partial(laid_out, symbols=Symbols(listing.frame))
    rows = read_rows("bars", paths, _CELLS, required=required, terms=terms, reshape=reshape)
    rows = listing.resolve(rows, day="session").sift([known_word("adjusted", ADJUSTED)])
    rows = in_whole_units(while_listed(in_session(rows), listing), (*_PRICES, "dividend"))
    told = merged(actions, from_bars(rows.frame)).filter(kind="split")
    rows = as_traded(rows, told, trusted=terms.as_traded)
    rows = rows.with_frame(rows.frame.with_columns(_rounded(column) for column in _PRICES))
    once = rows.sift(checks()).unique(("id", "session", FILE), ("symbol", "session"))
    return first_counts(once)


def no_bars() -> pl.DataFrame:
    """Return the table that :func:`read_bars` would return for no rows."""
    beside = {
        "kind_of": pl.String(),
        "doubted": pl.Boolean(),
        "dividend": cells.TYPES[cells.ratio],
        "split": cells.TYPES[cells.ratio],
        FILE: pl.String(),
    }
    return pl.DataFrame(schema=dict(BARS) | beside)


def settle(
    rows: pl.DataFrame, sessions: pl.DataFrame, actions: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the bars as the tape has them, and counts of what was kept with a caution.

    Rows that come from no file are those of an older tape, and counted there.
    """
    marked = _marked(rows.sort("id", "session"), sessions, actions.filter(kind="split"))
    doubtful = pl.when(pl.any_horizontal("shut", "single", "finer", "doubted", "unclear")).then(
        pl.lit("provisional")
    )
    settled = marked.with_columns(
        volume=pl.when(~_volumeless()).then("volume"),
        open=pl.when(~pl.col("filled")).then("open"),
        status=pl.coalesce("status", doubtful.otherwise(pl.lit("official"))),
        source=pl.coalesce("source", FILE),
    )
    told = marked.filter(pl.col(FILE).is_not_null())
    return settled.select(BARS.names()).cast(BARS), _notes(told)


def _marked(rows: pl.DataFrame, sessions: pl.DataFrame, splits: pl.DataFrame) -> pl.DataFrame:
    """Return the sorted rows with a mark for every oddity."""
    frame = rows.with_columns(mic=pl.col("id").str.split(":").list.first())
    known = sessions.with_columns(known=pl.lit(value=True))
    joined = frame.join(known, on=["mic", "session"], how="left", maintain_order="left")
    return joined.with_columns(
        shut=pl.col("known").is_null(),
        single=_single_price(),
        finer=_off_tick(),
        filled=_filled_open(),
        unclear=unit_doubted(splits),
    )


def _rounded(column: str) -> pl.Expr:
    """Return a price at four decimals, or at six where such things are quoted finer or in parts."""
    fine = pl.col("kind_of").is_in(sorted(FINE_KINDS))
    coarse = pl.col(column).round(PLACES).cast(BARS[column])
    return (
        pl.when(fine | (pl.col("parts") > 1)).then(pl.col(column)).otherwise(coarse).alias(column)
    )


def checks() -> list[Check]:
    """Return what no bar may be; needs ``kind_of`` and the texts of the cells."""
    return [
        *(_not_positive(column) for column in _PRICES),
        *(_negative(column) for column in ("volume", "dividend", "split")),
        known_word("status", STATUSES),
        Check(
            Reason.HIGH_BELOW_LOW,
            pl.col("high") < pl.col("low"),
            pl.format("high {} is below low {}", _shown("high"), _shown("low")),
        ),
        _outside("close"),
        _outside("open"),
    ]


def _not_positive(column: str) -> Check:
    signed = pl.col("kind_of").is_in(sorted(SIGNED_KINDS))
    says = pl.format(f"{column} {{}} is no price", _shown(column))
    return Check(Reason.NOT_POSITIVE, ~signed & (pl.col(column) <= 0), says)


def _negative(column: str) -> Check:
    says = pl.format(f"{column} {{}} is negative", _shown(column))
    return Check(Reason.NOT_POSITIVE, pl.col(column) < 0, says)


def _outside(column: str) -> Check:
    value = pl.col(column)
    slack = pl.max_horizontal(value.abs() * pl.lit(RANGE_SLACK), pl.lit(ROUNDING))
    bad = (value > pl.col("high") + slack) | (value < pl.col("low") - slack)
    says = pl.format(
        f"{column} {{}} lies outside the session's {{}} to {{}}",
        _shown(column),
        _shown("low"),
        _shown("high"),
    )
    return Check(Reason.OUTSIDE_RANGE, bad.fill_null(value=False), says)


def _shown(column: str) -> pl.Expr:
    return pl.col(f"{column}:text").fill_null("")


def _single_price() -> pl.Expr:
    one = (pl.col("high") == pl.col("low")) & (pl.col("open") == pl.col("close"))
    still = (pl.col("volume") == 0) & one & (pl.col("high") == pl.col("close"))
    return (still & ~_volumeless()).fill_null(value=False)


def _volumeless() -> pl.Expr:
    """Say where a volume of 0 means that nobody counted."""
    never = pl.col("volume").max().over("id") == 0
    return ((pl.col("volume") == 0) & ((pl.col("kind_of") == "index") | never)).fill_null(
        value=False
    )


def _off_tick() -> pl.Expr:
    fine = pl.any_horizontal(
        pl.col(column).is_not_null() & (pl.col(column) != pl.col(column).round(2))
        for column in _PRICES
    )
    share = pl.col("kind_of").is_in(["adr", "equity"])
    return (pl.col("mic") == "XHKG") & share & (pl.col("close") >= 10) & fine


def _filled_open() -> pl.Expr:
    before = pl.col("close").shift(1).over("id")
    return ((pl.col("kind_of") == "index") & (pl.col("open") == before)).fill_null(value=False)


def _notes(marked: pl.DataFrame) -> dict[str, int]:
    told = {
        "single-price": marked["single"].sum(),
        "exchange-shut": marked["shut"].sum(),
        "adjusted-afterwards": marked["finer"].sum(),
        "index-open-unknown": marked["filled"].sum(),
        "splits-unknown": marked["doubted"].sum(),
        "unit-unclear": marked["unclear"].sum(),
    }
    return {name: int(count) for name, count in told.items() if count}
