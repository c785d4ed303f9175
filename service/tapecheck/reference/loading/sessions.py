"""Trading days of the exchanges on a tape, from the exchange_calendars package."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable
from functools import cache
from importlib import metadata

import polars as pl
from exchange_calendars import ExchangeCalendar, get_calendar  # type: ignore[import-untyped]  # ships no types
from exchange_calendars.errors import (  # type: ignore[import-untyped]  # ships no types
    InvalidCalendarName,
)

from tapecheck.reference.schema import SESSIONS

_YEAR = dt.timedelta(days=366)
# Beyond these, holidays are guesswork, and some calendars refuse.
_EARLIEST = dt.date(1885, 1, 1)
_LATEST = dt.date(2100, 12, 31)


def sessions_of(mics: Iterable[str], bars: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return the sessions of every exchange, a year beyond the bars, and where they come from.

    Of an exchange without a calendar only the days of its bars are known.
    """
    first, last = bars.select(first=pl.col("session").min(), last=pl.col("session").max()).row(0)
    traded = bars.select(pl.col("id").str.split(":").list.first().alias("mic"), "session").unique()
    package = f"exchange_calendars {metadata.version('exchange_calendars')}"
    tables, origins = [], {}
    for mic in sorted(mics):
        days = None if first is None else _calendar(mic, first, last)
        origins[mic] = "its bars" if days is None else package
        listed = traded.filter(mic=mic)["session"].to_list() if days is None else days
        tables.append(pl.DataFrame({"mic": [mic] * len(listed), "session": listed}, SESSIONS))
    return pl.concat(tables) if tables else pl.DataFrame(schema=SESSIONS), origins


@cache
def _calendar(mic: str, first: dt.date, last: dt.date) -> tuple[dt.date, ...] | None:
    """Return an exchange's sessions around a span, as far as its calendar goes."""
    try:
        known = _get(mic, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    except InvalidCalendarName:
        return None
    start = max(_near(first, -_YEAR), _bound(known.bound_min(), _EARLIEST))
    end = min(_near(last, _YEAR), _bound(known.bound_max(), _LATEST))
    if start >= end:
        return None
    return tuple(each.date() for each in _get(mic, start, end).sessions)


def _get(mic: str, start: dt.date, end: dt.date) -> ExchangeCalendar:
    """Return a calendar; the package still calls what pandas 3.1 deprecates (November 2026)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return get_calendar(mic, start=start, end=end)


def _near(day: dt.date, step: dt.timedelta) -> dt.date:
    """Return a day a year away that every calendar can still compute."""
    return min(max(day, _EARLIEST), _LATEST) + step


def _bound(stamp: dt.datetime | None, otherwise: dt.date) -> dt.date:
    return otherwise if stamp is None else stamp.date()
