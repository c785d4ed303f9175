"""Windows of moves that are told in passing: "after an equal rise in March"."""

from __future__ import annotations

from tapecheck.grammar.frames import Frame
from tapecheck.grammar.links import before
from tapecheck.grammar.parts import Sort
from tapecheck.grammar.progress import Progress


def inside_aside(state: Progress) -> bool:
    """Return whether a move told in passing has the window: "after a drop in quarterly profit"."""
    aside = state.frames[-1] if state.frames else None
    if aside is None or not aside.unsized or aside.when is None:
        return False
    return any(part is aside.head for part in state.parts[max(0, state.at - 2) : state.at])


def told_in_passing(state: Progress) -> Frame | None:
    """Return the undated move told in passing that a window stands right behind."""
    aside = state.frames[-1] if state.frames else None
    if aside is None or not aside.unsized or state.frame is not None:
        return None
    if aside.when is not None and aside.when.text is not None:
        return None
    near = state.parts[max(0, state.at - _PASSING) : state.at]
    return aside if any(part is aside.head for part in near) else None


_PASSING = len(("drop", "in", "stocks"))


def of_aside(state: Progress) -> bool:
    """Return whether a window is of a move told in passing: "after an equal rise in March"."""
    lean, frame = state.previous, state.frame
    if (
        lean is None
        or lean.sort is not Sort.MOVE_NOUN
        or (frame is not None and frame.head is lean)
    ):
        return False
    outer = before(state.parts, state.at - 1)
    if outer is not None and outer.sort is Sort.NOUN and not outer.roles:
        outer = before(state.parts, state.parts.index(outer))
    return outer is not None and outer.lower in ("after", "following")
