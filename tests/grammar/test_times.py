"""When a claim holds: its window, its moment of the session, and how firmly it is put.

A claim is written as ``quote | window | basis | modality``; what is unspecified, asserted or the
plain day is left out. Texts are published on Thursday, 13 February 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion, Hedge
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
            "Acme shares fell 6 percent Monday afternoon.",
            ["6 percent | day 2025-02-10 | intraday"],
        ),
        (
            "Brent crude was up 89 cents at $45, having gained $1 earlier.",
            [
                "89 cents | day 2025-02-13 | intraday",
                "$45 | as_of 2025-02-13 | intraday",
                "$1 | day 2025-02-13 | intraday",
            ],
        ),
        (
            "Acme shares were 3 percent lower before the German market opens at 0700 GMT.",
            ["3 percent | day 2025-02-13 | premarket"],
        ),
        (
            "Acme shares rose 3 percent to $41 in choppy holiday-thinned afternoon trade.",
            ["3 percent | day 2025-02-13 | intraday", "$41 | as_of 2025-02-13 | intraday"],
        ),
        (
            "In the final minutes of trading on Tuesday, shares of Acme hit $41.",
            ["$41 | as_of 2025-02-11 | intraday"],
        ),
        (
            "Brent crude was at $82 a barrel.",
            ["$82 a barrel | as_of 2025-02-13 | intraday"],
        ),
        (
            "Market Snapshot: S&P 500 up 0.54%, Nasdaq down 0.49%.",
            ["0.54% | day 2025-02-13 | intraday", "0.49% | day 2025-02-13 | intraday"],
        ),
        (
            "The new debt would exceed its market value of $5 billion.",
            ["exceed | day 2025-02-13 | conditional", "$5 billion | as_of 2025-02-13"],
        ),
        (
            "Acme's revenue rose as much as 6 percent.",
            ["as much as 6 percent | unspecified"],
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
                "off | day 2025-02-13",
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
            "On Tuesday Acme shares opened at $30 against a previous close of $29 and hit an "
            "intraday low of $28.",
            [
                "$30 | as_of 2025-02-11 | open",
                "$29 | as_of 2025-02-10 | close",
                "intraday low | day 2025-02-11 | intraday",
                "$28 | as_of 2025-02-11 | intraday",
            ],
        ),
        (
            "After a 3 percent slide on Tuesday, the Hang Seng recovered 2 percent.",
            ["3 percent | day 2025-02-11", "2 percent | day 2025-02-13"],
        ),
        (
            "Following Tuesday's 3 percent slide, the Hang Seng recovered 2 percent.",
            ["3 percent | day 2025-02-11", "2 percent | day 2025-02-13"],
        ),
        (
            "After a 3 percent slide in the Hang Seng on Tuesday, Acme shares rose 2 percent.",
            ["3 percent | day 2025-02-11", "2 percent | day 2025-02-13"],
        ),
        (
            "Acme, with a market value of $5 billion at Tuesday's close, was up 4 percent.",
            ["$5 billion | as_of 2025-02-11 | close", "4 percent | day 2025-02-13 | intraday"],
        ),
        (
            "Acme shares rose 2 percent on Wednesday after falling 4 percent the day before.",
            ["2 percent | day 2025-02-12", "4 percent | day 2025-02-11"],
        ),
        (
            "The Hang Seng is down 6.8 percent from its January record high of 21,103.98.",
            [
                "6.8 percent | since 2025-01",
                "record high | since 2025-01",
                "21,103.98 | as_of 2025-01",
            ],
        ),
        (
            "Acme shares have more than doubled since hitting a low of $12 on Jan. 13.",
            [
                "more than doubled | since 2025-01-13",
                "low of | unspecified 2025-01-13",
                "$12 | as_of 2025-01-13",
            ],
        ),
        (
            "Acme shares rose 3 percent on Tuesday, a two-day gain of 14 percent.",
            ["3 percent | day 2025-02-11", "14 percent | past 2025-02-11"],
        ),
        (
            "The Hang Seng fell 2 percent on Tuesday, ending a two-week gain of 7 percent.",
            ["2 percent | day 2025-02-11 | close", "7 percent | past 2025-01-27..2025-02-10"],
        ),
        (
            "The Hang Seng fell 3 percent on Tuesday, down 6 percent this year.",
            ["3 percent | day 2025-02-11", "6 percent | year_to_date 2024-12-31"],
        ),
        (
            "The Hang Seng fell on Tuesday, down 14 percent from its closing high in January.",
            ["fell | day 2025-02-11", "14 percent | since 2025-01"],
        ),
        (
            "The Hang Seng fell 3 percent on Wednesday, the day after it rose 2 percent.",
            ["3 percent | day 2025-02-12", "2 percent | day 2025-02-11"],
        ),
        (
            "Acme shares fell 3 percent a day after its results, and the Hang Seng rose 2 percent.",
            ["3 percent | day 2025-02-13", "2 percent | day 2025-02-13"],
        ),
        (
            "Acme shares rose to $30 from their previous close of $29.",
            [
                "rose | day 2025-02-13",
                "$30 | as_of 2025-02-13",
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
            ["five-year low | past 2020-01..2025-01 | intraday"],
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
        (
            "Acme shares are up 9 percent from three months ago.",
            ["9 percent | past 2024-11..2025-02-13"],
        ),
        ("Acme's sales fell 4 percent in the most recent quarter.", ["4 percent | quarter"]),
        ("Acme's revenue fell 3 percent.", ["3 percent | unspecified"]),
    ],
)
def test_a_reported_figure_is_of_its_period(parser: Parser, text: str, claims: list[str]) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The Nikkei rose 2 percent, snapping a three-week losing streak.",
            [
                "2 percent | day 2025-02-13",
                "three-week losing streak | week 2025-01-31..2025-02-07",
            ],
        ),
        (
            "The Nikkei fell after two straight days of gains.",
            ["fell | day 2025-02-13", "two straight days of gains | day 2025-02-12"],
        ),
        (
            "Acme shares rose for a third straight day.",
            ["rose | day 2025-02-13", "for a third straight day | day 2025-02-13"],
        ),
        (
            "Acme shares hit a 2-1/2-year low of $8.",
            [
                "2-1/2-year low | past 2022-08..2025-02-13 | intraday",
                "$8 | as_of 2025-02-13 | intraday",
            ],
        ),
        (
            "Acme shares hit their lowest in almost a year and a half.",
            ["lowest in almost a year and a half | past 2023-08..2025-02-13 | intraday"],
        ),
        (
            "Acme shares fell to a session low of $39.",
            [
                "fell | day 2025-02-13",
                "a session low | day 2025-02-13 | intraday",
                "$39 | as_of 2025-02-13 | intraday",
            ],
        ),
        (
            "The Nikkei has fallen 14 percent in February.",
            ["14 percent | month_to_date 2025-01-31"],
        ),
        (
            "Acme shares were up for a second day in a row, gaining 5 percent.",
            [
                "for a second day in a row | day 2025-02-13 | intraday",
                "5 percent | day 2025-02-13 | intraday",
            ],
        ),
    ],
)
def test_streaks_and_extremes_end_where_they_ended(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Acme shares may have fallen 3 percent.", ["3 percent | day 2025-02-13 | forecast"]),
        (
            "If oil falls 10 percent, Acme shares will rise 4 percent.",
            ["10 percent | day 2025-02-13 | conditional", "4 percent | day 2025-02-13 | forecast"],
        ),
        (
            "When Acme said that it would close the mine, its shares dropped 9 percent.",
            ["9 percent | day 2025-02-13"],
        ),
        (
            '"The price of oil could reach $70 a barrel," he said.',
            ["$70 a barrel | as_of 2025-02-13 | forecast"],
        ),
        (
            "Acme earned $1.78 a share, ahead of the analysts' average estimate of $1.37.",
            [
                "$1.78 a share | as_of 2025-02-13",
                "ahead of the analysts' average estimate | day 2025-02-13",
                "$1.37 | as_of 2025-02-13 | attributed",
            ],
        ),
        (
            "Acme's revenue slipped to $15 billion, above the $14 billion expected by analysts.",
            [
                "slipped | unspecified",
                "$15 billion | as_of 2025-02-13",
                "above | day 2025-02-13",
                "$14 billion | as_of 2025-02-13 | attributed",
            ],
        ),
        (
            "The Nikkei is heading for its worst quarter since 2003.",
            ["worst quarter since 2003 | since 2003..2025-03-31 | forecast"],
        ),
        (
            "The revenue could more than double to $6 billion from $2 billion.",
            [
                "more than double | unspecified | forecast",
                "$6 billion | as_of 2025-02-13 | forecast",
                "$2 billion | as_of",
            ],
        ),
        (
            "Economists expect the central bank to cut its rate by 50 basis points on Friday.",
            ["50 basis points | day 2025-02-14 | forecast"],
        ),
        (
            "The forecast on Wednesday pushed Acme shares down 4 percent.",
            ["4 percent | day 2025-02-13"],
        ),
        (
            "Acme shares will rise 2 percent after falling 3 percent on Monday.",
            ["2 percent | day 2025-02-13 | forecast", "3 percent | day 2025-02-10"],
        ),
        (
            "The rally has seen the Nikkei rise 30 percent.",
            ["30 percent | day 2025-02-13"],
        ),
    ],
)
def test_a_stance_rules_its_own_clause(parser: Parser, text: str, claims: list[str]) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Acme shares have more than doubled this year.", Hedge.MORE_THAN),
        ("Acme shares have almost tripled this year.", Hedge.NEARLY),
        ("Acme shares are down 50 percent or more.", Hedge.AT_LEAST),
        ("Acme shares are down 50 percent or so.", Hedge.ABOUT),
        ("Acme shares fell 200 points, or more than 2 percent.", Hedge.MORE_THAN),
    ],
)
def test_a_hedge_counts_before_a_verb_and_behind_a_number(
    parser: Parser, text: str, hedge: Hedge
) -> None:
    claims = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claims[-1].hedge is hedge


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Acme shares hit $9 in July but have fallen 20 percent since then.",
            ["$9 | as_of 2024-07-31 | intraday", "20 percent | since 2024-07"],
        ),
        (
            "Acme shares rose 5 percent on Monday after a 3 percent gain on Friday.",
            ["5 percent | day 2025-02-10", "3 percent | day 2025-02-07"],
        ),
        (
            "Acme shares were up 2 percent, adding to a gain of 8 percent on Tuesday.",
            ["2 percent | day 2025-02-13 | intraday", "8 percent | day 2025-02-11"],
        ),
        (
            "In a turnaround from Wednesday, the Nikkei fell 2 percent.",
            ["2 percent | day 2025-02-13"],
        ),
        (
            "The Nikkei fell to its lowest level since the exchange moved in 1985.",
            [
                "fell | day 2025-02-13",
                "lowest level since the exchange moved in 1985 | since 1985..2025-02-13",
            ],
        ),
        (
            "Acme's third-quarter profit from paint rose to $7 million.",
            [
                "rose | quarter 2024-07-01..2024-09-30",
                "$7 million | quarter 2024-07-01..2024-09-30",
            ],
        ),
        (
            "The Nikkei, down 29 percent this year, closed at 9,000.",
            ["29 percent | year_to_date 2024-12-31", "9,000 | as_of 2025-02-13 | close"],
        ),
        (
            "Brent crude was at $47, down 3 cents since its last settlement.",
            ["$47 | as_of 2025-02-13 | intraday", "3 cents | day 2025-02-13 | intraday"],
        ),
    ],
)
def test_a_window_belongs_to_the_move_it_stands_with(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert read(parser, text) == claims
