"""One claim in full, as its page shows it: both numbers, every reading, the rows, a chart."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tapecheck.core.nouns import Assertion, Label
from tapecheck.core.units import InstrumentId
from tapecheck.core.verdicts import Evidence, Outcome, Report, Verdict
from tapecheck.ledger.records import Decision
from tapecheck.reference.bars import Bars
from tapecheck.reference.tape import Tape
from tapecheck.report.beside import drawn_of
from tapecheck.report.chart import chart
from tapecheck.report.series import BarsOf, Series
from tapecheck.report.wording import (
    claimed_text,
    decisive,
    interval_text,
    number_text,
    observed_text,
)

_FITS = {True: "fits the words", False: "does not fit the words"}


class RowShown(Struct, frozen=True, kw_only=True):
    """One figure of the tape in words."""

    what: str
    day: str
    value: str
    source: str
    provisional: bool


class ReadingShown(Struct, frozen=True, kw_only=True):
    """One reading that was tried."""

    name: str
    primary: bool
    decisive: bool
    assumed: tuple[str, ...]
    claimed: str
    observed: str
    formula: str
    fits: str
    doubts: tuple[str, ...]
    missing: str
    rows: tuple[RowShown, ...]


class Detail(Struct, frozen=True, kw_only=True):
    """One claim in full; ``chart`` is SVG, empty where nothing of it can be drawn."""

    place: int
    outcome: Outcome
    claimed: str
    observed: str
    diagnosis: str
    rule: str
    readings: tuple[ReadingShown, ...]
    rows: tuple[RowShown, ...]
    chart: str
    decisions: tuple[Decision, ...]


def detail_of(report: Report, place: int, tape: Tape, decisions: list[Decision]) -> Detail:
    """Return all that there is to say on one claim of a check."""
    verdict = report.verdicts[place]
    main = decisive(verdict)
    readings = sorted(verdict.evidence, key=lambda each: not each.reading.primary)
    drawn = _drawn(verdict, report, tape)
    return Detail(
        place=place,
        outcome=verdict.outcome,
        claimed=claimed_text(main, verdict.assertion) if main else "",
        observed=observed_text(main, verdict.assertion) if main else "",
        diagnosis=verdict.diagnosis.detail if verdict.diagnosis else "",
        rule=verdict.assertion.rule,
        readings=tuple(_reading(each, is_decisive=each is main) for each in readings),
        rows=tuple(_rows(main)) if main else (),
        chart=chart(drawn, key="chart") if drawn else "",
        decisions=tuple(each for each in decisions if each.claim == place),
    )


def about(assertion: Assertion) -> str:
    """Return of whom and of when a claim tells; its number stands in the words themselves."""
    name = assertion.subject.name if assertion.subject else "nobody that the words name"
    when = assertion.when
    days = " to ".join(day for day in (when.start, when.end) if day)
    window = f"{when.label.replace('_', ' ')} {days}".strip()
    kind = f"{assertion.metric.replace('_', ' ')} {assertion.kind}"
    return f"{name} · {kind}" + ("" if when.label is Label.UNSPECIFIED else f" · {window}")


def charts_of(report: Report, tape: Tape, claim: int | None) -> list[Series]:
    """Return what can be drawn of a check, or of one claim of it."""
    verdicts: tuple[Verdict, ...] = report.verdicts
    if claim is not None:
        verdicts = verdicts[claim : claim + 1]
    drawn = (_drawn(verdict, report, tape) for verdict in verdicts)
    return [series for series in drawn if series is not None]


def _drawn(verdict: Verdict, report: Report, tape: Tape) -> Series | None:
    def name_of(id: InstrumentId) -> str:
        listing = tape.instrument(id)
        return id if listing is None else listing.name

    return drawn_of(verdict, bars_for(report, tape), name_of)


def bars_for(report: Report, tape: Tape) -> BarsOf:
    """Return where the bars behind a check are; those of another tape are not."""

    def none(_: InstrumentId) -> Bars | None:
        return None

    return tape.bars if tape.digest == report.tape_digest else none


def _reading(evidence: Evidence, *, is_decisive: bool) -> ReadingShown:
    reading = evidence.reading
    unit = reading.unit or "percent"
    return ReadingShown(
        name=reading.name.replace("-", " "),
        primary=reading.primary,
        decisive=is_decisive,
        assumed=reading.assumed,
        claimed=interval_text(reading.claimed, unit) if reading.claimed else "",
        observed=interval_text(evidence.observed, unit) if evidence.observed else "",
        formula=evidence.formula,
        fits=_fit(evidence),
        doubts=tuple(each.detail for each in evidence.doubts),
        missing=evidence.gap.detail if evidence.gap else "",
        rows=tuple(_rows(evidence)),
    )


def _fit(evidence: Evidence) -> str:
    """Return whether a reading fits; where data leave a range, it may do so in part."""
    if evidence.fits is not None:
        return _FITS[evidence.fits]
    both = evidence.observed is not None and evidence.reading.claimed is not None
    return "fits in part" if both else "cannot be told"


def _rows(evidence: Evidence) -> Iterator[RowShown]:
    for row in evidence.rows:
        yield RowShown(
            what=f"{row.key} {row.field.replace('_', ' ')}",
            day=row.session.isoformat(),
            value=number_text(row.value, row.unit, places=6),
            source=row.source,
            provisional=row.status != "official",
        )
