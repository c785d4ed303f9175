"""Corrections kept apart: a replacement that mends one claim must not change another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Span
from tapecheck.core.verdicts import Verdict


def apart(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts without the corrections that would spoil another claim.

    "Acme and Globex rose 4 percent" is one figure of two claims: what is right for one may be
    wrong for the other. Only claims that call for the same change may share it.
    """
    sharing: dict[Span, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        for words in _told_by(verdict):
            sharing[words].append(verdict)
    return tuple(
        replace(verdict, correction=None)
        if any(
            _spoils(verdict, other, words)
            for words in _changed(verdict)
            for other in sharing[words]
            if other is not verdict
        )
        else verdict
        for verdict in verdicts
    )


def _told_by(verdict: Verdict) -> set[Span]:
    """Return the words that a claim stands on: its own and its word of movement."""
    cue = verdict.assertion.cue
    return {verdict.assertion.span} | ({cue} if cue is not None else set())


def _changed(verdict: Verdict) -> Iterator[Span]:
    """Yield the words that a correction changes."""
    if verdict.correction is not None:
        yield verdict.assertion.span
        if _turned(verdict) and verdict.assertion.cue is not None:
            yield verdict.assertion.cue


def _turned(verdict: Verdict) -> bool:
    """Return whether a correction changes the word of movement too."""
    return verdict.correction is not None and verdict.correction.span != verdict.assertion.span


def _spoils(verdict: Verdict, other: Verdict, words: Span) -> bool:
    """Return whether a change of these words, which both stand on, makes the other another claim.

    A level keeps its meaning when the word of movement before it is turned round.
    """
    if words == verdict.assertion.span:
        return verdict.correction != other.correction
    if other.assertion.direction is None:
        return False
    return not (_turned(other) and verdict.assertion.subject == other.assertion.subject)
