"""Windows of claims that need no number: what an extreme or a rank looks back on, and its end."""

from __future__ import annotations

from tapecheck.core.nouns import Label, When
from tapecheck.grammar.anchor_windows import counted_in
from tapecheck.grammar.dating import as_told
from tapecheck.grammar.frames import Anchor
from tapecheck.grammar.margins import MULTIPLE
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.positions import MOVES
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role

_DATES = frozenset({Label.WEEK, Label.MONTH, Label.QUARTER, Label.YEAR})


def looks_back(state: Progress, part: Part, when: When) -> bool:
    """Give a window to the anchor it stands right behind: "best performer this year"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or anchor.look_back is not None or not _adjoins_anchor(state, anchor):
        return False
    if _ends(anchor, when):
        anchor.end = as_told(when)  # "a third straight gain on Monday": the day it ends with
        return False
    anchor.look_back, anchor.until = when, part.stop
    anchor.span = part.token.slots if when.label is Label.PAST else None
    if anchor.ranks and state.frame is not None and state.frame.when is None:
        state.frame.when = when
    return True


def dates_comparison(state: Progress, when: When) -> bool:
    """Give a window behind the other side to its comparison: "outperformed Acme on Friday"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or not anchor.others or anchor.look_back is not None:
        return False
    behind = state.leans_on(Sort.NOUN) or state.previous is anchor.lead
    if not behind or state.frame is not anchor.frame:
        return False
    anchor.look_back = when
    if anchor.part.word.form in (MULTIPLE, MOVES) and state.frame is not None:
        state.frame.when = state.frame.when or when  # "rose twice as much as Acme on Friday"
    return True


def _ends(anchor: Anchor, when: When) -> bool:
    """Return whether a date behind the anchor is its end: "a five-year low last month"."""
    if when.label is Label.DAY:
        return bool(anchor.part.roles & (Role.EXTREME | Role.STREAK))
    if anchor.part.roles & Role.STREAK:
        return when.label.value == counted_in(anchor.part)  # "for a third month in August"
    return anchor.bounded and when.label in (*_DATES, Label.MONTH_TO_DATE)


def _adjoins_anchor(state: Progress, anchor: Anchor) -> bool:
    """Return whether a window stands right behind an anchor, or behind the group it ranks in."""
    noun = state.leans_on(Sort.NOUN)
    near = any(part is anchor.part for part in state.parts[max(0, state.at - 3) : state.at - 1])
    if noun and anchor.part.roles & Role.EXTREME and near:
        return True  # "the highest dividend yield since 2016", "best day for the Dow since 2016"
    hedged = state.leans_on(Sort.HEDGE) and not anchor.beside
    return (noun and anchor.group is not None) or hedged or state.leans_on(Sort.ANCHOR)
