"""Figures told beside a high or a low.

They say how far from it a price is ("13 percent below its 52-week high"), or what the high was ("a
record high of $206").
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Basis, Direction, Kind, Label, When
from tapecheck.core.verdicts import Evidence, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.measures import difference, simple_return
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.lookback import Look, look_back, looks_nowhere, of_its_date, of_its_session
from tapecheck.verify.plans import Field, Moment, Plan, Unplanned, no_session
from tapecheck.verify.prices import bars_of, jump_doubts, priced
from tapecheck.verify.resolve import calendar_of, listing_of
from tapecheck.verify.stretches import stretches
from tapecheck.verify.trends import AVERAGE

_BEFORE, _BEHIND = 40, 5  # characters between a figure and the extreme it is told beside
_SEAM = frozenset(",;:.()-\N{EN DASH}\N{EM DASH}")
_CALLED = frozenset({"", "its", "their", "the"})  # "fell to $32.92, their lowest point since"
_DAYS = frozenset({Label.DAY, Label.AS_OF})
# Words that tell of more than a session: "last week", "in April", but not "on April 3".
_LONGER = re.compile(rf"\b(week|month|quarter|year|{'|'.join(month_name[1:])})\b(?! \d\d?\b)", re.I)
FROM_PEAK = frozenset({"from-close", "from-high", "from-low"})  # names of readings


class Peak(Struct, frozen=True):
    """The price that an extreme stands for, where it was, and how it was found."""

    plan: Plan
    position: int
    price: Decimal
    look: Look


def beside(claims: Sequence[Assertion], text: str) -> dict[int, Assertion]:
    """Return, by the position of a figure, the extreme or average that it is told beside."""
    extremes = [claim for claim in claims if claim.kind is Kind.EXTREME or claim.rule == AVERAGE]
    found: dict[int, Assertion] = {}
    for place, claim in enumerate(claims):
        for extreme in extremes if claim.quantity is not None else ():
            if extreme.subject == claim.subject and _beside(claim, extreme, text):
                found[place] = extreme
    return found


def _beside(claim: Assertion, extreme: Assertion, text: str) -> bool:
    """Return whether few words and no seam lie between: "5 percent, near a record" is no pair."""
    if extreme.rule == AVERAGE:
        return claim.rule == "comparison.gap" and 0 < extreme.span.start - claim.span.stop < _BEHIND
    if claim.kind is Kind.LEVEL:
        before = text[claim.span.stop : extreme.span.start] if not extreme.reference else ""
        called = before.strip(" ,-\N{EM DASH}") in _CALLED and bool(before)
        return called or 0 <= claim.span.start - extreme.span.stop <= _BEHIND
    if not extreme.reference or claim.when.label not in (*_DAYS, Label.SINCE):
        return False
    if claim.kind is not Kind.CHANGE and claim.rule != "comparison.gap":
        return False
    between = text[claim.span.stop : extreme.span.start]
    return 0 < len(between) <= _BEFORE and not _SEAM.intersection(between)


def told_beside(
    claim: Assertion, extreme: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield what the tape says to a figure that is told beside an extreme."""
    listing = listing_of(claim.subject, tape)
    sessions = calendar_of(listing, tape)
    when = claim.when
    if looks_nowhere(extreme) and _LONGER.search(when.text or ""):
        raise Unplanned(Reason.NO_WINDOW, no_session(when))
    if when.label is Label.SINCE:  # since the extreme: how far it is away at the end
        when = When(label=Label.DAY, end=when.end or published.isoformat())
    for stretch in stretches(when, sessions, published):
        bars = bars_of(listing, tape, stretch.last)
        for peak in _peaks(extreme, rule, listing, (bars, sessions), (stretch.last, published)):
            yield _measured(claim, peak, bars, reference=extreme.reference)


def _peaks(
    extreme: Assertion, rule: ClaimRule, listing: Instrument, known: tuple[Bars, Sessions],
    days: tuple[dt.date, dt.date],
) -> Iterator[Peak]:  # fmt: skip
    """Yield the extreme by close and by price, as far back as its words look."""
    bars, sessions = known
    lowest = extreme.direction is Direction.DOWN
    dated = of_its_date(extreme, bars, days[0]) if extreme.reference else None
    looks = (
        of_its_session(extreme, bars, days[0])
        if looks_nowhere(extreme) and not extreme.reference
        else (dated,)
        if dated is not None
        else look_back(extreme, listing, bars, sessions, event=days[0], published=days[1])
    )
    for look in looks:
        for field in _fields(extreme, look):
            place = (bars.lowest if lowest else bars.highest)(look.span, field.value)
            price = None if place is None else bars.price(place, field)
            if place is None or price is None:
                continue
            plan = Plan(
                name=f"from-{field.value}", measure=rule.measure, instrument=listing,
                base=Moment(bars.session(place), field), last=Moment(days[0]), primary=look.primary,
                assumed=(f"the {'lowest' if lowest else 'highest'} {field.value}", *look.assumed),
            )  # fmt: skip
            yield Peak(plan, place, price, look)


def _fields(extreme: Assertion, look: Look) -> tuple[Field, ...]:
    """Return which prices an extreme may be of; of one session, a close only if it says so."""
    farthest = Field.LOW if extreme.direction is Direction.DOWN else Field.HIGH
    if looks_nowhere(extreme) and len(look.span) == 1:
        return (Field.CLOSE,) if extreme.basis is Basis.CLOSE else (farthest,)
    if extreme.reference and extreme.basis is Basis.CLOSE:
        return (Field.CLOSE,)
    return (Field.CLOSE, farthest)


def _measured(claim: Assertion, peak: Peak, bars: Bars, *, reference: bool) -> Evidence:
    listing, plan = peak.plan.instrument, peak.plan
    if plan.base is None:
        raise Unplanned(Reason.NO_WINDOW, "an extreme needs a session")
    if peak.look.gap is not None and reference:
        return evidence_of(plan, gap=peak.look.gap)
    then, now = priced(listing, bars, plan.base), priced(listing, bars, plan.last)
    start = peak.price / bars.split_factor(peak.position, now.position)
    value, formula = _distance(claim, start, now.interval.low or start)
    return evidence_of(
        plan,
        observed=Interval.exactly(value),
        formula=formula,
        rows=then.rows if claim.kind is Kind.LEVEL else (*then.rows, *now.rows),
        doubts=(
            *then.doubts, *now.doubts, *jump_doubts(listing, bars, peak.position, now.position),
        ),
    )  # fmt: skip


def _distance(claim: Assertion, start: Decimal, now: Decimal) -> tuple[Decimal, str]:
    """Return the extreme itself, for a level, or how far a price is from it."""
    if claim.kind is Kind.LEVEL:
        return start, f"{start}"
    in_percent = claim.quantity is not None and claim.quantity.unit == "percent"
    value = 100 * simple_return(start, now) if in_percent else difference(start, now)
    formula = f"{now} / {start} - 1" if in_percent else f"{now} - {start}"
    return (abs(value) if claim.direction is None else value), formula
