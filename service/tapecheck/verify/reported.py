"""Reported figures: growth, levels and shares of companies and economies, from ``figures``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Label
from tapecheck.core.verdicts import Evidence, Reading, Reason, Row
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.figures import Figure
from tapecheck.reference.tape import Tape
from tapecheck.verify.plans import Unplanned


def figure_level(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield the figure of the period that the claim is of."""
    figure = _latest(assertion, tape, published)
    yield _evidence(assertion, rule, figure.value, (figure,), str(figure.value))


def figure_change(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Yield the growth of a figure on the same period a year before, in percent."""
    known = _known(assertion, tape, published)
    latest = _latest(assertion, tape, published)
    before = [f for f in known if _a_year_before(f.period_end, latest.period_end)]
    if not before or not before[-1].value:
        raise Unplanned(Reason.NO_FIGURE, f"no figure a year before {latest.period_end}")
    base = before[-1]
    change = 100 * (latest.value / base.value - 1)
    yield _evidence(assertion, rule, change, (base, latest), f"{latest.value} / {base.value} - 1")


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
        if (figure.known or figure.period_end) <= published
    ]
    if not found:
        raise Unplanned(
            Reason.NO_FIGURE,
            f"the tape has no figure of {subject.name!r} for this ({assertion.metric.value})",
        )
    return found


def _latest(assertion: Assertion, tape: Tape, published: dt.date) -> Figure:
    known = _known(assertion, tape, published)
    end = assertion.when.end
    if end is None or assertion.when.label in (Label.AS_OF, Label.DAY):
        return known[-1]
    of_period = [f for f in known if f.period_end.isoformat().startswith(end)]
    if not of_period:
        raise Unplanned(Reason.NO_FIGURE, f"the tape has no figure of the period to {end}")
    return of_period[-1]


def _a_year_before(earlier: dt.date, later: dt.date) -> bool:
    return (earlier.year, earlier.month) == (later.year - 1, later.month)


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
