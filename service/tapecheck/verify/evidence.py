"""How evidence is put together: the reading it answers, the number, the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Doubt, Evidence, Gap, Reading, Row
from tapecheck.reference.tape import Tape
from tapecheck.verify.plans import Plan

Item = TypeVar("Item")
_PAIR = 2

# What one measure makes of a plan; each module of measures names its own in MEASURES.
Measure = Callable[[Plan, Assertion, Tape], Evidence]


def evidence_of(
    plan: Plan, *, observed: Interval | None = None, holds: bool | None = None, formula: str = "",
    rows: Iterable[Row] = (), doubts: Iterable[Doubt] = (), leeway: Interval | None = None,
    gap: Gap | None = None,
) -> Evidence:  # fmt: skip
    """Return the evidence of one plan."""
    reading = Reading(
        name=plan.name,
        instrument=plan.instrument.id,
        measure=plan.measure,
        base=plan.base.session if plan.base else None,
        last=plan.last.session,
        claimed=None,
        unit=None,
        primary=plan.primary,
        assumed=plan.assumed,
    )
    return Evidence(
        reading=reading,
        observed=observed,
        holds=holds,
        formula=formula,
        rows=_once(rows),
        doubts=_once(doubts),
        leeway=leeway,
        gap=gap,
    )


def _once(each: Iterable[Item]) -> tuple[Item, ...]:
    """Return each item once; two are told apart without a hash of all their parts."""
    items = tuple(each)
    if len(items) > _PAIR:
        return tuple(dict.fromkeys(items))
    return items[:1] if len(items) == _PAIR and items[0] == items[1] else items
