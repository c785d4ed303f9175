"""Who says what a price did: the article itself, or somebody it names."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


def stances(parser: Parser, text: str) -> set[str]:
    """Return how firmly the figures of a text are put."""
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    return {claim.modality.value for claim in found if claim.quantity is not None}


@pytest.mark.parametrize(
    "text",
    [
        "The Nasdaq fell 2 percent, according to Globex Research.",
        "According to Globex Research, the Nasdaq fell 2 percent.",
        "Brent rose 2 percent, while WTI is gaining 3 percent, according to the Globex index.",
        "Acme shares rose 2 percent, a spokesman said.",
        "Acme shares rose 2 percent, said Ann Lee, a strategist at Globex.",
        "He noted that Acme shares were down 2 percent.",
    ],
)
def test_what_somebody_says_of_prices_is_his(parser: Parser, text: str) -> None:
    assert stances(parser, text) == {"attributed"}


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares rose 2 percent after the company raised its forecast, analysts said.",
        "Acme said it will buy Globex, whose shares fell 2 percent.",
        "Acme said its plant had burnt down, sending its shares down 2 percent.",
        "Analyst Ann Lee says the euro, which was at $1.08, is cheap.",
        "Acme shares fell 2 percent, according to Globex data.",
        "Acme shares fell 2 percent, the company said, and Globex rose 3 percent.",
        "Acme shares are down 2 percent despite a bank's note, saying little of harm, "
        "according to Initech.",
    ],
)
def test_what_is_told_beside_him_is_the_articles(parser: Parser, text: str) -> None:
    assert stances(parser, text) == {"asserted"}
