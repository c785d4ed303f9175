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
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(folder: Path, form: str) -> None:
    """Show what is on the tape in FOLDER: tables, spans, instruments, oddities, sources.

    \b
    Example:
      tapecheck tape show tapes/2025-02 --format json
    """
    from tapecheck.cli.tape_text import summary_lines
    from tapecheck.reference.summary import summarise
    from tapecheck.reference.tape import open_tape

    summary: Summary = summarise(open_tape(folder))
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(summary), indent=2))
    else:
        click.echo("\n".join(summary_lines(summary)))


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
