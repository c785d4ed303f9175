"""``tapecheck tape missing``: what drafts would have needed and the tape has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.options import HOME, RULES, TAPE
from tapecheck.cli.output import OUTPUT, opened, write_lines
from tapecheck.cli.tape_text import need_lines
from tapecheck.core.errors import InputError
from tapecheck.core.verdicts import Report
from tapecheck.settings import Settings
from tapecheck.verify.missing import Need, needs_of
from tapecheck.verify.verifier import Verifier

FOUND, MISUSE = 1, 2


@click.command()
@SOURCES
@PUBLISHED
@TAPE
@RULES
@HOME
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
@OUTPUT
@click.pass_context
def missing(
    context: click.Context, sources: tuple[str, ...], published: str | None, tape: Path | None,
    rules: Path | None, home: str, form: str, output: Path | None,
) -> None:  # fmt: skip
    """List what articles would have needed and the tape has not.

    Instruments, bars, share counts, rates, figures, groups and calendars, each with the days that
    are wanted, how many claims wait for it, and in which articles. With jsonl one line a need:
    {"table", "subject", "metric", "first", "last", "claims", "articles"}.

    \b
    Exit status: 0 nothing is missing, 1 something is, 2 an input could not be read.

    \b
    Examples:
      tapecheck tape missing drafts/ --tape tapes/2025-02
      tapecheck tape missing drafts/ --tape tapes/2025-02 --format jsonl --output wanted.jsonl
    """
    settings = Settings(tape=tape, rules=rules, home_currency=home)
    verifier = build_verifier(settings)
    click.echo(tape_note(settings, verifier.tape), err=True)
    unread: list[InputError] = []
    needs = needs_of(_reports(sources, published, verifier, unread))
    with opened(output) as stream:
        if form == "jsonl":
            write_lines(stream, _lines(needs))
        elif needs or not unread:
            write_lines(stream, need_lines(needs))
    context.exit(MISUSE if unread else FOUND if needs else 0)


def _reports(
    sources: tuple[str, ...], published: str | None, verifier: Verifier, unread: list[InputError]
) -> Iterator[Report]:
    for article in read_sources(sources, published):
        if isinstance(article, InputError):
            click.echo(f"error: {article}", err=True)
            unread.append(article)
        else:
            yield verifier.check(article)


def _lines(needs: Sequence[Need]) -> Iterator[str]:
    for need in needs:
        yield msgspec.json.encode(need).decode()
