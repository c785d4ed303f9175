"""The columns of one listing's bars as plain arrays."""

from __future__ import annotations

from array import array

from msgspec import Struct

SCALE = 1_000_000
# What stands for "the source has none": no price in whole millionths is this low.
NONE = -(2**63)


class Columns(Struct, frozen=True, kw_only=True):
    """The columns of one listing's bars, ascending by session, of one length.

    ``sessions`` are proleptic ordinals, prices whole millionths with ``NONE`` for none; ``source``
    holds positions in ``sources``.
    """

    sessions: array[int]
    open: array[int]
    high: array[int]
    low: array[int]
    close: array[int]
    volume: array[int]
    provisional: array[int]
    source: array[int]
    sources: tuple[str, ...]

    def prices(self, field: str) -> array[int]:
        """Return one price column by its name: open, high, low or close."""
        prices: array[int] = getattr(self, field)
        return prices
