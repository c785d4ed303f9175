"""What a window phrase stands for: from a form and its slots to labelled dates.

Dates come from the publication day and the calendar alone; an exchange's sessions are the tape's
business. Weeks start from the Friday before, months and years from their predecessor's last day:
that is the day whose price a move starts from.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping

from tapecheck.core.nouns import Direction, Label, When
from tapecheck.grammar.dates import YEAR, Day, latest_weekday, read_date
from tapecheck.grammar.spans import Count, read_count

Slots = Mapping[str, str]
Form = Callable[[Slots, dt.date], When]
_FRIDAY = 4
_YEAR = re.compile(YEAR)


def resolve(
    form: str, slots: Slots, today: dt.date | None, *, text: str, event: Direction | None = None
) -> When:
    """Return the window that ``form`` makes of its slots; without a ``today``, only its label."""
    if form not in FORMS:
        return When(label=Label.UNSPECIFIED, text=text)
    try:
        found = FORMS[form](slots, today or dt.date(2000, 1, 1))
    except (OverflowError, ValueError):  # before the year 1, or after 9999
        return When(label=Label.UNSPECIFIED, text=text)
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


def _date(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    if day is None:
        return When(label=Label.DAY)
    if day.day is None:
        return _month(day) if day.month else _year(day.year)
    return When(label=Label.DAY, end=str(day))


def _week(_: Slots, today: dt.date) -> When:
    return _week_to(min(today, friday_of(today)))


def _last_week(_: Slots, today: dt.date) -> When:
    return _week_to(latest_weekday(_FRIDAY, today - dt.timedelta(days=today.weekday() + 1)))


def _week_ending(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    return _week_to(day.last()) if day else When(label=Label.WEEK)


def _week_to(end: dt.date) -> When:
    start = latest_weekday(_FRIDAY, end - dt.timedelta(days=1))
    return When(label=Label.WEEK, start=start.isoformat(), end=end.isoformat())


def _this_month(_: Slots, today: dt.date) -> When:
    start = today.replace(day=1) - dt.timedelta(days=1)
    return When(label=Label.MONTH, start=start.isoformat(), end=today.isoformat())


def _month_to_date(_: Slots, today: dt.date) -> When:
    start = today.replace(day=1) - dt.timedelta(days=1)
    return When(label=Label.MONTH_TO_DATE, start=start.isoformat())


def _last_month(_: Slots, today: dt.date) -> When:
    return _month(Day.of(today.replace(day=1) - dt.timedelta(days=1)))


def _named_month(slots: Slots, today: dt.date) -> When:
    day = read_date(f"{slots['month']} {slots.get('year', '')}".strip(), today)
    return _month(day) if day else When(label=Label.MONTH)


def _month(day: Day) -> When:
    first = dt.date(day.year, day.month or 1, 1)
    start = first - dt.timedelta(days=1)
    end = Day(day.year, day.month).last()
    return When(label=Label.MONTH, start=start.isoformat(), end=end.isoformat())


def _quarter_now(_: Slots, today: dt.date) -> When:
    return _quarter(today.year, (today.month + 2) // 3)


def _last_quarter(_: Slots, today: dt.date) -> When:
    year, quarter = _shift_quarter(today.year, (today.month + 2) // 3, -1)
    return _quarter(year, quarter)


def _named_quarter(slots: Slots, today: dt.date) -> When:
    number = read_count(slots.get("ordinal") or slots["quarter"][1:])
    if not 1 <= number <= 4 or "fiscal" in slots:
        return When(label=Label.QUARTER)
    year = int(slots["year"]) if "year" in slots else today.year
    if "year" not in slots and dt.date(year, number * 3 - 2, 1) > today:
        year -= 1
    return _quarter(year, number)


def _quarter_ending(slots: Slots, today: dt.date) -> When:
    day = read_date(slots.get("date") or slots["month"], today)
    if day is None or day.month is None:
        return When(label=Label.QUARTER)
    return _months_to(Label.QUARTER, day, months=3)


def _quarter(year: int, quarter: int) -> When:
    return _months_to(Label.QUARTER, Day(year, quarter * 3), months=3)


def _half(slots: Slots, today: dt.date) -> When:
    number = read_count(slots["ordinal"])
    if number not in (1, 2):
        return When(label=Label.HALF_YEAR)
    year = int(slots["year"]) if "year" in slots else today.year
    if "year" not in slots and dt.date(year, number * 6 - 5, 1) > today:
        year -= 1
    return _months_to(Label.HALF_YEAR, Day(year, number * 6), months=6)


def _half_ending(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    if day is None or day.month is None:
        return When(label=Label.HALF_YEAR)
    return _months_to(Label.HALF_YEAR, day, months=6)


def _months_to(label: Label, last: Day, *, months: int) -> When:
    """Return the whole calendar months that end with ``last``, from first to last day."""
    year, month = last.year, (last.month or 12) - months + 1
    if month < 1:
        year, month = year - 1, month + 12
    end = Day(last.year, last.month).last()
    return When(label=label, start=f"{year:04}-{month:02}-01", end=end.isoformat())


def _year_to_date(slots: Slots, today: dt.date) -> When:
    year = int(slots["year"]) if "year" in slots else today.year
    return When(label=Label.YEAR_TO_DATE, start=f"{year - 1:04}-12-31")


def _last_year(_: Slots, today: dt.date) -> When:
    return _year(today.year - 1)


def _named_year(slots: Slots, today: dt.date) -> When:
    year = int(slots["year"])
    return _year_to_date(slots, today) if year == today.year else _year(year)


def _year_ending(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    if day is None:
        return When(label=Label.YEAR)
    return _months_to(Label.YEAR, day, months=12)


def _year(year: int) -> When:
    return When(label=Label.YEAR, start=f"{year:04}-01-01", end=f"{year:04}-12-31")


def _year_on_year(_: Slots, today: dt.date) -> When:
    return When(label=Label.YEAR_ON_YEAR)


def _since(slots: Slots, today: dt.date) -> When:
    day = read_date(slots["date"], today)
    return When(label=Label.SINCE, start=str(day) if day else None)


def _since_unknown(_: Slots, today: dt.date) -> When:
    return When(label=Label.SINCE)


def _past(slots: Slots, today: dt.date) -> When:
    count = Count.read(slots.get("n", "a"), slots.get("period", "year"))
    if count is None:
        return When(label=Label.PAST)
    if count.sessions is not None:
        return When(label=Label.PAST, sessions=count.sessions, end=today.isoformat())
    return When(label=Label.PAST, start=str(count.before(today)), end=today.isoformat())


def _range(slots: Slots, today: dt.date) -> When:
    first, last = read_date(slots["date"], today), read_date(slots["date2"], today)
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


def friday_of(day: dt.date) -> dt.date:
    """Return the Friday that ends the week of ``day``; of a weekend, the one just gone."""
    ahead = _FRIDAY - day.weekday()
    return day + dt.timedelta(days=ahead)


FORMS: dict[str, Form] = {
    "session": _session,
    "previous-session": _previous_session,
    "weekday": _weekday,
    "date": _date,
    "until": _date,
    "week": _week,
    "week-to": _week_ending,
    "last-week": _last_week,
    "month": _this_month,
    "month-to-date": _month_to_date,
    "last-month": _last_month,
    "named-month": _named_month,
    "quarter": _quarter_now,
    "last-quarter": _last_quarter,
    "named-quarter": _named_quarter,
    "quarter-ending": _quarter_ending,
    "half": _half,
    "half-ending": _half_ending,
    "year-to-date": _year_to_date,
    "last-year": _last_year,
    "named-year": _named_year,
    "year-ending": _year_ending,
    "year-on-year": _year_on_year,
    "since": _since,
    "since-unknown": _since_unknown,
    "past": _past,
    "range": _range,
    "span-to": _span_to,
}


def _shift_quarter(year: int, quarter: int, by: int) -> tuple[int, int]:
    shifted, index = divmod(year * 4 + quarter - 1 + by, 4)
    return shifted, index + 1
