"""One name, several listings: words that do not say which may be of any of them.

"Twin shares rose 2 percent" is read of one listing; those of the same name with bars on the tape
are alternatives. So a figure that is right in London is never refuted by New York.
"""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Evidence
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.depositary import at_parity, stands_for
from tapecheck.verify.homonyms import across_firms
from tapecheck.verify.plans import Unplanned
from tapecheck.verify.trials import evidence_on


def across_listings(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date, extreme: Assertion | None
) -> tuple[Evidence, ...]:
    """Return the evidence on every reading of a claim, of the listing read and of its namesakes.

    ``extreme`` is the high or low that the claim is told beside.
    """
    found = across_firms(claim, rule, tape, published)
    if found:
        return found
    found = evidence_on(claim, rule, tape, published, extreme)
    own = tape.instrument(claim.subject.instrument or "") if claim.subject else None
    if own is None or not found:
        return found
    others = list(at_parity(found, claim, own, tape))
    for listing in _namesakes(own, tape):
        beside = extreme and _of(listing, extreme)
        try:
            again = evidence_on(_of(listing, claim), rule, tape, published, beside)
        except Unplanned as missing:
            again = (replace(found[0], holds=None, observed=None, rows=(), gap=missing.gap),)
        others += (_alternative(each, listing) for each in again)
    return (*found, *others)


def _namesakes(own: Instrument, tape: Tape) -> tuple[Instrument, ...]:
    return tuple(each for each in tape.names.namesakes(own) if tape.bars(each.id))


def _of(listing: Instrument, claim: Assertion) -> Assertion:
    subject = claim.subject
    return replace(claim, subject=subject and replace(subject, instrument=listing.id))


def _alternative(evidence: Evidence, listing: Instrument) -> Evidence:
    told = (f"the listing {listing.id}", *stands_for(listing))
    assumed = (*evidence.reading.assumed, *told)
    reading = replace(evidence.reading, instrument=listing.id, primary=False, assumed=assumed)
    return replace(evidence, reading=reading)
