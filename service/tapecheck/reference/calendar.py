"""The sessions of one exchange, searched by bisection."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tapecheck.core.units import Session


class Sessions:
    """Ascending trading days of one exchange; outside ``first`` to ``last`` nothing is known.

    Look-ups that would leave what is known return None.
    """

    __slots__ = ("_days", "mic")

    def __init__(self, mic: str, ordinals: Iterable[int]) -> None:
        """Keep the proleptic ordinals of the days, which must be ascending and at least one."""
        self.mic = mic
        self._days = array("i", ordinals)

    def __len__(self) -> int:
        """Return the number of sessions."""
        return len(self._days)

    @property
    def first(self) -> Session:
        """Return the first known session."""
        return dt.date.fromordinal(self._days[0])

    @property
    def last(self) -> Session:
        """Return the last known session."""
        return dt.date.fromordinal(self._days[-1])

    def covers(self, day: dt.date) -> bool:
        """Say whether the calendar reaches that day, so that it knows a session from a holiday."""
        return self._days[0] <= day.toordinal() <= self._days[-1]

    def is_session(self, day: dt.date) -> bool:
        """Say whether the exchange is known to be open that day."""
        place = bisect_left(self._days, day.toordinal())
        return place < len(self._days) and self._days[place] == day.toordinal()

    def on_or_before(self, day: dt.date) -> Session | None:
        """Return that day if it is a session, else the last session before it."""
        return self._known(day, bisect_right(self._days, day.toordinal()) - 1)

    def on_or_after(self, day: dt.date) -> Session | None:
        """Return that day if it is a session, else the first session after it."""
        return self._known(day, bisect_left(self._days, day.toordinal()))

    def before(self, day: dt.date) -> Session | None:
        """Return the last session before that day."""
        return self.back(day, 1)

    def after(self, day: dt.date) -> Session | None:
        """Return the first session after that day."""
        return self._known(day, bisect_right(self._days, day.toordinal()))

    def back(self, day: dt.date, count: int) -> Session | None:
        """Return the session ``count`` sessions before that day, which need not be one.

        ``back(monday, 1)`` is the Friday before, ``back(monday, 0)`` the Monday itself (or, on a
        holiday, the session before it).
        """
        if count == 0:
            return self.on_or_before(day)
        return self._known(day, bisect_left(self._days, day.toordinal()) - count)

    def between(self, first: dt.date, last: dt.date) -> tuple[Session, ...]:
        """Return the sessions from ``first`` to ``last``, both included."""
        start = bisect_left(self._days, first.toordinal())
        end = bisect_right(self._days, last.toordinal())
        return tuple(dt.date.fromordinal(day) for day in self._days[start:end])

    def count(self, first: dt.date, last: dt.date) -> int:
        """Return how many sessions there are from ``first`` to ``last``, both included."""
        start = bisect_left(self._days, first.toordinal())
        return max(0, bisect_right(self._days, last.toordinal()) - start)

    def _known(self, day: dt.date, place: int) -> Session | None:
        if not self.covers(day) or not 0 <= place < len(self._days):
            return None
        return dt.date.fromordinal(self._days[place])
