"""From evidence to an outcome: policy in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion, Direction, Label
from tapecheck.core.verdicts import Evidence, Gap, Outcome, Reason, Verdict
from tapecheck.verify.claimed import Claimed
from tapecheck.verify.house import House

# Less than any price step, in percent: what has not moved has neither risen nor fallen.
_LEAST = Decimal("0.000001")


def with_claim(
    evidence: Evidence, assertion: Assertion, claimed: Claimed | None, house: House
) -> Evidence:
    """Return the evidence with what the words allow beside what was observed."""
    if evidence.holds is not None:
        return evidence
    allowed = claimed.inside if claimed is not None else direction_interval(assertion, house)
    unit = assertion.quantity.unit if assertion.quantity else "percent"
    return replace(evidence, reading=replace(evidence.reading, claimed=allowed, unit=unit))


def judge(
    assertion: Assertion, evidence: Sequence[Evidence], claimed: Claimed | None, house: House
) -> Verdict:
    """Return what all readings together allow.

    A primary reading inside supports. An alternative inside, or a primary that the data leave
    open, is ambiguous. Then the slack decides between imprecise and refuted; and nothing is
    refuted while one plausible reading is missing or doubtful. What an unexplained jump voids
    counts for nothing.
    """
    evidence = tuple(with_claim(each, assertion, claimed, house) for each in evidence)
    outcome = _outcome(evidence)
    if outcome is not None:
        return Verdict(assertion=assertion, outcome=outcome, evidence=evidence)
    if claimed is not None and any(_in_slack(each, claimed) for each in evidence):
        return Verdict(assertion=assertion, outcome=Outcome.IMPRECISE, evidence=evidence)
    gap = _open_question(evidence, claimed)
    if gap is not None:
        return Verdict(assertion=assertion, outcome=Outcome.UNCHECKED, evidence=evidence, gap=gap)
    return Verdict(assertion=assertion, outcome=Outcome.REFUTED, evidence=evidence)


def overlap(evidence: Evidence) -> Overlap | None:
    """Return how the observed lies against the claim; None where nothing can be told."""
    if any(doubt.voids for doubt in evidence.doubts):
        return None
    if evidence.holds is not None:
        return Overlap.INSIDE if evidence.holds else Overlap.OUTSIDE
    allowed, observed = evidence.reading.claimed, evidence.observed
    if observed is None or allowed is None:
        return None
    if evidence.reading.name in SOME_MOMENT:
        return _at_some_moment(allowed, observed, told=evidence.reading.primary)
    return allowed.against(observed)


# Readings whose observed interval is a whole session's range: the claim need only fit into it.
SOME_MOMENT = frozenset({"inside-session", "at-some-moment"})


def _at_some_moment(allowed: Interval, observed: Interval, *, told: bool) -> Overlap:
    """A session's range makes a claim possible or not; where the words tell so, that is enough."""
    if allowed.against(observed) is Overlap.OUTSIDE:
        return Overlap.OUTSIDE
    return Overlap.INSIDE if told else Overlap.ACROSS


def direction_interval(assertion: Assertion, house: House) -> Interval:
    """Return the percent changes that a direction alone allows."""
    flat = (house.flat if assertion.when.label is Label.DAY else house.flat_longer) * 100
    if assertion.direction is Direction.FLAT:
        return Interval(-flat, flat)
    if assertion.direction is Direction.UP:
        return Interval(low=_LEAST)
    return Interval(high=-_LEAST)


def _outcome(evidence: Iterable[Evidence]) -> Outcome | None:
    found = None
    for each in evidence:
        lie = overlap(each)
        if lie is Overlap.INSIDE and each.reading.primary:
            return Outcome.SUPPORTED
        if lie is Overlap.INSIDE or lie is Overlap.ACROSS:
            found = Outcome.AMBIGUOUS
    return found


def _in_slack(evidence: Evidence, claimed: Claimed) -> bool:
    if evidence.observed is None or not evidence.reading.primary or evidence.doubts:
        return False
    return claimed.slack.against(evidence.observed) is not Overlap.OUTSIDE


def _open_question(evidence: Sequence[Evidence], claimed: Claimed | None) -> Gap | None:
    """Return why a claim that no reading supports must still not be called wrong."""
    for each in evidence:
        if each.gap is not None:
            return each.gap
    for each in evidence:
        if each.doubts and not _beyond(each, claimed):
            return Gap(
                reason=Reason.DOUBTFUL_ROWS,
                detail="; ".join(doubt.detail for doubt in each.doubts),
                lacks=tuple(lack for doubt in each.doubts for lack in doubt.lacks),
            )
    if not evidence:
        return Gap(reason=Reason.NO_MEASURE, detail="no reading of these words can be computed")
    return None


def _beyond(evidence: Evidence, claimed: Claimed | None) -> bool:
    """Return whether a claim lies outside all that doubtful evidence may stand for."""
    allowed = claimed.slack if claimed is not None else evidence.reading.claimed
    if allowed is None or evidence.leeway is None:
        return False
    return allowed.against(evidence.leeway) is Overlap.OUTSIDE
