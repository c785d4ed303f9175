"""Workflow commands for GitHub Actions: claims as annotations on the lines of a change.

GitHub shows ten annotations of a kind for each step and drops the rest without a word, so the
worst come first, the rest are plain lines of the log, and the last line says what was cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Checked, Finding, Item, words_of
from tapecheck.report.places import Place, place_in_file
from tapecheck.report.ranked import worst_first
from tapecheck.report.text import tally
from tapecheck.report.view import View
from tapecheck.report.wording import summary

SHOWN = 10
_COMMANDS = {
    Outcome.REFUTED: "error",
    Outcome.IMPRECISE: "warning",
    Outcome.AMBIGUOUS: "notice",
}
_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def github_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield an annotation for each refuted, imprecise or ambiguous claim that is not known."""
    found = list(items)
    checks = [each for each in found if isinstance(each, Checked)]
    given: Counter[str] = Counter()
    for error in (each for each in found if isinstance(each, InputError)):
        given["error"] += 1
        yield f"::error title=tapecheck cannot read this::{str(error).translate(_MESSAGE)}"
    cut = 0
    for check, finding in worst_first(checks):
        command = _COMMANDS.get(finding.outcome)
        if command is None or finding.known:
            continue
        given[command] += 1
        if given[command] <= SHOWN:
            yield _annotation(command, check.report.article, finding)
        else:
            cut += 1
            yield _plain(check.report.article, finding)
    yield from _last(checks, cut)


def _annotation(command: str, article: Article, finding: Finding) -> str:
    place = place_in_file(article, finding.verdict.assertion.span)
    told = ",".join(f"{name}={_property(value)}" for name, value in _properties(place, finding))
    return f"::{command} {told}::{_message(article, finding).translate(_MESSAGE)}"


def _properties(place: Place, finding: Finding) -> Iterator[tuple[str, object]]:
    yield "file", place.file
    yield "line", place.line
    yield "endLine", place.end_line
    # A column is only taken where line and end line are the same.
    if place.column is not None and place.end_column is not None and place.line == place.end_line:
        yield "col", place.column
        yield "endColumn", place.end_column
    yield "title", f"{finding.outcome} ({finding.verdict.assertion.rule})"


def _property(value: object) -> str:
    return str(value).translate(_PROPERTY)


def _message(article: Article, finding: Finding) -> str:
    quote = words_of(article, finding.verdict.assertion.span)
    mended = finding.verdict.correction
    write = f" Write: {mended.text} (not: {mended.span.of(article.text)})" if mended else ""
    return f"\u201c{quote}\u201d: {summary(finding.verdict)}{write}"


def _plain(article: Article, finding: Finding) -> str:
    """Return a line of the log; one that could be taken for a command is not."""
    place = place_in_file(article, finding.verdict.assertion.span)
    told = f"tapecheck: {place.file}:{place.line}: {finding.outcome}: {_message(article, finding)}"
    return " ".join(told.split())


def _last(checks: list[Checked], cut: int) -> Iterator[str]:
    line = tally(tuple(finding.verdict for check in checks for finding in check.findings))
    known = sum(finding.known for check in checks for finding in check.findings)
    more = f"; {known} known from the baseline" if known else ""
    more += f"; {cut} not annotated, as GitHub shows {SHOWN} of a kind: listed above" if cut else ""
    yield f"tapecheck: {line}{more}"
