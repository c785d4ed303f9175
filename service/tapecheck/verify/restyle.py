"""The right number in the article's own dress: decimals, commas and magnitude as it wrote them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from tapecheck.core.interval import last_digit
from tapecheck.core.nouns import Quantity

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[-\s]\d+/\d+)?|\.\d+")


def restyled(quote: str, quantity: Quantity, value: Decimal) -> str | None:
    """Return ``quote`` with its number replaced by ``value`` (positive, in base units).

    >>> q = Quantity(value=Decimal("3.4E9"), unit="USD", step=Decimal("1E8"))
    >>> restyled("$3.4 billion", q, Decimal("2912345678"))
    '$2.9 billion'
    """
    found = _DIGITS.search(quote)
    if found is None or quantity.value_max is not None:
        return None
    written = found.group()
    plain = Decimal(written.replace(",", "")) if "/" not in written else None
    scale = quantity.value / plain if plain else Decimal(1)
    step = last_digit(plain) if plain is not None else Decimal("0.1")
    number = _rounded(value / scale, step)
    text = f"{number:,f}" if "," in written or number >= 10_000 else f"{number:f}"
    return quote[: found.start()] + text + quote[found.end() :]


def _rounded(number: Decimal, step: Decimal) -> Decimal:
    """Round to the digits written, but never to nothing: 0.04 stays 0.04 where 0 would stand."""
    rounded = number.quantize(step, rounding=ROUND_HALF_UP)
    while not rounded and number:
        step /= 10
        rounded = number.quantize(step, rounding=ROUND_HALF_UP)
    return rounded
