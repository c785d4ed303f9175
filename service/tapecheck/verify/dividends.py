"""Moves that count dividends: a price return can neither bear them out nor contradict them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tapecheck.core.nouns import Kind, Metric, Span
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict
from tapecheck.verify.house import House

_PRICES = frozenset({Metric.PRICE, Metric.INDEX})


def without_dividends(
    judged: list[Verdict], text: str, sentences: Callable[[], Sequence[Span]], house: House
) -> list[Verdict]:
    """Return the verdicts, with none on a move whose sentence says that dividends are counted.

    ``sentences`` gives those of the text; it is only asked where the text has such words at all.
    """
    if not _counts(text, house):
        return judged
    counting = [span for span in sentences() if _counts(span.of(text), house)]
    return [
        _unjudged(verdict) if _is_return(verdict) and _in_any(verdict, counting) else verdict
        for verdict in judged
    ]


def _counts(text: str, house: House) -> bool:
    lowered = text.lower()
    return any(words in lowered for words in house.total_return)


def _is_return(verdict: Verdict) -> bool:
    claim = verdict.assertion
    checked = verdict.outcome is not Outcome.UNCHECKED
    return checked and claim.kind is Kind.CHANGE and claim.metric in _PRICES


def _in_any(verdict: Verdict, spans: Sequence[Span]) -> bool:
    start = verdict.assertion.span.start
    return any(span.start <= start < span.stop for span in spans)


def _unjudged(verdict: Verdict) -> Verdict:
    return Verdict(
        assertion=verdict.assertion,
        outcome=Outcome.UNCHECKED,
        evidence=verdict.evidence,
        gap=Gap(
            reason=Reason.NO_MEASURE,
            detail="dividends are counted in it, and the prices of the tape are without them",
        ),
    )
