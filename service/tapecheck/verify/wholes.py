"""Parts that make more than their whole: "$5 billion, of which $3 billion … and $4 billion …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Kind, Span
from tapecheck.core.verdicts import Diagnosis, Evidence, Outcome, Reading, Verdict
from tapecheck.verify.claimed import claimed_interval
from tapecheck.verify.consistency import is_unseen
from tapecheck.verify.house import House

_PARTED = "of which"
_CONTRADICTION = Diagnosis(code="contradiction", detail="its parts make more than the whole")


def parted(
    verdicts: Sequence[Verdict], text: str, sentences: Callable[[], Sequence[Span]], house: House
) -> list[Verdict]:
    """Return the verdicts, with those of wholes refuted that their own parts exceed.

    ``sentences`` gives those of the text; it is only asked where the text parts anything.
    """
    found = list(verdicts)
    bounds = sentences() if _PARTED in text else ()
    for place, verdict in enumerate(verdicts if bounds else ()):
        behind = [each.assertion for each in verdicts[place + 1 :]]
        parts = tuple(_parts(verdict.assertion, behind, text, bounds))
        if parts and is_unseen(verdict):
            found[place] = _held_against(verdict, parts, house)
    return found


def _parts(
    whole: Assertion, behind: Sequence[Assertion], text: str, sentences: Sequence[Span]
) -> Iterator[Assertion]:
    """Yield the figures of which a whole is said to be made, up to the end of its sentence."""
    first = next(iter(behind), None)
    if first is None or not _is_sum(whole):
        return
    between = text[whole.span.stop : max(first.span.start, whole.span.stop)]
    if not between.lstrip(" ,-\N{EM DASH}").startswith(_PARTED):
        return
    stop = next((each.stop for each in sentences if each.stop > whole.span.start), len(text))
    yield from (
        each
        for each in takewhile(lambda each: each.span.start < stop, behind)
        if _is_sum(each) and _unit(each) == _unit(whole)
    )


def _is_sum(claim: Assertion) -> bool:
    return claim.kind is Kind.LEVEL and _unit(claim).isupper()


def _unit(claim: Assertion) -> str:
    return claim.quantity.unit if claim.quantity is not None else ""


def _held_against(verdict: Verdict, parts: Sequence[Assertion], house: House) -> Verdict:
    """Return a verdict on a whole as contradicted where its parts cannot be as small as it."""
    claim, claimed = verdict.assertion, claimed_interval(verdict.assertion, house)
    inside = [each.inside for part in parts if (each := claimed_interval(part, house)) is not None]
    least = sum((each.low or Decimal(0) for each in inside), Decimal(0))
    most = claimed.inside.high if claimed is not None else None
    if claimed is None or claim.subject is None or most is None or least <= most:
        return verdict
    reading = Reading(
        name="its-parts", instrument=claim.subject.instrument or claim.subject.name,
        measure="parts", base=None, last=None, claimed=claimed.inside, unit=_unit(claim),
        primary=True, assumed=("the parts do not overlap",),
    )  # fmt: skip
    formula = " + ".join(f"{part.quantity.value:f}" for part in parts if part.quantity is not None)
    evidence = Evidence(reading=reading, observed=Interval(low=least), holds=False, formula=formula)
    return Verdict(
        assertion=claim, outcome=Outcome.REFUTED, evidence=(evidence,), diagnosis=_CONTRADICTION
    )
