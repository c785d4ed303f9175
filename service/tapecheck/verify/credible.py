"""Whether a figure that the tape contradicts is a wrong one at all, or one of something else.

Earnings of 97 cents are no price of a 56-dollar share, and "up 57 percent" is no session's move:
there the reading is more likely to be wrong than the article.
"""

from __future__ import annotations

from decimal import Decimal

from tapecheck.core.nouns import Assertion, Kind, Label
from tapecheck.core.verdicts import Evidence, Gap, Outcome, Reason, Verdict
from tapecheck.verify.house import House

# A slip of the pen puts a figure far off too, but then the right one is known.
_SLIPS = frozenset(
    {"currency", "direction-reversed", "magnitude", "decimal-point", "digits-swapped"}
)
_DAYS = frozenset({Label.DAY, Label.AS_OF})


def credible(verdict: Verdict, house: House) -> Verdict:
    """Return a verdict as it is, or unchecked where its figure is too far off to be meant so."""
    if verdict.outcome is not Outcome.REFUTED or verdict.assertion.quantity is None:
        return verdict
    if verdict.diagnosis is not None and verdict.diagnosis.code in _SLIPS:
        return verdict
    observed = [e for e in verdict.evidence if e.observed is not None]
    if not observed or not all(_far(verdict.assertion, each, house) for each in observed):
        return verdict
    return Verdict(
        assertion=verdict.assertion,
        outcome=Outcome.UNCHECKED,
        evidence=verdict.evidence,
        gap=Gap(reason=Reason.TOO_FAR, detail=f"the tape says {observed[0].formula}"),
    )


def _far(assertion: Assertion, evidence: Evidence, house: House) -> bool:
    value = assertion.quantity.value if assertion.quantity else Decimal(0)
    if assertion.kind is Kind.LEVEL and evidence.reading.measure == "level":
        return _apart(
            value, evidence, house.far.told_level if _told(assertion) else house.far.level
        )
    if assertion.kind is Kind.CHANGE and evidence.reading.measure == "times":
        return _apart(value, evidence, house.far.multiple)
    if assertion.kind is Kind.CHANGE and evidence.reading.measure == "return":
        untold = assertion.when.label in _DAYS and not _told(assertion)
        return untold and value >= house.far.move and _beyond(value, evidence, house.far.times)
    if assertion.kind is Kind.CHANGE and evidence.reading.measure == "difference":
        whole = evidence.rows[0].value if evidence.rows else Decimal(0)
        return value > whole and _beyond(value, evidence, house.far.times)
    return False


def _beyond(value: Decimal, evidence: Evidence, times: Decimal) -> bool:
    """Return whether a move is so many times what the tape saw."""
    return value > times * max(map(abs, _ends(evidence)), default=Decimal(0))


def _told(assertion: Assertion) -> bool:
    return assertion.when.text is not None


def _apart(value: Decimal, evidence: Evidence, times: Decimal) -> bool:
    ends = _ends(evidence)
    return not ends or value > max(ends) * times or value * times < min(ends)


def _ends(evidence: Evidence) -> list[Decimal]:
    observed = evidence.observed
    if observed is None:
        return []
    return [end for end in (observed.low, observed.high) if end is not None]
