"""What the chart of a verdict shows: prices over its window, and the figures it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from tapecheck.core.units import InstrumentId, Session
from tapecheck.core.verdicts import Evidence, Row, Verdict
from tapecheck.reference.bars import Bars
from tapecheck.report.wording import decisive

BarsOf = Callable[[InstrumentId], Bars | None]

# A window of a day or two says little alone: about a month of sessions stands before its end.
_CONTEXT = 21
_PRICES = frozenset({"open", "high", "low", "close"})


class Point(Struct, frozen=True, kw_only=True):
    """One figure of one day."""

    day: Session
    value: Decimal


class Course(Struct, frozen=True, kw_only=True):
    """The figures of somebody else over the same time."""

    name: str
    points: tuple[Point, ...]


class Series(Struct, frozen=True, kw_only=True):
    """Figures over time, ascending by day; ``base`` and ``end`` are those that a verdict rests on.

    ``low`` and ``high`` are the lowest and the highest from base to end; ``beside`` is whatever it
    was held against.
    """

    name: str
    unit: str
    points: tuple[Point, ...]
    end: Point
    low: Point
    high: Point
    base: Point | None = None
    beside: tuple[Course, ...] = ()


def series_of(verdict: Verdict, bars_of: BarsOf) -> Series | None:
    """Return what can be drawn of a verdict; None where no figure of it has a course."""
    evidence = decisive(verdict)
    if evidence is None:
        return None
    prices = [row for row in evidence.rows if row.table == "bars" and row.field in _PRICES]
    bars = bars_of(evidence.reading.instrument) if prices else None
    if bars is not None and evidence.reading.last is not None:
        return _of_bars(evidence, bars, _name(verdict, evidence))
    return _of_rows(evidence.rows)


def _name(verdict: Verdict, evidence: Evidence) -> str:
    subject = verdict.assertion.subject
    if subject is not None and subject.instrument == evidence.reading.instrument:
        return subject.name
    return evidence.reading.instrument


def _of_bars(evidence: Evidence, bars: Bars, name: str) -> Series | None:
    """Return the closes up to the end of the window, in the shares of its end."""
    base, last = evidence.reading.base, evidence.reading.last
    end = bars.position(last) if last else None
    if end is None:
        return None
    start = bars.position(base) if base else None
    first = max(0, min(end - _CONTEXT, end if start is None else start))
    own = {
        row.session: row for row in evidence.rows
        if row.key == evidence.reading.instrument and row.field in _PRICES
    }  # fmt: skip

    def point(position: int) -> Point:
        day = bars.session(position)
        value = own[day].value if position in (start, end) and day in own else bars.close(position)
        return Point(day=day, value=value / bars.split_factor(position, end))

    points = tuple(map(point, range(first, end + 1)))
    return _marked(
        points, name=name, unit=next((row.unit for row in own.values()), ""),
        start=None if start is None else start - first,
    )  # fmt: skip


def _of_rows(rows: Iterable[Row]) -> Series | None:
    """Return the first figure that rows give for more than one day."""
    courses: dict[tuple[str, str, str], dict[Session, Row]] = defaultdict(dict)
    for row in rows:
        courses[row.table, row.key, row.field][row.session] = row
    course = next((each for each in courses.values() if len(each) > 1), None)
    if course is None:
        return None
    ordered = [course[day] for day in sorted(course)]
    points = tuple(Point(day=row.session, value=row.value) for row in ordered)
    named = f"{ordered[0].key}, {ordered[0].field.replace('_', ' ')}"
    return _marked(points, name=named, unit=ordered[0].unit, start=0)


def _marked(points: tuple[Point, ...], *, name: str, unit: str, start: int | None) -> Series:
    window = points[start or 0 :]
    return Series(
        name=name, unit=unit, points=points, end=points[-1],
        base=None if start is None else points[start],
        low=min(window, key=lambda point: point.value),
        high=max(window, key=lambda point: point.value),
    )  # fmt: skip
