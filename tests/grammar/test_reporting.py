"""Which period a reported figure is of: told beside it, before it, or in the headline.

A claim is written as ``quote | window``. Texts are published on Thursday, 13 February 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


def told(parser: Parser, text: str, title: str = "") -> list[str]:
    """Return the claims of a text with their windows, in reading order."""
    found = parser.parse(Article(text=text, title=title, published=dt.date(2025, 2, 13)))
    dated = [(c, "..".join(d for d in (c.when.start, c.when.end) if d)) for c in found]
    return [f"{c.span.of(text)} | {c.when.label.value} {days}".strip() for c, days in dated]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "For the first quarter ended May 31, Harrow's profit rose to $4.5 million from"
            " $3.2 million a year earlier.",
            [
                "rose | year_on_year 2024-05-31",
                "$4.5 million | quarter 2024-03-01..2024-05-31",
                "$3.2 million | quarter 2023-03-01..2023-05-31",
            ],
            id="the-period-that-opens-the-sentence",
        ),
        pytest.param(
            "Harrow's third-quarter profit rose to $75 million from $68 million.",
            [
                "rose | year_on_year 2024-09-30",
                "$75 million | quarter 2024-07-01..2024-09-30",
                "$68 million | quarter 2023-07-01..2023-09-30",
            ],
            id="from-a-figure-without-a-date-is-from-the-year-before",
        ),
        pytest.param(
            "Harrow's third-quarter profit rose 4 percent. In the quarter, its sales fell.",
            [
                "4 percent | quarter 2024-07-01..2024-09-30",
                "fell | quarter 2024-07-01..2024-09-30",
            ],
            id="'the-quarter'-is-the-one-told-before",
        ),
        pytest.param(
            "Harrow made a profit of $5 million in the third quarter, down from $6 million.",
            [
                "$5 million | quarter 2024-07-01..2024-09-30",
                "down | year_on_year 2024-09-30",
                "$6 million | quarter 2023-07-01..2023-09-30",
            ],
            id="down-from-is-a-move-of-its-own",
        ),
        pytest.param(
            "Harrow's third-quarter profit rose to $75 million, compared with $68 million a year"
            " earlier.",
            [
                "rose | year_on_year 2024-09-30",
                "$75 million | quarter 2024-07-01..2024-09-30",
                "$68 million | quarter 2023-07-01..2023-09-30",
            ],
            id="compared-with-a-year-earlier-tells-since-when",
        ),
        pytest.param(
            "Harrow's quarterly profit rose 12 percent.",
            ["12 percent | quarter"],
            id="a-quarter-that-has-not-ended-is-not-the-one-reported",
        ),
        pytest.param(
            "Harrow expects sales to rise 5 percent in the first quarter.",
            ["5 percent | quarter 2025-01-01..2025-03-31"],
            id="but-it-may-be-forecast",
        ),
    ],
)
def test_a_reported_figure_is_of_its_period(parser: Parser, text: str, claims: list[str]) -> None:
    assert told(parser, text) == claims


def test_the_headline_tells_the_period_of_profits_but_not_of_deals(parser: Parser) -> None:
    text = "Harrow's profit fell to $73 million. Harrow also paid $20 million for Brill."
    profit = [
        "fell | quarter 2024-10-01..2024-12-31",
        "$73 million | quarter 2024-10-01..2024-12-31",
    ]
    assert told(parser, text, "Harrow Q4 profit falls")[:2] == profit
    assert not any(
        "$20 million | quarter" in c for c in told(parser, text, "Harrow Q4 profit falls")
    )
