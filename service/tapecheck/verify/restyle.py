"""The right number in the article's own dress: decimals, commas and magnitude as it wrote them."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from msgspec import Struct

from tapecheck.core.interval import last_digit
from tapecheck.core.nouns import Hedge, Quantity

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


def restyled(quote: str, quantity: Quantity, value: Decimal, *, finer: int = 0) -> Restyled | None:
    """Return ``quote`` with its number replaced by ``value`` (positive, in base units).

    ``finer`` is how many digits it gets that the article's own number does not have.

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
    step = last_digit(plain) if plain is not None else Decimal("0.1")
    number = _rounded(
        value / scale, step.scaleb(-finer), _ROUNDING.get(quantity.hedge, ROUND_HALF_UP)
    )
    text = f"{number:,f}" if "," in written or number >= 10_000 else f"{number:f}"
    return Restyled(
        text=quote[: found.start()] + text + quote[found.end() :],
        value=number * scale,
        step=last_digit(number) * scale,
    )


def _rounded(number: Decimal, step: Decimal, rounding: str) -> Decimal:
    """Round to the digits written, but never to nothing: 0.04 stays 0.04 where 0 would stand."""
    rounded = number.quantize(step, rounding=rounding)
    while not rounded and number:
        step /= 10
        rounded = number.quantize(step, rounding=rounding)
    return rounded
