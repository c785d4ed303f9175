"""Checking a sentence in a test: the verdicts on it, found by the words that make the claim."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from reference.makers import inputs, load
from tapecheck.build import build_verifier
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Evidence, Verdict
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier

D = Decimal
PUBLISHED = dt.date(2025, 2, 13)  # a Thursday: Alibaba closed at 113.80 the day before


def verdicts(
    verifier: Verifier, text: str, published: dt.date | str | None = PUBLISHED
) -> tuple[Verdict, ...]:
    """Return the verdicts on a text, in reading order."""
    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    return verifier.check(Article(text=text, published=day)).verdicts


def verdict(
    verifier: Verifier, text: str, quote: str = "", published: dt.date | str | None = PUBLISHED
) -> Verdict:
    """Return the verdict on the one claim whose words contain ``quote``."""
    found = [
        each
        for each in verdicts(verifier, text, published)
        if quote in each.assertion.span.of(text)
    ]
    quotes = [each.assertion.span.of(text) for each in found]
    assert len(found) == 1, f"{quotes} of {text!r}"
    return found[0]


def primary(verdict: Verdict) -> Evidence:
    """Return the evidence on the reading that the words say first."""
    return next(each for each in verdict.evidence if each.reading.primary)


def percent(verdict: Verdict) -> Decimal:
    """Return what the primary reading observed, to two digits: one number, not a range."""
    observed = primary(verdict).observed
    assert observed is not None
    assert observed.low == observed.high
    assert observed.low is not None
    return round(observed.low, 2)


def small(folder: Path, **tables: str) -> Verifier:
    """Return a verifier over a small tape; ``tables`` holds the text of its sources."""
    load(inputs(folder, **tables), folder / "tape")
    return build_verifier(Settings(tape=folder / "tape"))
