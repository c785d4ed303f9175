"""Moves that count dividends: by total return, where the tape knows what was paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tapecheck.core.nouns import Assertion, Kind, Metric, Span
from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.verify.house import House

Retry = Callable[[Assertion], Verdict]

_PRICES = frozenset({Metric.PRICE, Metric.INDEX})


def with_dividends(
    judged: list[Verdict], text: str, sentences: Callable[[], Sequence[Span]], house: House,
    retry: Retry,
) -> list[Verdict]:  # fmt: skip
    """Return the verdicts, with moves judged anew by ``retry`` that count dividends or may.

    A sentence says so ("including dividends"), or a verb leaves it open ("returned 12 percent").
    ``sentences`` gives those of the text; it is only asked where the text has such words at all.
    """
    counting: Sequence[Span] = ()
    if _counts(text, house):
        counting = [span for span in sentences() if _counts(span.of(text), house)]
    found = list(judged)
    for place, verdict in enumerate(judged):
        if not _is_return(verdict):
            continue
        if _in_any(verdict, counting):
            found[place] = retry(verdict.assertion)
        elif verdict.outcome is not Outcome.SUPPORTED and _may_count(verdict, text, house):
            found[place] = _either(verdict, retry(verdict.assertion))
    return found


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


def _may_count(verdict: Verdict, text: str, house: House) -> bool:
    cue = verdict.assertion.cue
    return cue is not None and cue.of(text).lower() in house.returns


def _either(by_price: Verdict, in_all: Verdict) -> Verdict:
    """Return what both readings allow: nothing is contradicted that one of them leaves open."""
    open_still = in_all.outcome in (Outcome.SUPPORTED, Outcome.AMBIGUOUS, Outcome.UNCHECKED)
    return in_all if open_still else by_price
