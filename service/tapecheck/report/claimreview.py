"""ClaimReview (schema.org) as JSON-LD, for the page where the checks are published.

Claims that were not checked are not in it: a review without a rating is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from tapecheck.core.nouns import Article, Span
from tapecheck.core.verdicts import Outcome
from tapecheck.report.findings import Finding, Item, only_checked
from tapecheck.report.json import encode
from tapecheck.report.view import View
from tapecheck.report.wording import summary

WORST, BEST = 1, 5
_RATINGS = {
    Outcome.REFUTED: (1, "Refuted"),
    Outcome.IMPRECISE: (3, "Imprecise"),
    Outcome.AMBIGUOUS: (4, "True in one reading"),
    Outcome.SUPPORTED: (5, "Supported"),
}
# What readers of the markup call short.
SHORT = 75
_WORD = re.compile(r"\S+")


def claimreview_lines(items: Iterable[Item], view: View) -> Iterator[str]:
    """Yield one JSON list of reviews; ``view.page`` is the page that they are published on."""
    reviews = [
        _review(check.report.article, finding, view)
        for check in only_checked(items)
        for finding in check.findings
        if finding.outcome in _RATINGS
    ]
    yield msgspec.json.format(encode(reviews), indent=2).decode()


def _review(article: Article, finding: Finding, view: View) -> dict[str, Any]:
    value, words = _RATINGS[finding.outcome]
    appearance: dict[str, Any] = {"@type": "Claim"}
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{view.page}#{anchor(finding)}",
        "claimReviewed": around(article, finding.verdict.assertion.span),
        "itemReviewed": appearance,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "worstRating": WORST,
            "bestRating": BEST,
            "alternateName": words,
            "ratingExplanation": summary(finding.verdict),
        },
    }
    if view.publisher:
        review["author"] = {"@type": "Organization", "name": view.publisher}
    if article.published:
        appearance["datePublished"] = article.published.isoformat()
    if article.title:
        appearance["name"] = article.title
    return review


def anchor(finding: Finding) -> str:
    """Return the name of the place on a page where a claim is shown."""
    return f"claim-{finding.fingerprint[:12]}"


def around(article: Article, span: Span) -> str:
    """Return a claim with as many words of its line around it as are short."""
    text, span = article.plain.text, article.in_plain(span)
    end = text.find("\n", span.stop)
    line = Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
    words = list(_WORD.finditer(text, line.start, line.stop))
    inside = [
        n for n, word in enumerate(words) if word.start() < span.stop and span.start < word.end()
    ]
    first, last = inside[0], inside[-1]
    while first > 0 and words[last].end() - words[first - 1].start() <= SHORT:
        first -= 1
    while last + 1 < len(words) and words[last + 1].end() - words[first].start() <= SHORT:
        last += 1
    return " ".join(text[words[first].start() : words[last].end()].split())
