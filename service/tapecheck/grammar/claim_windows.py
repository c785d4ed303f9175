"""The window of each claim: when the move, the level or the origin that it tells of holds."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from tapecheck.core.nouns import Label, Metric, Modality, When
from tapecheck.grammar.dates import latest_session_day
from tapecheck.grammar.dating import as_moment
from tapecheck.grammar.frames import Frame, Link, Placed
from tapecheck.grammar.moments import starts_before
from tapecheck.grammar.reporting import REPORTED, period_of
from tapecheck.grammar.topics import Topic
from tapecheck.grammar.windows import resolve, weekday_before

PERIODS = frozenset({Label.QUARTER, Label.HALF_YEAR, Label.YEAR, Label.YEAR_ON_YEAR})
_WHOLE = PERIODS - {Label.YEAR_ON_YEAR}
_MOMENTS = frozenset({Label.DAY, Label.WEEK, Label.MONTH})
_ISO_DAY = len("2021-10-07")
_ELSEWHEN = frozenset({Label.UNSPECIFIED, Label.YEAR_ON_YEAR})
_TRADED = frozenset({Metric.PRICE, Metric.EXCHANGE_RATE, Metric.YIELD, Metric.MARKET_VALUE})
_PRICED = _TRADED | {Metric.INDEX}
# "from $8": at some earlier moment that the words do not tell.
_ORIGIN = When(label=Label.AS_OF, text="from")


class ClaimWindows:
    """Tells windows by the publication day: of a session where a market moved, else of the day."""

    def __init__(self, today: dt.date | None) -> None:
        """Take the publication day."""
        self._today = today
        self._published = today.isoformat() if today else None
        self._session = latest_session_day(today).isoformat() if today else None

    def of_amount(self, frame: Frame, placed: Placed, topic: Topic, metric: Metric) -> When:
        """Return the window of an amount: its own date, else that of its frame."""
        if placed.link in (Link.EXTENT, Link.GAP):
            return self.of_move(frame, metric, topic)
        own = period_of(frame, placed, metric)
        if own is not None:
            whole = own.label in _WHOLE or (metric in REPORTED and own.label is Label.MONTH)
            return _at_once(own, frame, metric) or (own if whole else as_moment(own))
        if placed.link is Link.ORIGIN:
            return self._origin(frame, metric)
        return _at_once(frame.when, frame, metric) or self._of_level(frame, placed)

    def _origin(self, frame: Frame, metric: Metric) -> When:
        """Return when the level stood that a move started from: of a day's move, a session before.

        Only the move tells it, so it may be another: "fell to $8 from $10".
        """
        when = frame.when or When(label=Label.DAY, end=self._session)
        if when.label is not Label.DAY or when.end is None or len(when.end) < _ISO_DAY:
            return _ORIGIN
        if metric not in _PRICED or not starts_before(frame):
            return _ORIGIN
        before = weekday_before(dt.date.fromisoformat(when.end)).isoformat()
        return replace(_ORIGIN, end=before, doubtful=True)

    def of_move(self, frame: Frame, metric: Metric, topic: Topic) -> When:
        """Return the window of a move: told without one, a price moves in a day.

        A price that is "up 4 percent from a year ago" moved over the year past.
        """
        when = frame.when
        if when is None and metric in REPORTED:
            return When(label=Label.UNSPECIFIED)
        if when is not None and when.label is Label.YEAR_ON_YEAR and _is_traded(metric, topic):
            return resolve("past", {}, self._today, text=when.text or "")
        return when or When(label=Label.DAY, end=self._session)

    def _of_level(self, frame: Frame, placed: Placed) -> When:
        """Return when a level stands: at the end of its frame's window."""
        when = frame.when
        if when is not None and when.label in _WHOLE:
            return when
        if when is not None and when.label in _ELSEWHEN and not _has_moved(frame, when):
            return When(label=Label.AS_OF, end=when.end or self._a_year_ago(when), text=when.text)
        end = when.end if when is not None and when.label in _MOMENTS else None
        traded = frame.moves or frame.basis is not None or placed.part.word.basis is not None
        today = self._session if traded else self._published
        return When(label=Label.AS_OF, end=end or today, text=when.text if when else None)

    def _a_year_ago(self, when: When) -> str | None:
        """Return the month of "a year ago, it traded at $8"; of other times the day is not told."""
        if when.label is not Label.YEAR_ON_YEAR or when.end is not None:
            return None
        return resolve("past", {}, self._today, text=when.text or "").start


def _at_once(when: When | None, frame: Frame, metric: Metric) -> When | None:
    """Return the moment in a year at which a price stood: "peaked at $200 in 2008"."""
    mean = frame.head is not None and frame.head.word.of == "mean"
    if when is None or when.label is not Label.YEAR or when.end is None or mean:
        return None
    if metric not in _PRICED or metric is Metric.YIELD or frame.modality is not Modality.ASSERTED:
        return None
    return When(label=Label.AS_OF, end=when.end[: len("2008")], text=when.text)


def _has_moved(frame: Frame, when: When) -> bool:
    """Return whether a year ago is where a figure came from: "fell to $2 from $5 a year ago"."""
    moved = frame.direction is not None or any(p.link is Link.ORIGIN for p in frame.amounts)
    return moved and when.label is Label.YEAR_ON_YEAR


def _is_traded(metric: Metric, topic: Topic) -> bool:
    """Return whether a topic has a price: not an index that may be a survey's."""
    listed = metric is Metric.INDEX and topic.instrument is not None
    return metric in _TRADED or listed


def up_to(when: When | None, lead: When | None) -> When | None:
    """Return a stretch with the day that the sentence opens with as its end: "Through Monday"."""
    if when is None or lead is None or when.end is not None or when.label not in _TO_DATE:
        return when
    until = (lead.text or "").lower().startswith(("through ", "until "))
    return replace(when, end=lead.end) if until else when


_TO_DATE = frozenset({Label.YEAR_TO_DATE, Label.MONTH_TO_DATE, Label.SINCE})
