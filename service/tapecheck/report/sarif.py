"""SARIF 2.1.0, for code hosts and editors: one run, a result for each claim, errors first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article, Span
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Checked, Finding, Item, words_of
from tapecheck.report.json import encode
from tapecheck.report.places import place_in_file, uri
from tapecheck.report.ranked import worst_first
from tapecheck.report.view import View
from tapecheck.report.wording import summary

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_KINDS = {
    Outcome.SUPPORTED: ("pass", "none"),
    Outcome.AMBIGUOUS: ("review", "none"),
    Outcome.IMPRECISE: ("fail", "warning"),
    Outcome.REFUTED: ("fail", "error"),
    Outcome.UNCHECKED: ("open", "none"),
}
# GitHub refuses a run with more results.
MOST = 25_000


def sarif_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield one SARIF log; the rules are those that its claims were read by."""
    found = list(items)
    checks = [each for each in found if isinstance(each, Checked)]
    ranked = worst_first(checks)
    rules = sorted({finding.verdict.assertion.rule for _, finding in ranked})
    places = {rule: place for place, rule in enumerate(rules)}
    told = [_unread(each) for each in found if isinstance(each, InputError)]
    told += [_unused(each, marker.span, marker.reason) for each in checks
             for marker in each.report.unused]  # fmt: skip
    if len(ranked) > MOST:
        told.append(_note("warning", f"{len(ranked) - MOST} results more were left out"))
    run = {
        "tool": {"driver": _driver(checks, rules, view)},
        "columnKind": "utf16CodeUnits",
        "invocations": [
            {
                "executionSuccessful": not any(isinstance(each, InputError) for each in found),
                "toolExecutionNotifications": told,
            }
        ],
        "results": [
            _result(check.report.article, finding, places) for check, finding in ranked[:MOST]
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield msgspec.json.format(encode(log), indent=2).decode()


def _driver(checks: list[Checked], rules: list[str], view: View) -> dict[str, Any]:
    driver: dict[str, Any] = {"name": "tapecheck", "rules": [_rule(each, view) for each in rules]}
    if checks:
        driver["version"] = checks[0].report.version
    return driver


def _rule(id: str, view: View) -> dict[str, Any]:
    about = view.rules.get(id, id)
    return {"id": id, "shortDescription": {"text": about}, "help": {"text": about}}


def _result(article: Article, finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    verdict, rule = finding.verdict, finding.verdict.assertion.rule
    kind, level = _KINDS[verdict.outcome]
    quote = words_of(article, verdict.assertion.span)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": places[rule],
        "kind": kind,
        "level": level,
        "message": {"text": f"{verdict.outcome}: \u201c{quote}\u201d. {summary(verdict)}"},
        "locations": [_location(article, verdict.assertion.span)],
        "partialFingerprints": {"tapecheck/v1": finding.fingerprint},
        "properties": {"outcome": verdict.outcome},
    }
    if finding.known:
        result["baselineState"] = "unchanged"
    if finding.silenced:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.silenced}]
    if verdict.correction is not None and article.line is None:
        result["fixes"] = [_fix(article, verdict.correction.span, verdict.correction.text)]
    return result


def _location(article: Article, span: Span) -> dict[str, Any]:
    artifact = {"uri": uri(place_in_file(article, span).file)}
    physical = {"artifactLocation": artifact, "region": _region(article, span)}
    return {"physicalLocation": physical}


def _region(article: Article, span: Span) -> dict[str, int]:
    place = place_in_file(article, span)
    if place.column is None or place.end_column is None:
        return {"startLine": place.line}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(article: Article, span: Span, text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(article, span), "insertedContent": {"text": text}}
    artifact = {"uri": uri(place_in_file(article, span).file)}
    return {
        "description": {"text": f"write: {text}"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }


def _unread(error: InputError) -> dict[str, Any]:
    return _note("error", str(error))


def _unused(check: Checked, span: Span, reason: str) -> dict[str, Any]:
    note = _note("note", f"a marker silenced nothing: {reason or 'it gives no reason'}")
    return note | {"locations": [_location(check.report.article, span)]}


def _note(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}
