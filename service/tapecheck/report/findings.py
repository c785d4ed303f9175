"""Verdicts as a run of checks hands them on: each with a fingerprint, and whether it is known."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article, Assertion, Span
from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome, Reason, Report, Verdict

Known = Mapping[Digest, Outcome]
_NONE_KNOWN: Known = {}


class Finding(Struct, frozen=True, kw_only=True):
    """A verdict that can be found again: ``known`` if a baseline has it, with this outcome."""

    verdict: Verdict
    fingerprint: Digest
    known: bool = False

    @property
    def outcome(self) -> Outcome:
        """Return how the claim came out."""
        return self.verdict.outcome

    @property
    def silenced(self) -> str:
        """Return the reason for which a desk has silenced it; empty if none has."""
        gap = self.verdict.gap
        return gap.detail if gap is not None and gap.reason is Reason.IGNORED else ""


class Checked(Struct, frozen=True, kw_only=True):
    """One article of a run, checked."""

    report: Report
    findings: tuple[Finding, ...]


Item = Checked | InputError


def checked(report: Report, known: Known = _NONE_KNOWN) -> Checked:
    """Return a report with a fingerprint for each of its verdicts."""
    article = report.article
    prints = fingerprints(article, (verdict.assertion for verdict in report.verdicts))
    return Checked(
        report=report,
        findings=tuple(
            Finding(verdict=verdict, fingerprint=told, known=known.get(told) is verdict.outcome)
            for verdict, told in zip(report.verdicts, prints, strict=True)
        ),
    )


def only_checked(items: Iterable[Item]) -> Iterator[Checked]:
    """Yield the articles that could be read."""
    return (item for item in items if isinstance(item, Checked))


def words_of(article: Article, span: Span) -> str:
    """Return the words of a span without markup, on one line."""
    return " ".join(article.in_plain(span).of(article.plain.text).split())


def fingerprints(article: Article, assertions: Iterable[Assertion]) -> Iterator[Digest]:
    """Yield a name for each claim that stays when lines move, and when other claims change.

    It is made of the file, what the claim says, and how many equal claims stand before it.
    """
    before: Counter[str] = Counter()
    for assertion in assertions:
        told = "\0".join(_told(assertion, article))
        yield hashlib.sha256(f"{told}\0{before[told]}".encode("utf-8", "surrogatepass")).hexdigest()
        before[told] += 1


def _told(assertion: Assertion, article: Article) -> Iterator[str]:
    yield article.file or article.id
    yield article.id
    yield assertion.rule
    yield words_of(article, assertion.span)
    yield assertion.subject.name if assertion.subject else ""
    yield from (other.name for other in assertion.others)
    yield assertion.direction or ""
    yield " ".join((assertion.when.text or "").split())
