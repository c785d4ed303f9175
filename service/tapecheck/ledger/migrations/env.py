"""Runs the steps on a connection that :func:`tapecheck.ledger.database.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from tapecheck.ledger.models import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="ledger_version",
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
