"""One against others: rankings in a named group, comparisons of two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Direction, Metric
from tapecheck.core.verdicts import Doubt, Evidence, Gap, Lack, Reason, Row
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.instruments import Group, Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.prices import bars_of, jump_doubts, priced
from tapecheck.verify.resolve import calendar_of, listing_of, rival_of
from tapecheck.verify.stretches import Stretch, stretches

_MOVING = frozenset({Metric.PRICE, Metric.INDEX, Metric.MARKET_VALUE})


class _Return(Struct, frozen=True):
    listing: Instrument
    percent: Decimal
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]


def ranking(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield whether the subject moved most (or least) of its group over the window."""
    listing = listing_of(assertion.subject, tape)
    group = group_of(assertion, tape)
    for stretch in windows(assertion, listing, tape, published):
        plan = _plan(rule, listing, stretch, f"members of {group.aliases[0]} on the tape")
        members = members_with(listing, group, stretch.last, tape)
        try:
            returns = [_return(each, stretch, tape) for each in members]
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)
            continue
        order = _ordered(returns, assertion)
        yield _placed(_ranked(plan, order), order, assertion)


def _placed(evidence: Evidence, order: Sequence[_Return], assertion: Assertion) -> Evidence:
    """Return the evidence with whether the subject is at its place; equals share the better one."""
    own = next(r.percent for r in order if r.listing.id == evidence.reading.instrument)
    first = 1 + next(place for place, r in enumerate(order) if r.percent == own)
    last = first + sum(r.percent == own for r in order) - 1
    if assertion.quantity is not None:  # "fourth largest gainer"
        return replace(evidence, holds=first <= assertion.quantity.value <= last)
    if assertion.places is None and first > 1:
        detail = f"the words do not say how many count; it is number {first} of {len(order)}"
        return replace(evidence, gap=Gap(reason=Reason.NO_MEASURE, detail=detail))
    return replace(evidence, holds=first <= (assertion.places or 1))


Tell = Callable[[Assertion, Plan, _Return, _Return], Evidence]
Trial = Callable[[Assertion, ClaimRule, Tape, dt.date], Iterator[Evidence]]


def _against(tell: Tell) -> Trial:
    """Return the trial that holds the moves of two things against each other."""

    def tried(
        assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
    ) -> Iterator[Evidence]:
        if assertion.metric not in _MOVING:
            what = "reported figures are not held against each other"
            raise Unplanned(Reason.NO_MEASURE, what)
        listing = listing_of(assertion.subject, tape)
        other = rival_of(assertion, listing, tape)
        for stretch in windows(assertion, listing, tape, published):
            note = f"closing prices of both, held against {other.name}"
            plan = _plan(rule, listing, stretch, note)
            try:
                own, held = (_return(each, stretch, tape) for each in (listing, other))
            except Unplanned as missing:
                yield evidence_of(plan, gap=missing.gap)
                continue
            yield tell(assertion, plan, own, held)

    return tried


def _is_ahead(assertion: Assertion, plan: Plan, own: _Return, other: _Return) -> Evidence:
    order = _ordered((own, other), assertion)
    return replace(_ranked(plan, order), holds=order[0] is own and own.percent != other.percent)


def _by_how_much(_: Assertion, plan: Plan, own: _Return, other: _Return) -> Evidence:
    ahead = Interval.exactly(own.percent - other.percent)
    return replace(_ranked(plan, (own, other)), observed=ahead)


def _how_often(_: Assertion, plan: Plan, own: _Return, other: _Return) -> Evidence:
    evidence = _ranked(plan, (own, other))
    if not other.percent:
        detail = f"{other.listing.name} did not move, and nothing is a multiple of that"
        return replace(evidence, gap=Gap(reason=Reason.NO_MEASURE, detail=detail))
    return replace(evidence, observed=Interval.exactly(own.percent / other.percent))


# Whether the subject moved more (or less) than the one it is held against, by how many percentage
# points, and how many times as much.
comparison, lead, times_as_much = map(_against, (_is_ahead, _by_how_much, _how_often))


def _ordered(returns: Iterable[_Return], assertion: Assertion) -> list[_Return]:
    """Return the best first, or the worst where the words tell of it."""
    best_first = assertion.direction is not Direction.DOWN
    return sorted(returns, key=lambda r: r.percent, reverse=best_first)


def _ranked(plan: Plan, order: Sequence[_Return]) -> Evidence:
    told = ", ".join(f"{r.listing.name} {r.percent:+.1f} %" for r in order)
    return evidence_of(
        plan,
        formula=f"{plan.base.session if plan.base else ''} to {plan.last.session}: {told}",
        rows=[row for r in order for row in r.rows],
        doubts=[doubt for r in order for doubt in r.doubts],
    )


def _plan(rule: ClaimRule, listing: Instrument, stretch: Stretch, note: str) -> Plan:
    return Plan(
        name="close-to-close",
        measure=rule.measure,
        instrument=listing,
        base=Moment(stretch.base),
        last=Moment(stretch.last),
        primary=stretch.primary,
        assumed=(note, *stretch.assumed),
    )


def windows(
    assertion: Assertion, listing: Instrument, tape: Tape, published: dt.date
) -> tuple[Stretch, ...]:
    """Return the sessions that a claim may be of, or raise :class:`Unplanned`."""
    found = stretches(assertion.when, calendar_of(listing, tape), published)
    if not found:
        raise Unplanned(Reason.NO_WINDOW, f"no sessions for {assertion.when.label.value}")
    return found


def _return(listing: Instrument, stretch: Stretch, tape: Tape) -> _Return:
    bars = bars_of(listing, tape, stretch.base, stretch.last)
    base, last = (priced(listing, bars, Moment(day)) for day in (stretch.base, stretch.last))
    start = (base.interval.low or Decimal(0)) / bars.split_factor(base.position, last.position)
    percent = 100 * ((last.interval.low or Decimal(0)) / start - 1)
    jumps = jump_doubts(listing, bars, base.position, last.position)
    return _Return(listing, percent, (*base.rows, *last.rows), (*base.doubts, *last.doubts, *jumps))


def group_of(assertion: Assertion, tape: Tape) -> Group:
    """Return the group of a claim; "China's Big Tech universe" finds "China's Big Tech"."""
    told = assertion.group
    if told is None:
        raise Unplanned(Reason.NO_GROUP, "the words do not say of which group")
    words = told.split()
    for stop in range(len(words), 0, -1):
        group = tape.group(" ".join(words[:stop])) or tape.group(" ".join(words[1:stop]))
        if group is not None:
            return group
    lack = Lack(table="groups", subject=told)
    raise Unplanned(Reason.NO_GROUP, f"the tape has no group {told!r}", lack)


def members_with(
    listing: Instrument, group: Group, day: dt.date, tape: Tape
) -> tuple[Instrument, ...]:
    """Return the members of a listing's group on a day, or raise Unplanned if it is not in it."""
    members = group.members_on(day)
    if listing.id not in members:
        raise Unplanned(Reason.NO_GROUP, f"{listing.name} is not in {group.aliases[0]} on {day}")
    listed = (tape.instrument(member) for member in members)
    return tuple(each for each in listed if each is not None)
