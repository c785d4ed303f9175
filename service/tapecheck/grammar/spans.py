"""Counts of days, weeks, months and years, and how far back or ahead they reach."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.dates import Day

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split())} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100,
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth"
)
_NUMBERS |= {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}


def read_count(text: str) -> int:
    """Return the whole number that digits, a word or an ordinal stand for; 0 for a vague one.

    >>> read_count("third"), read_count("12th"), read_count("several")
    (3, 12, 0)
    """
    text = _HALF.sub("", text.lower())
    digits = "".join(char for char in text.partition(" ")[0].partition("-")[0] if char.isdigit())
    return int(digits) if digits else _NUMBERS.get(" ".join(text.split()), 0)


class Count(Struct, frozen=True):
    """A number of periods: ``sessions`` where an exchange's calendar must count them."""

    number: Fraction
    period: str

    @classmethod
    def read(cls, number: str, period: str) -> Count | None:
        """Return the count of "five" and "years", or None for "a few years"."""
        count = Fraction(read_count(number)) + _part(number)
        return cls(count, period.lower().rstrip("s").replace("-", " ")) if count else None

    @property
    def sessions(self) -> int | None:
        """Return the number of sessions, or None for weeks, months and years."""
        return int(self.number) if self.period.endswith(("session", "day")) else None

    def before(self, day: dt.date) -> Day:
        """Return the date that far before ``day``: a month for months and years, else a day."""
        if self.period in ("week", "day"):
            days = self.number * (7 if self.period == "week" else 1)
            return Day.of(day - dt.timedelta(days=int(days)))
        months = self.number * {"month": 1, "quarter": 3, "half year": 6, "decade": 120}.get(
            self.period, 12
        )
        year, month = divmod(day.year * 12 + day.month - 1 - int(months), 12)
        return Day(max(year, 1), month + 1)


def coming(slots: Mapping[str, str], today: dt.date) -> When:
    """Return a span that starts now: "over the next 12 months"."""
    count = Count.read(slots.get("n", "a"), slots["period"])
    end = None
    if count is not None:
        back = count.before(today)
        months = (today.year - back.year) * 12 + today.month - (back.month or today.month)
        end = _ahead(today, back, months)
    return When(label=Label.RANGE, start=today.isoformat(), end=end)


def _ahead(today: dt.date, back: Day, months: int) -> str:
    """Return the day or month as far ahead of ``today`` as ``back`` is before it."""
    if back.day is not None:
        return (today + (today - back.last())).isoformat()
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return str(Day(year, month + 1))


def past_some(_: Mapping[str, str], today: dt.date) -> When:
    """Return a span without its length: "in recent weeks"."""
    return When(label=Label.PAST)


def past(slots: Mapping[str, str], today: dt.date) -> When:
    """Return a span that ends now: "over the past two and a half years"."""
    number = " ".join((slots.get("n", "a"), slots.get("half", ""))).strip()
    count = Count.read(number, slots.get("period", "year"))
    if count is None:
        return When(label=Label.PAST)
    if count.sessions is not None:
        return When(label=Label.PAST, sessions=count.sessions, end=today.isoformat())
    return When(label=Label.PAST, start=str(count.before(today)), end=today.isoformat())


def _part(text: str) -> Fraction:
    """Return the fraction behind a whole number: a half of "5-1/2" and of "two and a half"."""
    told = _FRACTION.search(text)
    if told is not None:
        return Fraction(int(told[1]), int(told[2]))
    return Fraction(1, 2) if _HALF.search(text.lower()) else Fraction(0)


_HALF = re.compile(r"[\s-]*and[\s-]a[\s-]half$")
_FRACTION = re.compile(r"[\s-]([1-9])/([1-9])$")
