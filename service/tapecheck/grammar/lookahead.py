"""What follows a noun phrase: a verb of its own, or a move told of it in passing."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role
from tapecheck.grammar.verbs import is_finite

SEAMS = frozenset({Sort.COMMA, Sort.DASH, Sort.OPEN})
_TRANSPARENT = frozenset({Sort.TIME, Sort.BASIS, Sort.DATE, Sort.MODAL, Sort.HEDGE})
_OBJECTS = frozenset({Sort.NOUN, Sort.PREPOSITION, Sort.MOVE_ADVERB, Sort.TIME, Sort.BASIS})
_MOVES = Role.MOVE_VERB | Role.DRIFT_VERB
# Infinitives that tell a figure of the noun before them: "expects profit to rise".
_TELLING = _MOVES | Role.LEVEL_VERB | Role.AUXILIARY


def _behind(parts: Sequence[Part], at: int) -> int:
    """Return the place behind the phrase at ``at``, with what belongs to it and when."""
    place = at + 1
    while place + 1 < len(parts) and (
        parts[place].sort in _TRANSPARENT
        or (parts[place].lower == "and" and parts[place + 1].sort is Sort.NOUN)
        or (parts[place].lower == "of" and parts[place + 1].sort is Sort.NOUN)
        or (parts[place].lower == "in" and _is_place(parts[place + 1]))
        or (parts[place].sort is Sort.NOUN and parts[place - 1].lower in ("and", "of", "in"))
    ):
        place += 1
    return place


def _is_place(part: Part) -> bool:
    """Return whether only a place is named: "the Mercal in Paris"."""
    return part.sort is Sort.NOUN and all(token.roles & Role.REGION for token in part.tokens)


def moving_follows(parts: Sequence[Part], at: int) -> bool:
    """Return whether the phrase at ``at`` is followed by its move: "oil falling 3 percent"."""
    behind = parts[_behind(parts, at) :][:1]
    return any(part.participle and bool(part.roles & _MOVES) for part in behind)


_AS_PREPOSITIONS = frozenset({"following", "including", "excluding"})  # participles that are none


def predicate_follows(parts: Sequence[Part], at: int) -> bool:
    """Return whether the phrase at ``at`` is followed by a verb or adverb of its own."""
    place = _behind(parts, at)
    if place >= len(parts):
        return False
    following = parts[place]
    if following.sort in SEAMS:
        return _move_at(parts, place + 1)
    return following.sort is Sort.MOVE_ADVERB or (
        following.sort is Sort.VERB
        and following.lower not in _AS_PREPOSITIONS
        and (not following.infinitive or bool(following.roles & _TELLING))
    )


def finite_follows(parts: Sequence[Part], at: int) -> bool:
    """Return whether "is" or "was" follows the phrase at ``at``: no "with oil down" is told so."""
    behind = parts[_behind(parts, at) :][:1]
    return any(part.sort is Sort.VERB and is_finite(part.tokens[0]) for part in behind)


def move_apposed(parts: Sequence[Part], at: int, *, seams: bool) -> bool:
    """Return whether a move is told of the noun at ``at``: "Acme up 3", with ``seams`` ", up 3"."""
    place = at + 1
    if place < len(parts) and parts[place].sort in SEAMS:
        if not seams:
            return False
        place += 1
    return _move_at(parts, place)


def _move_at(parts: Sequence[Part], place: int) -> bool:
    told = [part.sort for part in parts[place : place + 2]]
    return told == [Sort.MOVE_ADVERB, Sort.AMOUNT]


def amount_follows(parts: Sequence[Part], at: int) -> bool:
    """Return whether a verb has an amount: "added 3 percent", "expanding its value by $5"."""
    for part in parts[at + 1 : at + 5]:
        if part.sort is Sort.AMOUNT:
            return True
        if part.sort not in _OBJECTS:
            return False
    return False


def only_narrows(parts: Sequence[Part], at: int) -> bool:
    """Return whether a participle tells which one is meant: "prices received by farms"."""
    part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    if not (part.participle and at and parts[at - 1].sort is Sort.NOUN):
        return False
    if parts[at - 1].roles & Role.INDEX_NOUN and part.lower in _COVERING:
        return True  # "a key index tracking real estate companies"
    return part.lower == "excluding" or (following is not None and following.lower == "by")


_COVERING = frozenset({"tracking", "measuring", "monitoring", "covering", "comprising"})


def only_explains(parts: Sequence[Part], at: int) -> bool:
    """Return whether a participle goes on an apposition: ", a yardstick used to measure"."""
    part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    apposed = at > 1 and parts[at - 1].sort is Sort.NOUN and parts[at - 2].sort is Sort.COMMA
    if not apposed or len(part.tokens) > 1 or following is None:
        return False
    if part.lower == "trading":
        return following.lower in ("under", "as")  # "the firm trading under the ticker"
    return part.lower.endswith("ed") and following.sort is Sort.PREPOSITION


def yields_alone(parts: Sequence[Part], at: int) -> bool:
    """Return whether nothing tells of what "the yield" is: no "yield on the 10-year note"."""
    following = parts[at + 1].lower if at + 1 < len(parts) else ""
    owned = at > 0 and parts[at - 1].possessive
    return parts[at].lower == "yield" and not owned and following not in ("on", "of", "for")


def each_its_own(parts: Sequence[Part], at: int) -> bool:
    """Return whether a verb behind ``at`` has two figures: "which rose 2 percent and 3 percent"."""
    told = [part.sort for part in parts[at + 1 : at + 5]]
    return told == [Sort.VERB, Sort.AMOUNT, Sort.CONJUNCTION, Sort.AMOUNT]


def adjoins(parts: Sequence[Part], noun: int, at: int) -> bool:
    """Return whether only times, codes and brackets stand between ``noun`` and ``at``."""
    depth = 0
    for part in parts[noun + 1 : at]:
        if part.sort is Sort.OPEN:
            depth += 1
        elif part.sort is Sort.CLOSE:
            depth -= 1
        elif depth <= 0 and part.sort not in _TRANSPARENT:
            return False
    return True


def rates(parts: Sequence[Part], at: int) -> bool:
    """Return whether a verb tells what a broker thinks of another: "cut its rating on Acme"."""
    for place, part in enumerate(parts[at : at + _AHEAD], at):
        if part.sort is Sort.NOUN and part.lower not in _CAUSES:
            if part.lower in _TARGETS or _names_rating(part) or _advises(parts, place):
                return True
        elif part.sort in _CLAUSE_ENDS or part.lower in _CAUSES:
            return False
        elif part.sort is Sort.VERB and place > at + 1 and not part.infinitive:
            return False  # a verb with a subject of its own: "said Globex had cut its"
        elif part.word.of == "rating" or part.lower in _TARGETS:
            return True
    return False


def _advises(parts: Sequence[Part], at: int) -> bool:
    """Return whether investors are told what to do: "says investors should sell"."""
    told = parts[at].lower == "investors" and at + 1 < len(parts)
    return told and parts[at + 1].lower == "should"


_AHEAD = 8  # parts in which the object of a verb stands
_TARGETS = frozenset({"price target", "target price"})
_CLAUSE_ENDS = frozenset({Sort.COMMA, Sort.COLON, Sort.RELATIVE, Sort.SUBORDINATOR})
_CAUSES = frozenset({"after", "following"})  # "Acme rose after Globex lifted its price target"


def _names_rating(part: Part) -> bool:
    plain = [token.entry for token in part.tokens if token.roles & Role.PLAIN_NOUN]
    return any(entry.word(Role.PLAIN_NOUN).of == "rating" for entry in plain if entry)
