"""Figures that measure from a high or a low: "14 percent below its 52-week high", no day's move."""

from __future__ import annotations

from collections.abc import Sequence

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.frames import Anchor, Frame, Link
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role

_AWAY = ("below", "above", "under", "beneath", "off", "from")
_OWN = ("its ", "their ", "the ")
_LONGEST = 24  # characters between a figure and the extreme: "14 percent away from its …"
_PERFECT = frozenset({"has", "have", "had", "is", "are", "was", "were", "remains", "remain"})


def measure(frames: Sequence[Frame], anchors: Sequence[Anchor], text: str) -> None:
    """Let what a figure is measured from start its window, where that is an extreme."""
    for anchor in anchors:
        if anchor.reference and anchor.part.roles & Role.EXTREME:
            frame = next((f for f in reversed(frames) if _measures(f, anchor, text)), None)
            if frame is not None:
                day = frame.when.end if frame.when and frame.when.label is Label.DAY else None
                frame.when = When(label=Label.SINCE, start=anchor.end, end=day)


def _measures(frame: Frame, anchor: Anchor, text: str) -> bool:
    """Return whether the last figure of a frame stands right before the extreme it is away from."""
    last = frame.last
    if last is None or last.part.stop > anchor.part.start or _is_of_day(frame):
        return False
    between = text[last.part.stop : anchor.part.start].lower()
    away = between.split()
    if len(between) > _LONGEST or "," in between or not any(word in away for word in _AWAY):
        return False
    if last.link is Link.GAP:
        return True
    own = anchor.part.lower.startswith(_OWN) or between.endswith(_OWN)
    return last.link is Link.EXTENT and (own or _stands(frame.head))


def _is_of_day(frame: Frame) -> bool:
    """Return whether a frame tells another window than that of a day."""
    return frame.when is not None and frame.when.label is not Label.DAY


def _stands(head: Part | None) -> bool:
    """Return whether a verb tells how things stand: "is down", "has fallen", not "fell"."""
    if head is None or head.sort is not Sort.VERB:
        return False
    return any(token.lower in _PERFECT for token in head.tokens)
