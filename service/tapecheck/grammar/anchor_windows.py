"""The window of an extreme, a streak, a ranking or a comparison: its look-back, and its end."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from msgspec.structs import replace

from tapecheck.core.nouns import Kind, Label, Modality, When
from tapecheck.grammar import periods
from tapecheck.grammar.dates import Day, latest_session_day
from tapecheck.grammar.dating import as_told
from tapecheck.grammar.frames import Anchor
from tapecheck.grammar.parts import Part
from tapecheck.grammar.spans import Count
from tapecheck.grammar.windows import resolve, weekday_before

_ISO_DAY = len("2021-10-07")
_PERIODS = {"week": "week", "month": "month", "quarter": "quarter", "year": "year",
            "annual": "year"}  # fmt: skip


def counted_in(part: Part) -> str:
    """Return what is counted or compared: sessions, unless the words say weeks or longer."""
    return _period_in((part.token.slots or {}).get("period", part.lower))


@lru_cache(maxsize=1 << 10)
def _period_in(words: str) -> str:
    """Return the period that some words name; "day" where they name none."""
    lower = words.lower()
    return next((period for word, period in _PERIODS.items() if word in lower), "day")


def _told_end(anchor: Anchor, told: When) -> str | None:
    """Return when a window ends, or the month of "early this month, it hit a five-year low"."""
    running = told.label is Label.MONTH_TO_DATE and anchor.bounded
    return as_told(told) if running else told.end


class AnchorWindows:
    """Tells windows by the publication day and by what stands around the anchor."""

    def __init__(self, today: dt.date | None) -> None:
        """Take the publication day."""
        self._today = latest_session_day(today) if today else None

    def of(self, anchor: Anchor, kind: Kind, carry: When | None) -> When:
        """Return the look-back of an extreme, the last period of a streak, else the window."""
        told = (anchor.frame.when if anchor.frame else None) or carry
        published = self._today.isoformat() if self._today else None
        end = anchor.end or (_told_end(anchor, told) if told is not None else None) or published
        if kind is Kind.EXTREME:
            ahead = anchor.end is None and (anchor.frame or anchor).modality is Modality.FORECAST
            last = _last_of_period(anchor.part, end) if ahead else end
            return replace(self._look_back(anchor, end), end=last)
        if kind is Kind.STREAK:
            return _last_of_streak(anchor, end)
        return anchor.look_back or told or When(label=Label.DAY, end=end)

    def _look_back(self, anchor: Anchor, end: str | None) -> When:
        """Return how far back an extreme looks; a span counts from the extreme's own day."""
        if anchor.look_back is None:
            return self._inner(anchor.part, end)
        if anchor.span is not None:
            return resolve("past", anchor.span, _last_day(end) or self._today, text="")
        return anchor.look_back

    def _inner(self, part: Part, end: str | None) -> When:
        """Return the look-back that an extreme names itself: five-year high, 2025 low, record."""
        slots = part.token.slots or {}
        if "year" in slots:
            return When(label=Label.YEAR_TO_DATE, start=f"{int(slots['year']) - 1}-12-31")
        count = Count.read(slots.get("n", ""), slots.get("period", ""))
        if part.word.form == "session" or (count is not None and count.sessions == 1):
            return When(label=Label.DAY)  # "a session low"
        if "n" in slots and "period" in slots and part.word.of == "level":
            return resolve("past", slots, _last_day(end) or self._today, text="")
        if part.word.form in ("record", "record-figure") or part.word.of == "move":
            return When(label=Label.SINCE)
        return When(label=Label.UNSPECIFIED)


def _last_of_streak(anchor: Anchor, end: str | None) -> When:
    """Return the last session, week, month … of a streak; a broken one ended before."""
    day, period = _last_day(end), counted_in(anchor.part)
    if day is None:
        return When(label=Label(period), end=end)
    if period == "day":
        last = weekday_before(day) if anchor.over else day
        return When(label=Label.DAY, end=last.isoformat())
    running, before = _STRETCHES[period]
    return (before if anchor.over else running)({}, day)


def _last_of_period(part: Part, end: str | None) -> str | None:
    """Return the end of the week or quarter that is "on track to be the worst since 2008"."""
    day, period = _last_day(end), counted_in(part)
    if day is None or period == "day" or part.word.of != "move":
        return end
    if period == "month":
        return periods.month_of(Day.of(day)).end
    return _STRETCHES[period][0]({}, periods.friday_of(day) if period == "week" else day).end


_STRETCHES = {
    "week": (periods.week, periods.last_week),
    "month": (periods.this_month, periods.last_month),
    "quarter": (periods.quarter_now, periods.last_quarter),
    "year": (periods.this_year, periods.last_year),
}


def _last_day(end: str | None) -> dt.date | None:
    """Return the last day of a date, of a month or of a year."""
    if end is None:
        return None
    if len(end) == _ISO_DAY:
        return dt.date.fromisoformat(end)
    year, _, month = end.partition("-")
    return Day(int(year), int(month) if month else None).last()
