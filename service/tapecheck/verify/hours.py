"""Moves that may be of hours that no tape holds: before the opening, or after the close.

"Results sent Acme shares down 8 percent" is no move of the session if the article tells elsewhere
that they fell in extended trading: daily bars contradict neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tapecheck.core.nouns import Assertion, Basis, Direction, Kind, Label
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict

_OUTSIDE = frozenset({Basis.PREMARKET, Basis.AFTER_HOURS})
_OPEN = frozenset({Basis.UNSPECIFIED, Basis.INTRADAY})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_MOVES = frozenset({Kind.CHANGE, Kind.LEVEL})

WITHIN_SESSION = Gap(reason=Reason.NO_MEASURE, detail="moves within a session are not measured")


def outside_hours(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts, with none refuted that may be of trade outside the session."""
    ways = _ways_outside(verdict.assertion for verdict in verdicts)
    return [_unless_outside(verdict, ways) for verdict in verdicts]


def _ways_outside(claims: Iterable[Assertion]) -> dict[str, set[Direction | None]]:
    """Return which way each listing went outside the session; None where only a price is told."""
    ways: dict[str, set[Direction | None]] = defaultdict(set)
    for claim in claims:
        if claim.basis in _OUTSIDE and claim.kind in _MOVES and claim.subject is not None:
            ways[claim.subject.instrument or ""].add(claim.direction)
    return ways


def _unless_outside(verdict: Verdict, ways: dict[str, set[Direction | None]]) -> Verdict:
    claim = verdict.assertion
    if verdict.outcome is not Outcome.REFUTED or not _is_open(claim) or claim.subject is None:
        return verdict
    outside = ways.get(claim.subject.instrument or "", set())
    if not outside or not (claim.direction is None or {claim.direction, None} & outside):
        return verdict
    return Verdict(
        assertion=claim,
        outcome=Outcome.UNCHECKED,
        evidence=verdict.evidence,
        gap=Gap(
            reason=Reason.TIME_OF_DAY,
            detail="it may be of trade outside the session, which the article also tells of",
        ),
    )


def _is_open(claim: Assertion) -> bool:
    """Return whether the words leave open at which hour of the day it was."""
    return claim.kind in _MOVES and claim.basis in _OPEN and claim.when.label in _DAYS
