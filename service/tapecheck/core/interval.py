"""Intervals of decimal numbers: the one place where two numbers are compared."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Overlap(StrEnum):
    """How an observed interval lies against a claimed one."""

    INSIDE = "inside"
    ACROSS = "across"
    OUTSIDE = "outside"


class Interval(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """All numbers from ``low`` to ``high``, both ends included; ``None`` leaves a side open.

    >>> Interval.rounded(Decimal("4.2"))
    Interval(low=Decimal('4.15'), high=Decimal('4.25'))
    """

    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts."""
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"interval ends before it starts: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """Return the interval that holds one number."""
        return cls(value, value)

    @classmethod
    def rounded(cls, written: Decimal, step: Decimal | None = None) -> Interval:
        """Return every number that a writer could have rounded to ``written``.

        ``step`` is the worth of the last written digit; without it the digits themselves tell:
        ``4.2`` and ``4.20`` differ.
        """
        half = (last_digit(written) if step is None else step) / 2
        return cls(written - half, written + half)

    @classmethod
    def spanning(cls, first: Decimal, second: Decimal) -> Interval:
        """Return the interval between two numbers, in whichever order they come."""
        return cls(min(first, second), max(first, second))

    def scaled(self, factor: Decimal) -> Interval:
        """Return the interval in another unit; ``factor`` must be positive."""
        if factor <= 0:
            raise ValueError(f"a unit factor is positive, not {factor}")
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )

    def widened(self, by: Decimal) -> Interval:
        """Return the interval with ``by`` more room at each closed end."""
        return Interval(
            None if self.low is None else self.low - by,
            None if self.high is None else self.high + by,
        )

    def negated(self) -> Interval:
        """Return the interval of the negatives of its numbers."""
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
        )

    def against(self, observed: Interval) -> Overlap:
        """Say how ``observed`` lies against this claimed interval."""
        if not self._reaches(observed):
            return Overlap.OUTSIDE
        return Overlap.INSIDE if self._covers(observed) else Overlap.ACROSS

    @property
    def sign(self) -> int:
        """Return 1 or -1 when every number in it has that sign, else 0."""
        if self.low is not None and self.low > 0:
            return 1
        if self.high is not None and self.high < 0:
            return -1
        return 0

    @property
    def middle(self) -> Decimal | None:
        """Return the number in its middle; None where a side is open."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    def _reaches(self, other: Interval) -> bool:
        above = self.high is not None and other.low is not None and other.low > self.high
        below = self.low is not None and other.high is not None and other.high < self.low
        return not (above or below)

    def _covers(self, other: Interval) -> bool:
        low_ok = self.low is None or (other.low is not None and other.low >= self.low)
        high_ok = self.high is None or (other.high is not None and other.high <= self.high)
        return low_ok and high_ok


def last_digit(written: Decimal) -> Decimal:
    """Return the worth of the last digit of a number as written: 0.1 for 46.0."""
    exponent = written.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {written}")  # noqa: TRY004 -- a value, not a type
    return Decimal(1).scaleb(exponent)
