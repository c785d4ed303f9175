"""What a tape would have needed: from the reasons for which claims stay unchecked to rows."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from tapecheck.core.nouns import When
from tapecheck.core.verdicts import Lack, Outcome, Report, Verdict
from tapecheck.verify.periods import first_day

# A move may start from a session before its window, and holidays may lie between.
_BEFORE = dt.timedelta(days=10)
# The latest count or figure before a day is from within a year and the weeks until it is filed.
_REPORTED = dt.timedelta(days=460)
_SLOW = frozenset({"shares", "figures"})


class Need(Struct, frozen=True, kw_only=True):
    """Rows that claims would have needed: of which table and subject, from when to when.

    ``claims`` counts those that wait for them; ``articles`` are the ids of theirs. Days are null
    where the articles have none.
    """

    table: str
    subject: str
    metric: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    claims: int = 0
    articles: tuple[str, ...] = field(default_factory=tuple)


def needs_of(reports: Iterable[Report]) -> tuple[Need, ...]:
    """Return what the tape lacks for the unchecked claims of some articles, most needed first."""
    found: dict[tuple[str, str, str], Need] = {}
    for report in reports:
        for verdict in report.verdicts:
            for key, need in _lacking(verdict, report).items():
                found[key] = _joined(found[key], need) if key in found else need
    return tuple(sorted(found.values(), key=lambda n: (n.table, -n.claims, n.subject, n.metric)))


def _lacking(verdict: Verdict, report: Report) -> dict[tuple[str, str, str], Need]:
    """Return what one claim waits for, each thing once however many readings want it."""
    found: dict[tuple[str, str, str], Need] = {}
    for lack in _lacks(verdict):
        first, last = _days(lack, verdict.assertion.when, report.article.published)
        need = Need(
            table=lack.table, subject=lack.subject, metric=lack.metric, first=first, last=last,
            claims=1, articles=(report.article.id or "-",),
        )  # fmt: skip
        key = (lack.table, lack.subject, lack.metric)
        found[key] = _spanning(found[key], need) if key in found else need
    return found


def _lacks(verdict: Verdict) -> Iterator[Lack]:
    if verdict.outcome is not Outcome.UNCHECKED or verdict.gap is None:
        return
    yield from verdict.gap.lacks
    for evidence in verdict.evidence:
        yield from evidence.gap.lacks if evidence.gap else ()


def _joined(one: Need, other: Need) -> Need:
    both = _spanning(one, other)
    return Need(
        table=one.table, subject=one.subject, metric=one.metric, first=both.first, last=both.last,
        claims=one.claims + other.claims,
        articles=tuple(dict.fromkeys((*one.articles, *other.articles))),
    )  # fmt: skip


def _spanning(one: Need, other: Need) -> Need:
    firsts = [day for day in (one.first, other.first) if day]
    lasts = [day for day in (one.last, other.last) if day]
    return Need(
        table=one.table, subject=one.subject, metric=one.metric, claims=one.claims,
        articles=one.articles, first=min(firsts, default=None), last=max(lasts, default=None),
    )  # fmt: skip


def _days(
    lack: Lack, when: When, published: dt.date | None
) -> tuple[dt.date | None, dt.date | None]:
    """Return the days of a lack, or those that the claim's own words reach over."""
    if lack.first is not None and lack.last is not None:
        return lack.first, lack.last
    last = lack.last or (_last_day(when.end) if when.end else published) or published
    if last is None:
        return lack.first, None
    if lack.table not in _SLOW and published is not None:
        last = min(last, published)
    back = _REPORTED if lack.table in _SLOW else _BEFORE
    start = first_day(when.start) if when.start else last
    return lack.first or min(start, last) - back, last


def _last_day(partial: str) -> dt.date:
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])
