"""Windows and moments that stand once and hold for two: "A fell 2 percent and B 3 on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tapecheck.core.nouns import Basis, Label, When
from tapecheck.grammar.frames import Frame
from tapecheck.grammar.links import before
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress

_OUTSIDE = frozenset({Basis.PREMARKET, Basis.AFTER_HOURS})


def share_time(state: Progress, frame: Frame) -> None:
    """Let the day behind "closed at a high of $5 on Monday" hold for "closed" as well."""
    earlier = _earlier(state, frame)
    if earlier is None or _is_beside(state, frame) or earlier.modality is not frame.modality:
        return
    earlier.when = earlier.when or frame.when


def share_moment(state: Progress, frame: Frame) -> None:
    """Let the moment behind "to a high of 5,204 by 0300 GMT" hold for the move before it."""
    earlier = _earlier(state, frame)
    if earlier is not None:
        earlier.basis = earlier.basis or frame.basis


def _earlier(state: Progress, frame: Frame) -> Frame | None:
    """Return the predicate before a noun that tells more of the same subject."""
    earlier = state.frames[-2] if len(state.frames) > 1 and frame.nominal else None
    if earlier is None or earlier.subordinate or earlier.subjects != frame.subjects:
        return None
    return earlier


def _is_beside(state: Progress, frame: Frame) -> bool:
    """Return whether a noun tells of another move: "adding to a 3 percent gain on Friday"."""
    head = frame.head
    if head is None or head.sort is not Sort.MOVE_NOUN:
        return False
    first = next((p for p in frame.amounts if p.part.start < head.start), None)
    lean = before(state.parts, state.parts.index(first.part if first is not None else head))
    return lean is not None and lean.sort is Sort.PREPOSITION and lean.lower != "with"


def share_over_clauses(frames: Sequence[Frame]) -> None:
    """Let what is told once hold for a clause beside it.

    A day at the end holds for the clauses before: "A fell 2 percent, and B lost 3 on Tuesday".
    Trade outside the session holds for those behind it: "A rose in premarket trading while B fell".
    """
    for one, other in pairwise(frames):
        if _is_plain(one) and _is_plain(other) and one.basis in _OUTSIDE:
            other.basis = other.basis or one.basis
    told: When | None = None
    for frame in reversed(frames):
        if not _is_plain(frame):
            continue
        if frame.when is None and frame.basis is None:
            frame.when = told
        elif frame.told_before or frame.when is None or frame.when.label is not Label.DAY:
            told = None
        else:
            told = frame.when


def _is_plain(frame: Frame) -> bool:
    """Return whether a frame tells what a market did: "fell", not "has fallen"."""
    if frame.subordinate or frame.participle or frame.nominal or frame.owned or frame.be:
        return False
    return _is_past(frame.head) or frame.carried


def _is_past(head: Part | None) -> bool:
    return head is not None and head.sort is Sort.VERB and len(head.tokens) <= 1
