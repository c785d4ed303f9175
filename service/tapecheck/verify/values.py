"""Market value: price times shares, in the currency the words are in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Cause, Doubt, Evidence, Lack, Reason, Row
from tapecheck.reference.bars import Bars
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
    observed = held.shares.scaled(1 / held.per_share * rate)
    values = Interval.spanning(*(price * (end or 0) for end in (observed.low, observed.high)))
    return evidence_of(
        replace(plan, assumed=(*plan.assumed, *held.assumed)),
        observed=values,
        formula=f"{told} x {_told(held)}" + (f" x {rate:.6g}" if fixed else ""),
        rows=(*rows, *(_row(part) for count in held.counts for part in count.parts), *fixed),
        doubts=(*doubts, *held.doubts),
        leeway=_drifted(values) if held.stale and not doubts else None,
    )


# A count from before the window may have been this much off since: within a year of it buybacks and
# new shares seldom make a quarter, and a merger or a split that nobody told shows in the price.
_DRIFT = Decimal("0.25")
_YEAR = dt.timedelta(days=366)


def _drifted(values: Interval) -> Interval:
    """Return what market values may have been by counts that have drifted since."""
    ends = [end * (1 + by) for end in (values.low, values.high) if end is not None
            for by in (-_DRIFT, _DRIFT)]  # fmt: skip
    return Interval(min(ends), max(ends))


class _Held(Struct, frozen=True, kw_only=True):
    """The share counts that may hold for a window, and how many such shares one listed one is.

    ``stale`` tells that they are of before the window, and that nothing else is doubtful of them.
    """

    counts: list[Total]
    per_share: Decimal
    assumed: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    stale: bool

    @property
    def shares(self) -> Interval:
        """Return the fewest and the most shares that there may be."""
        numbers = [count.shares for count in self.counts]
        return Interval(min(numbers), max(numbers))


def _counted(listing: Instrument, tape: Tape, first: dt.date, last: dt.date) -> _Held:
    """Return the counts of a listing; a depositary share without its own has those at home."""
    counts, dated = counts_for(tape.shares(listing.id), first, last)
    at_home = listing.represents if not counts else None
    owner = at_home.home if at_home else listing.id
    if at_home:
        counts, dated = counts_for(tape.shares(owner), first, last)
    lack = Lack(table="shares", subject=listing.id, last=last)
    if not counts:
        raise Unplanned(Reason.NO_SHARES, f"no share count of {listing.symbol} up to {last}", lack)
    older = f"no share count of {listing.symbol} in the window itself"
    doubts = [] if dated else [Doubt(Cause.STAND_IN, older, (lack,))]
    if listing.kind == "adr" and not listing.represents:
        told = f"how many shares one {listing.symbol} stands for is not on the tape"
        doubts.append(Doubt(Cause.STAND_IN, told))
    bars = tape.bars(owner)
    held = [_after_splits(count, bars, last) for count in counts]
    return _Held(
        counts=held,
        per_share=at_home.shares if at_home else Decimal(1),
        assumed=(*(stands_for(listing) if at_home else ()), *_split(held)),
        doubts=tuple(doubts),
        stale=len(doubts) == 1 and not dated and _is_quiet(bars, counts, last),
    )


def _after_splits(count: Total, bars: Bars | None, last: dt.date) -> Total:
    """Return a count of before a split in the shares of after it, as prices are."""
    place = bars.between(bars.first, last) if bars is not None else range(0)
    factor = bars.split_since(count.as_of, place[-1]) if bars is not None and place else Decimal(1)
    return count if factor == 1 else replace(count, factor=factor)


def _split(held: Iterable[Total]) -> Iterator[str]:
    """Yield what is assumed of counts from before a split."""
    for count in held:
        if count.factor != 1:
            yield f"one share of {count.as_of} is {count.factor} after the splits since"


def _is_quiet(bars: Bars | None, counts: Iterable[Total], last: dt.date) -> bool:
    """Return whether nothing is known to have changed the shares of a year-old count or younger."""
    since = min(count.as_of for count in counts)
    span = bars.between(since, last) if bars is not None else range(0)
    if bars is None or not span or bars.first > since or last - since > _YEAR:
        return False
    return not bars.odd_jumps(span[0], span[-1])


class Total(Struct, frozen=True):
    """All shares of one day and kind, its classes together; ``factor`` is of later splits."""

    as_of: dt.date
    kind: str
    parts: tuple[ShareCount, ...]
    factor: Decimal = Decimal(1)

    @property
    def shares(self) -> Decimal:
        """Return how many there are, in shares of after the splits."""
        return sum(part.shares for part in self.parts) * self.factor


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
    listed = [f"{number:,f}" for number in numbers]
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
