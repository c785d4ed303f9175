"""``tapecheck tape diff``: what differs between two tapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

DIFFERENT = 1
_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
@click.option(
    "--examples", type=click.IntRange(0), default=20, show_default=True,
    help="Changed rows shown with old and new values; with jsonl, of each line.",
)  # fmt: skip
def diff(old: Path, new: Path, *, form: str, examples: int) -> None:
    """Say what tape NEW has otherwise than tape OLD, by table and by whom rows are of.

    A line tells of rows that were added (+), removed (-) or changed (~): how many, the days between
    which they lie, and the columns in which they differ; under them changed rows with the old and
    the new value of each field. As JSON lines: table, key, change, rows, first, last, columns,
    edited.

    Exit status, as of diff(1): 0 when both hold the same, 1 when they differ, 2 when one cannot be
    read.

    \b
    Examples:
      tapecheck tape diff tapes/2025-02 tapes/2025-03
      tapecheck tape diff tapes/2025-02 tapes/2025-03 --format jsonl
    """
    from tapecheck.cli.tape_text import diff_lines
    from tapecheck.reference.diff import differences
    from tapecheck.reference.tape import open_tape

    one, two = open_tape(old), open_tape(new)
    found = differences(one, two, shown=examples)
    if form == "jsonl":
        for change in found:
            click.echo(msgspec.json.encode(change))
    elif found:
        click.echo(
            "\n".join(diff_lines(found, (old, one.digest), (new, two.digest), shown=examples))
        )
    sys.exit(DIFFERENT if found else 0)
