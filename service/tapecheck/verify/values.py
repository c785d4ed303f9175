"""Market value: price times shares, in the currency the words are in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Cause, Doubt, Evidence, Lack, Reason, Row
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.shares import ShareCount
from tapecheck.reference.tape import Tape
from tapecheck.verify.depositary import stands_for
from tapecheck.verify.evidence import Measure, evidence_of
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.prices import bars_of, conversion, jump_doubts, priced


def measure_value(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return the market value at the plan's last moment."""
    return _value(plan, _told_in(plan, assertion), tape, base=None)


def measure_value_change(plan: Plan, assertion: Assertion, tape: Tape) -> Evidence:
    """Return how much market value the move from base to last made or cost."""
    if plan.base is None:
        raise Unplanned(Reason.NO_WINDOW, "a change of market value needs a session to start from")
    return _value(plan, _told_in(plan, assertion), tape, base=plan.base)


def _told_in(plan: Plan, assertion: Assertion) -> str:
    """Return the currency that the words tell a value in, else that of the listing."""
    return assertion.quantity.unit if assertion.quantity else plan.instrument.currency


def value_in(currency: str, plan: Plan, tape: Tape) -> Evidence:
    """Return the market value at the plan's last moment, in one currency."""
    return _value(plan, currency, tape, base=None)


def _value(plan: Plan, unit: str, tape: Tape, *, base: Moment | None) -> Evidence:
    listing, day = plan.instrument, plan.last.session
    held = _counted(listing, tape, base.session if base else day, day)
    bars = bars_of(listing, tape, *([base.session, day] if base else [day]))
    last = priced(listing, bars, plan.last)
    price, rows, doubts = last.interval.low or Decimal(0), list(last.rows), list(last.doubts)
    told = str(price)
    if base is not None:
        first = priced(listing, bars, base)
        start = (first.interval.low or Decimal(0)) / bars.split_factor(
            first.position, last.position
        )
        told, price = f"({price} - {start})", price - start
        rows, doubts = [*first.rows, *rows], [*first.doubts, *doubts]
        doubts += jump_doubts(listing, bars, first.position, last.position)
    rate, fixed = conversion(tape, day, to=unit, of=listing.currency)
    products = [price * count.shares / held.per_share * rate for count in held.counts]
    return evidence_of(
        replace(plan, assumed=(*plan.assumed, *held.assumed)),
        observed=Interval.spanning(min(products), max(products)),
        formula=f"{told} x {_told(held)}" + (f" x {rate:.6g}" if fixed else ""),
        rows=(*rows, *(_row(part) for count in held.counts for part in count.parts), *fixed),
        doubts=(*doubts, *held.doubts),
    )


class _Held(Struct, frozen=True, kw_only=True):
    """The share counts that may hold for a window, and how many such shares one listed one is."""

    counts: list[Total]
    per_share: Decimal
    assumed: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def _counted(listing: Instrument, tape: Tape, first: dt.date, last: dt.date) -> _Held:
    """Return the counts of a listing; a depositary share without its own has those at home."""
    counts, dated = counts_for(tape.shares(listing.id), first, last)
    at_home = listing.represents if not counts else None
    if at_home:
        counts, dated = counts_for(tape.shares(at_home.home), first, last)
    if not counts:
        lack = Lack(table="shares", subject=listing.id, last=last)
        raise Unplanned(Reason.NO_SHARES, f"no share count of {listing.symbol} up to {last}", lack)
    doubts = [] if dated else [f"no share count of {listing.symbol} in the window itself"]
    if listing.kind == "adr" and not listing.represents:
        doubts.append(f"how many shares one {listing.symbol} stands for is not on the tape")
    return _Held(
        counts=counts,
        per_share=at_home.shares if at_home else Decimal(1),
        assumed=stands_for(listing) if at_home else (),
        doubts=tuple(Doubt(Cause.STAND_IN, each) for each in doubts),
    )


class Total(Struct, frozen=True):
    """All shares of one day and kind: its classes together."""

    as_of: dt.date
    kind: str
    parts: tuple[ShareCount, ...]

    @property
    def shares(self) -> int:
        """Return how many there are."""
        return sum(part.shares for part in self.parts)


def counts_for(
    counts: Iterable[ShareCount], first: dt.date, last: dt.date
) -> tuple[list[Total], bool]:
    """Return the counts that may hold for a window, and whether they are of the window itself.

    Without one in the window, the latest of each kind before it span what may have been.
    """
    known = _together(c for c in counts if (c.known or c.as_of) <= last and c.as_of <= last)
    inside = [count for count in known if count.as_of >= first]
    if inside:
        return inside, True
    latest = {count.kind: count for count in known}
    return list(latest.values()), False


def _together(counts: Iterable[ShareCount]) -> list[Total]:
    """Return the totals of all classes by day and kind, ascending by day."""
    classes: dict[tuple[dt.date, str], tuple[ShareCount, ...]] = {}
    for count in counts:
        key = count.as_of, count.kind
        classes[key] = (*classes.get(key, ()), count)
    return [Total(*key, parts) for key, parts in classes.items()]


def _told(held: _Held) -> str:
    numbers = sorted({count.shares for count in held.counts})
    listed = [f"{number:,}" for number in numbers]
    counted = listed[0] if len(listed) == 1 else f"({listed[0]} to {listed[-1]})"
    return f"{counted} shares" + (f" / {held.per_share}" if held.per_share != 1 else "")


def _row(count: ShareCount) -> Row:
    return Row(
        table="shares",
        key=count.id,
        session=count.as_of,
        field=count.kind,
        value=Decimal(count.shares),
        unit="shares",
        source=count.source,
    )


MEASURES: dict[str, Measure] = {"value": measure_value, "value_change": measure_value_change}
