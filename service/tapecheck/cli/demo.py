"""``tapecheck demo``: what a check looks like, offline, on the sample article and tape."""

from __future__ import annotations

import click

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.output import opened, paint_for, write_lines
from tapecheck.intake.demo import sample_article, sample_text
from tapecheck.report.findings import checked
from tapecheck.report.formats import FORMATS, format_named
from tapecheck.report.view import View
from tapecheck.settings import Settings


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--text", is_flag=True, help="Print the sample article itself.")
def demo(*, form: str, text: bool) -> None:
    """Check the sample article against the sample tape: real prices of 2025, offline.

    \b
    Examples:
      tapecheck demo
      tapecheck demo --text > draft.md
    """
    with opened(None) as stream:
        if text:
            stream.write(sample_text().encode())
            return
        settings = Settings()
        verifier = build_verifier(settings)
        report = verifier.check(sample_article())
        if form == "text":
            write_lines(stream, [tape_note(settings, verifier.tape), ""])
        view = View(paint=paint_for(None), rules=verifier.rules)
        write_lines(stream, format_named(form)([checked(report)], view))
