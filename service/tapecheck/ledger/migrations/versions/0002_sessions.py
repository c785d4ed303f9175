"""Sessions of people who sign in on the page."""

from __future__ import annotations

import sqlalchemy as sa
from advanced_alchemy.types import DateTimeUTC
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step on."""
    of_a_key = sa.ForeignKey("api_keys.id", ondelete="CASCADE", name="fk_sessions_key_api_keys")
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(16), of_a_key, nullable=False),
        sa.Column("ends", DateTimeUTC(timezone=True), nullable=False),
    )
    op.create_index("ix_sessions_key", "sessions", ["key"])


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("sessions")
