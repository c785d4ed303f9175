"""``tapecheck check``: a verdict on every claim, for people and for machines."""

from __future__ import annotations

from pathlib import Path

import click

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.core.errors import InputError
from tapecheck.core.verdicts import Outcome
from tapecheck.report.formats import FORMATS
from tapecheck.settings import Settings

FOUND, MISUSE = 1, 2
FAIL_ON = {
    "refuted": {Outcome.REFUTED},
    "imprecise": {Outcome.REFUTED, Outcome.IMPRECISE},
    "ambiguous": {Outcome.REFUTED, Outcome.IMPRECISE, Outcome.AMBIGUOUS},
    "unchecked": set(Outcome) - {Outcome.SUPPORTED},
    "never": set(),
}


@click.command()
@SOURCES
@PUBLISHED
@click.option("--tape", type=click.Path(path_type=Path), help="Reference data to check against.")
@click.option("--rules", type=click.Path(path_type=Path), help="Use this folder of rules.")
@click.option("--home", default="USD", show_default=True, help="Currency that a bare $ means.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), default="refuted", show_default=True)
@OUTPUT
@click.pass_context
def check(
    context: click.Context, sources: tuple[str, ...], published: str | None, tape: Path | None,
    rules: Path | None, home: str, form: str, fail_on: str, output: Path | None,
) -> None:  # fmt: skip
    """Check every market claim of articles against a tape.

    Takes text files, folders of them, JSON lines ({"id", "text", "published", "title"}) in
    *.jsonl files, and `-` for standard input. Without --tape the sample tape is used: the six
    big Chinese technology shares in Hong Kong, 30 December 2024 to 14 February 2025.

    \b
    Exit status: 0 nothing to mend, 1 a claim came out as --fail-on says or worse,
    2 an input could not be read.

    \b
    Examples:
      tapecheck check draft.txt --published 2025-02-13 --tape tapes/2025-02
      tapecheck check drafts/ --format jsonl --output verdicts.jsonl --fail-on imprecise
    """
    settings = Settings(tape=tape, rules=rules, home_currency=home)
    verifier = build_verifier(settings)
    click.echo(tape_note(settings, verifier.tape), err=True)
    paint, status = paint_for(output), 0
    with opened(output) as stream:
        for article in read_sources(sources, published):
            if isinstance(article, InputError):
                click.echo(f"error: {article}", err=True)
                status = MISUSE
                continue
            report = verifier.check(article)
            write_lines(stream, FORMATS[form](report, paint))
            if any(v.outcome in FAIL_ON[fail_on] for v in report.verdicts):
                status = status or FOUND
    context.exit(status)
