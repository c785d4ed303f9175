"""Noun phrases: everything up to a small word, a verb, an amount or a mark."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.parts import ANCHORS, NOMINAL, NOUNS, Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.verbs import starts_verb

STAND_INS = frozenset({"those", "that"})  # "while those of Acme rose"
_IS, _THIS = frozenset({"'s", "’s"}), frozenset({"that", "it", "this", "there", "here", "what"})
_SKIPPED = Role.ADVERB | Role.FILLER | Role.NEGATION
# Small words that are parts of their own, and end a noun phrase.
_ALONE = ANCHORS | (
    Role.WINDOW | Role.DATE | Role.BASIS | Role.MODAL | Role.MOVE_ADVERB | Role.RELATIVE
    | Role.CONJUNCTION | Role.SUBORDINATOR | Role.PREPOSITION | Role.HEDGE | Role.POSITION
)  # fmt: skip


_SHARES = Role.SHARE_NOUN | Role.MARKET_NOUN
_GAUGES = Role.INDEX_NOUN | _SHARES


def read_noun(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add a noun phrase: everything up to a small word, a verb, an amount or a mark."""
    first, end = at, len(tokens)
    while at < end and (tokens[at].unknown or _continues(tokens, at, first)):
        at += 1
    kept = tuple([t for t in tokens[first:at] if t.unknown or not _is_dropped(t)])
    if len(kept) > 1 and _is_filler(kept[-1]) and at < len(tokens) and starts_verb(tokens, at):
        kept = kept[:-1]  # "the stock subsequently fell"
    stands_for = first + 1 < len(tokens) and tokens[first].lower in STAND_INS
    stands_for = stands_for and tokens[first + 1].lower == "of"
    if kept and (stands_for or not _only_fills(kept)):
        head = _head(kept)
        parts.append(
            Part(
                sort=Sort.NOUN,
                start=kept[0].start,
                stop=kept[-1].stop,
                token=head,
                tokens=kept,
                possessive=_is_marked(kept) and not _names(kept, tokens, at),
            )
        )
    return max(at, first + 1)


def names_person(owned: Sequence[Token], roles: int) -> bool:
    """Return whether somebody is meant who says things: an analyst, but no "broker sector"."""
    if not roles & _PERSONS or roles & Role.SHARE_NOUN:
        return False
    last = owned[-1]
    named = last.proper or last.name is not None or last.mark or last.lower.endswith("s")
    return named or bool(last.roles & _PERSONS)


_PERSONS = Role.SOURCE | Role.OFFICE


def _names(kept: Sequence[Token], tokens: Sequence[Token], at: int) -> bool:
    """Return whether "'s" belongs to a name that a verb follows: "Harrow's said"."""
    return len(kept) > 1 and kept[-2].proper and at < len(tokens) and starts_verb(tokens, at)


def _only_fills(kept: Sequence[Token]) -> bool:
    """Return whether a phrase has no noun: "the", "also the"."""
    return all(map(_fills, kept))


def _fills(token: Token) -> bool:
    return bool(token.roles & Role.DETERMINER) or _is_filler(token)


def _is_marked(kept: Sequence[Token]) -> bool:
    """Return whether "'s" ends a phrase, but for the code of a listing."""
    for token in reversed(kept):
        if not token.code:
            return token.mark
    return False


def _is_dropped(token: Token) -> bool:
    adverb = token.roles & _SKIPPED and not token.roles & NOMINAL
    return bool(adverb) or (token.mark and token.lower == ".")


def _is_filler(token: Token) -> bool:
    return not token.roles and token.lower.endswith("ly") and not token.proper


def _head(tokens: Sequence[Token]) -> Token:
    """Return the noun that counts: the last one that the market knows, else the last word."""
    for token in reversed(tokens):
        if token.roles & NOUNS or token.name is not None:
            return token
    return tokens[-1]


def _continues(tokens: Sequence[Token], at: int, first: int) -> bool:
    token = tokens[at]
    if token.mark:
        if token.lower in _IS and at == first + 1 and tokens[first].lower in _THIS:
            return False  # "That's a rise of 3 percent"
        inside = token.lower[0] in "'’" or _abbreviates(tokens, at) or _seats(tokens, at)
        inside = inside or _incorporates(tokens, at)
        return at > first and inside
    if token.amount is not None or (token.phrase is not None and not token.roles & NOUNS):
        return False
    if at == first:
        return True
    if token.roles & Role.DETERMINER and not tokens[at - 1].mark:
        return bool(tokens[at - 1].roles & Role.DETERMINER)
    if token.roles & _ALONE and not token.proper:
        return _joins_name(tokens, at)
    return not (token.roles & Role.MOVE_NOUN or starts_verb(tokens, at))


def _joins_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a small word stands inside a name: "Bank of America"."""
    if tokens[at].lower == "and":
        return _joins_gauge(tokens, at)
    if tokens[at].lower != "of" or at + 1 >= len(tokens):
        return False
    before, following = tokens[at - 1], tokens[at + 1]
    named = before.roles & Role.COMPANY_NOUN and (before.proper or before.opens)
    return bool(named) and bool(following.proper or following.roles & Role.REGION)


def _joins_gauge(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "and" stands inside a sector: "the travel and leisure index"."""
    if tokens[at - 1].proper or tokens[at - 1].name or tokens[at - 1].roles & _GAUGES:
        return False
    for place, token in enumerate(tokens[at + 1 : at + 4]):
        if token.roles & _GAUGES:
            shares = token.roles & _SHARES
            return place > 0 and bool(not shares or token.lower.endswith("s"))
        if token.mark or token.amount or token.name or token.proper:
            return False
        if token.roles & (_ALONE | Role.DETERMINER | Role.PRONOUN):
            return False
    return False


def _seats(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a comma stands inside a firm's seat: "the Lodi, California-based firm"."""
    if tokens[at].lower != "," or not tokens[at - 1].proper:
        return False
    for token in tokens[at + 1 : at + 4]:
        if token.lower.endswith("-based"):
            return True
        if not (token.proper or token.roles & Role.REGION):
            return False
    return False


def _incorporates(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a comma stands before a firm's legal form: "Acme Brothers, Inc."."""
    if tokens[at].lower != "," or at + 1 >= len(tokens):
        return False
    before, following = tokens[at - 1], tokens[at + 1]
    return bool(before.proper or before.name) and following.lower in _LEGAL


_LEGAL = frozenset({"inc", "ltd", "llc", "corp", "plc", "l.p.", "lp", "co", "s.a.", "n.v."})


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a stop belongs to the word before it: "Chevron Corp. (CVX.N)"."""
    if tokens[at].lower != "." or at + 1 >= len(tokens):
        return False
    before, following = tokens[at - 1], tokens[at + 1]
    named = before.proper or before.name is not None or before.roles & Role.COMPANY_SUFFIX
    return bool(named) and not following.mark and not following.opens
