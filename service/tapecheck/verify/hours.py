"""Moves that may be of hours that no tape holds, and prices of an hour that it does not tell.

"Results sent Acme shares down 8 percent" is no move of the session if the article tells elsewhere
that they fell in extended trading, nor need it be one if nothing else of that move fits the
session: news comes after the close. Daily bars contradict neither; and of "$41.20 at 10:30 a.m."
they tell no more than whether the session went that far.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from re import Pattern

from msgspec import Struct

from tapecheck.core.nouns import Assertion, Basis, Direction, Kind, Label, Span
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict
from tapecheck.grammar.lexicon import CLOCK
from tapecheck.verify.house import House
from tapecheck.verify.resolve import of_any_moment

_OUTSIDE = frozenset({Basis.PREMARKET, Basis.AFTER_HOURS})
_OPEN = frozenset({Basis.UNSPECIFIED, Basis.INTRADAY})
_DAYS = frozenset({Label.DAY, Label.AS_OF})
_MOVES = frozenset({Kind.CHANGE, Kind.LEVEL})

WITHIN_SESSION = Gap(reason=Reason.NO_MEASURE, detail="moves within a session are not measured")


def outside_hours(verdicts: Sequence[Verdict], text: str, house: House) -> list[Verdict]:
    """Return the verdicts, with none refuted that may be of trade outside the session."""
    ways = _ways_outside([verdict.assertion for verdict in verdicts], text)
    told = _reaction(house.sends, house.news)
    fitting = {v.assertion.move for v in verdicts if v.outcome is Outcome.SUPPORTED}
    return [
        _of_reaction(verdict)
        if _reacts(verdict.assertion, text, told) and verdict.assertion.move not in fitting
        else _unless_outside(verdict, ways)
        for verdict in verdicts
    ]


def at_an_hour(
    verdicts: Sequence[Verdict], text: str, sentences: Callable[[], Sequence[Span]], house: House
) -> list[Verdict]:
    """Return the verdicts, with none supported by a whole session that tells of one hour of it.

    ``sentences`` gives those of the text; it is only asked where a claim may tell of an hour.
    """
    if not any(map(_of_a_moment, verdicts)):
        return list(verdicts)
    hours = re.compile("|".join([CLOCK.pattern, *(rf"\b{word}\b" for word in house.hours)]), re.I)
    told = [(span, hour[0]) for span in sentences() if (hour := hours.search(span.of(text)))]
    return [_unless_at(verdict, told) if _of_a_moment(verdict) else verdict for verdict in verdicts]


def _of_a_moment(verdict: Verdict) -> bool:
    """Return whether a claim that nothing contradicts tells of some moment, not the farthest."""
    claim = verdict.assertion
    moment = claim.kind in _MOVES and of_any_moment(claim)
    return moment and verdict.outcome in (Outcome.SUPPORTED, Outcome.AMBIGUOUS)


def _unless_at(verdict: Verdict, told: Sequence[tuple[Span, str]]) -> Verdict:
    start = verdict.assertion.span.start
    hour = next((hour for span, hour in told if span.start <= start < span.stop), None)
    if hour is None:
        return verdict
    detail = f"the session went that far, but nothing tells whether it stood there at {hour}"
    return _unchecked(verdict, detail)


def _ways_outside(claims: Sequence[Assertion], text: str) -> dict[str, set[Direction | None]]:
    """Return which way each listing went outside the session; None where only a price is told."""
    ways: dict[str, set[Direction | None]] = defaultdict(set)
    moves = {claim.move for claim in claims if _starts_at_close(claim, text)}
    for claim in claims:
        outside = claim.basis in _OUTSIDE or claim.move in moves
        if outside and claim.kind in _MOVES and claim.subject is not None:
            ways[claim.subject.instrument or ""].add(claim.direction)
    return ways


def _starts_at_close(claim: Assertion, text: str) -> bool:
    """Return whether a move starts from the close: "slid to $25.50 from a close at $26.32"."""
    told = claim.kind is Kind.LEVEL and claim.move is not None
    return told and bool(_CLOSE.search(text[max(0, claim.span.start - _NEAR) : claim.span.start]))


_CLOSE = re.compile(r"\bfrom (?:a|its|their|the) (?:[\w-]+ ){0,2}clos(?:e|ing price)\b[^.;]*$")
_NEAR = 80  # characters in which a close tells where a move began


class _Reaction(Struct, frozen=True):
    """The words that tell how shares took news: before a move, and behind it."""

    sent: Pattern[str]
    news: Pattern[str]


def _any(words: Sequence[str]) -> str:
    """Return the pattern of any of some words; of none, one that nothing fits."""
    return "|".join(map(re.escape, words)) or "(?!)"


@cache
def _reaction(sends: tuple[str, ...], news: tuple[str, ...]) -> _Reaction:
    return _Reaction(
        re.compile(rf"\b(?:{_any(sends)})\b[^.;]* (?:up|down|higher|lower) (?:by )?$"),
        re.compile(rf"[^.;,]{{,40}}\b(?:after|following|on) [^.;,]{{,40}}\b(?:{_any(news)})\b"),
    )


def _reacts(claim: Assertion, text: str, told: _Reaction) -> bool:
    """Return whether news made a move of no day: "sent shares up 4", "fell 7 after results"."""
    if claim.when.text is not None:
        return False
    sent = told.sent.search(text, max(0, claim.span.start - _NEAR), claim.span.start)
    return bool(sent or told.news.match(text, claim.span.stop))


def _of_reaction(verdict: Verdict) -> Verdict:
    if verdict.outcome is not Outcome.REFUTED or not _is_open(verdict.assertion):
        return verdict
    detail = "it may be how the shares took news that came outside the session"
    return _unchecked(verdict, detail)


def _unless_outside(verdict: Verdict, ways: dict[str, set[Direction | None]]) -> Verdict:
    claim = verdict.assertion
    if verdict.outcome is not Outcome.REFUTED or not _is_open(claim) or claim.subject is None:
        return verdict
    outside = ways.get(claim.subject.instrument or "", set())
    if not outside or not (claim.direction is None or {claim.direction, None} & outside):
        return verdict
    detail = "it may be of trade outside the session, which the article also tells of"
    return _unchecked(verdict, detail)


def _unchecked(verdict: Verdict, detail: str) -> Verdict:
    gap = Gap(reason=Reason.TIME_OF_DAY, detail=detail)
    return Verdict(
        assertion=verdict.assertion, outcome=Outcome.UNCHECKED, evidence=verdict.evidence, gap=gap
    )


def _is_open(claim: Assertion) -> bool:
    """Return whether the words leave open at which hour of the day it was."""
    return claim.kind in _MOVES and claim.basis in _OPEN and claim.when.label in _DAYS
