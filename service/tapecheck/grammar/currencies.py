"""Pairs of currencies: "the euro rose 0.3 percent against the dollar" is a move of euro/dollar."""

from __future__ import annotations

from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.topics import Topic

_CODE = 3  # letters of an ISO 4217 code
_NAMES = {
    "USD": "dollar", "EUR": "euro", "JPY": "yen", "GBP": "sterling", "CHF": "franc",
    "AUD": "Australian dollar", "CAD": "Canadian dollar", "CNY": "yuan", "INR": "rupee",
    "BRL": "real", "KRW": "won", "HKD": "Hong Kong dollar",
}  # fmt: skip


_CODES = {name: code for code, name in _NAMES.items()} | {"pound": "GBP", "aussie": "AUD"}


def unit_of_pair(topic: Topic, frame: Frame) -> str | None:
    """Return the currency of a bare level: "the dollar rose against the yen to 116"."""
    if frame.against is not None and frame.against.currency != topic.currency:
        return frame.against.currency
    _, parted, quoted = topic.text.lower().rpartition("/")
    if not parted:
        return None
    return _CODES.get(quoted) or (quoted.upper() if len(quoted) == _CODE else None)


def pair_of(topic: Topic, frame: Frame) -> str:
    """Return the pair that a currency's move or level is told in, "euro/dollar"; else its name.

    The other side is named ("against the yen"), or is the unit that a level is quoted in.
    """
    if frame.against is not None and frame.against.currency != topic.currency:
        return f"{topic.text}/{frame.against.text}"
    for placed in frame.amounts:
        unit = placed.part.amount.unit if placed.part.amount else None
        if unit in _NAMES and unit != topic.currency and placed.link is not Link.EXTENT:
            return f"{topic.text}/{_NAMES[unit]}"
    return topic.text
