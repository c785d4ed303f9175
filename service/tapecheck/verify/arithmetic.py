"""What the figures of one move say about each other, without any data."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Direction, Hedge, Kind, Quantity

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_OF_PERCENT = {"percentage_point": Decimal(1), "basis_point": Decimal(100)}
_STATED = frozenset({Hedge.EXACT, Hedge.AT_MOST})
_WAYS = frozenset({Direction.UP, Direction.DOWN})


class Told(Struct, frozen=True):
    """The figures of one move, each told at most once.

    How far in ``percent`` (or the ``way`` alone), how far in points, basis points or money
    (``amount``), where to (``level``) and where from (``origin``).
    """

    percent: Assertion | None = None
    way: Assertion | None = None
    amount: Assertion | None = None
    level: Assertion | None = None
    origin: Assertion | None = None


def figures_of(move: Iterable[Assertion]) -> Told | None:
    """Return the exact figures of a move by what they tell; None where one is told twice."""
    told: dict[str, Assertion] = {}
    for claim in move:
        part = _part(claim)
        if part == "level" and "level" in told and _is_before(claim, told["level"]):
            part = "origin"  # "to 3.95 percent from 3.91 percent late Thursday"
        if part in told:
            return None
        if part is not None:
            told[part] = claim
    return Told(**told)


def _is_before(claim: Assertion, level: Assertion) -> bool:
    """Return whether a level is of a day before another's, so that a move started from it."""
    told, last = claim.when.end, level.when.end
    return told is not None and last is not None and told < last


def _part(claim: Assertion) -> str | None:
    quantity = claim.quantity
    if quantity is None:
        return "way" if claim.kind is Kind.CHANGE and claim.direction in _WAYS else None
    if quantity.hedge not in _STATED or quantity.value_max is not None:
        return None
    if claim.kind is Kind.LEVEL:
        return "origin" if claim.when.text == "from" else "level"
    if claim.kind is not Kind.CHANGE or claim.direction not in _WAYS:
        return None
    if quantity.unit == "percent":
        return "percent"
    plain = quantity.unit == "point" or quantity.unit.isupper()
    return "amount" if plain or quantity.unit in _OF_PERCENT else None


def implied_percent(told: Told) -> tuple[Interval, str] | None:
    """Return the percent that the other figures make, of a fall negative, and the formula.

    63.69 down to 12,050.41 is -0.526 percent. The interval is that of the rounding of both figures.
    None where they make no percentage.
    """
    level, origin, amount = map(_figure, (told.level, told.origin, told.amount))
    if level is None:
        return None
    if origin is not None:
        return _between(origin, level)
    if amount is not None and told.amount is not None:
        sign = -1 if told.amount.direction is Direction.DOWN else 1
        return _of_amount(amount, level, sign)
    return None


def implied_amount(told: Told) -> tuple[Interval, str] | None:
    """Return what lies between the two levels of a move, in its amount's unit, and the formula.

    From 2.08 to 2.14 percent is 6 basis points. None where the move does not tell all three.
    """
    level, origin, amount = map(_figure, (told.level, told.origin, told.amount))
    if level is None or origin is None or amount is None or told.amount is None:
        return None
    if {level.unit, origin.unit} != {amount.unit}:
        return None
    moves = [end - start for end in _room(level) for start in _room(origin)]
    whole = Interval(min(moves), max(moves))
    formula, scale = f"{level.value} - {origin.value}", _scale(told.amount)
    return (whole, formula) if scale == 1 else (whole.scaled(scale), f"({formula}) x {scale}")


def _figure(claim: Assertion | None) -> Quantity | None:
    """Return a claim's quantity, points of a percentage in percent, as levels of yields are."""
    quantity = claim.quantity if claim is not None else None
    if claim is None or quantity is None or quantity.unit not in _OF_PERCENT:
        return quantity
    scale = _scale(claim)
    return replace(
        quantity, value=quantity.value / scale, step=quantity.step / scale, unit="percent"
    )


def _scale(claim: Assertion) -> Decimal:
    """Return how many of a claim's units make one of its level's."""
    return _OF_PERCENT.get(claim.quantity.unit, _ONE) if claim.quantity is not None else _ONE


def _between(origin: Quantity, level: Quantity) -> tuple[Interval, str] | None:
    if origin.unit != level.unit or min(_room(origin)) <= 0:
        return None
    ratios = [_HUNDRED * (end / start - 1) for end in _room(level) for start in _room(origin)]
    return Interval(min(ratios), max(ratios)), f"{level.value} / {origin.value} - 1"


def _of_amount(amount: Quantity, level: Quantity, sign: int) -> tuple[Interval, str] | None:
    pairs = [(size, end - sign * size) for end in _room(level) for size in _room(amount)]
    if amount.unit != level.unit or min(base for _, base in pairs) <= 0 or min(_room(amount)) < 0:
        return None
    ratios = [sign * size / base * _HUNDRED for size, base in pairs]
    operator = "-" if sign > 0 else "+"
    told = f"{amount.value} / ({level.value} {operator} {amount.value})"
    return Interval(min(ratios), max(ratios)), told if sign > 0 else f"-{told}"


def _room(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return what rounding may have hidden on either side of a figure."""
    return quantity.value - quantity.step / 2, quantity.value + quantity.step / 2


def agree(move: Iterable[Assertion]) -> bool:
    """Return whether percent, amount and level of a move are all told and bear each other out."""
    told = figures_of(move)
    if told is None or told.percent is None or told.amount is None:
        return False
    implied, quantity = implied_percent(told), told.percent.quantity
    if implied is None or quantity is None:
        return False
    claimed = Interval.rounded(quantity.value, quantity.step)
    signed = claimed.negated() if told.percent.direction is Direction.DOWN else claimed
    return signed.against(implied[0]) is not Overlap.OUTSIDE
