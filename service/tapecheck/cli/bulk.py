"""``tapecheck bulk``: archives of articles; each command lives in a file of its own."""

from __future__ import annotations

import click

from tapecheck.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "check": Entry("tapecheck.cli.bulk_check:check", "Check an archive into Parquet files."),
    "compare": Entry("tapecheck.cli.bulk_compare:compare", "Say what changed between two outputs."),
}


@click.group(cls=LazyGroup, entries=COMMANDS)
def bulk() -> None:
    """Check archives of articles, of any size, on one machine or many.

    Articles come as Parquet, JSON lines or folders of texts; verdicts go into Parquet files.
    """
