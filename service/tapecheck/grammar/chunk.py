"""From tokens to parts: one pass, each word's part told by what it is and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from tapecheck.grammar.amountgroups import BEFORE_NUMBER, number_at, read_amount
from tapecheck.grammar.infinitives import is_infinitive
from tapecheck.grammar.nounphrases import STAND_INS, read_noun
from tapecheck.grammar.parts import ANCHORS, Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Token
from tapecheck.grammar.verbgroups import read_verb
from tapecheck.grammar.verbs import starts_verb

_MARKS = {
    ",": Sort.COMMA, ";": Sort.COLON, ":": Sort.COLON, "(": Sort.OPEN, ")": Sort.CLOSE,
    "[": Sort.OPEN, "]": Sort.CLOSE, "–": Sort.DASH, "—": Sort.DASH, "-": Sort.DASH,
    "--": Sort.DASH, '"': Sort.QUOTE, "“": Sort.QUOTE, "”": Sort.QUOTE,
}  # fmt: skip
_SORTS = (
    (Role.WINDOW, Sort.TIME), (Role.DATE, Sort.DATE), (Role.BASIS, Sort.BASIS),
    (Role.MODAL, Sort.MODAL), (Role.MOVE_ADVERB, Sort.MOVE_ADVERB),
    (Role.RELATIVE, Sort.RELATIVE), (Role.CONJUNCTION, Sort.CONJUNCTION),
    (Role.SUBORDINATOR, Sort.SUBORDINATOR), (Role.PREPOSITION, Sort.PREPOSITION),
    (Role.HEDGE, Sort.HEDGE), (Role.POSITION, Sort.HEDGE),
)  # fmt: skip
_SORTED = sum(role for role, _ in _SORTS)
# Roles that leave no choice: a word that plays no other is a part of its own wherever it stands.
_SMALL = _SORTED & ~(Role.BASIS | Role.HEDGE | Role.RELATIVE)
_NO_WORD = Word()
_PARTING = frozenset({Sort.COLON, Sort.DASH})
_LONGEST_CLAUSE = 20  # parts up to its verb


def chunk(tokens: Sequence[Token]) -> list[Part]:
    """Return the parts of one sentence, in reading order."""
    parts: list[Part] = []
    at = 0
    while at < len(tokens):
        at = _step(tokens, at, parts)
    for place, part in enumerate(parts):
        if part.sort is Sort.SUBORDINATOR and part.lower == "as" and not _clause(parts, place):
            parts[place] = replace(part, sort=Sort.PREPOSITION)
    return parts


def _clause(parts: Sequence[Part], at: int) -> bool:
    """Return whether a verb follows before the next comma: "as oil fell", not "as a proxy".

    An apposition between two commas does not count: "as Acme, a lender, fell".
    """
    commas = 0
    for place in range(at + 1, min(at + _LONGEST_CLAUSE, len(parts))):
        part = parts[place]
        if part.sort is Sort.VERB and not part.participle:
            return commas == 0 or (commas == 2 and parts[place - 1].sort is Sort.COMMA)
        commas += part.sort is Sort.COMMA
        if commas > 2 or part.sort in _PARTING:
            return False
    return False


def _step(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add the part that starts at token ``at``; return the token after it."""
    token = tokens[at]
    if token.unknown:
        return read_noun(tokens, at, parts)
    small = token.roles and not token.roles & ~_SMALL
    if small and not token.opens and token.lower != "to":  # which may start an infinitive
        role, sort = _sort_of(token.roles)
        return _one(sort, token, at, parts, role=role)
    if token.mark:
        return _mark(tokens, at, parts)
    return _ambiguous(tokens, at, parts)


def _ambiguous(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add the part of what its neighbours tell: an amount, an anchor, a verb, or a word."""
    token = tokens[at]
    if token.code and len(parts) > 1 and _follows_name(parts):
        parts.pop()  # "Acme Inc, ACM.N fell"
        return at + 1
    if token.amount is not None or token.roles & BEFORE_NUMBER:
        number = number_at(tokens, at)
        if number is not None:
            return read_amount(tokens, at, number, parts)
    if token.roles & ANCHORS and not _describes(tokens, at):
        return _one(Sort.ANCHOR, token, at, parts, role=ANCHORS)
    if starts_verb(tokens, at) or is_infinitive(tokens, at):
        return read_verb(tokens, at, parts)
    return _word_part(tokens, at, parts)


def _follows_name(parts: Sequence[Part]) -> bool:
    """Return whether a comma behind a noun stands last."""
    return parts[-1].sort is Sort.COMMA and parts[-2].sort is Sort.NOUN


def _word_part(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add the part of a word that is no verb: small words by their role, nouns with the rest."""
    token = tokens[at]
    if token.roles & Role.MOVE_NOUN:
        return _one(Sort.MOVE_NOUN, token, at, parts, role=Role.MOVE_NOUN)
    if token.lower in STAND_INS and at + 1 < len(tokens) and tokens[at + 1].lower == "of":
        return read_noun(tokens, at, parts)
    if token.roles & _SORTED and not _names(token, parts):
        role, sort = _sort_of(token.roles & _SORTED)
        return _one(sort, token, at, parts, role=role)
    return read_noun(tokens, at, parts)


@cache
def _sort_of(roles: int) -> tuple[int, Sort]:
    """Return the first role that a small word plays, and what sort of part that makes it."""
    return next(each for each in _SORTS if roles & each[0])


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word of comparison compares nothing: "of top European shares"."""
    if not at or not tokens[at].roles & Role.COMPARISON:
        return False
    phrase = tokens[at].phrase
    if phrase is not None and phrase.word.form is not None:
        return False  # "a better-than-expected profit", "came in above expectations"
    if tokens[at].roles & Role.LEVEL_VERB and number_at(tokens, at + 1) is not None:
        return True  # "topped $100 a barrel"
    before = tokens[at - 1].roles
    stands_alone = before & Role.PRONOUN and not at - 1  # "That beat forecasts"
    return bool(before & (Role.DETERMINER | Role.PREPOSITION | Role.ORDINAL)) and not stands_alone


def _mark(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    token = tokens[at]
    if token.lower in "([":
        end = _aside(tokens, at)
        if end is not None:
            return end
    sort = _MARKS.get(token.lower)
    return _one(sort, token, at, parts) if sort else at + 1


def _aside(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token after a bracket that holds only a name or a note, and no figure."""
    for place in range(at + 1, min(at + 10, len(tokens))):
        token = tokens[place]
        if token.mark and token.lower in ")]":
            return place + 1
        if token.amount is not None or token.roles & Role.MOVE_ADVERB:
            return None
    return None


def _names(token: Token, parts: list[Part]) -> bool:
    """Return whether a small word is a noun's determiner here: "that company", "this year"."""
    return bool(token.roles & Role.RELATIVE and token.roles & Role.DETERMINER and not parts)


def _one(sort: Sort, token: Token, at: int, parts: list[Part], *, role: int | None = None) -> int:
    word = (
        token.phrase.word if token.phrase else _word(token, token.roles if role is None else role)
    )
    parts.append(Part(sort=sort, start=token.start, stop=token.stop, token=token, word=word))
    return at + 1


def _word(token: Token, role: int) -> Word:
    return token.entry.word(role) if token.entry else _NO_WORD
