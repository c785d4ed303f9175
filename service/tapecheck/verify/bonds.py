"""Prices of bonds, of which a tape has the yield: one rises where the other falls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Metric
from tapecheck.core.verdicts import Cause, Doubt, Evidence, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.tape import Tape
from tapecheck.verify.plans import Unplanned

# A yield is of one maturity for ever, a note grows shorter; and "the 10-year" may be either.
_STAND_IN = Doubt(Cause.STAND_IN, "the tape has its yield, which stands in for its price")


def is_bond(claim: Assertion, tape: Tape) -> bool:
    """Return whether a claim is of a bond's price, and the tape has its yield."""
    told = claim.subject.instrument if claim.subject is not None else None
    listing = tape.instrument(told) if told else None
    return claim.metric is Metric.PRICE and listing is not None and listing.kind == "yield"


def against_yield(found: Iterable[Evidence], rule: ClaimRule) -> Iterator[Evidence]:
    """Yield the moves of a yield as those of its bond, the other way; but not how far they went."""
    if rule.measure != "direction":
        raise Unplanned(Reason.NO_MEASURE, "the tape has the yield of this bond, not its price")
    for each in found:
        assumed = (*each.reading.assumed, "a bond's price rises where its yield falls")
        yield replace(
            each,
            reading=replace(each.reading, assumed=assumed),
            observed=each.observed.negated() if each.observed is not None else None,
            formula=f"-({each.formula})",
            doubts=(*each.doubts, _STAND_IN),
        )
