"""Depositary shares: one in New York stands for so many at home, and is told in either currency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Evidence
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape


def stands_for(listing: Instrument) -> tuple[str, ...]:
    """Return what is assumed of a depositary share: what one stands for."""
    told = listing.represents
    return (f"one {listing.id} stands for {told.shares} of {told.home}",) if told else ()


def at_parity(
    found: Iterable[Evidence], claim: Assertion, listing: Instrument, tape: Tape
) -> Iterator[Evidence]:
    """Yield levels in another currency as those of the share on the other side of a ratio.

    "Closed at $110, equivalent to HK$107 a share" divides by eight what one in New York costs.
    """
    unit = claim.quantity.unit if claim.quantity else ""
    abroad = unit.isupper() and unit != listing.currency
    for each in found if abroad else ():
        if each.reading.measure == "level" and each.observed is not None:
            for depositary, factor, told in _ratios(listing, tape):
                assumed = (*each.reading.assumed, *stands_for(depositary))
                reading = replace(each.reading, primary=False, assumed=assumed)
                observed, formula = each.observed.scaled(factor), f"{each.formula} {told}"
                yield replace(each, reading=reading, observed=observed, formula=formula)


def _ratios(listing: Instrument, tape: Tape) -> Iterator[tuple[Instrument, Decimal, str]]:
    """Yield what leads from a listing's price to that of one across: the factor, and its words."""
    if listing.represents:
        shares = listing.represents.shares
        yield listing, 1 / shares, f"/ {shares}"
    for other in tape.names.namesakes(listing):
        if other.represents and other.represents.home == listing.id:
            yield other, other.represents.shares, f"x {other.represents.shares}"
