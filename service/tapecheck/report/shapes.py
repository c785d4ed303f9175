"""The public shape of an article's assertions and verdicts; the HTTP API answers the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from tapecheck.core.nouns import Basis, Direction, Hedge, Kind, Label, Metric, Modality
from tapecheck.core.units import Digest, InstrumentId, Offset, PartialDate
from tapecheck.core.verdicts import Outcome, Reason

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
    """The things that make a check come out the same again; ``check`` is one digest of them all."""

    check: Digest
    text: Digest
    rulebook: Digest
    tape: Digest
    version: str


class MarkerOut(Struct, frozen=True, kw_only=True):
    """A marker of the text that silenced no claim."""

    start: Offset
    end: Offset
    reason: str


class DocumentOut(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All claims of one document."""

    id: str
    assertions: tuple[AssertionOut, ...]
    title: str = ""
    published: str | None = None
    tape: str | None = None
    digests: DigestsOut | None = None
    unused_markers: tuple[MarkerOut, ...] = ()
