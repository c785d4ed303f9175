"""Trading days of the exchanges on a tape, and the time zones in which they fall.

The source of an exchange's days, the first that has any: its calendar in the exchange_calendars
package, as ``stated.py`` mends it; the calendar of the exchange whose holidays it keeps
(``KEEPS``); the days of its own bars, which cannot tell a holiday from a gap. What a desk states
comes over all of them. A half day is a session.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata

import polars as pl
from exchange_calendars import ExchangeCalendar, get_calendar  # type: ignore[import-untyped]  # ships no types
from exchange_calendars.errors import (  # type: ignore[import-untyped]  # ships no types
    InvalidCalendarName,
)
from msgspec import Struct

from tapecheck.reference.loading.stated import Stated, built_in, mended
from tapecheck.reference.schema import SESSIONS

Span = tuple[dt.date | None, dt.date | None]

# Exchanges without a calendar of their own that keep the holidays of another one (ISO 10383).
KEEPS = {
    "IEXG": "XNYS",
    "MTAA": "XMIL",
    "OTCM": "XNYS",
    "ROCO": "XTAI",
    "XBSP": "BVMF",
    "XJPX": "XTKS",
    "XKOS": "XKRX",
    "XNCM": "XNAS",
    "XNGS": "XNAS",
    "XNMS": "XNAS",
    "XNSE": "XBOM",
    "XSHE": "XSHG",
}

_YEAR = dt.timedelta(days=366)
# Beyond these, holidays are guesswork, and some calendars refuse.
_EARLIEST = dt.date(1885, 1, 1)
_LATEST = dt.date(2100, 12, 31)
_SPAN = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
# No such calendar; one that its package forgot to finish (Athens), or that breaks on the pandas of
# the day (Tel Aviv, with pandas 3.0 in November 2026).
_BROKEN = (InvalidCalendarName, NotImplementedError, ValueError)


class Known(Struct, frozen=True):
    """The sessions of the tape before, over which days its bars went, and where they came from."""

    sessions: pl.DataFrame
    span: Span
    origins: Mapping[str, str]

    def of(self, mic: str, span: Span) -> tuple[dt.date, ...] | None:
        """Return an exchange's days, if the same calendar would give the same ones again."""
        if span != self.span or not self.origins.get(mic, "").startswith(_origin(mic)):
            return None
        return tuple(self.sessions.filter(mic=mic)["session"]) or None


def span_of(bars: pl.DataFrame) -> Span:
    """Return the first and the last session of some bars."""
    return bars.select(first=pl.col("session").min(), last=pl.col("session").max()).row(0)


def sessions_of(
    mics: Iterable[str], bars: pl.DataFrame, *, stated: Stated | None = None,
    known: Known | None = None,
) -> tuple[pl.DataFrame, dict[str, str]]:  # fmt: skip
    """Return the sessions of every exchange, a year beyond the bars, and where they come from.

    ``stated`` are days that a desk knows better; ``known`` spares what has been computed before.
    """
    span, told = span_of(bars), stated or {}
    traded = bars.select(pl.col("id").str.split(":").list.first().alias("mic"), "session").unique()
    tables, origins = [], {}
    for mic in sorted(mics):
        days = _days(mic, span, known)
        origins[mic] = ("its bars" if days is None else _origin(mic)) + _note(told.get(mic, {}))
        listed = traded.filter(mic=mic)["session"].to_list() if days is None else days
        listed = mended(listed, told[mic]) if mic in told else listed
        tables.append(pl.DataFrame({"mic": [mic] * len(listed), "session": listed}, SESSIONS))
    return pl.concat(tables) if tables else pl.DataFrame(schema=SESSIONS), origins


def zone_of(mic: str) -> str | None:
    """Return the IANA name of an exchange's time zone; None if no calendar tells it."""
    known = _known(mic)
    return None if known is None else str(known.tz)


def _note(told: Mapping[str, bool]) -> str:
    days = "1 day" if len(told) == 1 else f"{len(told)} days"
    return f", {days} as stated" if told else ""


def _days(mic: str, span: Span, known: Known | None) -> tuple[dt.date, ...] | None:
    """Return an exchange's days around a span; None where no calendar tells them."""
    first, last = span
    if first is None or last is None:
        return None
    days = known.of(mic, span) if known is not None else None
    return days or _calendar(mic, first, last)


def _origin(mic: str) -> str:
    package = f"exchange_calendars {metadata.version('exchange_calendars')}"
    return f"{package}, days of {KEEPS[mic]}" if mic in KEEPS else package


@cache
def _calendar(mic: str, first: dt.date, last: dt.date) -> tuple[dt.date, ...] | None:
    """Return an exchange's sessions around a span, as far as its calendar goes."""
    known = _known(mic)
    if known is None:
        return None
    start = max(_near(first, -_YEAR), _bound(known.bound_min(), _EARLIEST))
    end = min(_near(last, _YEAR), _bound(known.bound_max(), _LATEST))
    if start >= end:
        return None
    days = (each.date() for each in _get(mic, start, end).sessions)
    return mended(days, built_in().get(_kept(mic), {}))


@cache
def _known(mic: str) -> ExchangeCalendar | None:
    """Return the calendar of one year, which tells bounds and zone; None if there is none."""
    try:
        return _get(mic, *_SPAN)
    except _BROKEN:
        return None


def _get(mic: str, start: dt.date, end: dt.date) -> ExchangeCalendar:
    """Return a calendar; the package still calls what pandas 3.1 deprecates (November 2026)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return get_calendar(_kept(mic), start=start, end=end)


def _kept(mic: str) -> str:
    """Return the exchange whose days an exchange keeps: its own, or its neighbour's."""
    return KEEPS.get(mic, mic)


def _near(day: dt.date, step: dt.timedelta) -> dt.date:
    """Return a day a year away that every calendar can still compute."""
    return min(max(day, _EARLIEST), _LATEST) + step


def _bound(stamp: dt.datetime | None, otherwise: dt.date) -> dt.date:
    return otherwise if stamp is None else stamp.date()
