"""Reported figures: growth, levels and shares of companies and economies, from ``figures``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Label, Subject
from tapecheck.core.verdicts import Evidence, Lack, Reading, Reason, Row
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.figures import Figure
from tapecheck.reference.measures import multiple, simple_return
from tapecheck.reference.tape import Tape
from tapecheck.verify.plans import Unplanned


def figure_level(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield the figure of the period that the claim is of."""
    figure = _latest(assertion, tape, published)
    unit = assertion.quantity.unit if assertion.quantity else figure.unit
    if unit not in (figure.unit, "point"):
        raise Unplanned(Reason.NO_MEASURE, f"the tape has it in {figure.unit}, not in {unit}")
    yield _evidence(assertion, rule, figure.value, (figure,), str(figure.value))


def figure_change(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield how a figure differs from that of the same period a year before, as the claim says."""
    latest = _latest(assertion, tape, published)
    before = [f for f in _known(assertion, tape, published) if _a_year_before(f, latest)]
    if not before or before[-1].unit != latest.unit:
        lack = Lack(table="figures", subject=latest.subject, metric=latest.metric)
        raise Unplanned(Reason.NO_FIGURE, f"no figure a year before {latest.period_end}", lack)
    base, unit = before[-1], assertion.quantity.unit if assertion.quantity else "percent"
    change, formula = _change(base, latest, unit)
    told = formula.format(last=latest.value, base=base.value)
    yield _evidence(assertion, rule, change, (base, latest), told)


def _change(base: Figure, latest: Figure, unit: str) -> tuple[Decimal, str]:
    """Return a change in a unit, and its formula: a part of the base, or the plain difference."""
    points = {"percentage_point": 1, "basis_point": 100} if latest.unit == "percent" else {}
    scale = {latest.unit: 1, **points}.get(unit) if unit != "percent" else None
    if scale is not None:
        formula = "{last} - {base}" if scale == 1 else f"({{last}} - {{base}}) x {scale}"
        return (latest.value - base.value) * scale, formula
    if base.value <= 0:
        raise Unplanned(Reason.NO_MEASURE, f"of {base.value} a year before nothing is a percent")
    if unit == "percent":
        return 100 * simple_return(base.value, latest.value), "{last} / {base} - 1"
    if unit == "ratio":
        return multiple(base.value, latest.value), "{last} / {base}"
    raise Unplanned(Reason.NO_MEASURE, f"the tape has it in {latest.unit}, not in {unit}")


def _known(assertion: Assertion, tape: Tape, published: dt.date) -> list[Figure]:
    """Return the figures of the subject that were known at publication, by period."""
    subject = assertion.subject
    if subject is None:
        raise Unplanned(Reason.NO_SUBJECT, "the words do not say whose figure it is")
    names = (subject.instrument, subject.name, subject.text)
    found = [
        figure
        for name in dict.fromkeys(n for n in names if n)
        for figure in tape.figures(name, assertion.figure or assertion.metric.value)
    ]
    if not found:
        what = f"the tape has no figure of {subject.name!r} for this ({assertion.metric.value})"
        raise Unplanned(Reason.NO_FIGURE, what, _lack(assertion, subject))
    known = [figure for figure in found if _since(figure) <= published]
    if not known:
        first = min(map(_since, found))
        raise Unplanned(
            Reason.PUBLISHED_LATER, f"the figure of {subject.name!r} is known since {first}"
        )
    return known


def _lack(assertion: Assertion, subject: Subject) -> Lack:
    """Return the figure that a claim is of and that the tape has not."""
    metric = assertion.figure or assertion.metric.value
    return Lack(table="figures", subject=subject.instrument or subject.name, metric=metric)


def _since(figure: Figure) -> dt.date:
    """Return the day from which a figure counts as known."""
    return figure.known or figure.period_end


def _latest(assertion: Assertion, tape: Tape, published: dt.date) -> Figure:
    """Return the figure of the period told, or the last one; of several revisions the last."""
    known, when = _known(assertion, tape, published), assertion.when
    if when.end is None or when.label in (Label.AS_OF, Label.DAY):
        found = [f for f in known if f.period_end == known[-1].period_end]
    else:
        found = [f for f in known if f.period_end.isoformat().startswith(when.end)]
    if when.start is not None and when.label in _WHOLE:
        found = [f for f in found if f.period_start in (None, dt.date.fromisoformat(when.start))]
    if not found:
        lacks = (_lack(assertion, assertion.subject),) if assertion.subject else ()
        what = f"the tape has no figure of the period to {when.end}"
        raise Unplanned(Reason.NO_FIGURE, what, *lacks)
    if len({f.period_start for f in found}) > 1:
        raise Unplanned(
            Reason.NO_FIGURE, f"more than one period ends on {found[-1].period_end}: which is meant"
        )
    return found[-1]


_WHOLE = frozenset({Label.QUARTER, Label.HALF_YEAR, Label.YEAR})


def _a_year_before(earlier: Figure, later: Figure) -> bool:
    """Return whether a figure is of the same stretch of the year before, and as long."""
    pairs = ((earlier.period_end, later.period_end), (earlier.period_start, later.period_start))
    return all(
        first == second
        if first is None or second is None
        else (first.year, first.month) == (second.year - 1, second.month)
        for first, second in pairs
    )


def _evidence(
    assertion: Assertion, rule: ClaimRule, value: Decimal, figures: tuple[Figure, ...], formula: str
) -> Evidence:
    last = figures[-1]
    reading = Reading(
        name="as-reported",
        instrument=last.subject,
        measure=rule.measure,
        base=figures[0].period_end if len(figures) > 1 else None,
        last=last.period_end,
        claimed=None,
        unit=None,
        primary=True,
        assumed=(f"{last.metric} of the period to {last.period_end}",),
    )
    return Evidence(
        reading=reading,
        observed=Interval.exactly(value),
        formula=formula,
        rows=tuple(
            Row(table="figures", key=f.subject, session=f.period_end, field=f.metric, value=f.value,
                unit=f.unit, source=f.source) for f in figures
        ),
    )  # fmt: skip
