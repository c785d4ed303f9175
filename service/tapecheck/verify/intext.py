"""Verdicts on the plain article, with the places of the text as it came."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tapecheck.core.nouns import Article, Span
from tapecheck.core.verdicts import Correction, Verdict
from tapecheck.grammar.plain import located

_WORD = re.compile(r"\S+")


def in_text(verdict: Verdict, article: Article) -> Verdict:
    """Return a verdict on the plain article as one on the text that it was read from."""
    if article.prose is None:
        return verdict
    mended = verdict.correction and _between_markup(verdict.correction, article)
    return replace(verdict, assertion=located(verdict.assertion, article), correction=mended)


def _between_markup(correction: Correction, article: Article) -> Correction | None:
    """Return a correction that leaves all markup in its place; None where words are too tied up."""
    prose, span = article.prose, correction.span
    if prose is None or prose.is_unbroken(span.start, span.stop):
        return Correction(span=article.in_text(span), text=correction.text)
    smaller = _smallest(correction, article.plain.text)
    if smaller is None or not prose.is_unbroken(smaller.span.start, smaller.span.stop):
        return None
    return Correction(span=article.in_text(smaller.span), text=smaller.text)


def _smallest(correction: Correction, text: str) -> Correction | None:
    """Return the correction without the words it leaves as they are, before and behind."""
    old = list(_WORD.finditer(text, correction.span.start, correction.span.stop))
    new = list(_WORD.finditer(correction.text))
    while old and new and old[0].group() == new[0].group():
        old, new = old[1:], new[1:]
    while old and new and old[-1].group() == new[-1].group():
        old, new = old[:-1], new[:-1]
    if not old or not new:
        return None
    return Correction(
        span=Span(old[0].start(), old[-1].end()),
        text=correction.text[new[0].start() : new[-1].end()],
    )
