"""``tapecheck check``: a verdict on every claim, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from tapecheck.build import build_verifier, tape_note
from tapecheck.cli.documents import PUBLISHED, SOURCES, read_sources
from tapecheck.cli.output import OUTPUT, opened, paint_for, write_lines
from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Finding, Item, checked
from tapecheck.report.formats import FORMATS, format_named
from tapecheck.report.view import View
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier

FOUND, MISUSE = 1, 2
FAIL_ON: dict[str, frozenset[Outcome]] = {
    "refuted": frozenset({Outcome.REFUTED}),
    "imprecise": frozenset({Outcome.REFUTED, Outcome.IMPRECISE}),
    "ambiguous": frozenset({Outcome.REFUTED, Outcome.IMPRECISE, Outcome.AMBIGUOUS}),
    "unchecked": frozenset(set(Outcome) - {Outcome.SUPPORTED}),
    "never": frozenset(),
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
    view = View(paint=paint_for(output), failing=FAIL_ON[fail_on], rules=verifier.rules)
    items = Items(read_sources(sources, published), verifier, view)
    with opened(output) as stream:
        write_lines(stream, format_named(form)(items, view))
    context.exit(items.status)


class Items:
    """What comes of some articles, one after the other, and the worst exit status of them."""

    def __init__(
        self, articles: Iterable[Article | InputError], verifier: Verifier, view: View
    ) -> None:
        """Take the articles; each is checked when a format asks for it."""
        self._articles = articles
        self._verifier = verifier
        self._failing = view.failing
        self.status = 0

    def __iter__(self) -> Iterator[Item]:
        """Yield every article checked, or what is wrong with it, which is also said aloud."""
        for article in self._articles:
            if isinstance(article, InputError):
                click.echo(f"error: {article}", err=True)
                self.status = MISUSE
                yield article
                continue
            item = checked(self._verifier.check(article))
            if any(self._fails(finding) for finding in item.findings):
                self.status = self.status or FOUND
            yield item

    def _fails(self, finding: Finding) -> bool:
        return finding.outcome in self._failing and not finding.known and not finding.silenced
