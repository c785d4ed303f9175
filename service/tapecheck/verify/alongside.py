"""Contradicted claims that their neighbours tell to be of something else than they were read of.

"At record highs" is of no one session; "recovered slightly", of a day on which the shares fell, and
"jumped 245 points to close 6 lower" are of some moment; and "its best gain in five years", behind a
gain that is no session's, is of none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapecheck.core.nouns import Assertion, Basis, Direction, Kind, Label
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict

_BORNE_OUT = frozenset({Outcome.SUPPORTED, Outcome.IMPRECISE})
_SEVERAL = re.compile(r"\b(highs|lows|peaks|troughs|levels)\b")
_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
_BEGAN = re.compile(
    r"\b(?:start|began|begin|beginn)(?:s|ed|ing)? (?:the year|the month|the week|\d{4}) [a-z ]*$"
)
_ONLY = re.compile(r"\bbut\b.*\b(?:only|just)\b")
_WITH = len(" with an ")  # between a record and its move: "its worst day with an 8 percent drop"
_NEAR = 90  # characters between a move and the record that it is called
_NO_SESSION = "in the plural it is of no one session"
_OF_A_MOMENT = "it may be of some moment of a day on which the article tells the other way"
_OTHER_START = "it may be counted from another day than the words about it say"
_NOT_THE_DAY = "the move that it stands behind is not the session's"


def alongside(verdicts: Sequence[Verdict], text: str) -> list[Verdict]:
    """Return the verdicts, with none refuted whose neighbours tell that it is of another time."""
    return [
        each if each.outcome is not Outcome.REFUTED else _reopened(each, verdicts, text)
        for each in verdicts
    ]


def _reopened(verdict: Verdict, verdicts: Sequence[Verdict], text: str) -> Verdict:
    claim = verdict.assertion
    if claim.kind is Kind.EXTREME and _SEVERAL.search(claim.span.of(text).lower()):
        return _open(verdict, Reason.NO_WINDOW, _NO_SESSION)
    if claim.rule == "extreme.move" and claim.period == "day" and _behind_another(claim, verdicts):
        return _open(verdict, Reason.NO_WINDOW, _NOT_THE_DAY)
    if claim.kind is not Kind.CHANGE:
        return verdict
    if claim.quantity is None or claim.basis is Basis.INTRADAY:
        swings = _swings(claim, verdicts)
        return _open(verdict, Reason.TIME_OF_DAY, _OF_A_MOMENT) if swings else verdict
    if _BEGAN.search(text[max(0, claim.span.start - _NEAR) : claim.span.start]) or _goes_on(
        claim, verdicts, text
    ):
        return _open(verdict, Reason.NO_WINDOW, _OTHER_START)
    return verdict


def _open(verdict: Verdict, reason: Reason, detail: str) -> Verdict:
    gap = Gap(reason=reason, detail=detail)
    return Verdict(
        assertion=verdict.assertion, outcome=Outcome.UNCHECKED, evidence=verdict.evidence, gap=gap
    )


def _behind_another(claim: Assertion, verdicts: Sequence[Verdict]) -> bool:
    """Return whether a move told right beside, of the same subject, is not borne out."""
    beside = (
        each
        for each in verdicts
        if each.assertion.kind is Kind.CHANGE
        and each.assertion.quantity is not None
        and (
            0 <= claim.span.start - each.assertion.span.stop <= _NEAR
            or 0 <= each.assertion.span.start - claim.span.stop <= _WITH
        )
    )
    last = max(beside, key=lambda each: each.assertion.span.start, default=None)
    return (
        last is not None
        and last.assertion.subject == claim.subject
        and last.outcome in (Outcome.AMBIGUOUS, Outcome.UNCHECKED)
    )


def _goes_on(claim: Assertion, verdicts: Sequence[Verdict], text: str) -> bool:
    """Return whether a move since some day was told before: "up 20 since, but ended up only 13"."""
    near = text[max(0, claim.span.start - _NEAR) : claim.span.start]
    if claim.when.label is not Label.DAY or not _ONLY.search(near):
        return False  # asked first: few claims have the words, and those before it are many
    before = (each.assertion for each in verdicts if each.assertion.span.stop < claim.span.start)
    last = max(before, key=lambda each: each.span.start, default=None)
    if last is None or last.when.label is not Label.SINCE:
        return False
    between = text[last.span.stop : claim.span.start]
    same = last.subject == claim.subject and len(between) <= _NEAR and "." not in between
    return same and _ONLY.search(between) is not None


def _swings(claim: Assertion, verdicts: Sequence[Verdict]) -> bool:
    """Return whether the other way is told, with its figure, and borne out for the same day."""
    if claim.when.label is not Label.DAY or claim.direction not in _OPPOSITE:
        return False
    for verdict in verdicts:
        other = verdict.assertion
        if verdict.outcome in _BORNE_OUT and other.kind is Kind.CHANGE:
            same = _instrument(other) == _instrument(claim) and other.when.end == claim.when.end
            if same and other.quantity and other.direction is _OPPOSITE[claim.direction]:
                return True
    return False


def _instrument(claim: Assertion) -> str | None:
    return claim.subject.instrument if claim.subject is not None else None
