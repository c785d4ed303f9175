"""Figures that may be of another time than they seem.

"In 1974 the index lost a third. Oil fell 3 percent.": what the second sentence tells of fits the
day of publication, or it is not known what it is of. A figure whose words name no day is taken for
one of that day, but it is only contradicted where something shows that it is: its session's close
is told of, its day is named near, or another figure near fits that day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tapecheck.core.nouns import Assertion, Basis, Hedge, Kind, Label
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict
from tapecheck.verify.consistency import CONTRADICTION
from tapecheck.verify.peaks import FROM_PEAK

_CONTRADICTED = frozenset({Outcome.REFUTED, Outcome.IMPRECISE})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_LONG = frozenset({Label.MONTH, Label.QUARTER, Label.HALF_YEAR, Label.YEAR, Label.RANGE})
_FIGURES = frozenset({Kind.CHANGE, Kind.LEVEL})
_NEAR = 300  # characters: the sentence that a figure stands in, and one beside it
# An exact figure that is right but for these is of that day.
_SLIPS = frozenset({"direction-reversed", "digits-swapped", "decimal-point", "magnitude"})
_GAP = Gap(
    reason=Reason.NO_WINDOW,
    detail="it may be of another time than the one it seems to tell of",
)


def unless_elsewhen(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts, with none refuted of a day that nothing shows to be meant."""
    shown = [verdict.assertion for verdict in verdicts if _shows_its_day(verdict)]
    return [_doubted(each) if _is_unsure(each, shown) else each for each in verdicts]


def _is_unsure(verdict: Verdict, shown: Sequence[Assertion]) -> bool:
    claim = verdict.assertion
    if verdict.outcome not in _CONTRADICTED:
        return False
    if claim.when.doubtful or _is_within(claim):
        return True
    if verdict.outcome is Outcome.IMPRECISE or not _is_untold(verdict):
        return False
    first = bisect_left(shown, claim.span.start - 2 * _NEAR, key=_start_of)
    last = bisect_right(shown, claim.span.stop + _NEAR, key=_start_of)
    return not any(_is_near(claim, other) for other in shown[first:last])


def _start_of(claim: Assertion) -> int:
    return claim.span.start


def _is_within(claim: Assertion) -> bool:
    """Return whether a move of a moment is told of a long stretch: "briefly fell 900 in May"."""
    return claim.basis is Basis.INTRADAY and claim.when.label in _LONG and claim.kind in _FIGURES


def _is_untold(verdict: Verdict) -> bool:
    """Return whether the words of a figure leave it to others of which session it is."""
    claim, code = verdict.assertion, verdict.diagnosis.code if verdict.diagnosis else ""
    if claim.when.text is not None or claim.when.label not in _DAYS or claim.kind not in _FIGURES:
        return False
    if code == CONTRADICTION.code or any(e.reading.name in FROM_PEAK for e in verdict.evidence):
        return False  # the article's own arithmetic, or a high of a stretch that is told
    exact = claim.quantity is not None and claim.quantity.hedge is Hedge.EXACT
    slip = exact and code in _SLIPS
    return not slip and (claim.basis is not Basis.CLOSE or code == "wrong-way")


def _shows_its_day(verdict: Verdict) -> bool:
    """Return whether a day is named, or so is a figure that fits the one it is taken to be of."""
    claim = verdict.assertion
    if claim.when.label not in _DAYS:
        return False
    fits = verdict.outcome is Outcome.SUPPORTED and claim.quantity is not None
    return claim.when.text is not None or (fits and claim.kind in _FIGURES)


def _is_near(claim: Assertion, other: Assertion) -> bool:
    between = max(claim.span.start - other.span.stop, other.span.start - claim.span.stop)
    return claim.when.end == other.when.end and between <= _NEAR


def _doubted(verdict: Verdict) -> Verdict:
    return Verdict(
        assertion=verdict.assertion, outcome=Outcome.UNCHECKED, evidence=verdict.evidence, gap=_GAP
    )
