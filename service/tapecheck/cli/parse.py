"""``tapecheck parse``: what an article claims, before anything is checked."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from tapecheck.build import build_parser
from tapecheck.cli.config import CONFIG
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.options import HOME, RULES
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser
from tapecheck.grammar.trace import Tracer
from tapecheck.grammar.why import Why
from tapecheck.report.json import encode, parsed_document
from tapecheck.report.text import parsed_text
from tapecheck.report.trace import Tally, traced_document, traced_text
from tapecheck.report.view import Paint
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
@click.option("--debug", is_flag=True, help="Show how each sentence is read, and what is left out.")
@click.option(
    "--why", multiple=True, type=click.Choice([why.value for why in Why]), metavar="REASON",
    help="List the numbers left alone for this reason (implies --debug; may be repeated).",
)  # fmt: skip
@OUTPUT
@click.pass_context
def parse(
    context: click.Context, sources: tuple[str, ...], published: str | None, tape: Path | None,
    rules: Path | None, home: str, form: str, debug: bool, why: tuple[str, ...],  # noqa: FBT001 - click passes a flag
    output: Path | None,
) -> None:  # fmt: skip
    """List the market claims of articles as structured assertions, without judging them.

    Takes text files, folders of them, JSON lines ({"id", "text", "published", "title"}) in
    *.jsonl files, and `-` for standard input, which may be either. Prices are not needed.

    \b
    Examples:
      tapecheck parse draft.txt --published 2025-02-13
      tapecheck parse --format jsonl - < articles.jsonl
      tapecheck parse --debug draft.txt
      tapecheck parse --why unexplained --why no-place articles.jsonl
    """
    parser = build_parser(Settings(tape=tape, rules=rules, home_currency=home))
    account = Account(parser, tuple(map(Why, why))) if debug or why else None
    paint, failed = paint_for(output), False
    with opened(output) as stream:
        for article in read_sources(sources, published):
            if isinstance(article, InputError):
                click.echo(f"error: {article}", err=True)
                failed = True
            elif account is not None:
                account.write(stream, article, form, paint)
            elif form == "jsonl":
                stream.write(encode(parsed_document(article, parser.parse(article))) + b"\n")
            else:
                write_lines(stream, parsed_text(article, parser.parse(article), paint))
    if account is not None:
        account.close()
    if failed:
        context.exit(_MISUSE)


class Account:
    """Writes how articles are read, and in the end a tally of their numbers."""

    def __init__(self, parser: Parser, only: tuple[Why, ...]) -> None:
        """Take the parser; ``only`` keeps the numbers left alone for some reasons."""
        self._parser = parser
        self._only = only
        self._tally = Tally()

    def write(self, stream: IO[bytes], article: Article, form: str, paint: Paint) -> None:
        """Write how one article is read."""
        traces = tuple(Tracer(self._parser, article).sentences())
        for trace in traces:
            self._tally.add(article, trace)
        if form == "jsonl":
            stream.write(encode(traced_document(article, traces, self._only)) + b"\n")
        else:
            write_lines(stream, traced_text(article, traces, paint, self._only))

    def close(self) -> None:
        """Say how many numbers were claimed, and why the others were not."""
        for line in self._tally.lines():
            click.echo(line, err=True)
