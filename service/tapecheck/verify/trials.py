"""Every measure that a claim rule may name: from an assertion to the evidence on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Basis, Kind
from tapecheck.core.verdicts import Evidence, Reason
from tapecheck.grammar.rulefile import ClaimRule
from tapecheck.reference.tape import Tape
from tapecheck.verify.bonds import against_yield, is_bond
from tapecheck.verify.evidence import Measure, evidence_of
from tapecheck.verify.extremes import extreme_level, extreme_move
from tapecheck.verify.groups import comparison, lead, ranking, times_as_much
from tapecheck.verify.lookback import looks_nowhere
from tapecheck.verify.moves import MEASURES as MOVES
from tapecheck.verify.pairs import is_pair, pair_rates
from tapecheck.verify.peaks import told_beside
from tapecheck.verify.plans import Unplanned
from tapecheck.verify.reported import figure_change, figure_level
from tapecheck.verify.resolve import calendar_of, listing_of, plans_for
from tapecheck.verify.sizes import bigger, share_of_value, times_as_big
from tapecheck.verify.streaks import streak
from tapecheck.verify.totals import total_return
from tapecheck.verify.trends import (
    AVERAGE,
    above_trough,
    average,
    average_level,
    below_peak,
    from_average,
)
from tapecheck.verify.values import MEASURES as VALUES
from tapecheck.verify.volume import volume


def evidence_on(
    claim: Assertion, rule: ClaimRule, tape: Tape, published: dt.date, extreme: Assertion | None
) -> tuple[Evidence, ...]:
    """Return what the tape says to a claim; ``extreme`` is the high or low it is told beside.

    A price that was reached as a high is one of its session too, but not where it is told as the
    high of that session; a distance from it is not a move.
    """
    found: list[Evidence] = []
    if extreme is not None and extreme.rule == AVERAGE:
        return tuple(from_average(claim, extreme, rule, tape, published))
    bounded = extreme is not None and (extreme.reference or looks_nowhere(extreme))
    if not bounded or _starts_move(claim):
        trial = pair_rates if is_pair(claim, rule) else TRIALS[rule.measure]
        told = trial(claim, rule, tape, published)
        found += against_yield(told, rule) if is_bond(claim, tape) else told
    if extreme is not None:
        found += told_beside(claim, extreme, rule, tape, published)
    return tuple(found)


def _starts_move(claim: Assertion) -> bool:
    """Return whether a level is where a move began: by price or, as moves go, by close."""
    return claim.kind is Kind.LEVEL and (claim.when.text or "").startswith(("from ", "since "))


# What a rule's measure becomes where the words count dividends.
TOTAL_RETURN = "total_return"

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
                if not plan.optional:
                    yield evidence_of(plan, gap=missing.gap)

    return tried


def unmeasured(
    assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
) -> Iterator[Evidence]:
    """Say that a claim of this rule is read but not measured."""
    raise Unplanned(Reason.NO_MEASURE, f"{rule.about.partition(':')[0]}: not measured")


def _or_the_day_before(trial: Trial) -> Trial:
    """Return the trial that also tries the session before publication: copy of the morning after.

    Words that name no day are taken to be of the day of publication; they may be of that one.
    """

    def tried(
        assertion: Assertion, rule: ClaimRule, tape: Tape, published: dt.date
    ) -> Iterator[Evidence]:
        found = tuple(trial(assertion, rule, tape, published))
        yield from found
        earlier = _session_before(assertion, tape, published)
        if earlier is None or not found:
            return
        when = replace(assertion.when, end=earlier.isoformat())
        try:
            again = tuple(trial(replace(assertion, when=when), rule, tape, published))
        except Unplanned as missing:
            again = (replace(found[0], holds=None, observed=None, rows=(), gap=missing.gap),)
        told = assertion.basis is Basis.CLOSE  # as likely of the session before (see stretches)
        yield from (_of_the_morning_after(each, primary=told) for each in again)

    return tried


def _session_before(assertion: Assertion, tape: Tape, published: dt.date) -> dt.date | None:
    """Return the session before publication, where a claim ends with the day of publication."""
    sessions = calendar_of(listing_of(assertion.subject, tape), tape)
    live = assertion.when.end == published.isoformat() and sessions.is_session(published)
    return sessions.before(published) if live else None


def _of_the_morning_after(evidence: Evidence, *, primary: bool) -> Evidence:
    reading = evidence.reading
    assumed = (*reading.assumed, "copy of the morning after")
    primary = primary and reading.primary
    return replace(evidence, reading=replace(reading, primary=primary, assumed=assumed))


TRIALS: dict[str, Trial] = {
    **{name: _by_plan(measure) for name, measure in (MOVES | VALUES).items()},
    "extreme_level": _or_the_day_before(extreme_level),
    "extreme_move": _or_the_day_before(extreme_move),
    "streak": _or_the_day_before(streak),
    "ranking": ranking,
    "comparison": comparison,
    "lead": lead,
    "times_as_much": times_as_much,
    "bigger": bigger,
    "times_as_big": times_as_big,
    "share_of_value": share_of_value,
    TOTAL_RETURN: total_return,
    "gap": unmeasured,
    "average": _or_the_day_before(average),
    "average_level": _or_the_day_before(average_level),
    "below_peak": _or_the_day_before(below_peak),
    "above_trough": _or_the_day_before(above_trough),
    "volume": volume,
    "figure_level": figure_level,
    "figure_change": figure_change,
}
