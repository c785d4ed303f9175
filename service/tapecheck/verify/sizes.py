"""Market values beside each other, on one day and in one currency.

Which of two is worth more, how many times, and which part of its whole group one is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Direction, Label
from tapecheck.core.verdicts import Evidence, Gap, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.groups import comparison, group_of, members_with, windows
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.resolve import listing_of, rival_of
from tapecheck.verify.stretches import Stretch
from tapecheck.verify.values import value_in

Tell = Callable[[Plan, Assertion, Evidence, Evidence, str], Evidence]
_TOLD = 10  # so many members of a group does a formula write out
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
    for stretch in windows(claim, listing, tape, published):
        plan = _at_close(rule, listing, stretch, f"held against {other.name}")
        try:
            own = value_in(listing.currency, plan, tape)
            rival = value_in(listing.currency, replace(plan, instrument=other), tape)
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)
            continue
        yield tell(plan, claim, own, rival, other.name)


def share_of_value(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield which part of its group's market value that of the subject is, in percent."""
    listing = listing_of(claim.subject, tape)
    group = group_of(claim, tape)
    for stretch in windows(claim, listing, tape, published):
        plan = _at_close(rule, listing, stretch, f"of the members of {group.aliases[0]}")
        members = members_with(listing, group, stretch.last, tape)
        try:
            values = {
                each.id: value_in(listing.currency, replace(plan, instrument=each), tape)
                for each in members
            }
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)
            continue
        own = values.pop(listing.id)
        yield _part(plan, own, tuple(values.values()))


def _at_close(rule: ClaimRule, listing: Instrument, stretch: Stretch, whose: str) -> Plan:
    return Plan(
        name="close", measure=rule.measure, instrument=listing, last=Moment(stretch.last),
        primary=stretch.primary, assumed=(f"market values at the close, {whose}", *stretch.assumed),
    )  # fmt: skip


def _part(plan: Plan, own: Evidence, others: Sequence[Evidence]) -> Evidence:
    every = (own, *others)
    told = " + ".join(each.formula for each in every[:_TOLD])
    rest = f" + {len(every) - _TOLD} more" if len(every) > _TOLD else ""
    return evidence_of(
        plan,
        observed=_percent(own.observed, [each.observed for each in others]),
        formula=f"{own.formula} / ({told}{rest})",
        rows=[row for each in every for row in each.rows],
        doubts=[doubt for each in every for doubt in each.doubts],
        leeway=_percent(_widest(own), [_widest(each) for each in others]),
    )


def _percent(own: Interval | None, others: Sequence[Interval | None]) -> Interval | None:
    """Return which part of itself and of others a value is, wherever each of them may lie."""
    ends = [(each.low, each.high) for each in (own, *others) if each is not None]
    known = [(low, high) for low, high in ends if low is not None and high is not None]
    if len(known) <= len(others):
        return None
    (low, high), *rest = known
    least, most = sum(each for each, _ in rest), sum(each for _, each in rest)
    return Interval(100 * low / (low + most), 100 * high / (high + least))


def _widest(evidence: Evidence) -> Interval | None:
    """Return all that a value may be; None where its doubts leave no bound."""
    return evidence.leeway or (evidence.observed if not evidence.doubts else None)


def _multiple(plan: Plan, claim: Assertion, own: Evidence, rival: Evidence, name: str) -> Evidence:
    return evidence_of(
        plan,
        observed=_ratio(own.observed, rival.observed),
        formula=f"{own.formula} / ({rival.formula})",
        rows=(*own.rows, *rival.rows),
        doubts=(*own.doubts, *rival.doubts),
        leeway=_ratio(_widest(own), _widest(rival)),
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
    sure = _above(_widest(own), _widest(rival)) is not None
    down = claim.direction is Direction.DOWN
    detail = f"the share counts of {plan.instrument.name} and {name} leave open which is worth more"
    return evidence_of(
        plan,
        holds=None if more is None else more is not down,
        formula=f"{plan.instrument.name} {own.formula}, {name} {rival.formula}",
        rows=(*own.rows, *rival.rows),
        doubts=() if sure else (*own.doubts, *rival.doubts),
        gap=Gap(reason=Reason.NO_SHARES, detail=detail) if more is None else None,
    )


def _above(own: Interval | None, rival: Interval | None) -> bool | None:
    """Return whether one value is above another; None where their ranges meet."""
    if own is None or rival is None:
        return None
    above = Interval(low=rival.high).against(own) is Overlap.INSIDE
    below = Interval(high=rival.low).against(own) is Overlap.INSIDE
    return None if above is below else above
