"""Extremes that hold of another time than they were read of: an earlier day, or a longer move.

"Trading at a 52-week high of $57.55 on January 15" is of that day, and "for the week … its best
gain in five years" is no session's. Where its own words name no day, an extreme that the day of
publication contradicts is only refuted if no time told near bears it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Assertion, Kind, Label
from tapecheck.core.verdicts import Diagnosis, Gap, Outcome, Reason, Verdict
from tapecheck.verify.elsewhere import Around, Retry

_PERIODS = frozenset({Label.WEEK, Label.MONTH, Label.QUARTER, Label.YEAR})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_BEHIND = 5
_NEAR = 60  # characters between a move and the words that tell how rare it is
_WHOLE = len("2025-02-13")
_OPEN = frozenset({Outcome.SUPPORTED, Outcome.AMBIGUOUS})


def other_times(verdicts: Sequence[Verdict], around: Around, retry: Retry) -> list[Verdict]:
    """Return the verdicts, with extremes reopened that hold of another time."""
    return [_reopened(each, verdicts, around, retry) for each in verdicts]


def _reopened(
    verdict: Verdict, verdicts: Sequence[Verdict], around: Around, retry: Retry
) -> Verdict:
    claim = verdict.assertion
    if verdict.outcome is not Outcome.REFUTED or claim.kind is not Kind.EXTREME:
        return verdict
    if not _untold(claim, around):
        return verdict
    for note, other in _others(claim, around):
        again = retry(other)
        if again.outcome in _OPEN:
            evidence = (*verdict.evidence, *again.evidence)
            diagnosis = Diagnosis(code="other-time", detail=note)
            return Verdict(
                assertion=claim, outcome=Outcome.AMBIGUOUS, evidence=evidence, diagnosis=diagnosis
            )
        if again.gap is not None and again.gap.reason is Reason.NO_BARS:
            verdict = Verdict(
                assertion=claim, outcome=Outcome.UNCHECKED, evidence=verdict.evidence, gap=again.gap
            )
    return _of_longer(verdict) if _longer(claim, verdicts) else verdict


def _untold(claim: Assertion, around: Around) -> bool:
    """Return whether an extreme is read of the day of publication, for want of another."""
    listing = around.tape.instrument((claim.subject and claim.subject.instrument) or "")
    calendar = around.tape.sessions(listing.mic) if listing is not None else None
    if calendar is None or around.published is None:
        return False
    days = (around.published, calendar.on_or_before(around.published))
    return claim.when.end in {day.isoformat() for day in days if day is not None}


def _others(claim: Assertion, around: Around) -> Iterator[tuple[str, Assertion]]:
    """Yield the claim as one of the longer moves and of the days that the article tells near."""
    if claim.rule == _MOVES and claim.period == "day":
        labels = (when.label for when in around.nearby.windows(claim) if when.label in _PERIODS)
        for label in dict.fromkeys(labels):
            yield f"of the {label.value}", replace(claim, period=label.value)
    for day in dict.fromkeys(_days_near(claim, around.claims)):
        if day != claim.when.end:
            when = replace(claim.when, end=day)
            yield f"of the session of {day}", replace(claim, when=when)


def _days_near(claim: Assertion, claims: Sequence[Assertion]) -> Iterator[str]:
    """Yield the days that words tell close by of the same subject, or start a move from."""
    for other in claims:
        between = max(claim.span.start - other.span.stop, other.span.start - claim.span.stop)
        if other.subject != claim.subject or between > _NEAR or not other.when.text:
            continue
        told = other.when.end if other.when.label in _DAYS else other.when.start
        if told is None and "this week" in other.when.text:
            yield from _of_the_week(claim.when.end)
        if told is not None and len(told) == _WHOLE and other.when.label in _TELLING:
            yield told


def _of_the_week(end: str | None) -> Iterator[str]:
    """Yield the days of a week up to one of them: "earlier this week" names none."""
    if end is not None and len(end) == _WHOLE:
        last = dt.date.fromisoformat(end)
        for back in range(last.weekday() + 1):
            yield (last - dt.timedelta(back)).isoformat()


_TELLING = _DAYS | {Label.SINCE}
_MOVES = "extreme.move"


def _longer(claim: Assertion, verdicts: Sequence[Verdict]) -> bool:
    """Return whether the move told right beside is none that a session bears out."""
    if claim.rule != _MOVES or claim.period != "day":
        return False
    for each in verdicts:
        told = each.assertion
        before = 0 <= claim.span.start - told.span.stop <= _NEAR
        behind = 0 < told.span.start - claim.span.stop <= _BEHIND  # "a record 22.6 percent"
        if (before or behind) and told.kind is Kind.CHANGE and told.subject == claim.subject:
            return told.when.label not in _DAYS or each.outcome is not Outcome.SUPPORTED
    return False


def _of_longer(verdict: Verdict) -> Verdict:
    detail = "it may be of the move told beside it, which is of no one session"
    return Verdict(
        assertion=verdict.assertion, outcome=Outcome.UNCHECKED, evidence=verdict.evidence,
        gap=Gap(reason=Reason.NONE_FITS, detail=detail),
    )  # fmt: skip
