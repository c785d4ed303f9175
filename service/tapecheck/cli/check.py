"""``tapecheck check``: a verdict on every claim, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.config import CONFIG
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.options import FETCH, FETCH_INTO, FETCH_LIMIT, HOME, RULES, TAPE
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.cli.progress import told
from tapecheck.cli.run import FAIL_ON, MISUSE, Run, check_in_turn, touched
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Report
from tapecheck.report.baseline import read_baseline, write_baseline
from tapecheck.report.findings import Checked, Item, Known
from tapecheck.report.formats import FORMATS, format_named
from tapecheck.report.view import View
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier

if TYPE_CHECKING:
    from tapecheck.cli.changes import Changes


class Asked(Struct, frozen=True, kw_only=True):
    """What a run was asked for."""

    sources: tuple[str, ...]
    published: str | None
    tape: Path | None
    rules: Path | None
    home: str
    form: str
    fail_on: str
    output: Path | None
    changed_since: str | None
    baseline: Path | None
    write_baseline: bool
    jobs: int
    publisher: str
    page: str
    fetch: str | None
    fetch_limit: float
    fetch_into: Path | None


@click.command()
@SOURCES
@PUBLISHED
@TAPE
@RULES
@HOME
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@OUTPUT
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), default="refuted", show_default=True)
@click.option("--changed-since", metavar="REV", help="Only claims on lines changed since in git.")
@click.option("--baseline", type=click.Path(path_type=Path), help="What it knows does not fail.")
@click.option("--write-baseline", is_flag=True, help="Make the baseline know all of this run.")
@click.option(
    "--jobs", type=click.IntRange(0), default=1, show_default=True,
    help="Check so many articles at once; 0: one for each core.",
)  # fmt: skip
@click.option("--publisher", default="", help="Who answers for the checks (claimreview, html).")
@click.option("--page", default="", help="Address where they are published (claimreview).")
@FETCH
@FETCH_LIMIT
@FETCH_INTO
@CONFIG
@click.pass_context
def check(context: click.Context, /, **given: Any) -> None:
    """Check every market claim of articles against a tape.

    Takes text, markdown and HTML files, folders of them, JSON lines ({"id", "text", "published",
    "title"}) in *.jsonl files, and `-` for standard input. Without --tape the sample tape is used:
    the six big Chinese technology shares in Hong Kong, 30 December 2024 to 14 February 2025.

    \b
    A claim is silenced, with a reason that the report repeats, by a note behind it:
      Acme rose 9 percent. <!-- tapecheck: ignore the tape lacks this listing -->

    tapecheck.toml, or [tool.tapecheck] in pyproject.toml, may hold tape, rules, home, format,
    fail-on, baseline, jobs, publisher and page: fail-on = "imprecise".

    \b
    Exit status: 0 nothing to mend, 1 a claim came out as --fail-on says or worse,
    2 an input could not be read.

    \b
    Examples:
      tapecheck check draft.txt --published 2025-02-13 --tape tapes/2025-02
      tapecheck check drafts/ --format jsonl --output verdicts.jsonl --fail-on imprecise
      tapecheck check drafts/ --format github --changed-since origin/main
      tapecheck check drafts/ --baseline known.json --write-baseline
      tapecheck check drafts/ --tape tapes/us --fetch tiingo --fetch-limit 20
      tapecheck check archive/ --jobs 0 --format html --output report.html
    """
    context.exit(_run(Asked(**given)))


def _run(asked: Asked) -> int:
    """Check what was asked for, write it, and return the exit status."""
    known = _known(asked)
    changes = _changes(asked.changed_since)
    settings = Settings(tape=asked.tape, rules=asked.rules, home_currency=asked.home)
    articles = touched(read_sources(asked.sources, asked.published), changes)
    if asked.fetch is not None:
        held = list(articles)
        settings, articles = _topped_up(asked, asked.fetch, settings, held), iter(held)
    verifier = build_verifier(settings)
    click.echo(tape_note(settings, verifier.tape), err=True)
    view = View(
        paint=paint_for(asked.output), failing=FAIL_ON[asked.fail_on], rules=verifier.rules,
        publisher=asked.publisher, page=asked.page,
    )  # fmt: skip
    reports = _reports(articles, asked.jobs, settings, verifier)
    run = Run(reports, fail_on=asked.fail_on, known=known, changes=changes)
    kept: list[Checked] = []
    items = told(run, aside=asked.output is not None)
    with opened(asked.output) as stream:
        items = _keeping(items, kept) if asked.write_baseline else items
        write_lines(stream, format_named(asked.form)(items, view))
    return _remember(asked.baseline, kept, run) if asked.write_baseline else run.status


def _changes(revision: str | None) -> Changes | None:
    """Return the changes since a revision, if one is named."""
    if revision is None:
        return None
    # Imported here: few runs ask git, and what it takes to start is not waited for.
    from tapecheck.cli.changes import Changes

    return Changes(revision)


def _known(asked: Asked) -> Known:
    """Return what the baseline knows; a run that writes it anew knows nothing yet."""
    if asked.write_baseline and asked.baseline is None:
        raise InputError("--write-baseline", "no file is named", way_out="add --baseline FILE")
    if asked.write_baseline and asked.changed_since:
        what = "a baseline is written of all lines"
        raise InputError("--write-baseline", what, way_out="leave out --changed-since")
    return read_baseline(asked.baseline) if asked.baseline and not asked.write_baseline else {}


def _topped_up(
    asked: Asked, vendor: str, settings: Settings, articles: Iterable[Article | InputError]
) -> Settings:
    """Return settings with a tape that has what the articles need, as far as it can be fetched."""
    # Imported here: few runs fetch.
    from tapecheck.cli.top_up import Fetching, topped_up

    fetching = Fetching(vendor=vendor, limit=asked.fetch_limit, into=asked.fetch_into)
    return topped_up(fetching, settings, articles)


def _reports(
    articles: Iterable[Article | InputError], jobs: int, settings: Settings, verifier: Verifier
) -> Iterator[Report | InputError]:
    if jobs == 1:
        return check_in_turn(articles, verifier)
    # Imported here: one process is the rule, and what many take to start is not waited for.
    from tapecheck.cli.workers import check_at_once

    return check_at_once(articles, settings, jobs)


def _keeping(items: Iterable[Item], kept: list[Checked]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Checked):
            kept.append(item)
        yield item


def _remember(baseline: Path | None, kept: list[Checked], run: Run) -> int:
    """Write the baseline, after which nothing of the run fails but what could not be read."""
    if baseline is not None:
        count = write_baseline(baseline, kept)
        findings = "1 finding" if count == 1 else f"{count} findings"
        click.echo(f"{baseline}: {findings} known from now on", err=True)
    return MISUSE if run.status == MISUSE else 0
