"""Where periods end on the tape: every session, or the last of each week, month, quarter, year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from tapecheck.core.nouns import Label
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.measures import difference, simple_return

_HALF = 6  # months

Key = Callable[[dt.date], object]
_KEYS: dict[str, Key] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, (day.month - 1) // 3),
    "half-year": lambda day: (day.year, day.month > _HALF),
    "year": lambda day: day.year,
}


def period_ends(bars: Bars, span: range, period: str) -> list[int]:
    """Return the positions at which periods end within a span, and the base before the first.

    Of a period that is still running the last session of the span counts; one that had begun
    before the span counts whole.
    """
    ends = []
    for place in ends_back(bars, span.stop - 1, period):
        ends.append(place)
        if place < span.start:
            break
    return ends[::-1]


def ends_back(bars: Bars, last: int, period: str) -> Iterator[int]:
    """Yield the positions at which periods end, back from one, which counts as an end itself."""
    key = _KEYS[period]
    yield last
    for place in range(last - 1, -1, -1):
        if key(bars.session(place)) != key(bars.session(place + 1)):
            yield place


def same_period(first: dt.date, last: dt.date, period: str) -> bool:
    """Return whether two days are of one week, month, quarter or year."""
    return _KEYS[period](first) == _KEYS[period](last)


def ends_period(label: Label, sessions: Sessions, day: dt.date) -> bool:
    """Return whether a day is the last session of its week, month, quarter or year."""
    period, following = _PERIODS.get(label), sessions.after(day)
    if period is None or following is None or not sessions.is_session(day):
        return False
    return not same_period(day, following, period)


_PERIODS: dict[Label, str] = {
    Label.WEEK: "week",
    Label.MONTH: "month",
    Label.MONTH_TO_DATE: "month",
    Label.QUARTER: "quarter",
    Label.HALF_YEAR: "half-year",
    Label.YEAR: "year",
    Label.YEAR_TO_DATE: "year",
}


def move(bars: Bars, start: int, end: int, *, by: str = "percent") -> Decimal:
    """Return the move from one close to another, splits taken out, in percent or in points."""
    base = bars.close(start) / bars.split_factor(start, end)
    last = bars.close(end)
    return difference(base, last) if by == "point" else 100 * simple_return(base, last)
