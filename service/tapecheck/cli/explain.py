"""``tapecheck explain``: the whole derivation of a verdict, to be followed with a calculator."""

from __future__ import annotations

from pathlib import Path

import click

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.config import CONFIG
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.options import HOME, RULES, TAPE
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.core.errors import InputError
from tapecheck.report.findings import words_of
from tapecheck.report.text import explained, heading
from tapecheck.settings import Settings

_MISUSE = 2
_SHOWN = 12


@click.command()
@SOURCES
@PUBLISHED
@click.option("--claim", metavar="WORDS", help="Only claims whose words contain these.")
@TAPE
@RULES
@HOME
@CONFIG
@OUTPUT
@click.pass_context
def explain(
    context: click.Context, sources: tuple[str, ...], published: str | None, claim: str | None,
    tape: Path | None, rules: Path | None, home: str, output: Path | None,
) -> None:  # fmt: skip
    """Show how each verdict came about: every reading tried, the interval, formula and rows.

    \b
    Examples:
      tapecheck explain draft.txt --published 2025-02-13 --claim "46 percent"
    """
    settings = Settings(tape=tape, rules=rules, home_currency=home)
    verifier = build_verifier(settings)
    click.echo(tape_note(settings, verifier.tape), err=True)
    paint, failed, quotes = paint_for(output), False, Quotes(claim)
    with opened(output) as stream:
        for article in read_sources(sources, published):
            if isinstance(article, InputError):
                click.echo(f"error: {article}", err=True)
                failed = True
                continue
            write_lines(stream, [paint(heading(article), "heading")])
            for verdict in verifier.check(article).verdicts:
                if quotes.ask_for(words_of(article, verdict.assertion.span)):
                    write_lines(stream, ["", *explained(verdict, article, paint)])
    quotes.refuse_none()
    if failed:
        context.exit(_MISUSE)


class Quotes:
    """The words of the claims that were read, and whether any were asked for."""

    def __init__(self, wanted: str | None) -> None:
        """Want the claims that contain some words, or all claims."""
        self._wanted = wanted
        self._others: list[str] = []
        self._found = False

    def ask_for(self, quote: str) -> bool:
        """Say whether a claim in these words is wanted."""
        wanted = self._wanted is None or self._wanted in quote
        self._found = self._found or wanted
        self._others.append(quote)
        return wanted

    def refuse_none(self) -> None:
        """Raise :class:`InputError` if words were asked for that no claim has."""
        if self._wanted is None or self._found:
            return
        there = ", ".join(repr(each) for each in self._others[:_SHOWN])
        more = len(self._others) - _SHOWN
        there = f"{there} and {more} more" if more > 0 else there
        way_out = f"there are: {there}" if there else "there are no claims at all"
        raise InputError("--claim", f"no claim has the words {self._wanted!r}", way_out=way_out)
