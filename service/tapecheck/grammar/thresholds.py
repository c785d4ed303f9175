"""Prices that are none of today, and bounds passed: a resistance level, "exceeding $49"."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.frames import Frame, Link
from tapecheck.grammar.links import before
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role

_EXTREMES = frozenset({"high", "highs", "peak", "low", "lows", "record", "range", "level"})
_LEANS = frozenset({"at", "of", "near", "around"})


def is_threshold(parts: Sequence[Part], at: int) -> bool:
    """Return whether the amount at ``at`` is one: "resistance at 960", "a $22.25 strike price"."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is not None and (_names_one(following) or _is_left(parts, at, following)):
        return True
    lean = before(parts, at)
    if lean is None or lean.sort is not Sort.PREPOSITION or lean.lower not in _LEANS:
        return False
    place = parts.index(lean) - 1
    return place >= 0 and _names_one(parts[place])


def _is_left(parts: Sequence[Part], at: int, noun: Part) -> bool:
    """Return whether a high is what a move is counted from: "off its $251 spring high"."""
    if not at or noun.sort is not Sort.NOUN:
        return False
    off = parts[at - 1].lower == "off" or parts[at - 1].lower.startswith("far from")
    return off and not _EXTREMES.isdisjoint(noun.lower.split())


def _names_one(part: Part) -> bool:
    last = part.tokens[-1].entry if part.sort is Sort.NOUN and part.tokens else None
    return last is not None and last.word(Role.PLAIN_NOUN).of == "threshold"


def told_beyond(state: Progress) -> Link:
    """Place a bound right behind its noun: "the price of oil exceeding $49 a barrel"."""
    aside = state.frames[-1] if state.frames and state.frames[-1].unsized else None
    told = aside.subjects if aside is not None and aside.subjects else None
    # "while a rise in oil prices above $60 hurt": of what rose
    state.open(Frame(told or state.subjects.take(state.at), None, nominal=True))
    return Link.LEVEL


def passes(part: Part) -> bool:
    """Return whether a bound tells where its subject stood: "briefly topping $1,000"."""
    told = (t.entry.word(Role.HEDGE).of for t in part.tokens if t.entry is not None)
    return "level" in told
