"""GitLab's code quality report: one JSON list, an entry for each claim that is not supported."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

import msgspec

from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Finding, Item, only_checked, words_of
from tapecheck.report.json import encode
from tapecheck.report.places import place_in_file
from tapecheck.report.ranked import worst_first
from tapecheck.report.view import View
from tapecheck.report.wording import summary

_SEVERITIES = {
    Outcome.REFUTED: "critical",
    Outcome.IMPRECISE: "minor",
    Outcome.AMBIGUOUS: "minor",
    Outcome.UNCHECKED: "info",
}


def gitlab_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield the list; what a baseline knows and what a desk has silenced is not in it."""
    entries = [
        _entry(check.report.article, finding)
        for check, finding in worst_first(only_checked(items))
        if finding.outcome in _SEVERITIES and not finding.known and not finding.silenced
    ]
    yield msgspec.json.format(encode(entries), indent=2).decode()


def _entry(article: Article, finding: Finding) -> dict[str, object]:
    place = place_in_file(article, finding.verdict.assertion.span)
    quote = words_of(article, finding.verdict.assertion.span)
    return {
        "description": f"{finding.outcome}: \u201c{quote}\u201d. {summary(finding.verdict)}",
        "check_name": finding.verdict.assertion.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.outcome],
        "location": {
            # GitLab finds no file whose path starts with a dot and a slash.
            "path": posixpath.normpath(place.file.replace("\\", "/")),
            "lines": {"begin": place.line},
        },
    }
