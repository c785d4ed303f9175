"""When a claim holds: its window, its moment of the session, and how firmly it is put.

A claim is written as ``quote | window | basis | modality``; what is unspecified, asserted or the
plain day is left out. Texts are published on Thursday, 13 February 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion
from tapecheck.grammar.parse import Parser


def told(claim: Assertion, text: str) -> str:
    """Return a claim in short."""
    when = claim.when
    days = "..".join(day for day in (when.start, when.end) if day)
    words = [claim.span.of(text), f"{when.label.value} {days}".strip()]
    words += [v for v in (claim.basis.value, claim.modality.value) if v not in _PLAIN]
    return " | ".join(words)


_PLAIN = ("unspecified", "asserted")


def read(parser: Parser, text: str) -> list[str]:
    """Return every claim of a text in short, in reading order."""
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    return [told(claim, text) for claim in found]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Acme shares were up 4 percent at $21 in extended-hours trading.",
            [
                "4 percent | day 2025-02-13 | after_hours",
                "$21 | as_of 2025-02-13 | after_hours",
            ],
        ),
        (
            "Acme shares were up 4 percent in premarket trading.",
            ["4 percent | day 2025-02-13 | premarket"],
        ),
        (
            "Acme shares rose 3 percent in trading after the bell.",
            ["3 percent | day 2025-02-13 | after_hours"],
        ),
        (
            "Acme shares fell 3 percent in early Wednesday trade.",
            ["3 percent | day 2025-02-12 | intraday"],
        ),
        (
            "Acme shares closed 3 percent lower in European trading on Tuesday.",
            ["3 percent | day 2025-02-11 | close"],
        ),
        (
            "The Nikkei was up 7 points, or 0.3 percent, to close unofficially at 2,553.",
            [
                "7 points | day 2025-02-13 | close",
                "0.3 percent | day 2025-02-13 | close",
                "2,553 | as_of 2025-02-13 | close",
            ],
        ),
    ],
)
def test_words_tell_the_moment_of_the_session(parser: Parser, text: str, claims: list[str]) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Acme shares fell 2 percent, off a six-month high of $31 hit on Tuesday.",
            [
                "2 percent | day 2025-02-13",
                "six-month high | past 2024-08..2025-02-11 | intraday",
                "$31 | as_of 2025-02-11 | intraday",
            ],
        ),
        (
            "Acme shares traded at $30, up from Wednesday's close of $29.",
            [
                "$30 | as_of 2025-02-13 | intraday",
                "up | day 2025-02-13 | intraday",
                "$29 | as_of 2025-02-12 | close",
            ],
        ),
        (
            "The price of copper rose to $9,400 in January from $9,000 in December.",
            [
                "rose | month 2024-12-31..2025-01-31",
                "$9,400 | as_of 2025-01-31",
                "$9,000 | as_of 2024-12-31",
            ],
        ),
        (
            "The price of copper has fallen from $9,900 at the end of 2022.",
            ["fallen | day 2025-02-13", "$9,900 | as_of 2022-12-31"],
        ),
        (
            "Acme shares fell to $40 from $42 late on Tuesday.",
            ["fell | day 2025-02-13", "$40 | as_of 2025-02-13", "$42 | as_of 2025-02-11"],
        ),
        (
            "Acme shares rose 2 percent, adding to Tuesday's 3 percent gain.",
            ["2 percent | day 2025-02-13", "3 percent | day 2025-02-11"],
        ),
        (
            "Acme shares hit a five-year low last month.",
            ["five-year low | past 2020-01..2025-01-31 | intraday"],
        ),
        (
            "Acme shares closed Monday's session down 2 percent.",
            ["2 percent | day 2025-02-10 | close"],
        ),
    ],
)
def test_a_date_beside_one_figure_is_that_figures_alone(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Acme's fourth-quarter profit rose to $1.3 billion from $1.1 billion a year earlier.",
            [
                "rose | year_on_year 2024-12-31",
                "$1.3 billion | quarter 2024-10-01..2024-12-31",
                "$1.1 billion | quarter 2023-10-01..2023-12-31",
            ],
        ),
        (
            "Net profit was $9 million in the third quarter, compared with $7 million a year ago.",
            [
                "$9 million | quarter 2024-07-01..2024-09-30",
                "$7 million | quarter 2023-07-01..2023-09-30",
            ],
        ),
        (
            "Acme's third-quarter profit rose 9 percent. Revenue fell 2 percent to $5 billion.",
            [
                "9 percent | quarter 2024-07-01..2024-09-30",
                "2 percent | quarter 2024-07-01..2024-09-30",
                "$5 billion | quarter 2024-07-01..2024-09-30",
            ],
        ),
        (
            "Acme said profit was $9 million in the fiscal second quarter ended November 29.",
            ["$9 million | quarter 2024-11-29"],
        ),
        (
            "Acme's fiscal third-quarter profit was $9 million.",
            ["$9 million | quarter"],
        ),
        (
            "For July-September, Acme's operating profit fell 56 percent.",
            ["56 percent | quarter 2024-07-01..2024-09-30"],
        ),
        (
            "Imports rose 0.4 percent quarter-on-quarter, a 1.5 percent year-on-year rise.",
            ["0.4 percent | quarter", "1.5 percent | year_on_year"],
        ),
        (
            "Acme shares have lost 30 percent from a year ago.",
            ["30 percent | past 2024-02..2025-02-13"],
        ),
        ("Acme's revenue fell 3 percent.", ["3 percent | unspecified"]),
    ],
)
def test_a_reported_figure_is_of_its_period(parser: Parser, text: str, claims: list[str]) -> None:
    assert read(parser, text) == claims
