"""Periods that have just ended: "ended the week 2 percent higher", "for five weeks, losing 15"."""

from __future__ import annotations

import datetime as dt
import re

from tapecheck.core.nouns import Basis, Modality, When
from tapecheck.grammar.dates import MONTH, YEAR
from tapecheck.grammar.parts import Part, Sort
from tapecheck.grammar.progress import Progress
from tapecheck.grammar.roles import Role
from tapecheck.grammar.windows import resolve

_MONTH_ALONE = re.compile(MONTH, re.IGNORECASE)
_YEAR = re.compile(YEAR)


def ended_period(state: Progress, part: Part) -> bool:
    """Read "ended the week 2 percent higher": over the week that ends, or has just ended."""
    frame, period = state.frame, _PERIODS.get(part.tokens[-1].lower if part.tokens else part.lower)
    if period is None or frame is None or frame.amounts or state.previous is not frame.head:
        return False
    if frame.basis is not Basis.CLOSE or state.today is None:
        return False
    running, before = period
    text, later = state.text[part.start : part.stop], state.today + dt.timedelta(days=_SOON)
    when = resolve(running, {}, state.today, text=text)
    goes_on = resolve(running, {}, later, text=text).start == when.start
    if goes_on and frame.modality is Modality.ASSERTED:
        when = resolve(before, {}, state.today, text=text)
    frame.when = frame.when or when
    return True


_SOON = 4  # days: before a weekend or a holiday a week, a month or a year is as good as over
_PERIODS = {
    "week": ("week", "last-week"),
    "month": ("month", "last-month"),
    "quarter": ("quarter", "last-quarter"),
    "year": ("year-to-date", "last-year"),
}


def streak_span(state: Progress, part: Part) -> When | None:
    """Return how long a streak has lasted: "fell for five straight weeks, losing 15 percent"."""
    anchor = state.anchors[-1] if state.anchors else None
    if anchor is None or not (part.participle and anchor.part.roles & Role.STREAK):
        return None
    slots = anchor.part.token.slots or {}
    if not ("n" in slots and "period" in slots and state.leans_on(Sort.COMMA)):
        return None
    text = state.text[anchor.part.start : anchor.part.stop]
    return resolve("past", slots, state.today, text=text)


def ends_month(state: Progress, date: str) -> bool:
    """Return whether a month is what a market ends: "to end September down 7 percent"."""
    frame, lean = state.frame, state.previous
    ends = frame is not None and frame.basis is Basis.CLOSE and lean is frame.head
    return ends and _MONTH_ALONE.fullmatch(date) is not None


def ends_year(state: Progress) -> bool:
    """Return whether a year ends: "ending 2024 with a gain of 23.3 percent"."""
    frame, lean = state.frame, state.previous
    ends = frame is not None and lean is frame.head and frame.basis is Basis.CLOSE
    return ends and bool(_YEAR.fullmatch(state.parts[state.at].lower))


def is_over(lean: Part | None) -> bool:
    """Return whether what follows has ended: "snapping a losing streak", "after two days of"."""
    if lean is None:
        return False
    return lean.word.of == "streak" or lean.lower in ("after", "following", "from")
