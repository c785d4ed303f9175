"""``tapecheck parse``: what an article claims, before anything is checked."""

from __future__ import annotations

from pathlib import Path

import click

from tapecheck.build import build_parser
from tapecheck.cli.config import CONFIG
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.options import HOME, RULES
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.core.errors import InputError
from tapecheck.report.json import encode, parsed_document
from tapecheck.report.text import parsed_text
from tapecheck.settings import Settings

_MISUSE = 2


@click.command()
@SOURCES
@PUBLISHED
@click.option("--tape", type=click.Path(path_type=Path), help="Take names from this tape.")
@RULES
@HOME
@CONFIG
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
@OUTPUT
@click.pass_context
def parse(
    context: click.Context, sources: tuple[str, ...], published: str | None, tape: Path | None,
    rules: Path | None, home: str, form: str, output: Path | None,
) -> None:  # fmt: skip
    """List the market claims of articles as structured assertions, without judging them.

    Takes text files, folders of them, JSON lines ({"id", "text", "published", "title"}) in
    *.jsonl files, and `-` for standard input, which may be either. Prices are not needed.

    \b
    Examples:
      tapecheck parse draft.txt --published 2025-02-13
      tapecheck parse --format jsonl - < articles.jsonl
    """
    parser = build_parser(Settings(tape=tape, rules=rules, home_currency=home))
    paint, failed = paint_for(output), False
    with opened(output) as stream:
        for article in read_sources(sources, published):
            if isinstance(article, InputError):
                click.echo(f"error: {article}", err=True)
                failed = True
                continue
            assertions = parser.parse(article)
            if form == "jsonl":
                stream.write(encode(parsed_document(article, assertions)) + b"\n")
            else:
                write_lines(stream, parsed_text(article, assertions, paint))
    if failed:
        context.exit(_MISUSE)
