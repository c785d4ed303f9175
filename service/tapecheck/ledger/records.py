"""What goes into the ledger and comes out of it; plain and frozen, without a session behind it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Container, Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome, Report


class Made(Struct, frozen=True, kw_only=True):
    """A check as it was made, ready to be written down.

    ``report`` is the whole report in MessagePack, ``document`` its public shape as JSON, without an
    article's id.
    """

    report: bytes
    document: bytes
    address: Digest
    published: dt.date | None
    rulebook: Digest
    tape: Digest
    version: str
    counts: Mapping[Outcome, int]

    @classmethod
    def of(cls, report: Report, document: bytes) -> Made:
        """Return a check from its report and its public shape."""
        counts = Counter(verdict.outcome for verdict in report.verdicts)
        return cls(
            report=msgspec.msgpack.encode(report),
            document=document,
            address=report.address,
            published=report.article.published,
            rulebook=report.rulebook_digest,
            tape=report.tape_digest,
            version=report.version,
            counts={outcome: counts[outcome] for outcome in Outcome},
        )


# One line of the list of what was sent: the check, who sent it, and under which id, as it is kept.
Listing = tuple[Digest, str, bytes]


class Sent(Struct, frozen=True, kw_only=True):
    """Who sent an article, under which id, and when."""

    sender: str
    article: str
    at: dt.datetime

    def under(self, address: Digest) -> Listing:
        """Return the line of the list for this and the check at an address."""
        return address, self.sender, self.article.encode()


class BatchLine(Struct, frozen=True, kw_only=True):
    """The place of an article in a batch that may be sent again; ``sent`` is its line's digest."""

    key: str
    line: int
    sent: Digest


class Entry(Struct, frozen=True, kw_only=True):
    """One thing to write down; ``made`` is left out where the ledger has the check already."""

    address: Digest
    sent: Sent
    made: Made | None = None
    line: BatchLine | None = None

    def adds_to(self, listed: Container[Listing]) -> bool:
        """Return whether the ledger lacks anything of this, with these lines in its list."""
        is_new = self.made is not None or self.line is not None
        return is_new or self.sent.under(self.address) not in listed


class Answered(Struct, frozen=True, kw_only=True):
    """What a line of a batch was answered with before: the digest of what was sent, the check."""

    sent: Digest
    address: Digest


class Submission(Struct, frozen=True, kw_only=True):
    """An article in a list of what was checked; ``number`` grows with time."""

    number: int
    address: Digest
    sent: Sent
    published: dt.date | None
    tape: Digest
    rulebook: Digest
    version: str
    counts: Mapping[Outcome, int]


class Wanted(Struct, frozen=True, kw_only=True):
    """Which submissions are asked for; what is None does not matter."""

    article: str | None = None
    outcome: Outcome | None = None
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    tape: Digest | None = None
    before: int | None = None
    limit: int = 50


class Kept(Struct, frozen=True, kw_only=True):
    """A check as it stands in the ledger, with the id under which it was first sent."""

    address: Digest
    article: str
    report: Report
    document: bytes


class Ruling(StrEnum):
    """What a person may decide on a verdict: that it is right, or that it is not."""

    ACCEPTED = "accepted"
    OVERRULED = "overruled"


class Decision(Struct, frozen=True, kw_only=True):
    """What somebody decided on the verdict on one claim; claims count from 0 in reading order."""

    claim: int
    decision: Ruling
    reason: str
    by: str
    at: dt.datetime
