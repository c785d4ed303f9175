"""How far back an extreme looks: the sessions that a high, a low or a record is held against."""

from __future__ import annotations

import calendar
import datetime as dt

from tapecheck.core.nouns import Assertion, Label
from tapecheck.core.units import Session
from tapecheck.core.verdicts import Evidence, Gap, Reason
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.plans import Plan, Unplanned


def event_session(assertion: Assertion, sessions: Sessions, published: dt.date) -> Session:
    """Return the session that an extreme or a streak is told of."""
    told = assertion.when.end
    day = dt.date.fromisoformat(told) if told and len(told) == 10 else published
    session = sessions.on_or_before(day)
    if session is None:
        raise Unplanned(Reason.NO_WINDOW, f"no session on or before {day}")
    return session


def look_back(
    assertion: Assertion, bars: Bars, sessions: Sessions, *, event: Session, published: dt.date
) -> tuple[range, tuple[str, ...]]:
    """Return the positions an extreme is held against, its own included, and what was assumed.

    "Highest since October 2007" looks at all sessions after October 2007; a high of the year that
    fell on an earlier day must hold up to the last close before publication.
    """
    when = assertion.when
    last = event
    if when.label is Label.YEAR_TO_DATE and event < published:
        last = sessions.before(published) or event
    if when.start is None:
        if when.label is not Label.SINCE:
            raise Unplanned(Reason.NO_WINDOW, "the words do not say how far back it looks")
        return bars.between(bars.first, last), (f"as far back as the tape goes ({bars.first})",)
    first = _after(when.start)
    if when.label is Label.PAST:
        first = _span_start(when.start, event)
    if first < bars.first:
        raise Unplanned(Reason.NO_BARS, f"the tape starts on {bars.first}, after {when.start}")
    return bars.between(first, last), ()


def with_holes(
    evidence: Evidence, plan: Plan, bars: Bars, sessions: Sessions, span: range
) -> Evidence:
    """Return the evidence, or a gap where it holds only for want of bars within the span.

    What is on the tape can contradict a claim whatever is missing; it cannot bear it out.
    """
    first, last = bars.bar(span[0]).session, bars.bar(span[-1]).session
    lacking = sessions.count(first, last) - len(span)
    if not evidence.holds or lacking <= 0:
        return evidence
    missing = next(day for day in sessions.between(first, last) if bars.position(day) is None)
    more = f" and {lacking - 1} more sessions" if lacking > 1 else ""
    detail = f"no bar of {plan.instrument.symbol} on {missing}{more}"
    return evidence_of(plan, rows=evidence.rows, gap=Gap(reason=Reason.NO_BARS, detail=detail))


def _after(start: str) -> dt.date:
    """Return the first day after a date, month or year."""
    year, month, day = (*(int(part) for part in start.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day) + dt.timedelta(days=1)
    end = month or 12
    return dt.date(year, end, calendar.monthrange(year, end)[1]) + dt.timedelta(days=1)


def _span_start(start: str, event: Session) -> dt.date:
    """Return the day a span began: a month that the words name begins on the event's own day."""
    year, month, day = (*(int(part) for part in start.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day)
    month = month or event.month
    return dt.date(year, month, min(event.day, calendar.monthrange(year, month)[1]))
