"""What goes into the ledger and comes out of it; plain and frozen, without a session behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome, Report


class Made(Struct, frozen=True, kw_only=True):
    """A check as it was made. ``document`` is its public shape as JSON, without an article's id."""

    report: Report
    document: bytes


class Sent(Struct, frozen=True, kw_only=True):
    """Who sent an article, under which id, and when."""

    sender: str
    article: str
    at: dt.datetime


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
