"""FRED: yields, index levels and exchange-free series as bars; reported figures with vintages.

A figure is asked for with every revision and the day each became known (ALFRED), because without
them FRED sends what is known today. "." is a missing value, never zero.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.reference.figures import Figure
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.providers.answers import decoded, number
from tapecheck.reference.providers.errors import AnswerError, NoRowsError
from tapecheck.reference.providers.series import PLACES, Quote, bars_of, sifted
from tapecheck.reference.providers.vendor import Found, Key, LeftOut, Vendor, Wanted
from tapecheck.reference.providers.wire import Answer, Wire

_HOST = "https://api.stlouisfed.org/fred"
_SOURCE = "FRED"
_TOLD = ("error_message",)
_MOST = 100_000
_LARGEST = 10**20
# What FRED calls a unit, in the tape's base units; "Index 2017=100" is a point.
_UNITS: dict[str, tuple[str, int]] = {
    "Percent": ("percent", 1),
    "Percent per Annum": ("percent", 1),
    "Dollars": ("USD", 1),
    "U.S. Dollars": ("USD", 1),
    "Thousands of Dollars": ("USD", 1_000),
    "Millions of Dollars": ("USD", 1_000_000),
    "Millions of U.S. Dollars": ("USD", 1_000_000),
    "Billions of Dollars": ("USD", 1_000_000_000),
    "Persons": ("count", 1),
    "Thousands of Persons": ("count", 1_000),
    "Number": ("count", 1),
    "Thousands": ("count", 1_000),
    "Thousands of Units": ("count", 1_000),
}
_MONTHS = {"Monthly": 1, "Quarterly": 3, "Semiannual": 6, "Annual": 12}


class _Told(Struct, frozen=True):
    units: str
    frequency: str


class _Head(Struct, frozen=True):
    seriess: Sequence[_Told]


class _Row(Struct, frozen=True):
    realtime_start: dt.date
    date: dt.date
    value: str


class _Observations(Struct, frozen=True):
    count: int
    observations: Sequence[_Row]


def ask(wire: Wire, wanted: Wanted) -> Found:
    """Return a listing's bars, or a subject's figures."""
    if wanted.instrument is None and wanted.subject is None:
        what = f"cannot tell what {wanted.symbol} is of"
        raise AnswerError(
            VENDOR.name,
            what,
            way_out="say SUBJECT:METRIC=SERIES or SYMBOL=SERIES, as in US10Y=DGS10",
        )
    return _bars(wire, wanted) if wanted.instrument is not None else _figures(wire, wanted)


def spell(_: Instrument) -> str | None:
    """Return None: FRED has its own names, which have to be given."""
    return None


def _bars(wire: Wire, wanted: Wanted) -> Found:
    rows = _observations(wire, wanted, {})
    quotes = (Quote(session=row.date, close=number(row.value)) for row in rows)
    kept, left = sifted(quotes, wanted, VENDOR.name)
    return Found(bars=bars_of(kept, _SOURCE), left_out=left)


def _figures(wire: Wire, wanted: Wanted) -> Found:
    head = wire.get(f"{_HOST}/series", _params(wanted.symbol), _head)
    vintages = {"realtime_start": "1776-07-04", "realtime_end": "9999-12-31"}
    rows = _observations(wire, wanted, vintages)
    figures = tuple(_figure(row, head, wanted) for row in rows if number(row.value) is not None)
    if not figures:
        what = f"no values of {wanted.symbol} from {wanted.since} to {wanted.until}"
        raise NoRowsError(VENDOR.name, what)
    return Found(figures=figures, left_out=tuple(_missing(rows, wanted)))


def _observations(wire: Wire, wanted: Wanted, more: dict[str, str]) -> Sequence[_Row]:
    span = {"observation_start": str(wanted.since), "observation_end": str(wanted.until)}
    params = _params(wanted.symbol) | span | {"limit": str(_MOST)} | more
    found = wire.get(f"{_HOST}/series/observations", params, _rows)
    if found.count > len(found.observations):
        what = f"sent {len(found.observations):,} of {found.count:,} rows of {wanted.symbol}"
        raise AnswerError(VENDOR.name, what, way_out="ask for fewer years at once")
    return [row for row in found.observations if wanted.since <= row.date <= wanted.until]


def _params(series: str) -> dict[str, str]:
    return {"series_id": series, "file_type": "json"}


def _head(answer: Answer) -> _Told:
    series = decoded(answer, _Head, told=_TOLD).seriess
    if not series:
        raise NoRowsError(answer.vendor, "does not describe the series")
    return series[0]


def _rows(answer: Answer) -> _Observations:
    return decoded(answer, _Observations, told=_TOLD)


def _figure(row: _Row, head: _Told, wanted: Wanted) -> Figure:
    unit, scale = _unit(head.units, wanted.symbol)
    first, last = _period(row.date, head.frequency, wanted.symbol)
    return Figure(
        subject=wanted.subject or wanted.symbol, metric=wanted.metric, period_start=first,
        period_end=last, known=max(row.realtime_start, last), value=_scaled(row, scale),
        unit=unit, source=f"{_SOURCE} {wanted.symbol}",
    )  # fmt: skip


def _scaled(row: _Row, scale: int) -> Decimal:
    value = Decimal(row.value) * scale
    if abs(value) >= _LARGEST:
        raise AnswerError(VENDOR.name, f"has {row.value} on {row.date}: no figure is that large")
    return value.quantize(PLACES)


def _unit(told: str, series: str) -> tuple[str, int]:
    if told.startswith("Index"):
        return "point", 1
    if told not in _UNITS:
        raise AnswerError(VENDOR.name, f"has {series} in {told!r}, a unit that is not known here")
    return _UNITS[told]


def _period(first: dt.date, frequency: str, series: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of an observation's period; FRED writes the first."""
    word = frequency.split(",")[0]
    if word in _MONTHS:
        month = first.month - 1 + _MONTHS[word] - 1
        year, month = first.year + month // 12, month % 12 + 1
        return first, dt.date(year, month, calendar.monthrange(year, month)[1])
    if word == "Weekly":
        # "Weekly, Ending Saturday" writes the last day.
        return first - dt.timedelta(days=6), first
    if word == "Daily":
        return first, first
    raise AnswerError(VENDOR.name, f"has {series} {frequency!r}, a period that is not known here")


def _missing(rows: Sequence[_Row], wanted: Wanted) -> Iterator[LeftOut]:
    for row in rows:
        if number(row.value) is None:
            yield LeftOut(symbol=wanted.symbol, day=row.date, why="no value ('.')")


VENDOR = Vendor(
    name="fred",
    title="FRED and ALFRED, Federal Reserve Bank of St. Louis",
    tables=("bars", "figures"),
    licence="FRED, Federal Reserve Bank of St. Louis; each series under its own source's terms",
    interval=0.5,
    ask=ask,
    spell=spell,
    key=Key(variable="TAPECHECK_FRED_KEY", query="api_key"),
)
