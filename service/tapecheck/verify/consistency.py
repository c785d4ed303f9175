"""Figures of one move that contradict each other, where the tape has nothing to say.

"Fell 63.69 points, or 0.3 percent, to end at 12,050.41" is wrong whatever happened. Which of the
figures is, only a tape can tell; without one the percentage is held against the other two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Diagnosis, Evidence, Outcome, Reading, Reason, Verdict
from tapecheck.verify.arithmetic import Told, figures_of, implied_amount, implied_percent
from tapecheck.verify.claimed import Claimed, claimed_interval
from tapecheck.verify.house import House
from tapecheck.verify.judge import direction_interval

_NO_DATA = frozenset(
    {
        Reason.NO_SUBJECT,
        Reason.NO_INSTRUMENT,
        Reason.NO_BARS,
        Reason.DOUBTFUL_ROWS,
        Reason.NO_FIGURE,
    }
)
CONTRADICTION = Diagnosis(
    code="contradiction", detail="the figures of this move contradict each other"
)


def consistent(verdicts: Sequence[Verdict], house: House) -> list[Verdict]:
    """Return the verdicts, with those refuted that the article's own arithmetic contradicts."""
    moves: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        claim = verdict.assertion
        if claim.move is not None and is_unseen(verdict):
            moves[claim.move, claim.subject.name if claim.subject else ""].append(place)
    found = list(verdicts)
    for places in moves.values():
        told = figures_of(verdicts[place].assertion for place in places)
        for claim, implied in _implied(told) if told is not None else ():
            place = next(each for each in places if verdicts[each].assertion is claim)
            found[place] = _held_against(verdicts[place], *implied, house)
    return found


def _implied(told: Told) -> Iterator[tuple[Assertion, tuple[Interval, str]]]:
    """Yield the figures of a move that its others make too, with what those make of it."""
    pairs = (
        (told.percent or told.way, implied_percent(told)),
        (told.amount, implied_amount(told)),
    )
    for claim, implied in pairs:
        if claim is not None and implied is not None:
            yield claim, implied


def is_unseen(verdict: Verdict) -> bool:
    """Return whether a claim is the article's own and the tape has nothing on it."""
    return verdict.gap is not None and verdict.gap.reason in _NO_DATA


def _held_against(verdict: Verdict, implied: Interval, formula: str, house: House) -> Verdict:
    claim = verdict.assertion
    claimed = claimed_interval(claim, house) or _of_way(claim, house)
    if claimed.slack.against(implied) is not Overlap.OUTSIDE:
        return verdict
    reading = Reading(
        name="arithmetic",
        instrument=(claim.subject.instrument or claim.subject.name) if claim.subject else "",
        measure="arithmetic",
        base=None,
        last=None,
        claimed=claimed.inside,
        unit=claim.quantity.unit if claim.quantity is not None else "percent",
        primary=True,
        assumed=("the article's own figures",),
    )
    return Verdict(
        assertion=claim,
        outcome=Outcome.REFUTED,
        evidence=(Evidence(reading=reading, observed=implied, formula=formula),),
        diagnosis=CONTRADICTION,
    )


def _of_way(claim: Assertion, house: House) -> Claimed:
    way = direction_interval(claim, house)
    return Claimed(way, Decimal(0))
