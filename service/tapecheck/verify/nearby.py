"""Windows of time that stand near a claim, and that its figure may be of.

"For the week, the Dow was down 5 percent. The S&P 500 fell 6 percent.": the second sentence names
no window, and most readers carry that of the first one over.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from tapecheck.core.nouns import Assertion, Label, When

_BEFORE, _BEHIND = 300, 80  # characters around a claim: its sentence, and the one or two before it
_PERIOD = re.compile(r"\b(week|month|quarter|year)(?:ly|s|[\u2019']s)?\b", re.IGNORECASE)
_UNTOLD = frozenset({Label.AS_OF, Label.UNSPECIFIED, Label.YEAR_ON_YEAR})
_FRIDAY = 4
_QUARTER = 3  # months


class Nearby:
    """The windows that an article tells, by where it tells them; claims come in reading order."""

    def __init__(self, claims: Sequence[Assertion], text: str, published: dt.date | None) -> None:
        """Take what the article claims, and the day from which its weeks are counted."""
        self._claims = claims
        self._starts = [claim.span.start for claim in claims]
        self._text = text
        self._published = published

    def windows(self, claim: Assertion) -> tuple[When, ...]:
        """Return the windows told near a claim, each once: those of other claims come first."""
        first, last = max(0, claim.span.start - _BEFORE), claim.span.stop + _BEHIND
        told = (*self._of_claims(first, last), *self._of_words(first, last))
        return tuple(dict.fromkeys(when for when in told if when != claim.when))

    def _of_claims(self, first: int, last: int) -> Iterator[When]:
        for place in range(bisect_left(self._starts, first), bisect_right(self._starts, last)):
            when = self._claims[place].when
            if when.label not in _UNTOLD and (when.text or when.label is not Label.DAY):
                yield when

    def _of_words(self, first: int, last: int) -> Iterator[When]:
        if self._published is None:
            return
        for word in _PERIOD.finditer(self._text, first, min(last, len(self._text))):
            yield from _RUNNING[word[1].lower()](self._published)


def _weeks(today: dt.date) -> Iterator[When]:
    """Yield the week that runs or has just ended, and the one before it."""
    friday = today - dt.timedelta(days=(today.weekday() - _FRIDAY) % 7)
    yield _from(friday - dt.timedelta(days=7), friday, Label.WEEK)
    yield _from(friday, today, Label.WEEK)


def _months(today: dt.date) -> Iterator[When]:
    """Yield the month to date, and the month before it."""
    start = _last_of(today.year, today.month - 1)
    yield _from(start, today, Label.MONTH_TO_DATE)
    yield _from(_last_of(start.year, start.month - 1), start, Label.MONTH)


def _quarters(today: dt.date) -> Iterator[When]:
    """Yield the quarter to date."""
    before = (today.month - 1) // _QUARTER * _QUARTER
    yield _from(_last_of(today.year, before), today, Label.RANGE)


def _years(today: dt.date) -> Iterator[When]:
    """Yield the year to date."""
    yield _from(dt.date(today.year - 1, 12, 31), today, Label.YEAR_TO_DATE)


_RUNNING: dict[str, Callable[[dt.date], Iterator[When]]] = {
    "week": _weeks,
    "month": _months,
    "quarter": _quarters,
    "year": _years,
}


def _from(start: dt.date, end: dt.date, label: Label) -> When:
    return When(label=label, start=start.isoformat(), end=end.isoformat(), text="")


def _last_of(year: int, month: int) -> dt.date:
    """Return the last day of a month; month 0 is the December before."""
    year, month = (year, month) if month else (year - 1, 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])
