"""Every measure that a claim rule may name: from an assertion to the evidence on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from tapecheck.core.nouns import Assertion
from tapecheck.core.verdicts import Evidence, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.tape import Tape
from tapecheck.verify.evidence import Measure, evidence_of
from tapecheck.verify.extremes import extreme_level, extreme_move, streak
from tapecheck.verify.groups import comparison, ranking
from tapecheck.verify.moves import MEASURES as MOVES
from tapecheck.verify.plans import Unplanned
from tapecheck.verify.reported import figure_change, figure_level
from tapecheck.verify.resolve import plans_for
from tapecheck.verify.values import MEASURES as VALUES

Trial = Callable[[Assertion, ClaimRule, Tape, dt.date], Iterator[Evidence]]


def _by_plan(measure: Measure) -> Trial:
    """Return the trial that carries out every plan of a claim's readings with one measure."""

    def tried(
        assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
    ) -> Iterator[Evidence]:
        for plan in plans_for(assertion, rule, tape=tape, published=published):
            try:
                yield measure(plan, assertion, tape)
            except Unplanned as missing:
                yield evidence_of(plan, gap=missing.gap)

    return tried


def unmeasured(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Say that a claim of this rule is read but not measured."""
    raise Unplanned(Reason.NO_MEASURE, f"{rule.about.partition(':')[0]}: not measured")


TRIALS: dict[str, Trial] = {
    **{name: _by_plan(measure) for name, measure in (MOVES | VALUES).items()},
    "extreme_level": extreme_level,
    "extreme_move": extreme_move,
    "streak": streak,
    "ranking": ranking,
    "comparison": comparison,
    "gap": unmeasured,
    "figure_level": figure_level,
    "figure_change": figure_change,
}
