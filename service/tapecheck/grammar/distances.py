"""Figures that measure from a high or a low: "14 percent below its 52-week high", no day's move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.dating import as_told
from tapecheck.grammar.frames import Anchor, Frame, Link
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.roles import Role

_AWAY = ("below", "above", "under", "beneath", "off", "from")
_OWN = ("its ", "their ", "the ")
_LONGEST = 24  # characters between a figure and the extreme: "14 percent away from its …"
_PERFECT = frozenset({"has", "have", "had", "is", "are", "was", "were", "remains", "remain"})


def measure(frames: list[Frame], anchors: Sequence[Anchor], text: str) -> None:
    """Let what a figure is measured from start its window, where that is an extreme."""
    for anchor in anchors:
        if anchor.reference and anchor.part.roles & Role.EXTREME:
            frame = next((f for f in reversed(frames) if _measures(f, anchor, text)), None)
            if frame is not None:
                day = frame.when.end if frame.when and frame.when.label is Label.DAY else None
                day = None if day == anchor.end else day
                since = When(label=Label.SINCE, start=anchor.end, end=day)
                _distance(frame, frames, text).when = since


def _distance(frame: Frame, frames: list[Frame], text: str) -> Frame:
    """Return the frame of the distance alone: "fell 5 percent on Friday, down 20 from its peak".

    A distance told twice is one: "down $20, or 5 percent, from its peak".
    """
    first = len(frame.amounts) - 1
    while first and _says_again(frame.amounts[first - 1].part, frame.amounts[first].part, text):
        first -= 1
    if frame.when is None or not any(p.link is Link.EXTENT for p in frame.amounts[:first]):
        return frame
    own = replace(frame, amounts=frame.amounts[first:])
    frame.amounts = frame.amounts[:first]
    frames.insert(frames.index(frame) + 1, own)
    return own


def _says_again(told: Part, again: Part, text: str) -> bool:
    """Return whether no more than "or" or a bracket stands between two amounts."""
    return text[told.stop : again.start].strip(" ,(\N{EM DASH}-").lower() in ("", "or")


def _measures(frame: Frame, anchor: Anchor, text: str) -> bool:
    """Return whether the last figure of a frame stands right before the extreme it is away from."""
    last = frame.last
    if last is None or last.part.stop > anchor.part.start or _is_of_other_time(frame, anchor):
        return False
    between = text[last.part.stop : anchor.part.start].lower()
    away = between.split()
    if len(between) > _LONGEST or "," in between or not any(word in away for word in _AWAY):
        return False
    if last.link is Link.GAP:
        return True
    own = anchor.part.lower.startswith(_OWN) or between.endswith(_OWN)
    return last.link is Link.EXTENT and (own or _stands(frame.head))


def _is_of_other_time(frame: Frame, anchor: Anchor) -> bool:
    """Return whether a frame tells a window that is neither a day nor the extreme's own."""
    if frame.when is None or frame.when.label is Label.DAY:
        return False
    return anchor.end is None or as_told(frame.when) != anchor.end


def _stands(head: Part | None) -> bool:
    """Return whether a verb tells how things stand: "is down", "has fallen", not "fell"."""
    if head is None or head.sort is not Sort.VERB:
        return False
    return any(token.lower in _PERFECT for token in head.tokens)
