"""How far apart two prices are, told by a noun: "at a discount of 20 percent to its rivals"."""

from __future__ import annotations

from tapecheck.core.nouns import Direction
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word

_SEAMS = frozenset({Sort.COMMA, Sort.DASH})
_TO = frozenset({"to", "over", "above", "against"})


def gap_of(state: Progress, noun: Part) -> Link | None:
    """Place the amount behind "a premium of" on its frame."""
    return Link.GAP if _open(state, noun, state.at + 1) else None


def told_gap(state: Progress, part: Part, noun: Part) -> bool:
    """Read an amount before its noun: "a 20 percent discount to its rivals"."""
    if not (noun.roles & Role.GAP_NOUN and _open(state, noun, state.at + 2)):
        return False
    if state.frame is not None:
        state.frame.amounts.append(Placed(part, Link.GAP))
    return True


def told_multiple(state: Progress, part: Part) -> Link | None:
    """Place a multiple behind a level: "$7.8 billion, more than twice the value of Globex"."""
    told = state.frame.last if state.frame is not None else None
    behind = state.parts[state.at - 2] if state.at >= 2 else None
    seam = state.previous is not None and state.previous.sort in _SEAMS
    if part.amount is None or part.amount.unit != "ratio" or told is None or not seam:
        return None
    following = state.following
    other = following is not None and following.sort in (Sort.NOUN, Sort.ANCHOR)
    return Link.GAP if other and told.part is behind and told.link is Link.LEVEL else None


def measures_gap(following: Part | None) -> bool:
    """Return whether what follows an amount makes it a distance: "27 percent below the record"."""
    if following is None:
        return False
    if following.sort is Sort.ANCHOR:
        return following.word.form == "average"
    word = _position(following)
    return word is not None and word.of == "gap"


def side_of(part: Part, following: Part | None) -> Direction | None:
    """Return on which side of another figure something is; a multiple is above."""
    if part.amount is not None and part.amount.unit == "ratio":
        return Direction.UP
    if following is None:
        return None
    if following.sort is Sort.ANCHOR:  # "3 percent above its 50-day average"
        return following.word.direction
    word = _position(following)
    return word.direction if word is not None else None


def _position(part: Part) -> Word | None:
    entry = part.token.entry
    return entry.word(Role.POSITION) if entry is not None and part.roles & Role.POSITION else None


def _open(state: Progress, noun: Part, place: int) -> bool:
    """Open the frame of a gap, where the part at ``place`` says that another price is near."""
    subjects = tuple(topic for topic in state.subjects.current if not topic.weak)
    following = state.parts[place] if place < len(state.parts) else None
    told = following is not None and following.sort is Sort.PREPOSITION and following.lower in _TO
    if not (told and subjects) or noun.token.entry is None:
        return False
    direction = noun.token.entry.word(Role.GAP_NOUN).direction
    state.open(Frame(subjects, noun, direction, nominal=True))
    return True
