"""Courses beside each other: where a claim compares, all prices are drawn from one start of 100."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec.structs import replace

from tapecheck.core.units import InstrumentId, Session
from tapecheck.core.verdicts import Evidence, Verdict
from tapecheck.reference.bars import Bars
from tapecheck.report.series import BarsOf, Course, Point, Series, series_of
from tapecheck.report.wording import decisive

NameOf = Callable[[InstrumentId], str]

# More lines than these nobody can tell apart.
_MOST = 5
_START = Decimal(100)
_SHOWN = Decimal("0.1")


def drawn_of(verdict: Verdict, bars_of: BarsOf, name_of: NameOf) -> Series | None:
    """Return what can be drawn of a verdict, beside whatever it was held against."""
    series, evidence = series_of(verdict, bars_of), decisive(verdict)
    if series is None or evidence is None:
        return series
    return _beside(series, evidence, bars_of, name_of)


def _beside(series: Series, evidence: Evidence, bars_of: BarsOf, name_of: NameOf) -> Series:
    """Return a series with others, each beginning at 100 on its base.

    A series alone comes back where there are none, or where not every one has its bars.
    """
    others = _others(evidence)
    if series.base is None or not 0 < len(others) <= _MOST:
        return series
    first, base, last = series.points[0].day, series.base, series.end.day
    courses = []
    for other in others:
        bars = bars_of(other)
        points = tuple(_points(bars, first, base.day, last)) if bars is not None else ()
        if not points:
            return series
        courses.append(Course(name=name_of(other), points=points))
    unit = f"{base.day} = {_START}"

    def scaled(point: Point) -> Point:
        return Point(day=point.day, value=_hundredths(point.value, base.value))

    return replace(
        series, unit=unit, points=tuple(map(scaled, series.points)), base=scaled(base),
        end=scaled(series.end), low=scaled(series.low), high=scaled(series.high),
        beside=tuple(courses),
    )  # fmt: skip


def _others(evidence: Evidence) -> list[InstrumentId]:
    """Return whose closes the evidence holds against the instrument's own; none if it is not so."""
    if any((row.table, row.field) != ("bars", "close") for row in evidence.rows):
        return []
    keys = dict.fromkeys(row.key for row in evidence.rows)
    keys.pop(evidence.reading.instrument, None)
    return list(keys)


def _points(bars: Bars, first: Session, base: Session, last: Session) -> Iterator[Point]:
    """Yield the closes of some days against that of the base; none where the base has none."""
    start = bars.position(base)
    if start is None:
        return
    days = bars.between(first, last)
    whole = bars.close(start) / bars.split_factor(start, days[-1])
    for position in days:
        close = bars.close(position) / bars.split_factor(position, days[-1])
        yield Point(day=bars.session(position), value=_hundredths(close, whole))


def _hundredths(value: Decimal, base: Decimal) -> Decimal:
    return (value / base * _START).quantize(_SHOWN)
