"""Is this word a verb here? English leaves it open ("gains", "close"): its neighbours tell."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.parts import MAIN_VERBS, NOMINAL, NOUNS, VERBS
from tapecheck.grammar.roles import Role
from tapecheck.grammar.scan import Token
from tapecheck.grammar.spelling import VERB_ENDINGS

_BEFORE_VERB = (
    Role.AUXILIARY | Role.MODAL | Role.NEGATION | Role.PRONOUN | Role.RELATIVE | Role.ADVERB
)
_BEFORE_NOUN = Role.DETERMINER | Role.ORDINAL | Role.PREPOSITION | Role.FILLER | Role.REGION
_FLOATING = frozenset({"all", "both", "each"})  # "the Dow and the Nasdaq all tumbled"
_BEHIND_NOUN = frozenset({"to", "by", "of", "for", "from", "at", "on"})
_DATES = Role.WINDOW | Role.DATE | Role.WEEKDAY
_OWNS = frozenset({"of", "'s", "’s"})


def starts_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a verb, or a word that looks like one, stands at ``at``."""
    token = tokens[at]
    if token.roles & VERBS and is_verb(tokens, at):
        return True
    return (token.opens or not token.roles) and looks_like_verb(tokens, at)


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether token ``at`` is a verb (or auxiliary) where it stands."""
    token = tokens[at]
    if not token.roles & VERBS or token.phrase is not None or token.proper:
        return False
    if _is_multiple(tokens, at) or _is_dated(tokens, at):
        return False
    if at and (_is_determiner(tokens[at - 1]) or _qualifies(tokens, at)):
        return tokens[at - 1].lower in _FLOATING and _is_past(token)
    if at and tokens[at - 1].lower in _OWNS and not token.lower.endswith(("ing", "ed")):
        return tokens[at - 1].mark and (_unchanging(token) or bool(token.roles & Role.AUXILIARY))
    if not token.roles & MAIN_VERBS or not token.roles & NOMINAL:
        return not _is_adjective(tokens, at)
    if token.entry is not None and token.entry.word(VERBS).needs_amount and not _told(tokens, at):
        return False
    if at + 1 < len(tokens) and (tokens[at + 1].lower == "of" or is_finite(tokens[at + 1])):
        return False  # "their Nasdaq close of $25.48", "German bund yields are up"
    return _after(tokens, at)


def is_finite(token: Token) -> bool:
    """Return whether a word is the verb of what stands before it: "are", "was", "have"."""
    return bool(token.roles & Role.AUXILIARY) and token.lower in _FINITE


_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})


def _is_dated(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a day owns a word: "close Thursday's trading at $23.50"."""
    return at > 1 and tokens[at - 1].lower in _OWNS and bool(tokens[at - 2].roles & _DATES)


def _is_multiple(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word multiplies the noun behind it: "at about double the level of May"."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or token.entry is None or not token.roles & Role.MOVE_VERB:
        return False
    ratio = following.roles & Role.DETERMINER and token.entry.word(Role.MOVE_VERB).ratio is not None
    bare = bool(ratio) and not token.lower.endswith(("d", "g", "s"))
    return bare and not ((at and tokens[at - 1].roles & Role.MODAL) or tokens[at - 1].lower == "to")


def _before(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the token before a word, an adverb in an infinitive left aside."""
    if at > 1 and tokens[at - 2].lower == "to" and tokens[at - 1].lower.endswith("ly"):
        return tokens[at - 2]  # "to provisionally close"
    if at > 1 and tokens[at - 1].roles & Role.BASIS and tokens[at - 1].lower.endswith("ly"):
        return tokens[at - 2]  # "the stock currently trades"
    return tokens[at - 1] if at else None


def _after(tokens: Sequence[Token], at: int) -> bool:
    """Return whether what stands before a word that may be noun or verb makes it a verb."""
    token, before = tokens[at], _before(tokens, at)
    if before is None or before.mark:
        return _opens_as_verb(tokens, at)
    if before.lower == "to":
        return token.lower[-1] != "s"
    if _unchanging(token) and at + 1 < len(tokens) and tokens[at + 1].lower == "of":
        return False  # "the median forecast of", "a cut of"
    if before.amount is not None or before.lower in ("'s", "’s"):
        return False
    if before.roles & _BEFORE_VERB and not before.roles & (Role.DETERMINER | Role.PREPOSITION):
        return True
    if before.roles & _BEFORE_NOUN:
        return False
    if token.roles & Role.TARGET and _opens_behind(tokens, at):
        return False  # "its Brent forecast to $60"
    return _agrees(before, token) or _is_sized(tokens, at)


def _opens_behind(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a preposition stands behind a word, as behind a noun: "its forecast for"."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return following.partition(" ")[0] in _BEHIND_NOUN


def _is_sized(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a figure follows at once: "saw its share price drop 13 percent"."""
    if not tokens[at].roles & Role.MOVE_VERB or not tokens[at - 1].roles & NOUNS:
        return False
    place = at + 1
    while place < len(tokens) and tokens[place].roles & Role.HEDGE:
        place += 1
    return place < len(tokens) and tokens[place].amount is not None


def _is_determiner(token: Token) -> bool:
    """Return whether a noun must follow: "the", "its", but not "that", which may open a clause."""
    other = Role.RELATIVE | Role.PRONOUN | Role.ADVERB
    return bool(token.roles & Role.DETERMINER) and not token.roles & other


def _qualifies(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a participle belongs to a noun: "the most actively traded contract"."""
    place = at - 1
    while place >= 0 and tokens[place].lower.endswith("ly") and not tokens[place].roles & NOMINAL:
        place -= 1
    return place < at - 1 and place >= 0 and tokens[place].lower in ("the", "a", "most", "its")


def _told(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a figure follows soon: "firmed 3 percent", not "an oil firm"."""
    for token in tokens[at + 1 : at + 4]:
        if token.amount is not None:
            return True
        if token.mark or token.roles & MAIN_VERBS:
            return False
    return False


def _opens_as_verb(tokens: Sequence[Token], at: int) -> bool:
    """A sentence or clause rarely opens with a finite verb: "Gains in banks lifted…"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or at == 0:
        return False
    return following.amount is not None and not tokens[at].lower.endswith("s")


def _agrees(before: Token, token: Token) -> bool:
    """Return whether ``before`` may be the subject of this verb: shares rise, Acme gains."""
    if before.name is not None or before.proper or _unchanging(token):
        return True
    plural = before.lower.endswith("s") and not before.lower.endswith("ss")
    if token.lower.endswith("s") and not token.lower.endswith("ss"):
        return not plural and bool(before.roles & NOMINAL)
    return plural


def _is_past(token: Token) -> bool:
    """Return whether a word can only be the past of a verb: tumbled, fell."""
    return not token.roles & NOMINAL and not token.lower.endswith(("ing", "s"))


def _unchanging(token: Token) -> bool:
    """Return whether the past is written like the present: cut, hit, shed."""
    return token.entry is not None and token.lower in token.entry.word(VERBS).past


def _is_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a participle stands before its noun: "rising prices", "the reported loss"."""
    token = tokens[at]
    if not token.lower.endswith(("ing", "ed")) or at + 1 >= len(tokens):
        return False
    noun_follows = _noun_at(tokens, at + 1) or (
        not tokens[at + 1].roles and not tokens[at + 1].mark and _noun_at(tokens, at + 2)
    )
    if not at:
        return noun_follows and token.lower.endswith("ing")
    before = tokens[at - 1]
    opens = (
        before.amount is not None
        or (bool(before.roles & Role.VERB) and is_verb(tokens, at - 1))
        or (bool(before.roles & Role.CONJUNCTION) and _moves_alone(token))
        or (
            before.roles & _BEFORE_NOUN
            and not before.roles & Role.ADVERB
            and not _opens_clause(tokens, at)
        )
    )
    return bool(noun_follows and (opens or before.lower in ("'s", "’s")))


def _opens_clause(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "that" behind a noun opens a clause: "a report that warned shares could"."""
    before = tokens[at - 2] if at > 1 else None
    noun = before is not None and bool(before.roles & NOMINAL or not before.roles)
    return noun and bool(tokens[at - 1].roles & Role.RELATIVE)


def _moves_alone(token: Token) -> bool:
    """Return whether a verb has no object: "and plunging sales", not "and increasing prices"."""
    word = token.entry.word(Role.MOVE_VERB) if token.entry else None
    return word is not None and word.direction is not None and word.of != "object"


def _noun_at(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a noun that the market knows, a place or a name stands at ``at``."""
    if at >= len(tokens):
        return False
    known = tokens[at].roles & (NOUNS | Role.REGION) or tokens[at].proper
    return bool(known) and not tokens[at].roles & (VERBS | Role.DETERMINER)


def looks_like_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word that no rule knows looks like a verb: Acme "unveiled" a plan."""
    token = tokens[at]
    if token.opens and _fronted(tokens, at):
        return True
    if not at or token.roles or token.proper or token.name is not None or token.mark:
        return False
    if not token.lower.endswith(VERB_ENDINGS) or token.lower[0] == "-":
        return False
    before = tokens[at - 1]
    if before.name is not None or before.proper or before.code:
        return True
    if at + 1 < len(tokens) and tokens[at + 1].roles & Role.DETERMINER:
        return not before.roles & (Role.DETERMINER | Role.PREPOSITION | Role.CONJUNCTION)
    return bool(before.roles & (NOUNS | Role.AUXILIARY))


def _fronted(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the opening word is a participle: "Cheering the news, Acme's shares rose"."""
    token = tokens[at]
    participle = token.lower.endswith("ing") and token.name is None
    return participle and at + 1 < len(tokens) and _is_determiner(tokens[at + 1])
