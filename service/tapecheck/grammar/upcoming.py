"""Dates that lie ahead: of forecasts whose words leave the year open, and of what is to come."""

from __future__ import annotations

import datetime as dt
import re

from msgspec.structs import replace

from tapecheck.core.nouns import When
from tapecheck.grammar.dates import YEAR
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.periods import shift_year
from tapecheck.grammar.progress import Progress

_YEAR = re.compile(YEAR)


def ahead(when: When, today: dt.date | None, form: str) -> When:
    """Return a date of a forecast, which lies ahead where the words leave the year open.

    Figures are forecast some months after their period ends: "expected a rise in January".
    """
    if when.end is None or today is None or _YEAR.search(when.text or ""):
        return when
    if form == "weekday" and when.end < today.isoformat():
        return replace(when, end=_later(when.end, days=7))
    if form not in _YEARLESS or when.end >= _later(today.isoformat(), days=-_LAG[form]):
        return when
    start = shift_year(when.start, 1) if when.start else None
    return replace(when, start=start, end=shift_year(when.end, 1))


_MONTHS_OF_LAG = 120  # days in which a period that is over may still be forecast
_LAG = {"date": 0, "named-month": _MONTHS_OF_LAG, "named-quarter": _MONTHS_OF_LAG,
        "half": _MONTHS_OF_LAG, "year-ending": _MONTHS_OF_LAG, "half-ending": _MONTHS_OF_LAG,
        "quarter-ending": _MONTHS_OF_LAG}  # fmt: skip
_YEARLESS = frozenset(_LAG)


def _later(day: str, *, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def precedes(state: Progress, part: Part) -> bool:
    """Return whether a day is told by what is to come: "rose a day before its results"."""
    told = part.lower.endswith(" day before")
    return told and state.following is not None and state.following.sort is Sort.NOUN
