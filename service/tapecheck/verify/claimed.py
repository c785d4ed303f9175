"""Every number that a claim's words may stand for: rounding and hedges as intervals."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Direction, Hedge, Quantity
from tapecheck.core.units import Ratio
from tapecheck.verify.house import House, Rounding


class Claimed(Struct, frozen=True, gc=False):
    """What the words allow, in the claim's own unit; of a fall it is negative, but for a multiple.

    ``beyond`` is the room on either side that needs only mending; None where there is no bound.
    """

    inside: Interval
    beyond: Decimal | None

    @property
    def slack(self) -> Interval:
        """Return what the words allow with the room that needs only mending."""
        return Interval() if self.beyond is None else self.inside.widened(self.beyond)


def claimed_interval(assertion: Assertion, house: House) -> Claimed | None:
    """Return what a claim's number or its defined term may stand for; None if it has neither."""
    quantity = assertion.quantity
    if quantity is None:
        return _defined(house.definitions.get(assertion.rule))
    beyond = house.hedges[quantity.hedge].slack.of(quantity.value, quantity.step)
    return Claimed(_signed(_inside(quantity, house), assertion), beyond)


def cut_interval(assertion: Assertion) -> Interval | None:
    """Return what a claim's number stands for if digits were cut off it instead of rounded."""
    quantity = assertion.quantity
    if quantity is None:
        return None
    last = quantity.value_max or quantity.value
    return _signed(Interval(quantity.value, last + quantity.step), assertion)


def _signed(sizes: Interval, assertion: Assertion) -> Interval:
    falls = assertion.direction is Direction.DOWN
    multiple = assertion.quantity is not None and assertion.quantity.unit == "ratio"
    return sizes.negated() if falls and not multiple else sizes


def _defined(bound: Ratio | None) -> Claimed | None:
    """Return what a term stands for, in percent: a tenth below the highest close, or more."""
    if bound is None:
        return None
    percent = 100 * bound
    inside = Interval(high=percent) if bound < 0 else Interval(low=percent)
    return Claimed(inside, Decimal(0))


def _inside(quantity: Quantity, house: House) -> Interval:
    rule = house.hedges[quantity.hedge]
    low, high = quantity.value, quantity.value_max or quantity.value
    below, above = rule.below.of(low, quantity.step), rule.above.of(high, quantity.step)
    if quantity.hedge is Hedge.EXACT and house.rounding is not Rounding.HALF_UP:
        below = below if house.rounding is Rounding.ANY else Decimal(0)
        above = quantity.step
    return Interval(None if below is None else low - below, None if above is None else high + above)
