"""Figures of one move that contradict each other, whatever the tape says.

"Fell 63.69 points, or 0.3 percent, to end at 12,050.41" is wrong whatever happened. What the tape
can mend is the wrong figure. Where it has nothing on them, or leaves them open, what two of them
make is held against the third, unless that is what the tape bears out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.interval import Interval, Overlap
from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Diagnosis, Evidence, Outcome, Reading, Reason, Verdict
from tapecheck.verify.arithmetic import Told, figures_of, implied_amount, implied_percent
from tapecheck.verify.claimed import Claimed, claimed_interval
from tapecheck.verify.diagnose import diagnosed
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


def consistent(verdicts: Sequence[Verdict], text: str, house: House) -> list[Verdict]:
    """Return the verdicts, with those refuted that the article's own arithmetic contradicts."""
    moves: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for place, verdict in enumerate(verdicts):
        claim = verdict.assertion
        if claim.move is not None:
            moves[claim.move, claim.subject.name if claim.subject else ""].append(place)
    found = list(verdicts)
    for places in moves.values():
        move = [verdicts[place] for place in places]
        if len(move) > 1 and all(map(_is_open, move)):
            for place, verdict in zip(places, _agreeing(move, text, house), strict=True):
                found[place] = verdict
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


def _is_open(verdict: Verdict) -> bool:
    """Return whether a figure may still be the wrong one of its move, or show that another is."""
    asserted = verdict.gap is None or verdict.gap.reason is not Reason.NOT_ASSERTED
    return asserted and verdict.correction is None


def _agreeing(move: Sequence[Verdict], text: str, house: House) -> list[Verdict]:
    """Return the verdicts on one move, with the figure refuted that contradicts the others."""
    told = figures_of(verdict.assertion for verdict in move)
    for judged, implied in _implied(told) if told is not None else ():
        evidence = _against(judged, *implied, house)
        if told is not None and evidence is not None:
            wrong = _wrong(told, judged, move)
            return [
                each
                if each.assertion is not wrong
                else diagnosed(_refuted(each, judged, evidence, move, text), text, house)
                for each in move
            ]
    return list(move)


def _against(claim: Assertion, implied: Interval, formula: str, house: House) -> Evidence | None:
    """Return what the other figures make of one that they contradict."""
    claimed = claimed_interval(claim, house) or _of_way(claim, house)
    if claimed.slack.against(implied) is not Overlap.OUTSIDE:
        return None
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
    return Evidence(reading=reading, observed=implied, formula=formula)


def _of_way(claim: Assertion, house: House) -> Claimed:
    way = direction_interval(claim, house)
    return Claimed(way, Decimal(0))


def _wrong(told: Told, judged: Assertion, move: Iterable[Verdict]) -> Assertion | None:
    """Return the figure that the tape does not bear out, the one that is judged first."""
    borne_out = _borne_out(move)
    figures = (judged, told.origin or told.amount, told.level)
    return next((each for each in figures if each and id(each) not in borne_out), None)


def _borne_out(move: Iterable[Verdict]) -> dict[int, Assertion]:
    fits = (each.assertion for each in move if each.outcome is Outcome.SUPPORTED)
    return {id(claim): claim for claim in fits if claim.quantity is not None}


def _refuted(
    verdict: Verdict, judged: Assertion, evidence: Evidence, move: Iterable[Verdict], text: str
) -> Verdict:
    """Return the verdict on the wrong figure, which says what the tape bears out of the others.

    Of what is no percentage the arithmetic tells no right figure, only that it is not this one.
    """
    if verdict.assertion is not judged:
        evidence = _of_other(evidence, judged.span.of(text))
    sides = " and ".join(claim.span.of(text) for claim in _borne_out(move).values())
    told = CONTRADICTION.detail + (f"; the tape bears out {sides}" if sides else "")
    return Verdict(
        assertion=verdict.assertion,
        outcome=Outcome.REFUTED,
        evidence=(evidence, *verdict.evidence) if sides else (evidence,),
        diagnosis=replace(CONTRADICTION, detail=told),
    )


def _of_other(evidence: Evidence, judged: str) -> Evidence:
    """Return what is held against another figure than the judged one: what it would make of it."""
    middle = evidence.observed.middle if evidence.observed is not None else None
    unit = (evidence.reading.unit or "").replace("_", " ")
    reading = replace(evidence.reading, measure="contradiction", claimed=None, unit=None)
    told = f"{evidence.formula} is {middle:.3g} {unit}, not {judged}"
    return replace(evidence, reading=reading, observed=None, holds=False, formula=told)
