"""What day it was at the exchange: a moment in Taipei's morning is the evening before in New York.

Words that name a day mean that day. Words that name none are of the session that the exchange had
last begun when the article was published, where the article tells the time and zone of that.
"""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Kind, Label, Metric
from tapecheck.reference.opening import There, day_there
from tapecheck.verify.stretches import is_night

# What sessions make; figures that are reported become known by the article's own day.
_TRADED = frozenset({Metric.PRICE, Metric.INDEX, Metric.MARKET_VALUE, Metric.VOLUME})
_TO_NOW = frozenset({Label.SINCE, Label.YEAR_TO_DATE, Label.MONTH_TO_DATE, Label.PAST})
_DAY = dt.timedelta(days=1)


def seen_there(
    claim: Assertion, published: dt.date, moment: dt.datetime | None
) -> tuple[Assertion, dt.date]:
    """Return a claim and the day of publication as the exchange of its subject counts days."""
    instrument = claim.subject.instrument if claim.subject is not None else None
    if moment is None or instrument is None or claim.metric not in _TRADED:
        return claim, published
    there = day_there(instrument, moment)
    return (claim, published) if there is None else _seen(claim, published, there)


def _seen(claim: Assertion, published: dt.date, there: There) -> tuple[Assertion, dt.date]:
    """Return the claim with its end, and the day, moved to the exchange's own.

    A window that runs to now ends with a session that was over before the article's own day: to it,
    publication is the day after. Copy of the day itself may be older than its close.
    """
    when, end = claim.when, there.day.isoformat()
    open_ended = when.end in (None, published.isoformat())
    if open_ended and claim.kind is Kind.CHANGE and when.label in _TO_NOW:
        settled = there.over and there.day < published
        day = there.day + _DAY if settled else there.day
        return replace(claim, when=replace(when, end=end)), day
    if (when.text is None or is_night(when)) and when.end == published.isoformat():
        return replace(claim, when=replace(when, end=end, text=None)), there.day
    return claim, there.day
