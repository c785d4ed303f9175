"""Where periods end on the tape: every session, or the last of each week, month, quarter, year."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from tapecheck.core.nouns import Label, When
from tapecheck.core.units import Session
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


def span_start(start: str, event: Session) -> dt.date:
    """Return the day a span began: a month that the words name begins on the event's own day."""
    year, month, day = (*(int(part) for part in start.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day)
    month = month or event.month
    return dt.date(year, month, min(event.day, calendar.monthrange(year, month)[1]))


def just_ended(
    when: When, sessions: Sessions, published: dt.date
) -> tuple[Session, Session] | None:
    """Return from which to which close the period went before one that has just begun.

    "Lost 10 percent in the quarter", told on the second day of one, is of the one before.
    """
    months, told = _MONTHS.get(when.label, 0), " the " in (when.text or "")
    if not (months and told and when.start and len(when.start) == _WHOLE):
        return None
    start = dt.date.fromisoformat(when.start)
    first = start if start.day == 1 else start + dt.timedelta(days=1)
    if not 0 <= (published - first).days < _YOUNG:
        return None
    year, month = divmod(12 * first.year + first.month - 1 - months, 12)
    base, last = sessions.before(dt.date(year, month + 1, 1)), sessions.before(first)
    return (base, last) if base is not None and last is not None else None


_YOUNG = 10  # days
_WHOLE = len("2025-02-13")
_MONTHS: dict[Label, int] = {
    Label.MONTH: 1,
    Label.MONTH_TO_DATE: 1,
    Label.QUARTER: 3,
    Label.YEAR: 12,
    Label.YEAR_TO_DATE: 12,
}
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


def first_day(partial: str) -> dt.date:
    """Return the first day of a date, a month or a year."""
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)
