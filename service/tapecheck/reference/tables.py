"""The tables of an open tape, and what one look-up takes out of them."""

from __future__ import annotations

import io
from array import array
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

import polars as pl

from tapecheck.core.errors import TapeError
from tapecheck.core.units import InstrumentId
from tapecheck.reference.actions import Action
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.columns import NONE, Columns
from tapecheck.reference.figures import Figure
from tapecheck.reference.manifest import table_file
from tapecheck.reference.rates import Rates
from tapecheck.reference.schema import TABLES
from tapecheck.reference.shares import ShareCount

# The day whose proleptic ordinal is what Parquet calls day 0.
EPOCH = 719_163


class Tables:
    """The Parquet files of a tape, as bytes; rows are decoded when somebody asks for them."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        """Keep the files' contents by table; refuse one that lacks a column."""
        self._contents = dict(contents)
        for table, content in self._contents.items():
            _check_columns(table, content)

    def frame(self, table: str) -> pl.LazyFrame:
        """Return a whole table, not yet read."""
        return pl.scan_parquet(self._contents[table])

    def bars(self, instrument_id: InstrumentId) -> Bars | None:
        """Return the bars of a listing; None if there is not one."""
        rows = self._rows("bars", id=instrument_id)
        if rows.is_empty():
            return None
        return Bars(_columns(rows), self.actions(instrument_id))

    def actions(self, instrument_id: InstrumentId) -> tuple[Action, ...]:
        """Return the actions of a listing, ascending by ex-date."""
        rows = self._rows("actions", id=instrument_id)
        return tuple(
            Action(ex_date=day, kind=kind, value=_short(value), source=source or "")
            for day, kind, value, source in rows.select(
                "ex_date", "kind", "value", "source"
            ).iter_rows()
        )

    def sessions(self, mic: str) -> Sessions | None:
        """Return the trading days of an exchange; None if there is not one."""
        rows = self._rows("sessions", mic=mic)
        return None if rows.is_empty() else Sessions(mic, _ordinals(rows["session"]))

    def shares(self) -> dict[InstrumentId, tuple[ShareCount, ...]]:
        """Return all share counts by listing, ascending by the day they are of."""
        rows = self.frame("shares").rename({"class": "share_class"}).collect()
        counts = [ShareCount(**row) for row in rows.iter_rows(named=True)]
        return {key: tuple(each) for key, each in groupby(counts, key=lambda count: count.id)}

    def currencies(self) -> frozenset[str]:
        """Return the currencies that have rates."""
        return frozenset(self.frame("rates").select("currency").unique().collect()["currency"])

    def rates(self, currency: str) -> Rates | None:
        """Return the rates of a currency; None if there is not one."""
        rows = self._rows("rates", currency=currency)
        if rows.is_empty():
            return None
        return Rates(
            currency,
            _ordinals(rows["session"]),
            _millionths(rows["per_eur"]),
            sources=tuple(rows["source"].unique().sort()),
        )

    def figures(self) -> dict[tuple[str, str], tuple[Figure, ...]]:
        """Return all figures by subject and metric, ascending by end of period."""
        rows = self.frame("figures").sort("subject", "metric", "period_end", "known").collect()
        figures = [
            Figure(**(row | {"value": _short(row["value"])})) for row in rows.iter_rows(named=True)
        ]
        return {
            key: tuple(each)
            for key, each in groupby(figures, key=lambda figure: (figure.subject, figure.metric))
        }

    def _rows(self, table: str, **wanted: str) -> pl.DataFrame:
        return self.frame(table).filter(**wanted).collect()


def _check_columns(table: str, content: bytes) -> None:
    try:
        found = pl.read_parquet_schema(io.BytesIO(content))
    except pl.exceptions.PolarsError as error:
        what = f"cannot be read as Parquet: {str(error).splitlines()[0]}"
        raise TapeError(table_file(table), what, way_out="load the tape anew") from error
    if found != TABLES[table]:
        what = f"has other columns than format 1: {', '.join(found)}"
        raise TapeError(table_file(table), what, way_out="load the tape anew")


def _columns(rows: pl.DataFrame) -> Columns:
    sources = rows["source"].unique(maintain_order=True)
    places = {source: place for place, source in enumerate(sources)}
    return Columns(
        sessions=array("i", _ordinals(rows["session"])),
        open=array("q", _millionths(rows["open"])),
        high=array("q", _millionths(rows["high"])),
        low=array("q", _millionths(rows["low"])),
        close=array("q", _millionths(rows["close"])),
        volume=array("q", rows["volume"].fill_null(NONE).to_list()),
        provisional=array("b", (rows["status"] == "provisional").cast(pl.Int8).to_list()),
        source=array("i", [places[source] for source in rows["source"]]),
        sources=tuple(sources),
    )


def _short(number: Decimal) -> Decimal:
    """Return a number without trailing zeros behind its point, and without an exponent."""
    return number.normalize() + 0


def _ordinals(days: pl.Series) -> list[int]:
    return (days.to_physical() + EPOCH).to_list()


def _millionths(prices: pl.Series) -> list[int]:
    return prices.to_physical().cast(pl.Int64).fill_null(NONE).to_list()
