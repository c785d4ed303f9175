"""Highs and lows, and the biggest of moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tapecheck.core.nouns import Assertion, Basis, Direction, Metric
from tapecheck.core.units import Session
from tapecheck.core.verdicts import Evidence, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.hours import WITHIN_SESSION
from tapecheck.verify.lookback import Look, borne_out, event_session, look_back, month_told
from tapecheck.verify.periods import move, period_ends
from tapecheck.verify.plans import Field, Moment, Plan, Unplanned
from tapecheck.verify.prices import bars_of, jump_doubts, row_doubts, row_of
from tapecheck.verify.resolve import calendar_of, listing_of

_REPORTED = frozenset({Metric.FUNDAMENTAL, Metric.ECONOMIC, Metric.OTHER, Metric.VOLUME})
_TOP = {Direction.UP: Field.HIGH, Direction.DOWN: Field.LOW}


def extreme_level(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield whether the session's level is the highest or lowest, by close and by price."""
    if assertion.reference:
        raise Unplanned(Reason.NOT_ASSERTED, "something is measured from it; that is judged there")
    listing, sessions, told, bars = told_of(assertion, tape, published)
    for event in dict.fromkeys((told, *_within_month(assertion, bars, published))):
        found: list[Evidence] = []
        looks = look_back(assertion, listing, bars, sessions, event=event, published=published)
        for look in looks:
            if any(each.holds for each in found):
                break
            found = [
                _level(assertion, rule, listing, (bars, sessions, look), Moment(event, field))
                for field in told_fields(assertion)
            ]
            yield from found


def _within_month(assertion: Assertion, bars: Bars, published: dt.date) -> Iterator[Session]:
    """Yield the sessions of a month's own extremes: "the low set in early March" names no day."""
    month = month_told(assertion.when.end)
    span = bars.between(month[0], min(month[1], published)) if month is not None else range(0)
    pick = bars.lowest if assertion.direction is Direction.DOWN else bars.highest
    for field in told_fields(assertion):
        place = pick(span, field.value) if span else None
        if place is not None:
            yield bars.session(place)


def _level(
    assertion: Assertion, rule: ClaimRule, listing: Instrument,
    within: tuple[Bars, Sessions, Look], at: Moment,
) -> Evidence:  # fmt: skip
    bars, sessions, look = within
    plan = Plan(
        name="by-close" if at.field is Field.CLOSE else "by-price",
        measure=rule.measure,
        instrument=listing,
        last=at,
        primary=at.field is told_fields(assertion)[0],
        assumed=(f"held against every {at.field.value}", *look.assumed),
    )
    try:
        evidence = _held_against(plan, assertion, bars, look.span)
    except Unplanned as missing:
        evidence = evidence_of(plan, gap=missing.gap)
    return borne_out(evidence, plan, bars, sessions, look)


def told_of(
    assertion: Assertion, tape: Tape, published: dt.date
) -> tuple[Instrument, Sessions, Session, Bars]:
    """Return the listing, its calendar, the session told of, and the listing's bars."""
    if assertion.metric in _REPORTED:
        raise Unplanned(Reason.NO_MEASURE, "highs and runs of reported figures are not measured")
    listing = listing_of(assertion.subject, tape)
    sessions = calendar_of(listing, tape)
    event = event_session(assertion, sessions, published)
    return listing, sessions, event, bars_of(listing, tape, event)


def told_fields(assertion: Assertion) -> tuple[Field, ...]:
    """Highs and lows are by close unless the words tell of a price within the session."""
    top = _TOP[assertion.direction or Direction.UP]
    if assertion.basis is Basis.CLOSE:
        return (Field.CLOSE,)
    return (top, Field.CLOSE) if assertion.basis is Basis.INTRADAY else (Field.CLOSE, top)


def _held_against(plan: Plan, assertion: Assertion, bars: Bars, span: range) -> Evidence:
    lowest = assertion.direction is Direction.DOWN
    field = plan.last.field
    best = (bars.lowest if lowest else bars.highest)(span, field.value)
    own = bars.position(plan.last.session)
    own_row = row_of(plan.instrument, bars, own or 0, field)
    rows = [own_row]
    holds, rivalled = best == own, ""
    if best is not None and not holds:
        rival, factor = (
            row_of(plan.instrument, bars, best, field),
            bars.split_factor(best, span[-1]),
        )
        rows.append(rival)
        holds = rival.value == own_row.value and factor == 1
        split = f" / {factor}" if factor != 1 else ""
        rivalled = f": {rival.value}{split} on {rival.session}; its own is {own_row.value}"
    word = "lowest" if lowest else "highest"
    return evidence_of(
        plan,
        holds=holds,
        formula=f"{word} {field.value} of {len(span)} sessions, "
        f"{bars.session(span[0])} to {bars.session(span[-1])}{rivalled}",
        rows=rows,
        doubts=(*row_doubts(rows), *jump_doubts(plan.instrument, bars, span[0], span[-1])),
    )


def extreme_move(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield whether the move that ends on the session is the biggest of its look-back."""
    listing, sessions, event, bars = told_of(assertion, tape, published)
    looks = look_back(assertion, listing, bars, sessions, event=event, published=published)
    for look in looks:
        plan = Plan(
            name=f"by-{assertion.by}",
            measure=rule.measure,
            instrument=listing,
            last=Moment(event),
            assumed=(f"moves in {assertion.by}, close to close", *look.assumed),
        )
        evidence = _picked(plan, assertion, bars, look.span)
        if evidence is None:
            return
        if assertion.basis is Basis.INTRADAY and not evidence.holds:
            evidence = evidence_of(plan, gap=WITHIN_SESSION)
        yield borne_out(evidence, plan, bars, sessions, look)
        if evidence.holds:
            return


def _picked(plan: Plan, assertion: Assertion, bars: Bars, span: range) -> Evidence | None:
    """Return whether the plan's own move is the one told of; None where it has none."""
    ends = period_ends(bars, span, assertion.period)
    pairs = zip(ends, ends[assertion.length :], strict=False)
    moves = {end: move(bars, start, end, by=assertion.by) for start, end in pairs}
    own = bars.position(plan.last.session)
    if own not in moves:
        return None
    best = PICKS[assertion.pick](_that_way(moves, assertion))
    told = best if best is not None else own
    rows = [row_of(plan.instrument, bars, place) for place in dict.fromkeys((own, told))]
    equal = best is not None and assertion.pick != "first" and moves[best] == moves[own]
    return evidence_of(
        plan,
        holds=best == own or equal,
        formula=f"{assertion.pick} of {len(moves)} moves: {moves[told]:+.2f} {assertion.by} on "
        f"{bars.session(told)}; its own is {moves[own]:+.2f}",
        rows=rows,
        doubts=(*row_doubts(rows), *jump_doubts(plan.instrument, bars, span[0], span[-1])),
    )


def _that_way(moves: Mapping[int, Decimal], assertion: Assertion) -> dict[int, Decimal]:
    """Return the moves that go the way the words say, by the position they end at, as sizes."""
    sign = -1 if assertion.direction is Direction.DOWN else 1
    return {end: sign * move for end, move in moves.items() if sign * move > 0}


def _biggest(sizes: Mapping[int, Decimal]) -> int | None:
    return max(sizes, key=lambda end: sizes[end], default=None)


def _smallest(sizes: Mapping[int, Decimal]) -> int | None:
    return min(sizes, key=lambda end: sizes[end], default=None)


def _first(sizes: Mapping[int, Decimal]) -> int | None:
    return min(sizes, default=None)


PICKS: dict[str, Callable[[Mapping[int, Decimal]], int | None]] = {
    "biggest": _biggest,
    "smallest": _smallest,
    "first": _first,
}
