"""Findings of many articles in one list, for readers that stop after so many."""

from __future__ import annotations

from collections.abc import Iterable

from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Checked, Finding

ORDER = (
    Outcome.REFUTED, Outcome.IMPRECISE, Outcome.AMBIGUOUS, Outcome.UNCHECKED, Outcome.SUPPORTED,
)  # fmt: skip


def worst_first(checks: Iterable[Checked]) -> list[tuple[Checked, Finding]]:
    """Return all findings, refuted claims first; known ones after new ones, else as they came."""
    pairs = [(check, finding) for check in checks for finding in check.findings]
    return sorted(pairs, key=lambda pair: _rank(pair[1]))


def worst_of(findings: Iterable[Finding]) -> Finding | None:
    """Return the finding that an editor must look at first; None of none."""
    return min(findings, key=_rank, default=None)


def _rank(finding: Finding) -> tuple[int, bool]:
    return ORDER.index(finding.outcome), finding.known
