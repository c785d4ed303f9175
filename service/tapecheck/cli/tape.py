"""``tapecheck tape``: what one can do with tapes; each command lives in a file of its own."""

from __future__ import annotations

import click

from tapecheck.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "load": Entry("tapecheck.cli.tape_load:load", "Load a tape from files."),
    "fetch": Entry(
        "tapecheck.cli.tape_fetch:fetch", "Fetch a tape, or what it lacks, from a vendor."
    ),
    "update": Entry("tapecheck.cli.tape_load:update", "Make a new tape from one and more files."),
    "diff": Entry("tapecheck.cli.tape_diff:diff", "Say what differs between two tapes."),
    "missing": Entry("tapecheck.cli.tape_missing:missing", "List what drafts would have needed."),
    "show": Entry("tapecheck.cli.tape_show:show", "Show what is on a tape."),
    "verify": Entry("tapecheck.cli.tape_show:verify", "Check every digest and row of a tape."),
}


@click.group(cls=LazyGroup, entries=COMMANDS)
def tape() -> None:
    """Load, fetch, update, compare, show and verify tapes.

    A tape is a folder of Parquet tables: an immutable snapshot of reference data with a digest.
    """
