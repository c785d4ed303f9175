"""One name, several firms: "SAN" is Santander's ticker and Sanofi's.

The copy decides where it names one of them, and only one, by words that are its own, or tells its
figures in a currency that only one trades in. Else the claim is of no one listing: it is tried for
each, and is never more than ambiguous.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Subject
from tapecheck.core.verdicts import Evidence, Gap, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.instruments import Instrument
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import evidence_of
from tapecheck.verify.plans import Moment, Plan, Unplanned
from tapecheck.verify.trials import evidence_on


def told_apart(claims: Sequence[Assertion], text: str, tape: Tape) -> list[Assertion]:
    """Return the claims, each of the firm that its copy means, or of none if it may be several."""
    if not tape.names.are_shared:
        return list(claims)
    called = [_called(claim.subject, text, tape) for claim in claims]
    units: dict[str, set[str]] = defaultdict(set)
    for claim, words in zip(claims, called, strict=True):
        if words:
            units[words].add(claim.quantity.unit if claim.quantity is not None else "")
    meant = {words: _meant(words, told, text, tape) for words, told in units.items()}
    return [
        replace(claim, subject=_of_firm(claim.subject, words, meant[words]))
        if words and claim.subject is not None
        else claim
        for claim, words in zip(claims, called, strict=True)
    ]


def across_firms(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> tuple[Evidence, ...]:
    """Return the evidence on a claim for each firm that its subject may be; () where it is one."""
    subject = claim.subject
    alike = tape.names.shared(subject.text) if subject and subject.instrument is None else ()
    if subject is None or not alike:
        return ()
    gap = _open(subject, alike)
    found = [each for listing in alike for each in _of(listing, claim, rule, tape, published)]
    if not found:
        raise Unplanned(gap.reason, gap.detail)
    plan = Plan(
        name="whose", measure=rule.measure, instrument=alike[0], last=Moment(published),
        primary=False,
    )  # fmt: skip
    return (*found, evidence_of(plan, gap=gap))


def _called(subject: Subject | None, text: str, tape: Tape) -> str:
    """Return the words that may name several firms: the subject's, or all that the text has."""
    own = tape.instrument(subject.instrument or "") if subject is not None else None
    if subject is None or own is None:
        return ""
    if tape.names.shared(subject.text):
        return subject.text
    texts = (own.symbol, own.name, *own.aliases)
    shared = next((each for each in texts if tape.names.shared(each) and _has(text, each)), "")
    return "" if shared and _is_named(own, text, tape) else shared


def _meant(words: str, units: Container[str], text: str, tape: Tape) -> Instrument | None:
    """Return the one firm that a copy means by words, by its other names or its currency."""
    alike = tape.names.shared(words)
    named = [each for each in alike if _is_named(each, text, tape)]
    found = named or [each for each in alike if each.currency in units]
    return found[0] if len(found) == 1 else None


def _is_named(listing: Instrument, text: str, tape: Tape) -> bool:
    """Return whether a text names a firm by words that no other is called by."""
    short = listing.name.rpartition(" ")[0]  # without its legal form
    names = (listing.name, short, *listing.aliases)
    return any(each and not tape.names.shared(each) and _has(text, each) for each in names)


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _of_firm(subject: Subject, words: str, listing: Instrument | None) -> Subject:
    if listing is None:
        return Subject(text=words, name=words)
    return replace(subject, name=listing.name, instrument=listing.id)


def _open(subject: Subject, alike: Sequence[Instrument]) -> Gap:
    firms = " or ".join(f"{each.name} ({each.id})" for each in alike)
    return Gap(reason=Reason.NO_SUBJECT, detail=f"{subject.text!r} may be {firms}")


def _of(
    listing: Instrument, claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield what the tape says to a claim if it is of one firm."""
    subject = claim.subject and _of_firm(claim.subject, "", listing)
    try:
        found = evidence_on(replace(claim, subject=subject), rule, tape, published, None)
    except Unplanned:
        return
    for each in found:
        assumed = (*each.reading.assumed, f"taken for {listing.name} ({listing.id})")
        yield replace(each, reading=replace(each.reading, primary=False, assumed=assumed))
