"""``tapecheck tape show`` and ``verify``: what is on a tape, and whether it is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from tapecheck.reference.summary import Summary

FOUND = 1
_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("folder", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text")
def show(folder: Path, form: str) -> None:
    """Show what is on the tape in FOLDER: tables, spans, instruments, oddities, sources, coverage.

    Coverage is drawn by instrument, one mark a year: `#` where every session of the exchange has a
    bar, 0 to 9 for tenths of them, `.` for none. `--format json` gives everything but coverage as
    one object, `--format jsonl` coverage: one instrument a line, with bars and sessions by year.

    \b
    Examples:
      tapecheck tape show tapes/2025-02
      tapecheck tape show tapes/2025-02 --format jsonl
    """
    from tapecheck.cli.tape_text import coverage_lines, summary_lines
    from tapecheck.reference.coverage import coverage
    from tapecheck.reference.summary import summarise
    from tapecheck.reference.tape import open_tape

    tape = open_tape(folder)
    if form == "jsonl":
        for each in coverage(tape):
            click.echo(msgspec.json.encode(each))
        return
    summary: Summary = summarise(tape)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(summary), indent=2))
    else:
        click.echo("\n".join([*summary_lines(summary), "", *coverage_lines(coverage(tape))]))


@click.command()
@click.argument("folder", type=_FILE)
def verify(folder: Path) -> None:
    """Recompute every digest of the tape in FOLDER and check every row again.

    Exit status 0: nothing found; 1: one line a finding; 2: no tape there.

    \b
    Example:
      tapecheck tape verify tapes/2025-02
    """
    from tapecheck.reference.audit import audit

    found = audit(folder)
    for line in found:
        click.echo(line)
    if found:
        sys.exit(FOUND)
    click.echo(f"{folder}: all digests and rows are as they should be")
