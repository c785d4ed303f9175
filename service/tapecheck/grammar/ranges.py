"""Amounts that belong together: "3 to 4 percent", "between $8.20 and $8.30"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token

_OPENERS = frozenset({"between", "ranging"})
_RANGING = frozenset({"range", "ranging", "ranged", "ranges", "anywhere"})


def joined_range(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    """Return the range that starts at token ``at`` and its last token, or None.

    "3 to 4 percent" is one: the first number has no unit of its own. Two whole amounts are one
    only behind "between" or "a range of": "rose 2 percent to 16 percent" is none.
    """
    if at + 2 >= len(tokens):
        return None
    first, link, second = tokens[at].amount, tokens[at + 1].lower, tokens[at + 2].amount
    if first is None or second is None or first.value_max or second.value_max:
        return None
    before = tokens[at - 1].lower if at else ""
    if link == "and" and before != "between":
        return None
    if link not in ("to", "and", "or"):
        return None
    if first.bare and second.unit:
        low, step = first.value * second.scale, first.step * second.scale
    elif first.unit == second.unit and link != "or" and _is_range(tokens, at, first, second):
        low, step = first.value, min(first.step, second.step)
    else:
        return None
    if low >= second.value:
        return None
    return _range(first, second, low, step), at + 2


def _is_range(tokens: Sequence[Token], at: int, first: Amount, second: Amount) -> bool:
    """Return whether two amounts of one unit are one range: "could rise 2 percent to 3 percent"."""
    if first.unit is None:
        counted = first.scale > 1 and second.scale > 1
        return counted and _opened(tokens, at)  # "forecasts of 12 million to 13 million units"
    if _opened(tokens, at) or _sizes(tokens, at):
        return True
    expected = any(token.roles & Role.MODAL for token in tokens[max(0, at - _FAR) : at])
    return expected and first.unit == "percent" and tokens[at + 1].lower == "to"


def _sizes(tokens: Sequence[Token], at: int) -> bool:
    """Return whether one move has both amounts: "a 15 percent to 20 percent fall"."""
    move = tokens[at + 3] if at + 3 < len(tokens) else None
    lean = tokens[at - 1].lower if at else ""
    return lean in ("a", "an") and move is not None and bool(move.roles & Role.MOVE_NOUN)


def _opened(tokens: Sequence[Token], at: int) -> bool:
    """Return whether two whole amounts are one range: not "fell from a high of $43 to $31"."""
    before = tokens[at - 1].lower if at else ""
    if before in ("of", "from"):
        ranging = at > 1 and tokens[at - 2].lower in _RANGING
        aimed = at > 1 and bool(tokens[at - 2].roles & Role.TARGET)
        return ranging or (before == "of" and (aimed or not _leaves(tokens, at)))
    return before in _OPENERS


def _leaves(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a move leaves the amount: "from a high of $43 to $31"."""
    nearby = tokens[max(0, at - _NEARBY) : at]
    return any(token.lower == "from" or token.roles & Role.EXTREME for token in nearby)


_NEARBY, _FAR = 6, 16  # tokens


def _range(first: Amount, second: Amount, low: Decimal, step: Decimal) -> Amount:
    return replace(
        second,
        start=first.start,
        value=low,
        value_max=second.value,
        step=step,
        sign=first.sign,
    )
