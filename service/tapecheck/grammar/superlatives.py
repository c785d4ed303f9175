"""Moves told as the biggest by their verb: "fell the most since July", "rose its most since"."""

from __future__ import annotations

import dataclasses
import re

from msgspec.structs import replace

from tapecheck.core.nouns import Basis, Direction, Hedge, Label, When
from tapecheck.grammar.frames import Anchor, Frame, Link
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.rulefile import Word

_WHOSE = frozenset({"the", "its", "their"})
_LOOKING_BACK = frozenset({Label.SINCE, Label.PAST})
_BEFORE = 12  # characters that hold "their most"
_TELLING = frozenset({Sort.AMOUNT, Sort.VERB, Sort.MOVE_NOUN})
_SUPERLATIVE = re.compile(r"\b(?:the|its|their|his) (?:most|best|worst|[a-z]{3,}est)\b")
_NEAR = 60  # characters between a superlative and its look-back


def told_most(state: Progress, part: Part, when: When) -> bool:
    """Read a window behind "the most" as the look-back of the move before it."""
    frame = state.frame
    if frame is None or when.label not in _LOOKING_BACK:
        return False
    lead = state.text[max(0, part.start - _BEFORE) : part.start].lower()
    words = lead.split()[-2:]
    if frame.direction in (None, Direction.FLAT) or words[1:] != ["most"] or words[0] not in _WHOSE:
        return False
    start = part.start - _BEFORE + lead.rindex(" ".join(words))
    state.anchors.append(_biggest(frame, part, when, max(start, 0)))
    frame.transitive = frame.transitive or not frame.moves
    return True


def _biggest(frame: Frame, part: Part, when: When, start: int) -> Anchor:
    token = replace(part.token, start=start, stop=part.start - 1, roles=Role.EXTREME, slots=None)
    word = Word(direction=frame.direction, of="move")
    told = Part(Sort.ANCHOR, start, part.start - 1, token, word=word)
    anchor = Anchor(told, frame.subjects, frame, look_back=when, until=part.stop)
    anchor.span = part.token.slots if when.label is Label.PAST else None
    if any(placed.part.hedge is Hedge.AT_MOST for placed in frame.amounts):
        anchor.basis = Basis.INTRADAY  # "fell as much as 8 percent, the most since July"
    return anchor


def of_superlative(state: Progress, when: When) -> bool:
    """Return whether a look-back tells how rare a move is: "in its busiest day since June"."""
    if when.label is not Label.SINCE or state.previous is None:
        return False
    figures = [p.stop for p in state.parts[: state.at] if p.sort in _TELLING]
    words = state.text[max(figures, default=0) : state.parts[state.at].start]
    return _SUPERLATIVE.search(words[-_NEAR:]) is not None


def sized(anchor: Anchor) -> Anchor:
    """Return a record that is the size of a move as one of moves: "fell a record 22.6 percent"."""
    frame, part = anchor.frame, anchor.part
    if part.word.form != "record-figure" or frame is None or frame.direction is None:
        return anchor
    behind = next((each for each in frame.amounts if each.part.start >= part.stop), None)
    if behind is None or behind.link is not Link.EXTENT:
        return anchor
    word = Word(direction=frame.direction, of="move", form="record-figure")
    return dataclasses.replace(anchor, part=replace(part, word=word))
