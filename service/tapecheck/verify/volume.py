"""Shares that changed hands in a session, from the bars; of others what was reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Kind
from tapecheck.core.verdicts import Cause, Doubt, Evidence, Lack, Reason, Row
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.measures import difference, multiple, simple_return
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.prices import bars_of
from tapecheck.verify.reported import figure_change, figure_level
from tapecheck.verify.resolve import calendar_of
from tapecheck.verify.stretches import Stretch, stretches

# A tape counts the trades of one market place or of all; which of them words mean is not told.
_COUNTED = Doubt(Cause.STAND_IN, "the tape does not say whose trades its volume counts")


def volume(claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date) -> Iterator[Evidence]:
    """Yield what the bars say to a volume, or to its change from the session before."""
    told = claim.subject.instrument if claim.subject else None
    listing = tape.instrument(told) if told else None
    if listing is None or listing.kind == "index" or tape.bars(listing.id) is None:
        reported = figure_level if claim.kind is Kind.LEVEL else figure_change
        yield from reported(claim, rule, tape, published)
        return
    for stretch in stretches(claim.when, calendar_of(listing, tape), published):
        plan = Plan(
            name="of-the-session" if claim.kind is Kind.LEVEL else "session-to-session",
            measure=rule.measure, instrument=listing, primary=stretch.primary,
            base=None if claim.kind is Kind.LEVEL else Moment(stretch.base),
            last=Moment(stretch.last), assumed=("shares of the session", *stretch.assumed),
        )  # fmt: skip
        try:
            yield _measured(plan, claim, stretch, tape)
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)


def _measured(plan: Plan, claim: Assertion, stretch: Stretch, tape: Tape) -> Evidence:
    last = _traded(plan.instrument, stretch.last, tape)
    if plan.base is None:
        return _counted(plan, last.value, f"{last.value}", last)
    base = _traded(plan.instrument, stretch.base, tape)
    bars = bars_of(plan.instrument, tape, stretch.base, stretch.last)
    places = bars.position(stretch.base) or 0, bars.position(stretch.last) or 0
    value, formula = _change(base.value * bars.split_factor(*places), last.value, claim)
    return _counted(plan, value, formula, base, last)


def _counted(plan: Plan, value: Decimal, formula: str, *rows: Row) -> Evidence:
    return evidence_of(
        plan, observed=Interval.exactly(value), formula=formula, rows=rows, doubts=(_COUNTED,)
    )


def _traded(listing: Instrument, day: dt.date, tape: Tape) -> Row:
    bar = bars_of(listing, tape, day).at(day)
    if bar is None or not bar.volume:
        lack = Lack(table="bars", subject=listing.id, first=day, last=day)
        raise Unplanned(Reason.NO_BARS, f"no volume of {listing.symbol} on {day}", lack)
    return Row(
        table="bars", key=listing.id, session=day, field="volume", value=Decimal(bar.volume),
        unit="shares", status=bar.status, source=bar.source,
    )  # fmt: skip


def _change(base: Decimal, last: Decimal, claim: Assertion) -> tuple[Decimal, str]:
    unit = claim.quantity.unit if claim.quantity else "percent"
    if unit == "ratio":
        return multiple(base, last), f"{last} / {base}"
    if unit == "percent":
        return 100 * simple_return(base, last), f"{last} / {base} - 1"
    return difference(base, last), f"{last} - {base}"
