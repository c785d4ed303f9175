"""What a window phrase stands for: from a form and its slots to labelled dates.

Dates come from the publication day and the calendar alone; an exchange's sessions are the tape's
business.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache, partial

from tapecheck.core.nouns import Direction, Label, When
from tapecheck.grammar import periods, spans
from tapecheck.grammar.dates import (
    YEAR,
    last_weekday,
    latest_session_day,
    latest_weekday,
    read_date,
)
from tapecheck.grammar.periods import Slots
from tapecheck.grammar.spans import Count, read_count

Form = Callable[[Slots, dt.date], When]
_YEAR = re.compile(YEAR)
_SUNDAY = 6
_A_MONDAY = dt.date(2024, 1, 1)


def resolve(
    form: str, slots: Slots, today: dt.date | None, *, text: str, event: Direction | None = None
) -> When:
    """Return the window that ``form`` makes of its slots; without a ``today``, only its label.

    The copy of a day tells the same few windows over and over: they are remembered.
    """
    return _resolve(form, tuple(slots.items()), today, text, event)


@lru_cache(maxsize=1 << 12)
def _resolve(
    form: str, told: tuple[tuple[str, str], ...], today: dt.date | None, text: str,
    event: Direction | None,
) -> When:  # fmt: skip
    slots = dict(told)
    if form not in FORMS:
        return When(label=Label.UNSPECIFIED, text=text)
    try:
        found = FORMS[form](slots, today or dt.date(2000, 1, 1))
    except (OverflowError, ValueError):  # before the year 1, or after 9999
        return When(label=Label.UNSPECIFIED, text=text)
    if form == "told-session":
        return found  # it is the day spoken of, and names none
    if today is None and not _dated(slots):
        return When(label=found.label, text=text, event=event, sessions=found.sessions)
    return When(
        label=found.label, start=found.start, end=found.end, text=text, event=event,
        sessions=found.sessions,
    )  # fmt: skip


def _dated(slots: Slots) -> bool:
    """Return whether every date in a window brings its own year."""
    dates = [value for slot, value in slots.items() if slot.startswith("date")]
    told = [_YEAR.search(value) for value in dates or slots.values()]
    return all(told) if dates else any(told)


def _day(day: dt.date) -> When:
    return When(label=Label.DAY, end=day.isoformat())


def _session(_: Slots, today: dt.date) -> When:
    return _day(today)


def _previous_session(_: Slots, today: dt.date) -> When:
    return _day(weekday_before(today))


def _weekday(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["weekday"], today)
    return When(label=Label.DAY, end=str(day) if day else None)


def _last_weekday(slots: Slots, today: dt.date) -> When:
    return _day(last_weekday(_number_of(slots), today))


def _weekday_last_week(slots: Slots, today: dt.date) -> When:
    return _day(latest_weekday(_number_of(slots), latest_weekday(_SUNDAY, today)))


def _number_of(slots: Slots) -> int:
    """Return the number of a weekday; Monday is 0."""
    told = read_date(slots["weekday"], _A_MONDAY)
    return told.last().weekday() if told is not None else 0


def _against_weekday(slots: Slots, today: dt.date) -> When:
    """Return the stretch from a day's close: from that of the session before, it is one session."""
    last = latest_session_day(today)
    start = latest_weekday(_number_of(slots), last - dt.timedelta(days=1))
    if start >= weekday_before(last):
        return _day(last)
    return When(label=Label.SINCE, start=start.isoformat())


def _days_ago(slots: Slots, today: dt.date) -> When:
    count = read_count(slots["n"])
    return _day(today - dt.timedelta(days=count)) if count else When(label=Label.DAY)


def _ago(period: str, slots: Slots, today: dt.date) -> When:
    """Return a moment that is told roughly: "traded above $50 two years ago"."""
    count = Count.read(slots["n"], period)
    return When(label=Label.UNSPECIFIED, end=str(count.before(today)) if count else None)


def _some_time(_: Slots, today: dt.date) -> When:
    """Return a window that the words leave open: "earlier this year", on some day of it."""
    return When(label=Label.UNSPECIFIED)


def _date(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    if day is None:
        return When(label=Label.UNSPECIFIED)
    if day.day is None:
        return periods.month_of(day) if day.month else periods.year_of(day.year)
    return When(label=Label.DAY, end=str(day))


def _year_on_year(_: Slots, today: dt.date) -> When:
    return When(label=Label.YEAR_ON_YEAR)


def _since(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    return When(label=Label.SINCE, start=str(day) if day else None)


def _since_unknown(_: Slots, today: dt.date) -> When:
    return When(label=Label.SINCE)


def _since_ago(slots: Slots, today: dt.date) -> When:
    count = Count.read(slots["n"], slots["period"])
    return When(label=Label.SINCE, start=str(count.before(today)) if count is not None else None)


def _range(slots: Slots, today: dt.date) -> When:
    last = read_date(slots["date2"], today)
    first = read_date(slots["date"], last.last() if last is not None else today)
    return When(
        label=Label.RANGE, start=str(first) if first else None, end=str(last) if last else None
    )


def _span_to(slots: Slots, today: dt.date) -> When:
    last = read_date(slots["date"], today)
    count = Count.read(slots["n"], slots["period"])
    if last is None or count is None or count.sessions is not None:
        return When(label=Label.RANGE, end=str(last) if last else None)
    return When(label=Label.RANGE, start=str(count.before(last.last())), end=str(last))


def weekday_before(day: dt.date) -> dt.date:
    """Return the weekday before ``day``: the last session, as far as a calendar alone can tell."""
    back = {calendar.MONDAY: 3, calendar.SUNDAY: 2}.get(day.weekday(), 1)
    return day - dt.timedelta(days=back)


FORMS: dict[str, Form] = {
    "session": _session,
    "told-session": _session,
    "previous-session": _previous_session,
    "day-before": _previous_session,
    "weekday": _weekday,
    "last-weekday": _last_weekday,
    "weekday-last-week": _weekday_last_week,
    "against-weekday": _against_weekday,
    "days-ago": _days_ago,
    "some-time": _some_time,
    "weeks-ago": partial(_ago, "weeks"),
    "months-ago": partial(_ago, "months"),
    "years-ago": partial(_ago, "years"),
    "date": _date,
    "until": _date,
    "week": periods.week,
    "week-to": periods.week_ending,
    "last-week": periods.last_week,
    "month": periods.this_month,
    "month-to-date": periods.month_to_date,
    "last-month": periods.last_month,
    "named-month": periods.named_month,
    "quarter": periods.quarter_now,
    "last-quarter": periods.last_quarter,
    "named-quarter": periods.named_quarter,
    "fiscal-quarter": periods.fiscal_quarter,
    "on-quarter": periods.fiscal_quarter,
    "on-month": periods.on_month,
    "months-to": periods.months_to,
    "fiscal-year": periods.fiscal_year,
    "quarter-ending": periods.quarter_ending,
    "half": periods.half,
    "first-months": periods.first_months,
    "final-months": periods.final_months,
    "half-ending": periods.half_ending,
    "year-to-date": periods.year_to_date,
    "last-year": periods.last_year,
    "named-year": periods.named_year,
    "year-ending": periods.year_ending,
    "year-on-year": _year_on_year,
    "since": _since,
    "since-unknown": _since_unknown,
    "from-extreme": _since_unknown,
    "since-ago": _since_ago,
    "past": spans.past,
    "past-some": spans.past_some,
    "next": spans.coming,
    "range": _range,
    "span-to": _span_to,
}
