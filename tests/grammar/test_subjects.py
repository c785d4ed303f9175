"""Whose claim it is: each figure with the subject that it is told of.

A claim is written as ``quote | subject``. Names are invented, but for currencies, commodities and
indexes; the tape of these tests knows none of the companies.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


def told(parser: Parser, text: str, title: str = "") -> list[str]:
    """Return the figures of a text with their subjects, in reading order."""
    found = parser.parse(Article(text=text, title=title, published=dt.date(2025, 2, 13)))
    return [f"{c.span.of(text)} | {c.subject.text}" for c in found if c.quantity is not None]


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        (
            "Harrow cuts prices in Spain",
            "The retailer will close ten stores. Its shares fell 3 percent.",
            ["3 percent | Harrow"],
        ),
        (
            "Harrow is too cheap: Daily Ledger",
            "Harrow has woes, Ledger said. The company's shares closed at $9.38.",
            ["$9.38 | Harrow"],
        ),
        (
            "Storm hits Harrow and others",
            "Globex Inc (GBX.N) opened a mine. The company's shares rose 2 percent.",
            ["2 percent | Globex Inc"],
        ),
        (
            "Globex Inc to buy Initech",
            "Initech's revenue rose 11 percent. The dividend rose 4 percent.",
            ["11 percent | Initech", "4 percent | Initech"],
        ),
        (
            "",
            "Initech rose 3 percent. The stock closed at $9.38.",
            ["3 percent | Initech", "$9.38 | Initech"],
        ),
        (
            "",
            "The scandal is a burden for Harrow, and its shares fell 3 percent.",
            ["3 percent | Harrow"],
        ),
    ],
)
def test_what_points_back_finds_the_firm_that_the_article_is_about(
    parser: Parser, title: str, text: str, claims: list[str]
) -> None:
    assert told(parser, text, title) == claims
