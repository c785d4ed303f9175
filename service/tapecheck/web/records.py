"""What the ledger holds, in public shape."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta, Struct

from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.records import Decision, Ruling, Submission

Address = Annotated[
    Digest, Meta(description="The address of a check: `digests.check` of its document.")
]
_SHORT = 1000


class SubmissionOut(Struct, frozen=True, kw_only=True):
    """An article that was sent, and how its check came out."""

    check: Address
    id: Annotated[str, Meta(description="The sender's own id of the article.")]
    sender: Annotated[str, Meta(description="The holder of the API key; empty without keys.")]
    at: Annotated[dt.datetime, Meta(description="When it was first sent.")]
    published: Annotated[dt.date | None, Meta(description="The day of publication.")]
    outcomes: Annotated[
        dict[Outcome, int], Meta(description="How many claims came out so; none are left out.")
    ]
    tape: Annotated[Digest, Meta(description="The digest of the tape it was checked against.")]
    rulebook: Annotated[Digest, Meta(description="The digest of the rules it was checked with.")]
    version: Annotated[str, Meta(description="The version of tapecheck that checked it.")]


class SubmissionsOut(Struct, frozen=True, kw_only=True):
    """One page of what was sent, newest first."""

    checks: tuple[SubmissionOut, ...]
    next: Annotated[
        str | None, Meta(description="The `cursor` of the next page; null on the last one.")
    ]


class DecisionIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person decided on a verdict."""

    claim: Annotated[int, Meta(ge=0, description="The claim's place in `assertions`, from 0.")]
    decision: Annotated[Ruling, Meta(description="Whether the verdict stands.")]
    reason: Annotated[
        str, Meta(max_length=_SHORT, description="Why; an overruled verdict needs one.")
    ] = ""
    by: Annotated[
        str, Meta(max_length=64, description="Who; by default the holder of the API key.")
    ] = ""


class DecisionOut(Struct, frozen=True, kw_only=True):
    """What a person decided on a verdict, and when."""

    claim: Annotated[int, Meta(description="The claim's place in `assertions`, from 0.")]
    decision: Annotated[Ruling, Meta(description="Whether the verdict stands.")]
    reason: Annotated[str, Meta(description="Why.")]
    by: Annotated[str, Meta(description="Who.")]
    at: Annotated[dt.datetime, Meta(description="When it was written down.")]


def submission_out(submission: Submission) -> SubmissionOut:
    """Return a submission in its public shape."""
    sent = submission.sent
    return SubmissionOut(
        check=submission.address,
        id=sent.article,
        sender=sent.sender,
        at=sent.at,
        published=submission.published,
        outcomes={outcome: count for outcome, count in submission.counts.items() if count},
        tape=submission.tape,
        rulebook=submission.rulebook,
        version=submission.version,
    )


def decision_out(decision: Decision) -> DecisionOut:
    """Return a decision in its public shape."""
    return DecisionOut(
        claim=decision.claim,
        decision=decision.decision,
        reason=decision.reason,
        by=decision.by,
        at=decision.at,
    )
