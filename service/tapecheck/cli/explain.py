"""``tapecheck explain``: the whole derivation of a verdict, to be followed with a calculator."""

from __future__ import annotations

from pathlib import Path

import click

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.core.errors import InputError
from tapecheck.report.text import explained, heading
from tapecheck.settings import Settings

_MISUSE = 2


@click.command()
@SOURCES
@PUBLISHED
@click.option("--claim", metavar="WORDS", help="Only claims whose words contain these.")
@click.option("--tape", type=click.Path(path_type=Path), help="Reference data to check against.")
@click.option("--rules", type=click.Path(path_type=Path), help="Use this folder of rules.")
@click.option("--home", default="USD", show_default=True, help="Currency that a bare $ means.")
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
    paint, failed = paint_for(output), False
    with opened(output) as stream:
        for article in read_sources(sources, published):
            if isinstance(article, InputError):
                click.echo(f"error: {article}", err=True)
                failed = True
                continue
            write_lines(stream, [paint(heading(article), "heading")])
            for verdict in verifier.check(article).verdicts:
                if claim is None or claim in verdict.assertion.span.of(article.text):
                    write_lines(stream, ["", *explained(verdict, article, paint)])
    if failed:
        context.exit(_MISUSE)
