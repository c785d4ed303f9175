"""Moves and levels of one listing: what the tape says to a plan."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Evidence, Reason
from tapecheck.reference.measures import difference, multiple, simple_return
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import Measure, evidence_of
from tapecheck.verify.plans import Plan, Unplanned
from tapecheck.verify.prices import ONE_MOMENT, Priced, bars_of, conversion, jump_doubts, priced

Arithmetic = Callable[[Decimal, Decimal], Decimal]
Formula = Callable[[str, str], str]
_HUNDRED = Decimal(100)
# How far a rate may be from the day's fixing: an estimate, see DECISIONS.md.
_DAYS_RANGE = Decimal("0.03")


def measure_return(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return the percent change from base to last, splits taken out, dividends left in.

    Of a yield, which is a percentage itself, percentage points are the plain difference.
    """
    if assertion.quantity is not None and assertion.quantity.unit == "percentage_point":
        if plan.instrument.kind != "yield":
            raise _unmeasured(plan, "moves in percent, not in percentage points")
        return _move(plan, tape, difference, formula=_less)
    return _move(plan, tape, simple_return, scale=_HUNDRED, formula=_over)


def measure_times(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return how many times the base the last price is: 2 for one that doubled."""
    return _move(plan, tape, multiple, formula=lambda last, base: f"{last} / {base}")


def measure_direction(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return the percent change, for a claim that tells its direction alone."""
    return measure_return(plan, assertion, tape)


def measure_difference(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return the change in points or money; basis points are hundredths of a percent."""
    unit = assertion.quantity.unit if assertion.quantity else None
    if unit == "basis_point":
        if plan.instrument.kind == "yield":
            told = partial(_scaled, _less, by=100)
            return _move(plan, tape, difference, scale=_HUNDRED, formula=told)
        told = partial(_scaled, _over, by=10000)
        return _move(plan, tape, simple_return, scale=_HUNDRED**2, formula=told)
    _same_currency(plan, unit)
    return _move(plan, tape, difference, formula=_less)


def _same_currency(plan: Plan, unit: str | None) -> None:
    money = unit is not None and unit.isupper()
    if money and plan.instrument.kind != "index" and unit != plan.instrument.currency:
        raise _unmeasured(plan, f"trades in {plan.instrument.currency}, not {unit}")


def _unmeasured(plan: Plan, why: str) -> Unplanned:
    return Unplanned(Reason.NO_MEASURE, f"{plan.instrument.symbol} {why}")


def _move(
    plan: Plan, tape: Tape, arithmetic: Arithmetic, *, formula: Formula,
    scale: Decimal = Decimal(1),
) -> Evidence:  # fmt: skip
    if plan.base is None:
        raise Unplanned(Reason.NO_WINDOW, "a move needs a session to start from")
    bars = bars_of(plan.instrument, tape, plan.base.session, plan.last.session)
    base = priced(plan.instrument, bars, plan.base)
    last = priced(plan.instrument, bars, plan.last)
    factor = bars.split_factor(base.position, last.position)
    start = _only(base) / factor
    if not start and arithmetic is not difference:
        raise _unmeasured(plan, f"stood at 0 on {plan.base.session}, of which nothing is a percent")
    ends = [
        arithmetic(start, end) * scale
        for end in dict.fromkeys((last.interval.low, last.interval.high))
        if end is not None
    ]
    split = f" / {factor}" if factor != 1 else ""
    return evidence_of(
        plan,
        observed=Interval.spanning(ends[0], ends[-1]),
        formula=formula(_told(last), str(_only(base)) + split),
        rows=(*base.rows, *last.rows),
        doubts=(
            *base.doubts,
            *last.doubts,
            *jump_doubts(plan.instrument, bars, base.position, last.position),
        ),
    )


def _over(last: str, base: str) -> str:
    return f"{last} / {base} - 1"


def _less(last: str, base: str) -> str:
    return f"{last} - {base}"


def _scaled(formula: Formula, last: str, base: str, *, by: int) -> str:
    return f"({formula(last, base)}) x {by}"


def _only(price: Priced) -> Decimal:
    if price.interval.low is None:
        raise Unplanned(Reason.NO_BARS, "a price without a number")
    return price.interval.low


def _told(price: Priced) -> str:
    low, high = price.interval.low, price.interval.high
    return str(low) if low == high else f"({low} to {high})"


def measure_level(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return the price at a moment as traded, converted where it is told in another currency."""
    bars = bars_of(plan.instrument, tape, plan.last.session)
    last = priced(plan.instrument, bars, plan.last)
    observed, formula = last.interval, _told(last)
    rows, doubts, leeway = last.rows, last.doubts, None
    unit = assertion.quantity.unit if assertion.quantity else None
    _measured_in(plan, unit)
    if unit is not None and unit.isupper() and plan.instrument.kind != "index":
        rate, fixed = conversion(tape, plan.last.session, to=unit, of=plan.instrument.currency)
        if fixed:
            observed, formula = observed.scaled(rate), f"{formula} x {rate:.6g}"
            leeway = None if doubts else _around(observed)
            rows, doubts = (*rows, *fixed), (*doubts, ONE_MOMENT)
    return evidence_of(
        plan, observed=observed, formula=formula, rows=rows, doubts=doubts, leeway=leeway
    )


def _around(prices: Interval) -> Interval:
    """Return prices at any rate that a day may have around its fixing."""
    low, high = prices.scaled(1 - _DAYS_RANGE).low, prices.scaled(1 + _DAYS_RANGE).high
    return Interval(low, high)


def _measured_in(plan: Plan, unit: str | None) -> None:
    """Refuse a unit that no price has: fifteen times earnings, a dividend yield of 2 percent."""
    level = {"percent"} if plan.instrument.kind == "yield" else set()
    if unit is not None and not unit.isupper() and unit not in {"point", *level}:
        priced_in = plan.instrument.currency
        raise _unmeasured(plan, f"is priced in {priced_in}, not as a {unit.replace('_', ' ')}")


MEASURES: dict[str, Measure] = {
    "return": measure_return,
    "difference": measure_difference,
    "times": measure_times,
    "direction": measure_direction,
    "level": measure_level,
}
