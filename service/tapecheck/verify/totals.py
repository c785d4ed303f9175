"""Total return: what a price did, with the dividends that were paid on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion
from tapecheck.core.units import Price, Session
from tapecheck.core.verdicts import Evidence, Lack, Reason, Row
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.actions import Action
from tapecheck.reference.bars import Bars
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.measures import simple_return
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.plans import Plan, Unplanned
from tapecheck.verify.prices import bars_of, jump_doubts, row_doubts, row_of
from tapecheck.verify.resolve import plans_for

_YEAR = dt.timedelta(days=366)


def total_return(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield the percent change of a price with its dividends: reinvested, and added up.

    Which of the two is meant, words seldom tell, and newsrooms make both.
    """
    if assertion.quantity is not None and assertion.quantity.unit != "percent":
        raise Unplanned(Reason.NO_MEASURE, "dividends are counted in it, which are no price")
    for plan in plans_for(assertion, rule, tape=tape, published=published):
        try:
            yield from _totals(plan, tape)
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)


def _totals(plan: Plan, tape: Tape) -> Iterator[Evidence]:
    if plan.base is None:
        raise Unplanned(Reason.NO_WINDOW, "a move needs a session to start from")
    listing, days = plan.instrument, (plan.base.session, plan.last.session)
    bars = bars_of(listing, tape, *days)
    paid = _paid(listing, bars, *days)
    span = bars.between(*days)
    ends = (row_of(listing, bars, span[0]), row_of(listing, bars, span[-1]))
    for note, total in (
        ("dividends reinvested at the close of their ex-dates", _reinvested(bars, span, paid)),
        ("dividends added up, not reinvested", _added(bars, span, paid)),
    ):
        yield evidence_of(
            replace(plan, assumed=(*plan.assumed, note)),
            observed=Interval.exactly(100 * simple_return(bars.close(span[0]), total)),
            formula=f"{total:.6g} / {ends[0].value} - 1: {note}",
            rows=(*ends, *(_row(listing, each) for each in paid)),
            doubts=(*row_doubts(ends), *jump_doubts(listing, bars, span[0], span[-1])),
        )


def _paid(listing: Instrument, bars: Bars, first: Session, last: Session) -> tuple[Action, ...]:
    """Return the dividends of a stretch; a tape that may lack some tells nothing."""
    known = [each for each in bars.actions if each.kind == "dividend"]
    if not _reaches_over([each.ex_date for each in known], first, last):
        what = f"the tape has not all dividends of {listing.symbol} from {first} to {last}"
        lack = Lack(table="actions", subject=listing.id, first=first, last=last)
        raise Unplanned(Reason.NO_ACTIONS, what, lack)
    return tuple(each for each in known if first < each.ex_date <= last)


def _reaches_over(days: Sequence[dt.date], first: dt.date, last: dt.date) -> bool:
    """Return whether none can be missing at either end, by the longest time between two."""
    if not days:
        return False
    apart = max((later - earlier for earlier, later in pairwise(days)), default=_YEAR)
    return days[0] - first <= apart and last - days[-1] <= apart


def _reinvested(bars: Bars, span: range, paid: Sequence[Action]) -> Price:
    """Return what one share at the start has become, if dividends bought more of them."""
    shares = bars.split_factor(span[0], span[-1])
    for each in paid:
        shares *= 1 + each.value / bars.close(_ex(bars, each, span))
    return bars.close(span[-1]) * shares


def _added(bars: Bars, span: range, paid: Sequence[Action]) -> Price:
    """Return what one share at the start has become, with all that it was paid."""
    cash = (each.value * bars.split_factor(span[0], _ex(bars, each, span)) for each in paid)
    shares = bars.split_factor(span[0], span[-1])
    return bars.close(span[-1]) * shares + sum(cash, Decimal(0))


def _ex(bars: Bars, paid: Action, span: range) -> int:
    """Return the first session that trades without a dividend."""
    return bars.between(paid.ex_date, bars.session(span[-1]))[0]


def _row(listing: Instrument, paid: Action) -> Row:
    return Row(
        table="actions", key=listing.id, session=paid.ex_date, field=paid.kind, value=paid.value,
        unit=listing.currency, source=paid.source,
    )  # fmt: skip
