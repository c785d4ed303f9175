"""Splits, dividends and spin-offs of one listing, and which of them leave its prices in doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

# A stock split is of a few old shares (3:2, 1:20) or adds whole percents (51:50).
PLAIN_PART = 20
# Vendors print 4:3 as 1.3333; nothing plain lies that near to a spin-off's 1.142465.
PRINTED = Decimal("0.00005")
# MSFT paid 3.08 dollars on 29.97 (2004-11-15); MS left Discover, 14.25 on 83.88 (2007-07-02).
LARGE_DIVIDEND = Decimal("0.1")


class Action(Struct, frozen=True, kw_only=True):
    """What happened to a share on its ex-date.

    ``kind`` is split (``value``: new shares for one old), dividend or spin_off (``value``:
    currency a share).
    """

    ex_date: dt.date
    kind: str
    value: Decimal
    source: str = ""


class Split(Struct, frozen=True, kw_only=True):
    """A split's exact ratio; ``plain`` is false where it looks like a spin-off put as a split."""

    ex_date: dt.date
    ratio: Decimal
    plain: bool


def split_of(action: Action) -> Split:
    """Return a split with its ratio made exact: 0.142857 is one for seven."""
    value = action.value
    for ratio in _plain_ratios(value):
        if abs(ratio - value) <= PRINTED:
            return Split(ex_date=action.ex_date, ratio=ratio, plain=True)
    whole_percent = value * 100 == (value * 100).to_integral_value()
    return Split(ex_date=action.ex_date, ratio=value, plain=whole_percent)


def _plain_ratios(value: Decimal) -> Iterator[Decimal]:
    """Yield the plain ratios around a value: one for many, and so many for up to twenty."""
    if value < 1:
        yield 1 / Decimal(round(1 / value))
    for old in range(1, PLAIN_PART + 1):
        yield Decimal(max(1, round(value * old))) / old
