"""Assertions, verdicts and reports in their public shape, and that shape as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal

import msgspec

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Article, Assertion, Subject
from tapecheck.core.verdicts import Evidence, Report, Row, Verdict
from tapecheck.report.findings import Item, only_checked
from tapecheck.report.shapes import (
    AssertionOut,
    BoundsOut,
    CorrectionOut,
    DiagnosisOut,
    DigestsOut,
    DocumentOut,
    MarkerOut,
    ReadingOut,
    ReasonOut,
    RowOut,
    SubjectOut,
    VerdictOut,
    WindowOut,
)
from tapecheck.report.view import View
from tapecheck.report.wording import summary

_encoder = msgspec.json.Encoder(decimal_format="number")


def json_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield each article of a run as one line of JSON."""
    return (encode(checked_document(check.report)).decode() for check in only_checked(items))


def encode(document: object) -> bytes:
    """Return a document as one line of JSON; numbers keep every digit.

    Half a character (a lone surrogate, as in a file name that is no UTF-8) becomes "?".
    """
    try:
        return _encoder.encode(document)
    except UnicodeEncodeError:
        return _encoder.encode(_whole(msgspec.to_builtins(document, builtin_types=(Decimal,))))


def _whole(value: object) -> object:
    """Return plain data with half characters replaced, at any depth."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list | tuple) else value


_UNNAMED = b'{"id":""'


def unnamed(report: Report) -> bytes:
    """Return what a check says as JSON, fit for an article of any id: see :func:`named`."""
    return encode(msgspec.structs.replace(checked_document(report), id=""))


def named(document: bytes, id: str) -> bytes:
    """Return an unnamed document under the id of an article: a document begins with its id."""
    return b'{"id":' + encode(id) + document.removeprefix(_UNNAMED)


def parsed_document(article: Article, assertions: tuple[Assertion, ...]) -> DocumentOut:
    """Return what ``tapecheck parse`` says of an article."""
    return DocumentOut(
        id=article.id, assertions=tuple(assertion_out(a, article.text) for a in assertions)
    )


def checked_document(report: Report) -> DocumentOut:
    """Return what ``tapecheck check`` says of an article."""
    article = report.article
    return DocumentOut(
        id=article.id,
        assertions=tuple(
            msgspec.structs.replace(
                assertion_out(v.assertion, article.text), verdict=verdict_out(v)
            )
            for v in report.verdicts
        ),
        title=article.title,
        published=article.published.isoformat() if article.published else None,
        tape=report.tape_name,
        digests=DigestsOut(
            check=report.address,
            text=report.text_digest,
            rulebook=report.rulebook_digest,
            tape=report.tape_digest,
            version=report.version,
        ),
        unused_markers=tuple(
            MarkerOut(start=each.span.start, end=each.span.stop, reason=each.reason)
            for each in report.unused
        ),
    )


def assertion_out(assertion: Assertion, text: str) -> AssertionOut:
    """Return an assertion in its public shape."""
    quantity, when = assertion.quantity, assertion.when
    return AssertionOut(
        quote=assertion.span.of(text),
        start=assertion.span.start,
        end=assertion.span.stop,
        kind=assertion.kind,
        metric=assertion.metric,
        subject=_subject(assertion.subject),
        direction=assertion.direction,
        value=plain(quantity.value) if quantity else None,
        value_max=plain(quantity.value_max) if quantity and quantity.value_max else None,
        unit=quantity.unit if quantity else None,
        hedge=assertion.hedge,
        basis=assertion.basis,
        window=WindowOut(label=when.label, start=when.start, end=when.end, text=when.text),
        modality=assertion.modality,
        than=tuple(o for o in map(_subject, assertion.others) if o is not None),
        move=assertion.move,
        rule=assertion.rule,
    )


def _subject(subject: Subject | None) -> SubjectOut | None:
    if subject is None:
        return None
    return SubjectOut(text=subject.text, name=subject.name, instrument=subject.instrument)


def verdict_out(verdict: Verdict) -> VerdictOut:
    """Return a verdict in its public shape."""
    gap, mended, cause = verdict.gap, verdict.correction, verdict.diagnosis
    return VerdictOut(
        outcome=verdict.outcome,
        reason=ReasonOut(code=gap.reason, detail=gap.detail) if gap else None,
        summary=summary(verdict),
        correction=CorrectionOut(start=mended.span.start, end=mended.span.stop, text=mended.text)
        if mended
        else None,
        diagnosis=DiagnosisOut(code=cause.code, detail=cause.detail) if cause else None,
        readings=tuple(_reading(e) for e in verdict.evidence),
        rule=verdict.assertion.rule,
    )


def _reading(evidence: Evidence) -> ReadingOut:
    reading = evidence.reading
    return ReadingOut(
        name=reading.name,
        primary=reading.primary,
        assumed=reading.assumed,
        claimed=_bounds(reading.claimed),
        observed=_bounds(evidence.observed),
        holds=evidence.fits,
        formula=evidence.formula,
        rows=tuple(_row(row) for row in evidence.rows),
        doubts=tuple(each.detail for each in evidence.doubts),
        missing=evidence.gap.detail if evidence.gap else None,
    )


def _bounds(interval: Interval | None) -> BoundsOut | None:
    if interval is None:
        return None
    return BoundsOut(
        low=None if interval.low is None else plain(interval.low),
        high=None if interval.high is None else plain(interval.high),
    )


def _row(row: Row) -> RowOut:
    return RowOut(
        table=row.table,
        key=row.key,
        session=row.session.isoformat(),
        field=row.field,
        value=plain(row.value),
        unit=row.unit,
        status=row.status,
        source=row.source,
    )


_SIX_PLACES = Decimal("0.000001")


def plain(value: Decimal) -> Decimal:
    """Return a number as JSON shows it: six places at most, no exponent, no idle zeros."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = value.quantize(_SIX_PLACES, rounding=ROUND_HALF_EVEN)
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
