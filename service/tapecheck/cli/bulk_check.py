"""``tapecheck bulk check``: an archive in, two tables of Parquet files and a summary out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tapecheck.build import build_verifier
from tapecheck.cli.documents import PUBLISHED
from tapecheck.cli.options import HOME, RULES, TAPE
from tapecheck.cli.progress import CLEAR
from tapecheck.core.errors import InputError, nearest
from tapecheck.intake.article import read_published
from tapecheck.settings import Settings

if TYPE_CHECKING:
    from tapecheck.bulk.plan import Options
    from tapecheck.bulk.run import Crew, Progress
    from tapecheck.bulk.summary import Summary


class Asked(Struct, frozen=True, kw_only=True):
    """What a run in bulk was asked for."""

    inputs: tuple[Path, ...]
    output: Path
    published: str | None
    tape: Path | None
    rules: Path | None
    home: str
    maps: tuple[str, ...]
    size: int
    longest: int
    bare: bool
    workers: int
    address: str | None


@click.command()
@click.argument(
    "inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT..."
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), required=True, metavar="DIR",
    help="Folder for the tables; one that was begun is gone on with.",
)  # fmt: skip
@PUBLISHED
@TAPE
@RULES
@HOME
@click.option(
    "--map", "maps", multiple=True, metavar="FIELD=COLUMN",
    help="Take text, id, published or title from that Parquet column.",
)  # fmt: skip
@click.option(
    "--part-size", "size", type=click.IntRange(1), default=1000, show_default=True,
    help="Lines, rows or files of an input that make one part.",
)  # fmt: skip
@click.option(
    "--longest", type=click.IntRange(1), default=1_000_000, show_default=True,
    help="Characters that an article may have.",
)  # fmt: skip
@click.option(
    "--bare", is_flag=True,
    help="Leave out words of articles and numbers of the tape: an output to be compared with.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True,
    help="Check with so many processes; 0: one for each core.",
)  # fmt: skip
@click.option("--address", metavar="ADDRESS", help="Let a Ray cluster do it: auto, or HOST:PORT.")
def check(**given: Any) -> None:
    """Check an archive of articles, of any size, into tables of Parquet files.

    Takes *.parquet (columns text, id, published, title), *.jsonl, *.jsonl.gz, *.jsonl.zst, files of
    text, markdown and HTML, and folders of all these. Writes into DIR claims-*.parquet, a row for
    each claim, documents-*.parquet, a row for each document, and summary.json and summary.html.

    More than one worker takes Ray: pip install 'tapecheck[bulk]'. On a cluster all machines must
    see inputs, tape and DIR under the same paths.

    A document that cannot be read is a row with its error, and stops nothing. A run that was cut
    off goes on where it was when the same command is given again; one with another tape, other
    rules or other inputs is refused.

    \b
    Exit status: 0 when all was checked, whatever came of it; 2 when the run could not be finished.

    \b
    Examples:
      tapecheck bulk check archive/ --output verdicts/ --tape tapes/2025-02
      tapecheck bulk check archive/ -o verdicts/ --tape /data/tape --address auto --workers 200
      tapecheck bulk check wire.parquet -o verdicts/ --map text=body --map published=day
    """
    _run(Asked(**given))


def _run(asked: Asked) -> None:
    # Imported here: help pages need no data frames.
    from tapecheck.bulk.run import check_in_bulk

    settings = Settings(
        tape=asked.tape and asked.tape.resolve(), rules=asked.rules and asked.rules.resolve(),
        home_currency=asked.home,
    )  # fmt: skip
    summary = check_in_bulk(
        [each.resolve() for each in asked.inputs], asked.output.resolve(),
        partial(build_verifier, settings), options=_options(asked), crew=_crew(asked),
        tell=_teller(),
    )  # fmt: skip
    if sys.stderr.isatty():
        click.echo(CLEAR, err=True, nl=False)
    click.echo("\n".join(_told(summary, asked.output)))


def _crew(asked: Asked) -> Crew:
    """Return who does the work: this process alone, or workers of Ray."""
    if asked.workers == 1 and not asked.address:
        from tapecheck.bulk.run import in_turn

        return in_turn
    from tapecheck.bulk.cluster import Crew as Workers

    return Workers(asked.workers or os.cpu_count() or 1, asked.address)


def _options(asked: Asked) -> Options:
    from tapecheck.bulk.plan import FIELDS, Options

    columns = {}
    for each in asked.maps:
        field, equals, column = each.partition("=")
        if field not in FIELDS or not equals or not column:
            what = f"cannot be followed: {each!r}"
            raise InputError("--map", what, way_out=nearest(field, FIELDS))
        columns[field] = column
    if asked.published:
        read_published(asked.published, "--published")
    return Options(
        published=asked.published, size=asked.size, longest=asked.longest, columns=columns,
        bare=asked.bare,
    )  # fmt: skip


def _teller() -> Callable[[Progress], None]:
    """Return what shows the progress: on a terminal only, with the time that is left."""
    begun, shown = time.monotonic(), sys.stderr.isatty()

    def tell(progress: Progress) -> None:
        if shown:
            took = time.monotonic() - begun
            click.echo(f"{CLEAR}{progress_line(progress, took)}", err=True, nl=False)

    return tell


def progress_line(progress: Progress, took: float) -> str:
    """Return how far a run has come after so many seconds, and how long it will still take."""
    now, left = progress.tasks - progress.before, progress.of - progress.tasks
    seconds = round(took / now * left)
    line = f"{progress.tasks} of {progress.of} parts, {progress.documents:,} documents"
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{line}, {hours}:{minutes:02}:{seconds % 60:02} left"


def _told(summary: Summary, output: Path) -> list[str]:
    """Return the summary in lines."""
    stamp = summary.stamp
    lines = [
        f"{output}: {_count(summary.claims, 'claim')} in {_count(summary.documents, 'document')}",
        f"tape: {stamp.tape_name}, digest {stamp.tape[:12]}",
        *(f"{count:>12,} {outcome}" for outcome, count in summary.outcomes.items()),
    ]
    if summary.errors:
        lines.append(f"{sum(summary.errors.values()):>12,} of the documents could not be checked")
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
