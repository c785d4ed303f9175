"""A price held against its own past: moving averages, and terms that have a definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from msgspec import Struct

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Label, Metric
from tapecheck.core.units import Price, Session
from tapecheck.core.verdicts import Cause, Doubt, Evidence, Lack, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.measures import difference, mean, simple_return
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.extremes import told_fields, told_of
from tapecheck.verify.periods import ends_back
from tapecheck.verify.plans import Moment, Plan, Unplanned, no_session
from tapecheck.verify.prices import jump_doubts, row_doubts, row_of

AVERAGE = "comparison.average"
_LISTED = frozenset({Metric.PRICE, Metric.INDEX})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_YEAR = dt.timedelta(days=365)
_SESSIONS = {"day": 1, "week": 5, "month": 23, "quarter": 66, "year": 262}  # at most


class _Mark(Struct, frozen=True, kw_only=True):
    """A price of the past that another one is held against, and where it comes from.

    ``price`` is in the shares of the session told of; ``first`` is the position it goes back to.
    """

    price: Price
    told: str
    first: int
    primary: bool
    doubts: tuple[Doubt, ...] = ()


def average(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how far the session's price is from the average of its last closes, in percent."""
    yield from from_average(claim, claim, rule, tape, published)


def from_average(
    claim: Assertion, average: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how far a price is from an average, for the average itself or a figure beside it.

    Whether the session's own close counts among the last ones, houses differ; so they do about the
    close of a week that still runs.
    """
    at = told_of(_of_a_day(average), tape, published)
    listing, _, event, bars = at
    for mark in _averages(average, at):
        yield from _away(claim, rule, (listing, bars, event), mark)


def average_level(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield the average of the last closes itself, for the figure that is told of it."""
    if claim.metric not in _LISTED:
        raise Unplanned(Reason.NO_MEASURE, f"an average of {claim.metric.value} is not measured")
    at = told_of(_of_a_day(claim), tape, published)
    listing, _, event, bars = at
    place = bars.between(event, event)[0]
    for mark in _averages(claim, at):
        first, last = row_of(listing, bars, mark.first), row_of(listing, bars, place)
        plan = Plan(
            name="average-of-closes", measure=rule.measure, instrument=listing,
            base=Moment(first.session), last=Moment(event), primary=mark.primary,
            assumed=(mark.told,),
        )  # fmt: skip
        yield evidence_of(
            plan, observed=Interval.exactly(mark.price), formula=mark.told, rows=(first, last),
            doubts=(
                *row_doubts((first, last)), *jump_doubts(listing, bars, mark.first, place),
            ),
        )  # fmt: skip


def _averages(
    average: Assertion, at: tuple[Instrument, Sessions, Session, Bars]
) -> Iterator[_Mark]:
    """Yield the average of the last closes, with the session's own and without it."""
    listing, sessions, event, bars = at
    own, length = bars.between(event, event)[0], average.length
    ends = tuple(islice(ends_back(bars, own, average.period), length + 1))
    for back in (0, 1):
        span = ends[back : back + length]
        if len(span) < length or _holes(bars, sessions, span[-1], own):
            raise _too_few(average, listing, sessions, event)
        price = mean(bars.close(place) / bars.split_factor(place, own) for place in span)
        which = "" if average.period == "day" else f" of {average.period}s"
        told = f"the average of {length} closes{which}, {_days(bars, span)}"
        yield _Mark(price=price, told=told, first=span[-1], primary=not back)


def _days(bars: Bars, span: Sequence[int]) -> str:
    return f"{bars.session(span[-1])} to {bars.session(span[0])}"


def _holes(bars: Bars, sessions: Sessions, first: int, last: int) -> bool:
    """Return whether the tape lacks a session between two positions."""
    return sessions.count(bars.session(first), bars.session(last)) != last - first + 1


def _too_few(
    average: Assertion, listing: Instrument, sessions: Sessions, event: Session
) -> Unplanned:
    """Return what it takes to compute an average."""
    back = average.length * _SESSIONS[average.period]
    first = sessions.back(event, back)
    what = f"the tape has no {average.length} closes of {listing.symbol} up to {event}"
    lack = Lack(table="bars", subject=listing.id, first=first, last=event)
    return Unplanned(Reason.NO_BARS, what, lack)


def below_peak(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how far the session's price is below the highest close before it."""
    yield from _from_extreme(claim, rule, tape, published, highest=True)


def above_trough(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how far the session's price is above the lowest close before it."""
    yield from _from_extreme(claim, rule, tape, published, highest=False)


def _from_extreme(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date, *, highest: bool
) -> Iterator[Evidence]:
    """Yield the distance from the extreme of a year and of the tape, now and at its widest.

    A market that has fallen so far stays in its correction while it recovers a little.
    """
    listing, _, event, bars = told_of(_of_a_day(claim), tape, published)
    find, back = (bars.highest, bars.lowest) if highest else (bars.lowest, bars.highest)
    spans = (bars.between(event - _YEAR, event), bars.between(bars.first, event))
    for primary, span in zip((True, False), spans, strict=True):
        place = find(span)
        if place is None:
            continue
        mark = _Mark(
            price=bars.close(place) / bars.split_factor(place, span[-1]),
            told=f"the {'highest' if highest else 'lowest'} close, of {bars.session(place)}",
            first=place, primary=primary, doubts=_short(listing, bars, event - _YEAR),
        )  # fmt: skip
        yield from _away(claim, rule, (listing, bars, event), mark)
        widest = back(range(place, span[-1] + 1))
        if widest is not None and widest != span[-1]:
            at = (listing, bars, bars.session(widest))
            yield from _away(claim, rule, at, _Mark(
                price=bars.close(place) / bars.split_factor(place, widest), told=mark.told,
                first=place, primary=False, doubts=mark.doubts,
            ))  # fmt: skip


def _of_a_day(claim: Assertion) -> Assertion:
    if claim.when.label not in _DAYS:
        raise Unplanned(Reason.NO_WINDOW, no_session(claim.when))
    return claim


def _short(listing: Instrument, bars: Bars, first: dt.date) -> tuple[Doubt, ...]:
    """Return the doubt of a tape that does not reach back a year: what it has may be too little."""
    if bars.first <= first or listing.valid_from == bars.first:
        return ()
    told = f"the tape of {listing.symbol} starts on {bars.first}, less than a year before"
    return (Doubt(Cause.STAND_IN, told),)


def _away(
    claim: Assertion, rule: ClaimRule, at: tuple[Instrument, Bars, Session], mark: _Mark
) -> Iterator[Evidence]:
    """Yield how far the prices of a session are from a mark: its close, or its high or low."""
    listing, bars, event = at
    place = bars.between(event, event)[0]
    for field in told_fields(claim):
        own = row_of(listing, bars, place, field)
        then = row_of(listing, bars, mark.first)
        plan = Plan(
            name=f"{field.value}-from-the-past",
            measure=rule.measure,
            instrument=listing,
            base=Moment(then.session),
            last=Moment(event, field),
            primary=mark.primary and field is told_fields(claim)[0],
            assumed=(f"the session's {field.value} against {mark.told}",),
        )
        value, formula = _distance(claim, mark.price, own.value)
        yield evidence_of(
            plan,
            observed=Interval.exactly(value),
            formula=f"{formula}: {mark.told}",
            rows=(then, own),
            doubts=(
                *mark.doubts, *row_doubts((then, own)),
                *jump_doubts(listing, bars, mark.first, place),
            ),
        )  # fmt: skip


def _distance(claim: Assertion, base: Price, price: Price) -> tuple[Decimal, str]:
    """Return the distance in percent, or in money where the words tell that."""
    if claim.quantity is not None and claim.quantity.unit != "percent":
        return difference(base, price), f"{price} - {base:.6g}"
    return 100 * simple_return(base, price), f"{price} / {base:.6g} - 1"
