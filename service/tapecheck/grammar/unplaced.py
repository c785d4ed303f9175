"""Why an amount found no predicate: what it leans on, and what follows it, tell."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.links import after, before
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.quantities import Amount
from tapecheck.grammar.why import Why

_YEARS = range(1900, 2100)
_AGES = range(1, 110)
_BY_LEAN = {
    Sort.VERB: Why.VERB,
    Sort.NOUN: Why.BEHIND_NOUN,
    Sort.MOVE_NOUN: Why.BEHIND_NOUN,
    Sort.ANCHOR: Why.BEHIND_NOUN,
    Sort.AMOUNT: Why.LISTED,
    Sort.CONJUNCTION: Why.LISTED,
    Sort.COMMA: Why.APART,
    Sort.DASH: Why.APART,
    Sort.OPEN: Why.APART,
    Sort.CLOSE: Why.APART,
    Sort.QUOTE: Why.APART,
    Sort.COLON: Why.APART,
    Sort.RELATIVE: Why.NO_VERB,
    Sort.SUBORDINATOR: Why.NO_VERB,
}


_BY_PREPOSITION = {
    "for": Why.PRICE_PAID,
    "of": Why.SIZE,
    **dict.fromkeys(("at", "to", "from", "near", "around"), Why.PLACED),
}


def why_unplaced(parts: Sequence[Part], at: int) -> Why:
    """Return why nothing took the amount at ``at``."""
    amount, following = parts[at].amount, after(parts, at)
    bare = amount is not None and amount.bare
    if amount is not None and _is_age(parts, at, amount):
        return Why.AGE
    if following is not None and following.sort is Sort.NOUN:
        return Why.COUNT if bare else Why.OF_A_NOUN
    if amount is not None and bare and amount.step == 1 and amount.value in _YEARS:
        return Why.YEAR
    lean = before(parts, at)
    if lean is not None and lean.sort is Sort.PREPOSITION:
        return _BY_PREPOSITION.get(lean.lower, Why.CIRCUMSTANCE)
    return _BY_LEAN.get(lean.sort, Why.NO_PLACE) if lean is not None else Why.NO_VERB


def _is_age(parts: Sequence[Part], at: int, amount: Amount) -> bool:
    """Return whether a number tells an age: "Mary Fuller, 45, said"."""
    if not amount.bare or amount.value not in _AGES:
        return False
    around = [part.sort for part in parts[max(0, at - 2) : at + 2]]
    return around == [Sort.NOUN, Sort.COMMA, Sort.AMOUNT, Sort.COMMA]
