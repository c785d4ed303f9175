"""What the figures of one move say about each other, without any data: points, percent, level."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Direction, Hedge, Kind, Quantity

_HUNDRED = Decimal(100)
_STATED = frozenset({Hedge.EXACT, Hedge.AT_MOST})


class Told(Struct, frozen=True):
    """The figures of one move: how far in percent, how far in points or money, and where to."""

    percent: Assertion
    amount: Assertion
    level: Assertion


def figures_of(move: Iterable[Assertion]) -> Told | None:
    """Return percent, amount and level of a move that tells each exactly once; else None."""
    told: dict[str, list[Assertion]] = {"percent": [], "amount": [], "level": []}
    for claim in move:
        part = _part(claim)
        if part is not None:
            told[part].append(claim)
    if any(len(claims) != 1 for claims in told.values()):
        return None
    return Told(told["percent"][0], told["amount"][0], told["level"][0])


def _part(claim: Assertion) -> str | None:
    quantity = claim.quantity
    if quantity is None or quantity.hedge not in _STATED or quantity.value_max is not None:
        return None
    if claim.kind is Kind.LEVEL:
        return "level"
    if claim.kind is not Kind.CHANGE or claim.direction not in (Direction.UP, Direction.DOWN):
        return None
    if quantity.unit == "percent":
        return "percent"
    return "amount" if quantity.unit == "point" or quantity.unit.isupper() else None


def implied_percent(told: Told) -> Interval | None:
    """Return the percent that amount and level make: 63.69 to 12,050.41 downward is 0.526.

    The interval is that of the rounding of both. None where they make no percentage at all.
    """
    amount, level = _room(told.amount.quantity), _room(told.level.quantity)
    if amount is None or level is None or amount[0] < 0:
        return None
    sign = -1 if told.amount.direction is Direction.DOWN else 1
    pairs = [(size, end - sign * size) for end in level for size in amount]
    if min(base for _, base in pairs) <= 0:
        return None
    ratios = [size / base * _HUNDRED for size, base in pairs]
    return Interval(min(ratios), max(ratios))


def _room(quantity: Quantity | None) -> tuple[Decimal, Decimal] | None:
    if quantity is None:
        return None
    return quantity.value - quantity.step / 2, quantity.value + quantity.step / 2


def agree(move: Iterable[Assertion]) -> bool:
    """Return whether percent, amount and level of a move are all told and bear each other out."""
    told = figures_of(move)
    implied = implied_percent(told) if told is not None else None
    if told is None or implied is None or told.percent.quantity is None:
        return False
    quantity = told.percent.quantity
    if told.percent.direction is not told.amount.direction:
        return False
    return Interval.rounded(quantity.value, quantity.step).against(implied) is not Overlap.OUTSIDE
