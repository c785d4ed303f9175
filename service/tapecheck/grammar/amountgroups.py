"""Amounts with the hedges around them: "up to 4 percent", "a further $3 or so"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Direction, Hedge
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.ranges import joined_range
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Token

BEFORE_NUMBER = Role.HEDGE | Role.FILLER | Role.BASIS
_BOUNDS = {"more": Hedge.AT_LEAST, "less": Hedge.AT_MOST}
_MOST_HEDGES = 12  # bounded: a run of hedges must not cost more than its length
_OWNS = frozenset({"'s", "’s"})
_NO_WORD = Word()


def number_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of the amount at ``at``, or that hedges and fillers from there lead to."""
    place, end = at, min(at + _MOST_HEDGES, len(tokens))
    while place < end and (tokens[place].roles & BEFORE_NUMBER or _judges(tokens, place)):
        place += 1
    if place < end and tokens[place].amount is not None:
        return place
    return None


def _judges(tokens: Sequence[Token], at: int) -> bool:
    """Return whether an adjective only tells what to think of a figure: "an eye-popping 20%"."""
    word, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if not at or tokens[at - 1].lower not in ("a", "an") or behind is None:
        return False
    plain = not (word.roles or word.proper or word.mark or word.amount or word.name)
    return plain and behind.amount is not None and behind.amount.unit is not None


def read_amount(tokens: Sequence[Token], first: int, at: int, parts: list[Part]) -> int:
    """Add an amount with the hedges before it and, for "4 percent or so", after it."""
    first = _unbound(tokens, first, parts)
    amount, last = tokens[at].amount, at
    ranged = joined_range(tokens, at)
    if ranged is not None:
        amount, last = ranged
    hedges = [t.entry.word(Role.HEDGE | Role.BASIS) for t in tokens[first:at] if t.entry]
    telling = [word for word in hedges if word.hedge or word.basis]
    word = telling[0] if telling else _NO_WORD
    if not word.basis and _is_earlier(tokens, last):
        word = replace(word, basis=Basis.INTRADAY)
    hedge = next((told.hedge for told in telling if told.hedge), None) if telling else None
    if hedge is None:
        hedge, last = _hedge_behind(tokens, last)
    parts.append(
        Part(
            sort=Sort.AMOUNT, start=_hedge_start(tokens, first, at), stop=tokens[last].stop,
            token=tokens[at], tokens=tuple(tokens[first : last + 1]), amount=amount, hedge=hedge,
            word=word,
        )
    )  # fmt: skip
    return last + 1


def _unbound(tokens: Sequence[Token], first: int, parts: list[Part]) -> int:
    """Part what only looks like a bound, and return the token after it.

    "Edged up to 24.9" and "rose from Monday's close to 52" tell how far it went.
    """
    token, owned = tokens[first], first and tokens[first - 1].lower in _OWNS
    word, _, _ = token.lower.partition(" to")
    lead = replace(token, stop=token.start + len(word), lower=word)
    if token.lower == "up to" and parts and parts[-1].roles & Role.DRIFT_VERB:
        up = Word(direction=Direction.UP)
        parts.append(Part(Sort.MOVE_ADVERB, lead.start, lead.stop, lead, word=up))
    elif token.lower == "close to" and owned:
        lead = replace(lead, roles=Role.LEVEL_NOUN)
        parts.append(Part(Sort.NOUN, lead.start, lead.stop, lead, tokens=(lead,)))
    else:
        return first
    to = replace(token, start=token.stop - len("to"), lower="to")
    parts.append(Part(Sort.PREPOSITION, to.start, to.stop, to))
    return first + 1


def _is_earlier(tokens: Sequence[Token], last: int) -> bool:
    """Return whether "earlier" ends a clause right behind an amount: "having gained $1 earlier"."""
    behind = tokens[last + 1 : last + 3]
    return bool(behind) and behind[0].lower == "earlier" and all(t.mark for t in behind[1:])


def _hedge_behind(tokens: Sequence[Token], last: int) -> tuple[Hedge | None, int]:
    """Return the hedge behind an amount and its last token: "4 percent or so", "4 or more"."""
    behind = [token.lower for token in tokens[last + 1 : last + 3]]
    if behind[:1] == ["or so"]:
        return Hedge.ABOUT, last + 1
    if behind[:1] == ["or"] and behind[-1] in _BOUNDS:
        return _BOUNDS[behind[-1]], last + 2
    return None, last


def _hedge_start(tokens: Sequence[Token], first: int, at: int) -> int:
    """Return where the hedge begins; a mere filler ("a further") is not part of the figure."""
    for token in tokens[first:at]:
        if token.roles & (Role.HEDGE | Role.BASIS):
            return token.start
    amount = tokens[at].amount
    return amount.start if amount else tokens[at].start
