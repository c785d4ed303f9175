"""Reporting periods: which quarter, month or year a company's or an economy's figure is of."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from tapecheck.core.nouns import Label, Metric, When
from tapecheck.grammar.dates import Day
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.periods import month_of, shift_year

PERIODS = frozenset({Label.QUARTER, Label.HALF_YEAR, Label.YEAR, Label.MONTH})
REPORTED = frozenset({Metric.FUNDAMENTAL, Metric.ECONOMIC})


class Reporting:
    """Remembers the period that figures were last told of, by kind; one per article."""

    def __init__(self) -> None:
        """Start with no period told."""
        self._told: dict[Metric, tuple[str | None, When]] = {}

    def fill(self, frame: Frame) -> None:
        """Let a reported figure without a period take the one told before it in the article."""
        if not is_reported(frame):
            return
        topic = frame.subjects[0]
        if frame.when is not None and frame.when.label is Label.MONTH_TO_DATE and frame.when.start:
            base = dt.date.fromisoformat(frame.when.start)  # the last day of the month before
            frame.when = month_of(Day.of(base + dt.timedelta(days=1)))
        if frame.period is None and frame.when is not None and frame.when.label in PERIODS:
            frame.period = frame.when
        if frame.period is not None:
            self._told[topic.metric] = topic.company, frame.period
            return
        company, period = self._told.get(topic.metric, (None, None))
        if period is None or (company and topic.company and company != topic.company):
            return
        if frame.when is None:
            frame.when = frame.period = period
        elif frame.when.label is Label.YEAR_ON_YEAR:
            frame.period = period
            frame.when = replace(frame.when, end=frame.when.end or period.end)


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
