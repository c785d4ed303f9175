"""Which of two is worth more, and how many times: market values on one day, in one currency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Direction, Label
from tapecheck.core.verdicts import Evidence, Gap, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.groups import comparison
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.resolve import calendar_of, listing_of, rival_of
from tapecheck.verify.stretches import stretches
from tapecheck.verify.values import value_in

Tell = Callable[[Plan, Assertion, Evidence, Evidence, str], Evidence]
_DAYS = frozenset({Label.DAY, Label.AS_OF})


def bigger(claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date) -> Iterator[Evidence]:
    """Yield whether the subject is worth more (or less) than the one it is held against.

    Over a longer stretch, or beside an index, which is worth nothing, moves are compared: "added
    $87 billion since January, exceeding the index's gain".
    """
    other = rival_of(claim, listing_of(claim.subject, tape), tape)
    if claim.when.label not in _DAYS or other.kind == "index":
        yield from comparison(claim, rule, tape, published)
        return
    yield from _both_worth(claim, rule, tape, published, _held)


def times_as_big(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how many times the market value of the other that of the subject is."""
    yield from _both_worth(claim, rule, tape, published, _multiple)


def _both_worth(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date, tell: Tell
) -> Iterator[Evidence]:
    """Yield what is told of two market values at the close, in one currency."""
    listing = listing_of(claim.subject, tape)
    other = rival_of(claim, listing, tape)
    found = stretches(claim.when, calendar_of(listing, tape), published)
    if not found:
        raise Unplanned(Reason.NO_WINDOW, f"no sessions for {claim.when.label.value}")
    for stretch in found:
        plan = Plan(
            name="close", measure=rule.measure, instrument=listing, last=Moment(stretch.last),
            primary=stretch.primary,
            assumed=(f"market values at the close, held against {other.name}", *stretch.assumed),
        )  # fmt: skip
        try:
            own = value_in(listing.currency, plan, tape)
            rival = value_in(listing.currency, replace(plan, instrument=other), tape)
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)
            continue
        yield tell(plan, claim, own, rival, other.name)


def _multiple(plan: Plan, claim: Assertion, own: Evidence, rival: Evidence, name: str) -> Evidence:
    return replace(
        evidence_of(plan, observed=_ratio(own.observed, rival.observed)),
        formula=f"{own.formula} / ({rival.formula})",
        rows=(*own.rows, *rival.rows),
        doubts=(*own.doubts, *rival.doubts),
    )


def _ratio(own: Interval | None, rival: Interval | None) -> Interval | None:
    """Return how many times one value goes into another, whatever the share counts leave open."""
    ends = [rival.low, rival.high] if rival is not None else []
    if own is None or own.low is None or own.high is None or not all(ends):
        return None
    low, high = (Decimal(each or 1) for each in ends)
    return Interval(own.low / high, own.high / low)


def _held(plan: Plan, claim: Assertion, own: Evidence, rival: Evidence, name: str) -> Evidence:
    more = _above(own.observed, rival.observed)
    down = claim.direction is Direction.DOWN
    detail = f"the share counts of {plan.instrument.name} and {name} leave open which is worth more"
    return evidence_of(
        plan,
        holds=None if more is None else more is not down,
        formula=f"{plan.instrument.name} {own.formula}, {name} {rival.formula}",
        rows=(*own.rows, *rival.rows),
        doubts=(*own.doubts, *rival.doubts),
        gap=Gap(reason=Reason.NO_SHARES, detail=detail) if more is None else None,
    )


def _above(own: Interval | None, rival: Interval | None) -> bool | None:
    """Return whether one value is above another; None where their ranges meet."""
    if own is None or rival is None:
        return None
    above = Interval(low=rival.high).against(own) is Overlap.INSIDE
    below = Interval(high=rival.low).against(own) is Overlap.INSIDE
    return None if above is below else above
