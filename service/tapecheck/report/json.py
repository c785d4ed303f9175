"""The public shape of an article's assertions and verdicts; the HTTP API answers the same."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import (
    Article,
    Assertion,
    Basis,
    Direction,
    Hedge,
    Kind,
    Label,
    Metric,
    Modality,
    Subject,
)
from tapecheck.core.units import Digest, InstrumentId, Offset, PartialDate
from tapecheck.core.verdicts import Evidence, Outcome, Reason, Report, Row, Verdict
from tapecheck.report.wording import summary

Number = Annotated[Decimal, Meta(description="In base units: 87 billion dollars is 87000000000.")]


class WindowOut(Struct, frozen=True, kw_only=True):
    """A stretch of time as the words told it."""

    label: Label
    start: PartialDate | None = None
    end: PartialDate | None = None
    text: str | None = None


class SubjectOut(Struct, frozen=True, kw_only=True):
    """What a claim is about; ``instrument`` is null where the tape knows none."""

    text: str
    name: str
    instrument: InstrumentId | None = None


class BoundsOut(Struct, frozen=True, kw_only=True):
    """Every number from low to high, both included; null leaves a side open."""

    low: Number | None = None
    high: Number | None = None


class RowOut(Struct, frozen=True, kw_only=True):
    """One figure of the tape."""

    table: str
    key: str
    session: str
    field: str
    value: Number
    unit: str
    status: str
    source: str


class ReadingOut(Struct, frozen=True, kw_only=True):
    """One exact meaning that was tried, and what the tape says to it."""

    name: str
    primary: bool
    assumed: tuple[str, ...]
    claimed: BoundsOut | None
    observed: BoundsOut | None
    holds: bool | None
    formula: str
    rows: tuple[RowOut, ...]
    doubts: tuple[str, ...]
    missing: str | None = None


class CorrectionOut(Struct, frozen=True, kw_only=True):
    """One replacement that makes the claim true; offsets in code points of the text."""

    start: Offset
    end: Offset
    text: str


class ReasonOut(Struct, frozen=True, kw_only=True):
    """Why a claim is unchecked: a stable code, and what exactly is missing."""

    code: Reason
    detail: str


class DiagnosisOut(Struct, frozen=True, kw_only=True):
    """The smallest change that would make the claim true."""

    code: str
    detail: str


class VerdictOut(Struct, frozen=True, kw_only=True):
    """The answer to one claim."""

    outcome: Outcome
    reason: ReasonOut | None
    summary: str
    correction: CorrectionOut | None
    diagnosis: DiagnosisOut | None
    readings: tuple[ReadingOut, ...]
    rule: str


class AssertionOut(Struct, frozen=True, kw_only=True):
    """One market claim. Offsets count Unicode code points of the text as given."""

    quote: str
    start: Offset
    end: Offset
    kind: Kind
    metric: Metric
    subject: SubjectOut | None
    direction: Direction | None
    value: Number | None
    value_max: Number | None
    unit: str | None
    hedge: Hedge | None
    basis: Basis
    window: WindowOut
    modality: Modality
    than: tuple[SubjectOut, ...] = ()
    move: int | None = None
    rule: str
    verdict: VerdictOut | UnsetType = UNSET


class DigestsOut(Struct, frozen=True, kw_only=True):
    """The four things that make a check come out the same again."""

    text: Digest
    rulebook: Digest
    tape: Digest
    version: str


class DocumentOut(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All claims of one document."""

    id: str
    assertions: tuple[AssertionOut, ...]
    title: str = ""
    published: str | None = None
    tape: str | None = None
    digests: DigestsOut | None = None


_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(document: object) -> bytes:
    """Return a document as one line of JSON; numbers keep every digit."""
    return _encoder.encode(document)


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
            text=report.text_digest,
            rulebook=report.rulebook_digest,
            tape=report.tape_digest,
            version=report.version,
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
        holds=evidence.holds,
        formula=evidence.formula,
        rows=tuple(_row(row) for row in evidence.rows),
        doubts=evidence.doubts,
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
