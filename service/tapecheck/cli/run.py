"""One run over articles: what comes of each, and the exit status of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome, Report
from tapecheck.report.findings import Checked, Finding, Item, Known, checked
from tapecheck.verify.verifier import Verifier

if TYPE_CHECKING:
    from tapecheck.cli.changes import Changes

FOUND, MISUSE = 1, 2
FAIL_ON: dict[str, frozenset[Outcome]] = {
    "refuted": frozenset({Outcome.REFUTED}),
    "imprecise": frozenset({Outcome.REFUTED, Outcome.IMPRECISE}),
    "ambiguous": frozenset({Outcome.REFUTED, Outcome.IMPRECISE, Outcome.AMBIGUOUS}),
    "unchecked": frozenset(set(Outcome) - {Outcome.SUPPORTED}),
    "never": frozenset(),
}


class Run:
    """The items of a run, made as a format asks for them."""

    def __init__(
        self, reports: Iterable[Report | InputError], *, fail_on: str, known: Known,
        changes: Changes | None,
    ) -> None:  # fmt: skip
        """Take the reports, what is known from a baseline, and which lines are looked at."""
        self._reports = reports
        self._failing = FAIL_ON[fail_on]
        self._known = known
        self._changes = changes
        self.status = 0

    def __iter__(self) -> Iterator[Item]:
        """Yield every article checked, or what is wrong with it, which is also said aloud."""
        for report in self._reports:
            if isinstance(report, InputError):
                click.echo(f"error: {report}", err=True)
                self.status = MISUSE
                yield report
            else:
                yield self._checked(report)

    def _checked(self, report: Report) -> Checked:
        item = checked(report, self._known)
        item = self._changes.only(item) if self._changes else item
        if any(self._fails(finding) for finding in item.findings):
            self.status = self.status or FOUND
        return item

    def _fails(self, finding: Finding) -> bool:
        return finding.outcome in self._failing and not finding.known and not finding.silenced


def touched(
    articles: Iterable[Article | InputError], changes: Changes | None
) -> Iterator[Article | InputError]:
    """Yield the articles of which something has changed, and what could not be read."""
    for article in articles:
        if changes is None or isinstance(article, InputError) or changes.touch(article):
            yield article


def check_in_turn(
    articles: Iterable[Article | InputError], verifier: Verifier
) -> Iterator[Report | InputError]:
    """Yield the report on each article, or what is wrong with it, one after the other."""
    for article in articles:
        yield article if isinstance(article, InputError) else verifier.check(article)
