"""The ledger's tables.

What senders call their articles is kept as bytes in UTF-8: PostgreSQL's text holds no NUL, and JSON
may. ``report`` is a whole report in MessagePack, the article with it; ``document`` is its public
shape as it was answered. Rows that belong to a check go when it goes.
"""

from __future__ import annotations

import datetime as dt

from advanced_alchemy.base import DefaultBase
from advanced_alchemy.types import BigIntIdentity, DateTimeUTC
from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

ADDRESS = String(64)


def _of_a_check() -> Mapped[str]:
    return mapped_column(ADDRESS, ForeignKey("checks.address", ondelete="CASCADE"), index=True)


class CheckRow(DefaultBase):
    """One text, day and title against one tape with one rulebook; never changed once written."""

    __tablename__ = "checks"

    address: Mapped[str] = mapped_column(ADDRESS, primary_key=True)
    report: Mapped[bytes] = mapped_column(LargeBinary)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    published: Mapped[dt.date | None] = mapped_column(Date)
    rulebook: Mapped[str] = mapped_column(ADDRESS)
    tape: Mapped[str] = mapped_column(ADDRESS)
    version: Mapped[str] = mapped_column(String(40))
    supported: Mapped[int]
    ambiguous: Mapped[int]
    imprecise: Mapped[int]
    refuted: Mapped[int]
    unchecked: Mapped[int]


class SubmissionRow(DefaultBase):
    """Somebody sent an article that a check answers: under which id, and when first."""

    __tablename__ = "submissions"
    __table_args__ = (
        Index("uq_submissions_sent", "address", "sender", "article", unique=True),
        Index("ix_submissions_article", "article"),
    )

    number: Mapped[int] = mapped_column(BigIntIdentity, primary_key=True)
    address: Mapped[str] = _of_a_check()
    sender: Mapped[str] = mapped_column(String(64))
    article: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[dt.datetime] = mapped_column(DateTimeUTC(timezone=True))


class BatchLineRow(DefaultBase):
    """One line of a batch that was answered: sent again, it gets the same check."""

    __tablename__ = "batch_lines"

    sender: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    sent: Mapped[str] = mapped_column(ADDRESS)
    address: Mapped[str] = _of_a_check()


class DecisionRow(DefaultBase):
    """What a person decided on one verdict of a check."""

    __tablename__ = "decisions"

    number: Mapped[int] = mapped_column(BigIntIdentity, primary_key=True)
    address: Mapped[str] = _of_a_check()
    claim: Mapped[int]
    decision: Mapped[str] = mapped_column(String(20))
    reason: Mapped[bytes] = mapped_column(LargeBinary)
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(DateTimeUTC(timezone=True))


class KeyRow(DefaultBase):
    """An API key: who holds it and what it opens. The secret itself is nowhere, only its hash."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64), index=True)
    scopes: Mapped[str] = mapped_column(String(200))
    secret_hash: Mapped[str] = mapped_column(ADDRESS)
    made: Mapped[dt.datetime] = mapped_column(DateTimeUTC(timezone=True))
    ends: Mapped[dt.datetime | None] = mapped_column(DateTimeUTC(timezone=True))


class SessionRow(DefaultBase):
    """Somebody who signed in with a key; the token itself is nowhere, only its hash."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(ADDRESS, primary_key=True)
    key: Mapped[str] = mapped_column(
        String(16), ForeignKey("api_keys.id", ondelete="CASCADE"), index=True
    )
    ends: Mapped[dt.datetime] = mapped_column(DateTimeUTC(timezone=True))


METADATA = CheckRow.metadata
