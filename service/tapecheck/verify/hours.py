"""Moves that may be of hours that no tape holds: before the opening, or after the close.

"Results sent Acme shares down 8 percent" is no move of the session if the article tells elsewhere
that they fell in extended trading: daily bars contradict neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from tapecheck.core.nouns import Assertion, Basis, Direction, Kind, Label
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict

_OUTSIDE = frozenset({Basis.PREMARKET, Basis.AFTER_HOURS})
_OPEN = frozenset({Basis.UNSPECIFIED, Basis.INTRADAY})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_MOVES = frozenset({Kind.CHANGE, Kind.LEVEL})

WITHIN_SESSION = Gap(reason=Reason.NO_MEASURE, detail="moves within a session are not measured")


def outside_hours(verdicts: Sequence[Verdict], text: str) -> list[Verdict]:
    """Return the verdicts, with none refuted that may be of trade outside the session."""
    ways = _ways_outside([verdict.assertion for verdict in verdicts], text)
    return [_unless_outside(verdict, ways) for verdict in verdicts]


def _ways_outside(claims: Sequence[Assertion], text: str) -> dict[str, set[Direction | None]]:
    """Return which way each listing went outside the session; None where only a price is told."""
    ways: dict[str, set[Direction | None]] = defaultdict(set)
    moves = {claim.move for claim in claims if _starts_at_close(claim, text)}
    for claim in claims:
        outside = claim.basis in _OUTSIDE or claim.move in moves
        if outside and claim.kind in _MOVES and claim.subject is not None:
            ways[claim.subject.instrument or ""].add(claim.direction)
    return ways


def _starts_at_close(claim: Assertion, text: str) -> bool:
    """Return whether a move starts from the close: "slid to $25.50 from a close at $26.32"."""
    told = claim.kind is Kind.LEVEL and claim.move is not None
    return told and bool(_CLOSE.search(text[: claim.span.start][-_NEAR:]))


_CLOSE = re.compile(r"\bfrom (?:a|its|their|the) (?:[\w-]+ ){0,2}clos(?:e|ing price)\b[^.;]*$")
_NEAR = 80  # characters in which a close tells where a move began


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
