"""Figures that may be of another time than they seem: of one that the article tells just before.

"In 1974 the index lost a third. Oil fell 3 percent.": what the second sentence tells of fits the
day of publication, or it is not known what it is of.
"""

from __future__ import annotations

from collections.abc import Iterable

from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict

_CONTRADICTED = frozenset({Outcome.REFUTED, Outcome.IMPRECISE})
_GAP = Gap(
    reason=Reason.NO_WINDOW,
    detail="it may be of another time than the one it seems to tell of",
)


def unless_elsewhen(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the verdicts, with none refuted whose time only a sentence before it tells."""
    return [_doubted(verdict) for verdict in verdicts]


def _doubted(verdict: Verdict) -> Verdict:
    claim = verdict.assertion
    if not claim.when.doubtful or verdict.outcome not in _CONTRADICTED:
        return verdict
    return Verdict(assertion=claim, outcome=Outcome.UNCHECKED, evidence=verdict.evidence, gap=_GAP)
