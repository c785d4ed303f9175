"""Moves in a row: "rose for a fifth straight day", "a third straight weekly loss"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from tapecheck.core.nouns import Assertion, Direction
from tapecheck.core.verdicts import Evidence, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.bars import Bars
from tapecheck.reference.calendar import Sessions
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.extremes import told_of
from tapecheck.verify.periods import ends_back, move, same_period
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.prices import jump_doubts, row_doubts, row_of

_DAY = dt.timedelta(days=1)


class _Run(Struct, frozen=True):
    """So many moves in a row from the close at ``first``.

    ``before`` is where the contrary one before them began; None where it is not on the tape.
    """

    count: int
    first: int
    before: int | None = None


def streak(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how many moves in a row went the same way up to the session.

    In the middle of a week the last whole one may be meant.
    """
    if assertion.direction is None:
        raise Unplanned(Reason.NO_MEASURE, "the words do not say which way the moves went")
    listing, sessions, event, bars = told_of(assertion, tape, published)
    running = _is_running(sessions, event, assertion.period)
    last = bars.between(event, event)[0]
    for place in islice(ends_back(bars, last, assertion.period), 1 + running):
        whole = () if place == last else (f"up to the last whole {assertion.period}",)
        plan = Plan(
            name="in-a-row", measure=rule.measure, instrument=listing,
            last=Moment(bars.session(place)), primary=place == last,
            assumed=("close to close", *whole),
        )  # fmt: skip
        try:
            yield _counted(plan, assertion, bars, sessions)
        except Unplanned as missing:
            yield evidence_of(plan, gap=missing.gap)


def _is_running(sessions: Sessions, day: dt.date, period: str) -> bool:
    """Return whether a week, month, quarter or year has sessions left after a day."""
    following = sessions.on_or_after(day + _DAY)
    return following is not None and same_period(day, following, period)


def _counted(plan: Plan, assertion: Assertion, bars: Bars, sessions: Sessions) -> Evidence:
    listing, last = plan.instrument, bars.between(plan.last.session, plan.last.session)[0]
    run = _run(assertion, bars, sessions, last)
    claimed = assertion.quantity.value if assertion.quantity else None
    if run.before is None and (claimed is None or run.count <= claimed):
        what = f"no bar of {listing.symbol} right before {bars.session(run.first)}"
        raise Unplanned(Reason.NO_BARS, what)
    before = run.first if run.before is None else run.before
    rows = [row_of(listing, bars, place) for place in dict.fromkeys((before, run.first, last))]
    return evidence_of(
        plan,
        holds=run.count > 1 if claimed is None else run.count == claimed,
        formula=f"{run.count} in a row up to {plan.last.session}, from the close of "
        f"{bars.session(run.first)}",
        rows=rows,
        doubts=(*row_doubts(rows), *jump_doubts(listing, bars, before, last)),
    )


def _run(assertion: Assertion, bars: Bars, sessions: Sessions, last: int) -> _Run:
    """Return the moves in a row that end with one; where a session is missing, no more is known."""
    sign = -1 if assertion.direction is Direction.DOWN else 1
    ends = ends_back(bars, last, assertion.period)
    count, first = 0, next(ends)
    for start in ends:
        if sessions.count(bars.session(start), bars.session(first)) != first - start + 1:
            return _Run(count, first)
        if sign * move(bars, start, first) <= 0:
            return _Run(count, first, start)
        count, first = count + 1, start
    return _Run(count, first)
