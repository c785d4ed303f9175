"""Reporting periods: which quarter, month or year a company's or an economy's figure is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from tapecheck.core.nouns import Label, Metric, Modality, When
from tapecheck.grammar.dates import Day
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.periods import month_of, shift_year

PERIODS = frozenset({Label.QUARTER, Label.HALF_YEAR, Label.YEAR, Label.MONTH})
REPORTED = frozenset({Metric.FUNDAMENTAL, Metric.ECONOMIC})


_OPEN = frozenset({Modality.FORECAST, Modality.CONDITIONAL})


class Reporting:
    """Remembers the period that figures were last told of, by kind; one per article."""

    def __init__(self, today: dt.date | None) -> None:
        """Start with no period told; ``today`` is the publication day."""
        self._today = today.isoformat() if today else None
        self._headed: When | None = None
        self._told: dict[Metric, tuple[str | None, When]] = {}

    def head(self, period: When) -> None:
        """Remember the period of the headline: "Acme Q1 profit rises"."""
        if period.label in PERIODS:
            self._headed = self._headed or self._ended(period)

    def fill(self, frame: Frame, lead: When | None) -> None:
        """Let a reported figure without a period take the one told before it in the article.

        ``lead`` is the window that opens the sentence: "For the first quarter, profit rose to …".
        """
        if not is_reported(frame):
            return
        if frame.when is not None and frame.when.label is Label.MONTH_TO_DATE and frame.when.start:
            base = dt.date.fromisoformat(frame.when.start)  # the last day of the month before
            frame.when = month_of(Day.of(base + dt.timedelta(days=1)))
        told = (frame.period, frame.when, lead if _is_yearly(frame.when) else None)
        period = next((when for when in told if when is not None and when.label in PERIODS), None)
        if period is not None:
            self._date(frame, period)
        else:
            self._recall(frame)
        if frame.period is not None and _is_compared(frame):
            frame.when = replace(frame.period, label=Label.YEAR_ON_YEAR, start=None)

    def _date(self, frame: Frame, period: When) -> None:
        """Give a frame the period that its own sentence tells."""
        ended = period if frame.modality in _OPEN else self._ended(period)
        if ended is not period:
            ended = self._before(frame, period.label) or ended
            if _is_yearly(frame.when) and frame.when is not None and frame.when.end == period.end:
                frame.when = replace(frame.when, end=None)
        frame.when = ended if frame.when is period else frame.when
        frame.period = ended
        self._compare(frame)
        topic = frame.subjects[0]
        self._told[topic.metric] = topic.company, ended

    def _recall(self, frame: Frame) -> None:
        """Give a frame the period told before, where that may be meant."""
        period = self._before(frame)
        if period is not None and (frame.when is None or _is_yearly(frame.when)):
            frame.when, frame.period = frame.when or period, period
            self._compare(frame)

    def _compare(self, frame: Frame) -> None:
        """Let a comparison with the year before end with the period."""
        if frame.when is not None and frame.period is not None and _is_yearly(frame.when):
            frame.when = replace(frame.when, end=frame.when.end or frame.period.end)

    def _before(self, frame: Frame, label: Label | None = None) -> When | None:
        """Return the period told before of the same company, else that of the headline."""
        topic = frame.subjects[0]
        headed = self._headed if topic.figure is not None else None
        company, period = self._told.get(topic.metric, (None, headed))
        if period is None or (company and topic.company and company != topic.company):
            return None
        return period if label in (None, period.label) else None

    def _ended(self, period: When) -> When:
        """Return a period without dates where it has not ended: a company counts its own."""
        if period.end is None or self._today is None or period.end <= self._today:
            return period
        return replace(period, start=None, end=None)


def hold_against(frames: Sequence[Frame]) -> None:
    """Let "compared with $12 million a year earlier" tell since when a figure moved."""
    for one, other in pairwise(frames):
        yearly = other.compared and _is_yearly(other.when)
        if yearly and one.owned and one.period is not None and one.when == one.period:
            one.when = replace(one.period, label=Label.YEAR_ON_YEAR, start=None)


def _is_yearly(when: When | None) -> bool:
    return when is not None and when.label is Label.YEAR_ON_YEAR


def _is_compared(frame: Frame) -> bool:
    """Return whether a company's figure is held against that of the year before: "from $2"."""
    own = frame.when is frame.period and frame.owned
    return own and any(placed.link is Link.ORIGIN and not placed.when for placed in frame.amounts)


def is_reported(frame: Frame) -> bool:
    """Return whether a frame tells of a reported figure: what is told before may date it."""
    return bool(frame.subjects) and frame.subjects[0].metric in REPORTED


def period_of(frame: Frame, placed: Placed, metric: Metric) -> When | None:
    """Return the period of a reported level: its frame's, or that of a year before."""
    period = frame.period
    if metric not in REPORTED or placed.when is not None or period is None:
        return placed.when
    year_on_year = frame.when is not None and frame.when.label is Label.YEAR_ON_YEAR
    if placed.link is Link.ORIGIN:
        compared = year_on_year or metric is Metric.FUNDAMENTAL
        return _year_before(period) if compared else None
    return _year_before(period) if frame.compared and year_on_year else period


def _year_before(period: When) -> When:
    """Return the same period of the year before."""
    start, end = (shift_year(day, -1) if day else None for day in (period.start, period.end))
    return replace(period, start=start, end=end)
