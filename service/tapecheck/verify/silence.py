"""What a desk does not want to hear: claims silenced by a marker, front matter or a house rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from tapecheck.core.nouns import Article, Marker
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict


def silenced(
    verdicts: Sequence[Verdict], article: Article, rules: Mapping[str, str]
) -> tuple[tuple[Verdict, ...], tuple[Marker, ...]]:
    """Return the verdicts, some of them silenced with a reason, and the markers left over.

    ``rules`` gives the reason for each claim rule that the house has silenced. What is supported
    says nothing that could be silenced, and stays.
    """
    loud = [place for place, each in enumerate(verdicts) if each.outcome is not Outcome.SUPPORTED]
    reasons = {
        place: why
        for place in loud
        if (why := rules.get(verdicts[place].assertion.rule) or article.ignored)
    }
    unused = []
    for marker in article.markers:
        reached = [place for place in _reached(marker, verdicts) if place in loud]
        if not reached:
            unused.append(marker)
        reasons.update(dict.fromkeys(reached, marker.reason))
    return (
        tuple(_silent(each, reasons.get(place)) for place, each in enumerate(verdicts)),
        tuple(unused),
    )


def _reached(marker: Marker, verdicts: Sequence[Verdict]) -> Iterator[int]:
    """Yield the places of the verdicts that a marker speaks of; one without a reason, of none."""
    reach = marker.reach
    if reach is None or not marker.reason:
        return
    within = [
        place
        for place, verdict in enumerate(verdicts)
        if reach.start <= verdict.assertion.span.start and verdict.assertion.span.stop <= reach.stop
    ]
    yield from within[-1:] if marker.only_last else within


def _silent(verdict: Verdict, reason: str | None) -> Verdict:
    if reason is None:
        return verdict
    gap = Gap(reason=Reason.IGNORED, detail=reason)
    return replace(verdict, outcome=Outcome.UNCHECKED, gap=gap, correction=None, diagnosis=None)
