"""Dates as prose writes them: "Jan. 13", "mid-June", "the end of 2007", "last Friday".

A date is as exact as its words: :class:`Day` with only a year, a year and month, or all three.
A month or weekday without its year means the latest one that is not after ``today``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping

from msgspec import Struct

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?s?\b"
_FRIDAY = 4
MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
YEAR = r"(?:19|20)\d\d\b"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
# "In end September", but "on course to end September down 7 percent".
_PART = (
    r"(?:(?:the\s+)?(?:start|beginning|middle|end|close)\s+of\s+"
    r"|(?:early|mid|late|(?<!\bto\s)end)[\s-]+)"
)
_ITS_YEAR = rf"(?:,?\s+(?:{YEAR}|last\s+year\b))?"
DATE = (
    rf"(?:{_PART})?(?:the\s+)?(?:"
    rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+{_DAY}{_ITS_YEAR}"
    rf"|{_DAY}\s+(?:of\s+)?{MONTH}{_ITS_YEAR}"
    rf"|{MONTH}(?:(?:,|\s+of)?\s+{YEAR}|,?\s+last\s+year|\s+this\s+year)?"
    rf"|{YEAR}(?!-\d|%)"
    rf"|\d{{4}}-\d\d-\d\d\b"
    rf"|(?:last\s+)?{WEEKDAY}"
    r"|last\s+(?:year|month|week|summer|autumn|winter|spring|quarter)\b)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_SHAPE = re.compile(
    rf"(?P<part>{_PART})?(?:the\s+)?(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?:(?P<last>last)\s+)?"
    rf"(?:(?P<weekday>{WEEKDAY})(?:,?\s+)?)?"
    rf"(?:(?P<day1>{_DAY})\s+(?:of\s+)?)?(?P<month>{MONTH})?(?:\s+(?P<day2>{_DAY}))?"
    rf"(?:(?:,|\s+of)?\s*(?P<year>{YEAR}))?(?P<past>,?\s+last\s+year)?"
    r"(?P<span>(?:year|month|week|summer|autumn|winter|spring|quarter)\b)?)",
    re.IGNORECASE,
)
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Day(Struct, frozen=True):
    """A day, a month or a year, whichever is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Return the ISO form: 2021, 2021-10 or 2021-10-07."""
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
            if self.day:
                text += f"-{self.day:02}"
        return text

    @classmethod
    def of(cls, date: dt.date) -> Day:
        """Return the exact day of ``date``."""
        return cls(date.year, date.month, date.day)

    def last(self) -> dt.date:
        """Return the last calendar day in it."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def read_date(text: str, today: dt.date | None) -> Day | None:
    """Return what a string that :data:`DATE` matched stands for, or None without a year."""
    found = _SHAPE.match(text)
    if not found:
        return None
    parts = found.groupdict()
    try:
        return _edge(_plain(parts, today), parts["part"])
    except ValueError:  # 31 June: no such day
        return None


def _plain(parts: Mapping[str, str | None], today: dt.date | None) -> Day | None:
    if iso := parts["iso"]:
        return Day.of(dt.date.fromisoformat(iso))
    if month := parts["month"]:
        return _in_month(_MONTHS.index(month[:3].lower()) + 1, parts, today)
    if year := parts["year"]:
        return Day(int(year))
    if today is None:
        return None
    if weekday := parts["weekday"]:
        told = _WEEKDAYS.index(weekday[:3].lower())
        return Day.of((last_weekday if parts["last"] else latest_weekday)(told, today))
    return _last_span((parts["span"] or "").lower(), today)


def _in_month(month: int, parts: Mapping[str, str | None], today: dt.date | None) -> Day | None:
    digits = re.sub(r"\D", "", parts["day1"] or parts["day2"] or "")
    day = int(digits) if digits else None
    if parts["year"]:
        year = int(parts["year"])
    elif today is None:
        return None
    elif parts["past"]:
        year = today.year - 1
    else:
        year = today.year - ((month, day or 1) > (today.month, today.day))
    dt.date(year, month, day or 1)  # refuses a day that the month does not have
    return Day(year, month, day)


def _last_span(span: str, today: dt.date) -> Day | None:
    if span == "year":
        return Day(today.year - 1)
    if span == "month":
        last = today.replace(day=1) - dt.timedelta(days=1)
        return Day(last.year, last.month)
    if span in _SEASON_MONTHS:
        month = _SEASON_MONTHS[span]
        return Day(today.year - (month > today.month - 2), month)
    return None


def _edge(day: Day | None, part: str | None) -> Day | None:
    """Narrow a month or year to its start or end where the words do."""
    if day is None or part is None or day.day is not None:
        return day
    word = part.split()[-2] if part.rstrip().endswith("of") else part
    if word.startswith(("end", "close")):
        return Day.of(day.last())
    if word.startswith(("start", "beginning")):
        return Day(day.year, day.month or 1, 1)
    return day


def latest_session_day(today: dt.date) -> dt.date:
    """Return the day, or the Friday before a weekend: what "fell 2 percent" is told of."""
    return today - dt.timedelta(days=max(0, today.weekday() - _FRIDAY))


def latest_weekday(weekday: int, today: dt.date) -> dt.date:
    """Return the latest ``weekday`` (Monday is 0) that is not after ``today``."""
    return today - dt.timedelta(days=(today.weekday() - weekday) % 7)


def last_weekday(weekday: int, today: dt.date) -> dt.date:
    """Return "last Monday": that of the week before, which at a weekend is the one just over."""
    over = today.weekday() > _FRIDAY
    return latest_weekday(weekday, today if over else today - dt.timedelta(today.weekday() + 1))
