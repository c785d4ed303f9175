"""Weeks, months, quarters, halves and years, from the calendar alone.

Weeks start from the Friday before, months and years to date from their predecessor's last day:
that is the day whose price a move starts from. Reporting periods run from first to last day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.dates import Day, latest_weekday, read_date
from tapecheck.grammar.spans import read_count

Slots = Mapping[str, str]
_FRIDAY = 4


def week(_: Slots, today: dt.date) -> When:
    """Return the week of the day of publication, up to that day."""
    return _week_to(min(today, friday_of(today)))


def last_week(_: Slots, today: dt.date) -> When:
    """Return the week before; at a weekend that is the one that has just ended."""
    if today.weekday() > _FRIDAY:
        return _week_to(friday_of(today))
    return _week_to(latest_weekday(_FRIDAY, today - dt.timedelta(days=today.weekday() + 1)))


def week_ending(slots: Slots, today: dt.date) -> When:
    """Return the week that ends on a day."""
    day = read_date(slots["date"], today)
    return _week_to(day.last()) if day else When(label=Label.WEEK)


def _week_to(end: dt.date) -> When:
    start = latest_weekday(_FRIDAY, end - dt.timedelta(days=1))
    return When(label=Label.WEEK, start=start.isoformat(), end=end.isoformat())


def this_month(_: Slots, today: dt.date) -> When:
    """Return the month so far, told as a month."""
    start = today.replace(day=1) - dt.timedelta(days=1)
    return When(label=Label.MONTH, start=start.isoformat(), end=today.isoformat())


def month_to_date(_: Slots, today: dt.date) -> When:
    """Return the month so far."""
    start = today.replace(day=1) - dt.timedelta(days=1)
    return When(label=Label.MONTH_TO_DATE, start=start.isoformat())


def last_month(_: Slots, today: dt.date) -> When:
    """Return the month before."""
    return month_of(Day.of(today.replace(day=1) - dt.timedelta(days=1)))


def named_month(slots: Slots, today: dt.date) -> When:
    """Return a month by its name; the running one so far."""
    day = read_date(f"{slots['month']} {slots.get('year', '')}".strip(), today)
    if day is None:
        return When(label=Label.MONTH)
    running = (day.year, day.month) == (today.year, today.month)
    return month_to_date(slots, today) if running else month_of(day)


def month_of(day: Day) -> When:
    """Return a calendar month."""
    first = dt.date(day.year, day.month or 1, 1)
    start = first - dt.timedelta(days=1)
    end = Day(day.year, day.month).last()
    return When(label=Label.MONTH, start=start.isoformat(), end=end.isoformat())


def quarter_now(_: Slots, today: dt.date) -> When:
    """Return the quarter of the day of publication."""
    return _quarter(today.year, (today.month + 2) // 3)


def last_quarter(_: Slots, today: dt.date) -> When:
    """Return the quarter before."""
    year, quarter = _shift_quarter(today.year, (today.month + 2) // 3, -1)
    return _quarter(year, quarter)


def named_quarter(slots: Slots, today: dt.date) -> When:
    """Return a quarter by its number: the latest one that has begun."""
    number = read_count(slots.get("ordinal") or slots["quarter"][1:])
    if not 1 <= number <= 4:
        return When(label=Label.QUARTER)
    year = int(slots["year"]) if "year" in slots else today.year
    if "year" not in slots and dt.date(year, number * 3 - 2, 1) > today:
        year -= 1
    return _quarter(year, number)


def quarter_ending(slots: Slots, today: dt.date) -> When:
    """Return the quarter that ends with a month."""
    day = read_date(slots.get("date") or slots["month"], today)
    if day is None or day.month is None:
        return When(label=Label.QUARTER)
    if day.day is not None and dt.date.fromisoformat(str(day)) < Day(day.year, day.month).last():
        return When(label=Label.QUARTER, end=str(day))  # a company's weeks end on their own day
    return _months_to(Label.QUARTER, day, months=3)


def months_to(slots: Slots, today: dt.date) -> When:
    """Return the months from one to another: "July-September" is a quarter."""
    first, last = (read_date(slots[slot], today) for slot in ("month", "month2"))
    if first is None or last is None or first.month is None or last.month is None:
        return When(label=Label.UNSPECIFIED)
    months = (last.month - first.month) % 12 + 1
    return _months_to(_LENGTHS.get(months, Label.RANGE), last, months=months)


def first_months(slots: Slots, today: dt.date) -> When:
    """Return the months from January on: of the latest year in which the last has begun."""
    months = read_count(slots["n"])
    if not 1 < months <= _MONTHS:
        return When(label=Label.UNSPECIFIED)
    year = int(slots["year"]) if "year" in slots else today.year
    if "year" not in slots and dt.date(year, months, 1) > today:
        year -= 1
    return _months_to(_LENGTHS.get(months, Label.RANGE), Day(year, months), months=months)


def final_months(slots: Slots, today: dt.date) -> When:
    """Return the months up to December of a year."""
    months = read_count(slots["n"])
    if not 1 < months <= _MONTHS:
        return When(label=Label.UNSPECIFIED)
    last = Day(int(slots["year"]), _MONTHS)
    return _months_to(_LENGTHS.get(months, Label.RANGE), last, months=months)


_MONTHS = 12
_LENGTHS = {3: Label.QUARTER, 6: Label.HALF_YEAR, 12: Label.YEAR}


def fiscal_quarter(_: Slots, today: dt.date) -> When:
    """Return a company's own quarter: the calendar does not tell when it ends."""
    return When(label=Label.QUARTER)


def fiscal_year(_: Slots, today: dt.date) -> When:
    """Return a company's own year: the calendar does not tell when it ends."""
    return When(label=Label.YEAR)


def on_month(_: Slots, today: dt.date) -> When:
    """Return a month that is held against the one before, whichever it is."""
    return When(label=Label.MONTH)


def _quarter(year: int, quarter: int) -> When:
    return _months_to(Label.QUARTER, Day(year, quarter * 3), months=3)


def half(slots: Slots, today: dt.date) -> When:
    """Return a half-year by its number."""
    number = read_count(slots["ordinal"])
    if number not in (1, 2):
        return When(label=Label.HALF_YEAR)
    year = int(slots["year"]) if "year" in slots else today.year
    if "year" not in slots and dt.date(year, number * 6 - 5, 1) > today:
        year -= 1
    return _months_to(Label.HALF_YEAR, Day(year, number * 6), months=6)


def half_ending(slots: Slots, today: dt.date) -> When:
    """Return the six months that end with a month."""
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


def year_to_date(slots: Slots, today: dt.date) -> When:
    """Return the year so far."""
    year = int(slots["year"]) if "year" in slots else today.year
    return When(label=Label.YEAR_TO_DATE, start=f"{year - 1:04}-12-31")


def this_year(_: Slots, today: dt.date) -> When:
    """Return the running year, told as a year."""
    return year_of(today.year)


def last_year(_: Slots, today: dt.date) -> When:
    """Return the year before."""
    return year_of(today.year - 1)


def named_year(slots: Slots, today: dt.date) -> When:
    """Return a year by its number; the running one so far."""
    year = int(slots["year"])
    return year_to_date(slots, today) if year == today.year else year_of(year)


def year_ending(slots: Slots, today: dt.date) -> When:
    """Return the twelve months that end with a month."""
    day = read_date(slots["date"], today)
    if day is None:
        return When(label=Label.YEAR)
    return _months_to(Label.YEAR, day, months=12)


def year_of(year: int) -> When:
    """Return a calendar year."""
    return When(label=Label.YEAR, start=f"{year:04}-01-01", end=f"{year:04}-12-31")


def shift_year(day: str, by: int) -> str:
    """Return an ISO date, whole or partial, some years on; a leap day becomes the 28th."""
    return f"{int(day[:4]) + by:04}{day[4:]}".replace("-02-29", "-02-28")


def friday_of(day: dt.date) -> dt.date:
    """Return the Friday that ends the week of ``day``; of a weekend, the one just gone."""
    ahead = _FRIDAY - day.weekday()
    return day + dt.timedelta(days=ahead)


def _shift_quarter(year: int, quarter: int, by: int) -> tuple[int, int]:
    shifted, index = divmod(year * 4 + quarter - 1 + by, 4)
    return shifted, index + 1
