"""First tables: checks, who sent them, batches, decisions, keys."""

from __future__ import annotations

import sqlalchemy as sa
from advanced_alchemy.types import BigIntIdentity, DateTimeUTC
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    op.create_table(
        "checks",
        sa.Column("address", sa.String(64), primary_key=True),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("published", sa.Date()),
        sa.Column("rulebook", sa.String(64), nullable=False),
        sa.Column("tape", sa.String(64), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        *(sa.Column(outcome, sa.Integer(), nullable=False) for outcome in _OUTCOMES),
    )
    op.create_table(
        "submissions",
        sa.Column("number", BigIntIdentity, primary_key=True),
        _of_a_check("submissions"),
        sa.Column("sender", sa.String(64), nullable=False),
        sa.Column("article", sa.LargeBinary(), nullable=False),
        sa.Column("at", DateTimeUTC(timezone=True), nullable=False),
    )
    op.create_index(
        "uq_submissions_sent", "submissions", ["address", "sender", "article"], unique=True
    )
    op.create_index("ix_submissions_article", "submissions", ["article"])
    op.create_table(
        "batch_lines",
        sa.Column("sender", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("line", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("sent", sa.String(64), nullable=False),
        _of_a_check("batch_lines"),
    )
    op.create_table(
        "decisions",
        sa.Column("number", BigIntIdentity, primary_key=True),
        _of_a_check("decisions"),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("at", DateTimeUTC(timezone=True), nullable=False),
    )
    for table in _PARTS:
        op.create_index(f"ix_{table}_address", table, ["address"])
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("scopes", sa.String(200), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("made", DateTimeUTC(timezone=True), nullable=False),
        sa.Column("ends", DateTimeUTC(timezone=True)),
    )
    op.create_index("ix_api_keys_holder", "api_keys", ["holder"])


def downgrade() -> None:
    """Go one step back."""
    for table in ("api_keys", *reversed(_PARTS), "checks"):
        op.drop_table(table)


_OUTCOMES = ("supported", "ambiguous", "imprecise", "refuted", "unchecked")
_PARTS = ("submissions", "batch_lines", "decisions")


def _of_a_check(table: str) -> sa.Column[str]:
    """Return the column that ties a row to its check, and goes with it."""
    key = sa.ForeignKey("checks.address", ondelete="CASCADE", name=f"fk_{table}_address_checks")
    return sa.Column("address", sa.String(64), key, nullable=False)
