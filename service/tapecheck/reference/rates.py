"""Exchange rates of one currency against the euro, searched by bisection."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from decimal import Decimal

from tapecheck.core.units import Session
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.columns import SCALE

# Easter leaves the ECB's longest pause, five days; a week without a rate is a gap in the data.
LONGEST_PAUSE = 7
EURO = "EUR"

_SCALE = Decimal(SCALE)


class Rates:
    """Units of one currency for one euro, by day of fixing."""

    __slots__ = ("_days", "_millionths", "currency", "sources")

    def __init__(
        self,
        currency: str,
        days: Iterable[int],
        millionths: Iterable[int],
        *,
        sources: tuple[str, ...],
    ) -> None:
        """Keep ascending proleptic ordinals and, for each, the rate in whole millionths."""
        self.currency = currency
        self.sources = sources
        self._days = array("i", days)
        self._millionths = array("q", millionths)

    @property
    def fixings(self) -> Sessions:
        """Return the days of fixing."""
        return Sessions("ECB", self._days)

    def on(self, day: Session) -> Decimal | None:
        """Return the rate of that very day."""
        place = bisect_left(self._days, day.toordinal())
        if place < len(self._days) and self._days[place] == day.toordinal():
            return self._millionths[place] / _SCALE
        return None

    def on_or_before(self, day: Session) -> tuple[Session, Decimal] | None:
        """Return the rate of that day or of the last day before it, at most a week back."""
        place = bisect_right(self._days, day.toordinal()) - 1
        if place < 0 or day.toordinal() - self._days[place] > LONGEST_PAUSE:
            return None
        return dt.date.fromordinal(self._days[place]), self._millionths[place] / _SCALE
