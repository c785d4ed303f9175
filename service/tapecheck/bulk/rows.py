"""Reports as rows: one a document, one a claim; a document that cannot be read is a row as well."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tapecheck.bulk.schema import LARGEST
from tapecheck.core.errors import TapecheckError
from tapecheck.core.interval import Interval
from tapecheck.core.verdicts import Report, Verdict
from tapecheck.report.findings import Finding, checked
from tapecheck.report.json import plain
from tapecheck.report.ranked import worst_of
from tapecheck.report.wording import decisive, summary

Row = dict[str, object]


class Place(Struct, frozen=True, kw_only=True):
    """Where a document stands: in which input, and at which line, row or file of it, from 1."""

    input: str
    position: int


def report_rows(report: Report, place: Place) -> tuple[Row, list[Row]]:
    """Return the row of a document, and the rows of its claims."""
    article, findings = report.article, checked(report).findings
    head: Row = {
        "input": place.input, "position": place.position, "document": _whole(article.id),
        "published": article.published,
    }  # fmt: skip
    worst = worst_of(findings)
    document = head | {
        "title": _whole(article.title),
        "characters": len(article.text),
        "claims": len(findings),
        "outcome": worst.outcome if worst else None,
        "check": report.address,
        "text_digest": report.text_digest,
    }
    claims = [
        head | {"claim": number} | dict(_claim(each, article.text))
        for number, each in enumerate(findings, start=1)
    ]
    return document, claims


def error_row(error: TapecheckError, place: Place) -> Row:
    """Return the row of a document that could not be read or checked."""
    return {
        "input": place.input, "position": place.position, "claims": 0,
        "error": _whole(str(error)), "error_code": error.code,
    }  # fmt: skip


def _claim(finding: Finding, text: str) -> Iterator[tuple[str, object]]:
    claim, when = finding.verdict.assertion, finding.verdict.assertion.when
    subject, quantity = claim.subject, claim.quantity
    yield "fingerprint", finding.fingerprint
    yield "quote", _whole(claim.span.of(text))
    yield from (("start", claim.span.start), ("end", claim.span.stop))
    yield from (("kind", claim.kind), ("metric", claim.metric))
    if subject:
        yield from (("subject_text", _whole(subject.text)), ("subject", _whole(subject.name)))
        yield "instrument", subject.instrument
    if quantity:
        yield from (("value", _number(quantity.value)), ("value_max", _number(quantity.value_max)))
        yield "unit", quantity.unit
    yield from (("direction", claim.direction), ("hedge", claim.hedge), ("basis", claim.basis))
    yield from (("window", when.label), ("window_start", when.start), ("window_end", when.end))
    yield "window_text", when.text and _whole(when.text)
    yield from (("modality", claim.modality), ("move", claim.move), ("rule", claim.rule))
    yield from _answer(finding.verdict)


def _answer(verdict: Verdict) -> Iterator[tuple[str, object]]:
    mended, evidence = verdict.correction, decisive(verdict)
    yield "outcome", verdict.outcome
    yield "reason", verdict.gap.reason if verdict.gap else None
    yield "summary", _whole(summary(verdict))
    if mended:
        yield "correction", _whole(mended.text)
        yield from (
            ("correction_start", mended.span.start),
            ("correction_end", mended.span.stop),
        )
    yield "diagnosis", verdict.diagnosis.code if verdict.diagnosis else None
    if evidence:
        yield from (("reading", evidence.reading.name), ("formula", _whole(evidence.formula)))
        yield from _bounds("claimed", evidence.reading.claimed)
        yield from _bounds("observed", evidence.observed)


def _bounds(name: str, interval: Interval | None) -> Iterator[tuple[str, object]]:
    if interval is not None:
        yield from (
            (f"{name}_low", _number(interval.low)),
            (f"{name}_high", _number(interval.high)),
        )


def _number(value: Decimal | None) -> Decimal | None:
    """Return a number as the tables hold it; None where it has more digits than they have room."""
    return None if value is None or abs(value) >= LARGEST else plain(value)


def _whole(text: str) -> str:
    """Return a text that UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode()
