"""From tokens to parts: one pass, each word's part told by what it is and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Direction, Hedge
from tapecheck.grammar.infinitives import is_infinitive
from tapecheck.grammar.nounphrases import STAND_INS, read_noun
from tapecheck.grammar.parts import ANCHORS, Part, Sort
from tapecheck.grammar.ranges import joined_range
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
_BEFORE_NUMBER = Role.HEDGE | Role.FILLER | Role.BASIS
_BOUNDS = {"more": Hedge.AT_LEAST, "less": Hedge.AT_MOST}
_NO_WORD = Word()
_PARTING = frozenset({Sort.COLON, Sort.DASH})
_LONGEST_CLAUSE = 20  # parts up to its verb
_MOST_HEDGES = 12  # bounded: a run of hedges must not cost more than its length


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
    if token.mark:
        return _mark(tokens, at, parts)
    if token.code and len(parts) > 1 and _follows_name(parts):
        parts.pop()  # "Acme Inc, ACM.N fell"
        return at + 1
    if token.amount is not None or token.roles & _BEFORE_NUMBER:
        number = _number_at(tokens, at)
        if number is not None:
            return _amount(tokens, at, number, parts)
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
    if tokens[at].roles & Role.LEVEL_VERB and _number_at(tokens, at + 1) is not None:
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


def _number_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of the amount at ``at``, or that hedges and fillers from there lead to."""
    place, end = at, min(at + _MOST_HEDGES, len(tokens))
    while place < end and (tokens[place].roles & _BEFORE_NUMBER or _judges(tokens, place)):
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


def _amount(tokens: Sequence[Token], first: int, at: int, parts: list[Part]) -> int:
    """Add an amount with the hedges before it and, for "4 percent or so", after it."""
    if tokens[first].lower == "up to" and parts and parts[-1].roles & Role.DRIFT_VERB:
        _part_up_to(tokens[first], parts)
        first += 1
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


def _part_up_to(token: Token, parts: list[Part]) -> None:
    """Add "up" and "to" as parts of their own: "edged up to 24.9" puts no bound."""
    up = replace(token, stop=token.start + 2, lower="up")
    to = replace(token, start=token.stop - 2, lower="to")
    parts.append(Part(Sort.MOVE_ADVERB, up.start, up.stop, up, word=Word(direction=Direction.UP)))
    parts.append(Part(Sort.PREPOSITION, to.start, to.stop, to))


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
