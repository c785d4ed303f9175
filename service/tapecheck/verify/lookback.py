"""How far back an extreme looks: the sessions that a high, a low or a record is held against."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from tapecheck.core.nouns import Assertion, Label
from tapecheck.core.units import Session
from tapecheck.core.verdicts import Evidence, Gap, Lack, Reason
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.instruments import Instrument
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.periods import span_start
from tapecheck.verify.plans import Plan, Unplanned

_WHOLE_DATE, _MONTH = 10, 7  # characters of 2024-03-12, and of 2024-03
_FORTNIGHT, _HALF_WEEK, _HALF_MONTH, _HALF_YEAR = 14, 3, 15, 183  # days
_TWO_YEARS = 24  # months
_SPANS = (7, 31, 365)  # days of a week, a month and a year


def event_session(assertion: Assertion, sessions: Sessions, published: dt.date) -> Session:
    """Return the session that an extreme or a streak is told of."""
    told, month = assertion.when.end, month_told(assertion.when.end)
    day = dt.date.fromisoformat(told) if told and len(told) == _WHOLE_DATE else published
    day = min(month[1], published) if month is not None else day
    session = sessions.on_or_before(day)
    if session is None:
        raise Unplanned(Reason.NO_WINDOW, f"no session on or before {day}")
    return session


def month_told(end: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of the month that an end tells, if it tells no day."""
    if end is None or len(end) != _MONTH:
        return None
    first = dt.date.fromisoformat(f"{end}-01")
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


class Look(Struct, frozen=True):
    """The positions that an extreme is held against, its own included, and what was assumed.

    ``gap`` tells what the tape lacks at its beginning: what is there can contradict an extreme,
    but not bear it out. A ``primary`` one is what the words say.
    """

    span: range
    assumed: tuple[str, ...] = ()
    gap: Gap | None = None
    primary: bool = True


def looks_nowhere(extreme: Assertion) -> bool:
    """Return whether an extreme names no span: "a session low", "a high of $97"."""
    return extreme.when.start is None and extreme.when.label is not Label.SINCE


def of_its_session(extreme: Assertion, bars: Bars, event: Session) -> Iterator[Look]:
    """Yield the session of an extreme that names no span; unless it is told to be of it, more.

    "A high of $97" may be that of the week, the month or the year up to it.
    """
    yield Look(bars.between(event, event))
    for days in _SPANS if extreme.when.label is not Label.DAY else ():
        assumed = (f"a high or low of {days} days",)
        yield Look(bars.between(event - dt.timedelta(days), event), assumed, primary=False)


def of_its_date(extreme: Assertion, bars: Bars, event: Session) -> Look | None:
    """Return the month or the session that a record is told to be of, if it was before a session.

    How far a price is from "its record close in May" hangs on the closes of May alone.
    """
    end = extreme.when.end
    if end is None or extreme.when.start is not None or extreme.when.label is not Label.SINCE:
        return None
    day = dt.date.fromisoformat(end) if len(end) == _WHOLE_DATE else None
    first, last = month_told(end) or (day, day)
    if first is None or last is None or first >= event or (day is not None and day >= event):
        return None
    span = bars.between(first, min(last, event))
    return Look(span, (f"of {end}, as told",)) if span and bars.first <= first else None


def look_back(
    assertion: Assertion, listing: Instrument, bars: Bars, sessions: Sessions, *,
    event: Session, published: dt.date,
) -> Iterator[Look]:  # fmt: skip
    """Yield how far back an extreme looks, as the words say and as they may be rounded.

    "Highest since October 2007" looks at all sessions after October 2007; a high of the year that
    fell on an earlier day must hold up to the last close before publication. A "six-year low" is
    also one that was last undercut five and a half years ago.
    """
    when = assertion.when
    last = event
    if when.label is Label.YEAR_TO_DATE and event < published:
        last = sessions.before(published) or event
    if looks_nowhere(assertion):
        raise Unplanned(Reason.NO_WINDOW, "the words do not say how far back it looks")
    if when.start is None:
        yield Look(bars.between(bars.first, last), gap=_unseen(listing, bars, listing.valid_from))
        return
    first = span_start(when.start, event) if when.label is Label.PAST else _after(when.start)
    if first > event:
        raise Unplanned(Reason.NO_WINDOW, f"no session lies between {when.start} and {event}")
    yield Look(bars.between(first, last), gap=_unseen(listing, bars, first))
    rounded = first + _half_a_unit(when.start, event) if when.label is Label.PAST else first
    if rounded > first:
        assumed = (f"a rounded span: since {rounded}",)
        yield Look(bars.between(rounded, last), assumed, _unseen(listing, bars, rounded))


def _unseen(listing: Instrument, bars: Bars, first: dt.date | None) -> Gap | None:
    """Return what the tape does not reach back to: a day, or the listing's first."""
    if first is not None and (first >= bars.first or listing.valid_from == bars.first):
        return None
    back = "not with its first trade" if first is None else f"after {first}"
    detail = f"the tape of {listing.symbol} starts on {bars.first}, {back}"
    before = bars.first - dt.timedelta(days=1)
    lack = Lack(table="bars", subject=listing.id, first=first, last=before)
    return Gap(reason=Reason.NO_BARS, detail=detail, lacks=(lack,))


def borne_out(
    evidence: Evidence, plan: Plan, bars: Bars, sessions: Sessions, look: Look
) -> Evidence:
    """Return the evidence, or a gap where it holds only for want of bars within its look-back.

    What is on the tape can contradict a claim whatever is missing; it cannot bear it out.
    """
    if not evidence.holds:
        return evidence
    gap = look.gap or _hole(plan, bars, sessions, look.span)
    return evidence if gap is None else evidence_of(plan, rows=evidence.rows, gap=gap)


def _hole(plan: Plan, bars: Bars, sessions: Sessions, span: range) -> Gap | None:
    first, last = bars.session(span[0]), bars.session(span[-1])
    lacking = sessions.count(first, last) - len(span)
    if lacking <= 0:
        return None
    missing = [day for day in sessions.between(first, last) if bars.position(day) is None]
    more = f" and {lacking - 1} more sessions" if lacking > 1 else ""
    detail = f"no bar of {plan.instrument.symbol} on {missing[0]}{more}"
    lack = Lack(table="bars", subject=plan.instrument.id, first=missing[0], last=missing[-1])
    return Gap(reason=Reason.NO_BARS, detail=detail, lacks=(lack,))


def _half_a_unit(start: str, event: Session) -> dt.timedelta:
    """Return half of the unit that a span is counted in: a week, a month or a year."""
    if len(start) == _WHOLE_DATE:
        weeks = (event - dt.date.fromisoformat(start)).days >= _FORTNIGHT
        return dt.timedelta(days=_HALF_WEEK if weeks else 0)
    year, month, _ = (*(int(part) for part in start.split("-")), 0, 0)[:3]
    months = 12 * (event.year - year) + event.month - (month or event.month)
    of_years = months >= _TWO_YEARS and months % 12 == 0
    return dt.timedelta(days=_HALF_YEAR if of_years else _HALF_MONTH)


def _after(start: str) -> dt.date:
    """Return the first day after a date, month or year."""
    year, month, day = (*(int(part) for part in start.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day) + dt.timedelta(days=1)
    end = month or 12
    return dt.date(year, end, calendar.monthrange(year, end)[1]) + dt.timedelta(days=1)
