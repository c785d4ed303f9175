"""Where periods end on the tape: every session, or the last of each week, month, quarter, year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tapecheck.reference.bars import Bars

Key = Callable[[dt.date], object]
_KEYS: dict[str, Key] = {
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, (day.month - 1) // 3),
    "year": lambda day: day.year,
}


def period_ends(bars: Bars, span: range, period: str) -> list[int]:
    """Return the positions at which periods end within a span, and the base before the first.

    Of a period that is still running the last session of the span counts.
    """
    first = max(span.start - 1, 0)
    places = range(first, span.stop)
    key = _KEYS.get(period)
    if key is None:
        return list(places)
    ends = []
    for place in places:
        following = place + 1
        if following >= span.stop or key(bars.session(following)) != key(bars.session(place)):
            ends.append(place)
    return ends
