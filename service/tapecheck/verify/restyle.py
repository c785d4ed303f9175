"""The right number in the article's own dress: decimals, commas and magnitude as it wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from msgspec import Struct

from tapecheck.core.interval import last_digit
from tapecheck.core.nouns import Hedge, Quantity

_THOUSAND = Decimal(1000)
_WORD = re.compile(r"[\s-]?([A-Za-z]+)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[-\s]\d+/\d+)?|\.\d+")
# A hedge stays true of the right number: 8.48 is nearly 8.5, and more than 8.4.
_ROUNDING = {
    Hedge.NEARLY: ROUND_CEILING,
    Hedge.LESS_THAN: ROUND_CEILING,
    Hedge.MORE_THAN: ROUND_FLOOR,
    Hedge.AT_LEAST: ROUND_FLOOR,
}


class Restyled(Struct, frozen=True):
    """Words with another number in them, and what that number is, in base units."""

    text: str
    value: Decimal
    step: Decimal


def restyled(
    quote: str, quantity: Quantity, value: Decimal, *, finer: int = 0,
    magnitudes: Sequence[Sequence[str]] = (),
) -> Restyled | None:  # fmt: skip
    """Return ``quote`` with its number replaced by ``value`` (positive, in base units).

    ``finer`` is how many digits it gets that the article's own number does not have;
    ``magnitudes`` are words in steps of a thousand, of which the fitting one is taken.

    >>> q = Quantity(value=Decimal("3.4E9"), unit="USD", step=Decimal("1E8"))
    >>> restyled("$3.4 billion", q, Decimal("2912345678")).text
    '$2.9 billion'
    """
    found = _DIGITS.search(quote)
    if found is None or quantity.value_max is not None:
        return None
    written = found.group()
    plain = Decimal(written.replace(",", "")) if "/" not in written else None
    scale = quantity.value / plain if plain else Decimal(1)
    behind, grown = _magnitude(quote[found.end() :], value / scale, magnitudes)
    scale *= grown
    step = last_digit(plain) if plain is not None else Decimal("0.1")
    number = _rounded(
        value / scale, step.scaleb(-finer), _ROUNDING.get(quantity.hedge, ROUND_HALF_UP)
    )
    text = f"{number:,f}" if "," in written or number >= 10_000 else f"{number:f}"
    return Restyled(
        text=quote[: found.start()] + text + behind,
        value=number * scale,
        step=last_digit(number) * scale,
    )


def _magnitude(
    behind: str, number: Decimal, magnitudes: Sequence[Sequence[str]]
) -> tuple[str, Decimal]:
    """Return the words behind a number with the magnitude it calls for, and by what that grew.

    280,154 million is 280 billion; 0.3 billion stays, as it may be written so.
    """
    told = _WORD.match(behind)
    steps = next((s for s in magnitudes if told is not None and told.group(1).lower() in s), None)
    if told is None or steps is None:
        return behind, Decimal(1)
    place, grown = list(steps).index(told.group(1).lower()), Decimal(1)
    while number >= _THOUSAND * grown and place + 1 < len(steps):
        place, grown = place + 1, grown * _THOUSAND
    while 0 < number < grown / 100 and place > 0:
        place, grown = place - 1, grown / _THOUSAND
    if grown == 1:
        return behind, grown
    return behind[: told.start(1)] + steps[place] + behind[told.end(1) :], grown


def _rounded(number: Decimal, step: Decimal, rounding: str) -> Decimal:
    """Round to the digits written, but never to nothing: 0.04 stays 0.04 where 0 would stand."""
    rounded = number.quantize(step, rounding=rounding)
    while not rounded and number:
        step /= 10
        rounded = number.quantize(step, rounding=rounding)
    return rounded
