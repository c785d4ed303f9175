"""Measures: plain arithmetic on prices, each with its formula in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tapecheck.core.units import Price, Ratio


def simple_return(base: Price, last: Price) -> Ratio:
    """Return the move from ``base`` to ``last`` as a ratio of ``base``: 0.042 for 4.2 percent."""
    return last / base - 1


def difference(base: Price, last: Price) -> Price:
    """Return the move from ``base`` to ``last`` in the price's own unit."""
    return last - base


def multiple(base: Price, last: Price) -> Ratio:
    """Return how many times ``base`` goes into ``last``: 2 for a price that doubled."""
    return last / base


def mean(prices: Iterable[Price]) -> Price:
    """Return the plain average of some prices, at least one."""
    each = tuple(prices)
    return sum(each, Decimal(0)) / len(each)


def cross_rate(per_euro: Decimal, other_per_euro: Decimal) -> Decimal:
    """Return units of the first currency for one of the second, both quoted for one euro."""
    return per_euro / other_per_euro
