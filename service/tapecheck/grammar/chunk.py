"""From tokens to parts: one pass, each word's part told by what it is and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Hedge
from tapecheck.grammar.parts import ANCHORS, MAIN_VERBS, NOMINAL, NOUNS, Part, Sort
from tapecheck.grammar.ranges import joined_range
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word
from tapecheck.grammar.scan import Token
from tapecheck.grammar.verbs import is_verb

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
    (Role.HEDGE, Sort.HEDGE),
)  # fmt: skip
_ALONE = sum(int(role) for role, _ in _SORTS) | ANCHORS
_STAND_INS = frozenset({"those", "that"})  # "while those of Acme rose"
_SKIPPED = int(Role.ADVERB | Role.FILLER | Role.NEGATION)
_BEFORE_NUMBER = int(Role.HEDGE | Role.FILLER | Role.BASIS)
_MOST_HEDGES = 12  # bounded: a run of hedges must not cost more than its length
_IN_GROUP = int(Role.AUXILIARY | Role.MODAL | Role.NEGATION | Role.ADVERB)


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
    """Return whether a verb follows before the next comma: "as oil fell", not "as a proxy"."""
    for part in parts[at + 1 :]:
        if part.sort is Sort.VERB and not part.participle:
            return True
        if part.sort in (Sort.COMMA, Sort.COLON, Sort.DASH):
            return False
    return False


def _step(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add the part that starts at token ``at``; return the token after it."""
    token = tokens[at]
    if token.mark:
        return _mark(tokens, at, parts)
    number = _number_at(tokens, at)
    if number is not None:
        return _amount(tokens, at, number, parts)
    if token.roles & ANCHORS and not _describes(tokens, at):
        return _one(Sort.ANCHOR, token, at, parts, role=ANCHORS)
    if is_verb(tokens, at) or _to_verb(tokens, at) or _unknown_verb(tokens, at):
        return _verb_group(tokens, at, parts)
    return _word_part(tokens, at, parts)


def _word_part(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add the part of a word that is no verb: small words by their role, nouns with the rest."""
    token = tokens[at]
    if token.roles & Role.MOVE_NOUN:
        return _one(Sort.MOVE_NOUN, token, at, parts, role=Role.MOVE_NOUN)
    if token.lower in _STAND_INS and at + 1 < len(tokens) and tokens[at + 1].lower == "of":
        return _noun(tokens, at, parts)
    for role, sort in _SORTS:
        if token.roles & role and not _names(token, parts):
            return _one(sort, token, at, parts, role=role)
    return _noun(tokens, at, parts)


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word of comparison only describes a noun: "of top European shares"."""
    if not at or not tokens[at].roles & Role.COMPARISON:
        return False
    return bool(tokens[at - 1].roles & (Role.DETERMINER | Role.PREPOSITION | Role.ORDINAL))


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
    return token.entry.word(role) if token.entry else Word()


def _number_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of the amount at ``at``, or that hedges and fillers from there lead to."""
    place, end = at, min(at + _MOST_HEDGES, len(tokens))
    while place < end and tokens[place].roles & _BEFORE_NUMBER:
        place += 1
    if place < end and tokens[place].amount is not None:
        return place
    return None


def _amount(tokens: Sequence[Token], first: int, at: int, parts: list[Part]) -> int:
    """Add an amount with the hedges before it and, for "4 percent or so", after it."""
    amount, last = tokens[at].amount, at
    ranged = joined_range(tokens, at)
    if ranged is not None:
        amount, last = ranged
    hedges = [t.entry.word(Role.HEDGE | Role.BASIS) for t in tokens[first:at] if t.entry]
    word = next((w for w in hedges if w.hedge or w.basis), Word())
    hedge = next((w.hedge for w in hedges if w.hedge), None)
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if hedge is None and following is not None and following.lower == "or so":
        hedge, last = Hedge.ABOUT, last + 1
    parts.append(
        Part(
            sort=Sort.AMOUNT, start=_hedge_start(tokens, first, at), stop=tokens[last].stop,
            token=tokens[at], tokens=tuple(tokens[first : last + 1]), amount=amount, hedge=hedge,
            word=word,
        )
    )  # fmt: skip
    return last + 1


def _hedge_start(tokens: Sequence[Token], first: int, at: int) -> int:
    """Return where the hedge begins; a mere filler ("a further") is not part of the figure."""
    for token in tokens[first:at]:
        if token.roles & (Role.HEDGE | Role.BASIS):
            return token.start
    amount = tokens[at].amount
    return amount.start if amount else tokens[at].start


def _to_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether an infinitive starts here: "to close", "to finish"."""
    if tokens[at].lower != "to" or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    return bool(following.roles & MAIN_VERBS) and is_verb(tokens, at + 1)


def _verb_group(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add a verb with its auxiliaries, modals and adverbs: "could not have fallen"."""
    first, modal, denied = at, None, False
    main = tokens[at]
    infinitive = main.lower == "to"
    while at < len(tokens):
        token = tokens[at]
        if token.roles & Role.MODAL:
            modal = _word(token, Role.MODAL)
        denied = denied or bool(token.roles & Role.NEGATION) or token.lower.endswith(("n't", "n’t"))
        if (token.roles & MAIN_VERBS and is_verb(tokens, at)) or _unknown_verb(tokens, at):
            main, at = token, at + 1
            break
        if not (token.roles & _IN_GROUP or (token.lower == "to" and at == first)):
            break
        main = token if token.roles & Role.AUXILIARY else main
        at += 1
    parts.append(
        Part(
            sort=Sort.VERB, start=tokens[first].start, stop=tokens[at - 1].stop, token=main,
            tokens=tuple(tokens[first:at]), word=_verb_word(main), infinitive=infinitive,
            participle=at - 1 == first and main.lower.endswith("ing"), denied=denied, modal=modal,
        )
    )  # fmt: skip
    return at


def _verb_word(token: Token) -> Word:
    return token.entry.word(MAIN_VERBS) if token.entry else Word()


def _noun(tokens: Sequence[Token], at: int, parts: list[Part]) -> int:
    """Add a noun phrase: everything up to a small word, a verb, an amount or a mark."""
    first = at
    while at < len(tokens) and _continues(tokens, at, first):
        at += 1
    last = at
    kept = tuple(t for t in tokens[first:last] if not _is_dropped(t))
    stands_for = first + 1 < len(tokens) and tokens[first].lower in _STAND_INS
    stands_for = stands_for and tokens[first + 1].lower == "of"
    if kept and (stands_for or not all(_is_filler(t) or t.roles & Role.DETERMINER for t in kept)):
        head = _head(kept)
        parts.append(
            Part(
                sort=Sort.NOUN,
                start=kept[0].start,
                stop=kept[-1].stop,
                token=head,
                tokens=kept,
                possessive=kept[-1].mark,
            )
        )
    return max(at, first + 1)


def _is_dropped(token: Token) -> bool:
    adverb = token.roles & _SKIPPED and not token.roles & NOMINAL
    return bool(adverb) or (token.mark and token.lower == ".")


def _is_filler(token: Token) -> bool:
    return token.lower.endswith("ly") and not token.roles and not token.proper


def _head(tokens: Sequence[Token]) -> Token:
    """Return the noun that counts: the last one that the market knows, else the last word."""
    for token in reversed(tokens):
        if token.roles & NOUNS or token.name is not None:
            return token
    return tokens[-1]


def _continues(tokens: Sequence[Token], at: int, first: int) -> bool:
    token = tokens[at]
    if token.mark:
        return at > first and (token.lower[0] in "'’" or _abbreviates(tokens, at))
    if token.amount is not None or (token.phrase is not None and not token.roles & NOUNS):
        return False
    if at == first:
        return True
    if token.roles & Role.DETERMINER and not tokens[at - 1].mark:
        return bool(tokens[at - 1].roles & Role.DETERMINER)
    if token.roles & _ALONE and not token.proper:
        return False
    return not (token.roles & Role.MOVE_NOUN or is_verb(tokens, at) or _unknown_verb(tokens, at))


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a stop belongs to the word before it: "Chevron Corp. (CVX.N)"."""
    if tokens[at].lower != "." or at + 1 >= len(tokens):
        return False
    before, following = tokens[at - 1], tokens[at + 1]
    named = before.proper or before.name is not None or before.roles & Role.COMPANY_SUFFIX
    return bool(named) and not following.mark and not following.opens


def _unknown_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word that no rule knows looks like a verb: Acme "unveiled" a plan."""
    token = tokens[at]
    if not at or token.roles or token.proper or token.name is not None or token.mark:
        return False
    if not token.lower.endswith(("ed", "ing")) or token.lower[0] == "-":
        return False
    before = tokens[at - 1]
    if before.name is not None or before.proper:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].roles & Role.DETERMINER:
        return not before.roles & (Role.DETERMINER | Role.PREPOSITION | Role.CONJUNCTION)
    return bool(before.roles & (NOUNS | Role.AUXILIARY))
