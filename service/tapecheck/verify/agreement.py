"""What figures of one article say about each other: one session, and one moment of it.

"Rose 1.3 percent to $38.30" tells two figures of one moment. The close before turns each into a
price: if no price of the session fits them all, one of them is wrong, and it is the one that the
others, or the close, leave alone. An article without a date speaks of one session throughout.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Basis
from tapecheck.core.units import Session
from tapecheck.core.verdicts import Evidence, Gap
from tapecheck.reference.tape import Tape
from tapecheck.verify.claimed import Claimed
from tapecheck.verify.judge import SOME_MOMENT

# Figures with so many digits that they do not fit the close by chance, as a percentage may.
_PRECISE = frozenset({"level", "difference"})
_CENT = Decimal("0.01")
_ENOUGH = 2  # so many figures at the close make an article a closing report


class Tried(Struct, frozen=True, gc=False):
    """One claim with its evidence, before it is judged."""

    assertion: Assertion
    evidence: tuple[Evidence, ...] = ()
    claimed: Claimed | None = None
    gap: Gap | None = None

    def without(self, left_out: Iterable[Evidence]) -> Tried:
        """Return it without some readings; the last one is never taken away."""
        gone = set(map(id, left_out))
        kept = tuple(each for each in self.evidence if id(each) not in gone)
        return replace(self, evidence=kept or self.evidence)


def agreed(tried: Sequence[Tried], tape: Tape) -> list[Tried]:
    """Return the claims without the readings that the article's other figures rule out."""
    return _one_moment(_one_session(tried), tape)


def _one_session(tried: Sequence[Tried]) -> list[Tried]:
    """Drop the session before publication where most undated figures fit the day itself, or v.v.

    One figure alone is too few to rule out the other session for all others.
    """
    votes: Counter[Session] = Counter()
    for each in tried:
        votes.update(
            {e.reading.last for e in _undated(each) if e.reading.last and fits_at_close(each, e)}
        )
    session, most = max(votes.items(), key=lambda vote: vote[1], default=(None, 0))
    if most < _ENOUGH or list(votes.values()).count(most) > 1:
        return list(tried)
    return [each.without(e for e in _undated(each) if e.reading.last != session) for each in tried]


def _undated(each: Tried) -> list[Evidence]:
    """Return the readings of a claim whose words name no day."""
    one_day = each.assertion.when.label.value in ("day", "as_of")
    return list(each.evidence) if one_day and each.assertion.when.text is None else []


def fits_at_close(each: Tried, evidence: Evidence) -> bool:
    """Return whether a reading at one certain price lies inside what the words allow."""
    if each.claimed is None or evidence.observed is None or evidence.reading.name in SOME_MOMENT:
        return False
    return each.claimed.inside.against(evidence.observed) is Overlap.INSIDE


def _one_moment(tried: Sequence[Tried], tape: Tape) -> list[Tried]:
    """Drop the readings "at some moment of the session" that the other figures rule out."""
    groups: dict[tuple[int | None, str | None], list[int]] = defaultdict(list)
    for place, each in enumerate(tried):
        if _moment(each) is not None:
            subject = each.assertion.subject
            groups[each.assertion.move, subject.instrument if subject else None].append(place)
    closing = sum(any(fits_at_close(each, e) for e in each.evidence) for each in tried) >= _ENOUGH
    found = list(tried)
    for places in groups.values():
        for place in _ruled_out([tried[p] for p in places], places, tape, closing=closing):
            some = [e for e in tried[place].evidence if e.reading.name in SOME_MOMENT]
            found[place] = tried[place].without(some)
    return found


def _moment(each: Tried) -> Evidence | None:
    """Return the reading "at some moment of the session", where the claim has one."""
    return next(
        (e for e in each.evidence if e.reading.name in SOME_MOMENT and e.observed is not None), None
    )


def _ruled_out(
    group: Sequence[Tried], places: Sequence[int], tape: Tape, *, closing: bool
) -> list[int]:
    """Return the places of the claims of one move that no single moment explains."""
    prices = {place: _price(each, tape) for place, each in zip(places, group, strict=True)}
    known = {place: price for place, price in prices.items() if price is not None}
    at_close = [p for p, each in zip(places, group, strict=True) if _at_close(each)]
    if len(known) > 1 and _meet(known.values()) is None:
        if any(each.evidence[0].reading.measure in _PRECISE for each in group if _at_close(each)):
            return [place for place in known if place not in at_close]
        loose = (_price(each, tape, loosely=True) for each in group)
        if _meet(price for price in loose if price is not None) is not None:
            return []  # "4.3 percent to $33.91": the last digit is off, the moment is one
        best = _largest_agreeing(known)
        return [p for p in known if p not in best] if len(best) > 1 else list(known)
    told_live = any(each.assertion.basis is Basis.INTRADAY for each in group)
    if closing and not at_close and len(known) == 1 and not told_live:
        return list(known)
    return []


def _at_close(each: Tried) -> bool:
    return any(fits_at_close(each, evidence) for evidence in each.evidence)


def _largest_agreeing(prices: dict[int, Interval]) -> set[int]:
    """Return the largest set of claims that one price explains; empty if no two agree.

    Such a set agrees on the lowest price of one of its claims, so only those need be tried.
    """
    sets = [
        {place for place, each in prices.items() if _holds(each, lowest.low)}
        for lowest in prices.values()
    ]
    best = max(sets, key=len, default=set())
    return best if len(best) > 1 else set()


def _holds(prices: Interval, price: Decimal | None) -> bool:
    """Return whether a price is among some; None is lower than any."""
    if price is None or prices.low is None:
        return prices.low is None and (price is None or prices.high is None or price <= prices.high)
    return prices.low <= price and (prices.high is None or price <= prices.high)


def _meet(intervals: Iterable[Interval]) -> Interval | None:
    """Return what intervals of prices have in common, or None."""
    low: Decimal | None = None
    high: Decimal | None = None
    for each in intervals:
        low = each.low if low is None or (each.low is not None and each.low > low) else low
        high = each.high if high is None or (each.high is not None and each.high < high) else high
    if low is not None and high is not None and low > high:
        return None
    return Interval(low, high)


def _price(each: Tried, tape: Tape, *, loosely: bool = False) -> Interval | None:
    """Return the prices of the session that a claim can mean, from the close before."""
    evidence, claimed = _moment(each), each.claimed
    if evidence is None or claimed is None:
        return None
    reading = evidence.reading
    inside = claimed.slack if loosely else claimed.inside
    if reading.measure == "level":
        return _closed_at(each) or inside
    bars = tape.bars(reading.instrument)
    base = bars.at(reading.base) if bars is not None and reading.base is not None else None
    if base is None:
        return None
    if reading.measure == "difference":
        return _shifted(inside, base.close)
    if reading.measure == "return":
        return _shifted(inside.scaled(base.close / 100), base.close)
    return None


def _closed_at(each: Tried) -> Interval | None:
    """Return the close that a round level is to the last cent: $16, of a share that ended at 16.00.

    One in a hundred closes is that round; a level told in cents may come from another rounding.
    """
    quantity = each.assertion.quantity
    if quantity is None or quantity.step <= _CENT:
        return None
    told = Interval.exactly(quantity.value)
    at_close = (e.observed for e in each.evidence if e.reading.name == "close")
    return told if told in at_close else None


def _shifted(interval: Interval, by: Decimal) -> Interval:
    return Interval(
        None if interval.low is None else interval.low + by,
        None if interval.high is None else interval.high + by,
    )
