"""On which side of a bound a level stands: a high or a low, told by the words around it."""

from __future__ import annotations

from tapecheck.core.nouns import Direction, Hedge, Label
from tapecheck.grammar.figures import hedge_of
from tapecheck.grammar.frames import Anchor, Frame, Link, Placed

_BOUNDS = {Hedge.MORE_THAN: Direction.UP, Hedge.LESS_THAN: Direction.DOWN}


def is_sideless(anchor: Anchor) -> bool:
    """Return whether nothing tells on which side something stands: "a level not seen since"."""
    form = anchor.part.word.form
    if form == "first-time":
        return crossed(anchor) is None
    if form == "average":
        return anchor.part.word.direction is None  # "and its 200-day average of $8"
    return form == "unseen" and followed(anchor.frame) is None


def followed(frame: Frame | None) -> Direction | None:
    """Return which way the move before an anchor went."""
    return frame.direction if frame is not None else None


def crossed(anchor: Anchor) -> Direction | None:
    """Return on which side of a bound it stands: "below 700 for the first time since 1996"."""
    frame = anchor.frame
    if anchor.part.word.form != "first-time" or anchor.look_back is None or frame is None:
        return None
    if frame.when is not None and frame.when.label is not Label.DAY:
        return None  # "this week": on which day is not told
    hedges = (hedge_of(each, frame) for each in frame.amounts if _stands(each))
    return next((_BOUNDS[hedge] for hedge in hedges if hedge in _BOUNDS), None)


def _stands(placed: Placed) -> bool:
    return placed.link is Link.LEVEL
