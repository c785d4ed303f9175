"""The moment that a verb's own form tells: "was up", "are falling"."""

from __future__ import annotations

from tapecheck.core.nouns import Basis
from tapecheck.grammar.parts import Part
from tapecheck.grammar.roles import Role

_PRESENT = frozenset({"is", "are", "was", "were"})
_MOMENT = _PRESENT | {"still", "also", "currently", "now", "just", "last"}


def progressive(part: Part) -> Basis | None:
    """Return the moment of a verb that goes on: "are falling" is told while the market trades."""
    goes_on = part.token.lower.endswith("ing") and part.roles & Role.MOVE_VERB
    present = any(token.lower in _PRESENT for token in part.tokens)
    return Basis.INTRADAY if goes_on and present else None


def at_writing(head: Part | None) -> bool:
    """Return whether a verb tells of the moment of writing: "was up", not "has been up"."""
    return head is not None and {token.lower for token in head.tokens} <= _MOMENT
