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


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "American Harrow fell 3 percent to $40.",
            ["3 percent | American Harrow", "$40 | American Harrow"],
        ),
        ("Shares of Bank of Trelawny rose 3 percent.", ["3 percent | Bank of Trelawny"]),
        ("A. G. Harrow rose 3 percent.", ["3 percent | A. G. Harrow"]),
        ("Harrow Brothers HRB.N fell 3 percent.", ["3 percent | Harrow Brothers"]),
        (
            "Shares of Harrow Brothers Inc, HRB.N fell 3 percent.",
            ["3 percent | Harrow Brothers Inc"],
        ),
        ("HRB.N rose 2 percent.", ["2 percent | HRB.N"]),
        ("Harrow's market value is $17 billion.", ["$17 billion | Harrow"]),
        ("Tokyo fell 0.5 percent.", ["0.5 percent | Tokyo"]),
        ("The European Shares Fund rose 2 percent.", ["2 percent | European Shares Fund"]),
    ],
)
def test_a_name_is_read_whole_and_without_its_code(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert told(parser, text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The Fed said it may act. Its shares fell 3 percent.",
        "Prime Minister Jane Doe spoke. Its shares fell 3 percent.",
    ],
)
def test_states_banks_and_ministers_have_no_shares(parser: Parser, text: str) -> None:
    assert told(parser, text) == ["3 percent | shares"]
