"""Exchange rates from the tape's daily fixings, either way round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Kind, Metric
from tapecheck.core.verdicts import Evidence, Lack, Reason, Row
from tapecheck.grammar.currencies import codes_of
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.measures import difference, multiple, simple_return
from tapecheck.reference.rates import EURO
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.prices import ONE_MOMENT, conversion
from tapecheck.verify.stretches import Stretch, stretches

_MEASURES = frozenset({"return", "difference", "times", "direction", "level"})


class Pair(Struct, frozen=True):
    """So many units of ``quoted`` for one of ``base``."""

    base: str
    quoted: str

    @property
    def listing(self) -> Instrument:
        """Return the pair as an instrument that no exchange lists."""
        name = f"{self.base}/{self.quoted}"
        return Instrument(
            id=f"FIX:{name}", symbol=name, mic="FIX", name=name, kind="currency",
            currency=self.quoted,
        )  # fmt: skip


def is_pair(claim: Assertion, rule: ClaimRule) -> bool:
    """Return whether a claim is of an exchange rate that no listing on the tape stands for."""
    subject = claim.subject
    return (
        claim.metric is Metric.EXCHANGE_RATE
        and rule.measure in _MEASURES
        and subject is not None
        and subject.instrument is None
    )


def pair_rates(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield what the fixings say to a claim about a pair of currencies."""
    name = claim.subject.name if claim.subject else ""
    codes = codes_of(name)
    if codes is None:
        raise Unplanned(Reason.NO_INSTRUMENT, f"{name!r} is no pair of currencies on the tape")
    pair = Pair(*codes)
    fixings = tape.fixings(pair.quoted) or tape.fixings(pair.base)
    if fixings is None:
        lacks = (Lack(table="rates", subject=each) for each in codes if each != EURO)
        raise Unplanned(Reason.NO_RATE, f"no exchange rates of {pair.listing.symbol}", *lacks)
    for stretch in stretches(claim.when, fixings, published):
        plan = Plan(
            name="fixing" if claim.kind is Kind.LEVEL else "fixing-to-fixing",
            measure=rule.measure, instrument=pair.listing, primary=stretch.primary,
            base=None if claim.kind is Kind.LEVEL else Moment(stretch.base),
            last=Moment(stretch.last), assumed=("the ECB's fixings", *stretch.assumed),
        )  # fmt: skip
        try:
            yield _measured(plan, claim, pair, stretch, tape)
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)


def _measured(plan: Plan, claim: Assertion, pair: Pair, stretch: Stretch, tape: Tape) -> Evidence:
    last, rows = conversion(tape, stretch.last, to=pair.quoted, of=pair.base)
    if plan.base is None:
        value, formula = _level(last, claim, pair)
    else:
        base, before = conversion(tape, stretch.base, to=pair.quoted, of=pair.base)
        value, formula = _move(base, last, claim)
        rows = (*before, *rows)
    return _fixed(plan, value, formula, rows)


def _fixed(plan: Plan, value: Decimal, formula: str, rows: tuple[Row, ...]) -> Evidence:
    return evidence_of(
        plan, observed=Interval.exactly(value), formula=formula, rows=rows, doubts=(ONE_MOMENT,)
    )


def _level(rate: Decimal, claim: Assertion, pair: Pair) -> tuple[Decimal, str]:
    """Return a rate in the currency that the words tell it in: 98 yen a dollar for yen/dollar."""
    unit = claim.quantity.unit if claim.quantity else pair.quoted
    if unit == pair.base:
        return 1 / rate, f"1 / {rate:.6g}"
    if unit not in (pair.quoted, "point"):
        raise Unplanned(Reason.NO_MEASURE, f"{pair.listing.symbol} is not quoted in {unit}")
    return rate, f"{rate:.6g}"


def _move(base: Decimal, last: Decimal, claim: Assertion) -> tuple[Decimal, str]:
    unit = claim.quantity.unit if claim.quantity else "percent"
    if unit == "ratio":
        return multiple(base, last), f"{last:.6g} / {base:.6g}"
    if unit == "percent":
        return 100 * simple_return(base, last), f"{last:.6g} / {base:.6g} - 1"
    return difference(base, last), f"{last:.6g} - {base:.6g}"
