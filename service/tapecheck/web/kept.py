"""Checks that the ledger has, and decisions on them; or the problem that says why not."""

from __future__ import annotations

import re

from tapecheck.ledger.records import Decision, Kept, Ruling
from tapecheck.web.clock import now
from tapecheck.web.desk import Desk
from tapecheck.web.problems import ProblemError
from tapecheck.web.records import DecisionIn

# PostgreSQL would refuse an address with a NUL in it; there is no check at any but these.
ADDRESS = re.compile("[0-9a-f]{64}")


def document_of(answer: bytes | ProblemError) -> bytes:
    """Return the document, or refuse the request: one article that is given up answers for all."""
    if isinstance(answer, ProblemError):
        raise answer
    return answer


async def decided(desk: Desk, address: str, told: DecisionIn, sender: str) -> Decision:
    """Write down a decision on a check that is there, and return it."""
    kept = await kept_check(desk, address)
    claims = len(kept.report.verdicts)
    if told.claim >= claims:
        what = f"{_claims(claims)}; there is no claim {told.claim}."
        raise ProblemError("invalid-decision", what, pointer="#/claim")
    if told.decision is Ruling.OVERRULED and not told.reason.strip():
        raise ProblemError("invalid-decision", "It says not why.", pointer="#/reason")
    decision = Decision(
        claim=told.claim, decision=told.decision, reason=told.reason, by=told.by or sender, at=now()
    )
    await desk.ledger.decide(address, decision)
    return decision


async def kept_check(desk: Desk, address: str) -> Kept:
    """Return a check of the ledger, or say that there is none."""
    kept = await desk.ledger.check(address) if ADDRESS.fullmatch(address) else None
    if kept is None:
        raise no_check(address)
    return kept


def has_claim(kept: Kept, claim: int | None) -> None:
    """Refuse the address of a claim that a check has not."""
    claims = len(kept.report.verdicts)
    if claim is not None and claim >= claims:
        raise ProblemError("no-claim", f"{_claims(claims)}; there is no claim {claim}.")


def _claims(count: int) -> str:
    return f"The check has {count} {'claim' if count == 1 else 'claims'}, counted from 0"


def no_check(address: str) -> ProblemError:
    """Return that the ledger has no such check."""
    return ProblemError("no-check", f"The ledger has no check {address[:80]!r}.")
