"""Moves and sums in all their dress: told by adverbs, nouns and participles, or by money alone.

Sentences are published on Thursday, 13 February 2025; a claim is written as in test_reading.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion
from tapecheck.grammar.parse import Parser


def told(claim: Assertion, text: str) -> str:
    """Return a claim in short."""
    when, way = claim.when, claim.direction
    days = "..".join(day for day in (when.start, when.end) if day)
    window = f"{when.label.value} {days}".strip()
    return f"{claim.span.of(text)} | {claim.kind.value} | {way.value if way else '-'} | {window}"


def read(parser: Parser, text: str) -> list[str]:
    """Return every claim of a text in short, in reading order."""
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    return [told(claim, text) for claim in found]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "The rally added US$2 billion to Alibaba's market value on Wednesday.",
            ["US$2 billion | change | up | day 2025-02-12"],
            id="money-added-to-a-market-value",
        ),
        pytest.param(
            "A scandal wiped US$2 billion off Alibaba's market value this week.",
            ["US$2 billion | change | down | week 2025-02-07..2025-02-13"],
            id="money-wiped-off-a-market-value",
        ),
        pytest.param(
            "More than US$2 billion was wiped off Alibaba's market value on Wednesday.",
            ["More than US$2 billion | change | down | day 2025-02-12"],
            id="what-was-wiped-off-may-stand-first",
        ),
        pytest.param(
            "Alibaba shares were lower on Wednesday.",
            ["lower | change | down | day 2025-02-12"],
            id="the-adverb-tells-the-move",
        ),
        pytest.param(
            "Alibaba shares edged up on Wednesday.",
            ["edged up | change | up | day 2025-02-12"],
            id="verb-and-adverb-tell-it-together",
        ),
        pytest.param(
            "Traders blamed a slide in Tencent shares.",
            ["slide | change | down | day 2025-02-13"],
            id="a-noun-tells-a-move",
        ),
        pytest.param(
            "The yuan devaluation hurt Alibaba.",
            ["devaluation | change | down | day 2025-02-13"],
            id="the-noun-before-tells-what-moved",
        ),
        pytest.param(
            "The aluminum industry downturn hurt Alibaba.", [], id="industries-do-not-move"
        ),
        pytest.param(
            "The dollar bought 119.50 yen, compared with 119.68 yen.",
            ["119.50 yen | level | - | as_of 2025-02-13", "119.68 yen | level | - | as_of"],
            id="an-earlier-level-to-compare-with",
        ),
        pytest.param("Traders blamed the slide.", [], id="a-slide-told-before-is-no-new-claim"),
        pytest.param(
            "The board discussed falling oil prices.",
            ["falling | change | down | day 2025-02-13"],
            id="a-participle-tells-a-move",
        ),
        pytest.param(
            "Alibaba reported a rise in its share price of 21 percent on Wednesday.",
            ["21 percent | change | up | day 2025-02-12"],
            id="a-figure-behind-sizes-the-move",
        ),
        pytest.param("Alibaba gained approval for its plan.", [], id="an-object-is-what-moved"),
        pytest.param("The economy lost 648,000 jobs.", [], id="counted-objects-too"),
        pytest.param("They do not see the economy shrinking.", [], id="denied-with-its-verb"),
        pytest.param(
            "Alibaba did not want help, sending its shares up 5 percent.",
            ["5 percent | change | up | day 2025-02-13"],
            id="what-a-denial-led-to-is-not-denied",
        ),
        pytest.param(
            "Chinese shares rose, with the Hang Seng Index closing up 0.9 percent.",
            [
                "rose | change | up | day 2025-02-13",
                "0.9 percent | change | up | day 2025-02-13",
            ],
            id="what-another-gained-is-no-size-of-this-move",
        ),
        pytest.param(
            "Alibaba shares fell, losing 3 percent.",
            ["3 percent | change | down | day 2025-02-13"],
            id="a-participle-sizes-the-move-of-its-subject",
        ),
        pytest.param(
            "Alibaba shares rose a meagre 5 percent on Wednesday.",
            ["5 percent | change | up | day 2025-02-12"],
            id="an-adjective-stands-before-the-figure",
        ),
        pytest.param(
            "Alibaba shares have gone up more than 10-fold this year.",
            ["more than 10-fold | change | up | year_to_date 2024-12-31"],
            id="folds-are-ratios",
        ),
        pytest.param(
            "Oil prices plunged a record 17 percent on Wednesday.",
            [
                "a record | extreme | down | since 2025-02-12",
                "17 percent | change | down | day 2025-02-12",
            ],
            id="a-record-move-has-its-figure-behind",
        ),
        pytest.param(
            "Traders expect oil prices to rise 46 percent over the next year.",
            ["46 percent | change | up | range 2025-02-13..2026-02"],
            id="over-a-span-is-no-distance",
        ),
        pytest.param(
            "Chinese shares marked solid rises on Wednesday.",
            ["rises | change | up | day 2025-02-12"],
            id="a-verb-and-a-noun-tell-a-move",
        ),
        pytest.param(
            "Alibaba shares closed below their Nasdaq close of US$25.48.",
            [
                "below | comparison | down | day 2025-02-13",
                "US$25.48 | level | - | as_of 2025-02-13",
            ],
            id="a-close-of-is-a-noun",
        ),
        pytest.param(
            "Alibaba shares slipped the next day.",
            ["slipped | change | down | day 2025-02-13"],
            id="a-day-is-no-object",
        ),
        pytest.param(
            "Down 18 percent from its record high in September, the Hang Seng Index is cheap.",
            [
                "18 percent | change | down | since 2024-09",
                "record high | extreme | up | since 2024-09",
            ],
            id="a-window-takes-its-high-for-granted",
        ),
    ],
)
def test_a_move_is_told_by_many_words(parser: Parser, text: str, claims: list[str]) -> None:
    found = [claim.partition(" | ") for claim in read(parser, text)]
    wanted = [claim.partition(" | ") for claim in claims]
    assert [rest for _, _, rest in found] == [rest for _, _, rest in wanted]
    pairs = zip(found, wanted, strict=True)
    assert all(quote in other or other in quote for (quote, *_), (other, *_) in pairs)


@pytest.mark.parametrize(
    ("text", "quotes", "metric"),
    [
        ("Alibaba raised US$2 billion by selling bonds.", ["US$2 billion"], "fundamental"),
        ("Alibaba's US$9 billion bid for Globex was rejected.", ["US$9 billion"], "fundamental"),
        ("Alibaba reported a loss of US$20 million.", ["US$20 million"], "fundamental"),
        ("Alibaba posted a US$20 million loss.", ["US$20 million"], "fundamental"),
        ("Alibaba lost US$20 million last year.", ["US$20 million"], "fundamental"),
        (
            "Alibaba earned US$38 million, or 23 cents per share, down from US$40 million.",
            ["US$38 million", "23 cents per share", "down", "US$40 million"],
            "fundamental",
        ),
        ("Alibaba rose, with 20,300 contracts traded.", ["rose", "20,300 contracts"], None),
        ("The Federal Reserve lent US$2 billion to banks.", [], None),
        ("He raised US$2 million for the museum.", [], None),
        ("Alibaba trades at 15 times earnings.", ["15 times"], "other"),
        ("Alibaba's US$40 million market value is small.", ["US$40 million"], "market_value"),
        ("Alibaba, valued at US$27 billion, rose.", ["US$27 billion", "rose"], None),
        ("Alibaba Group BABA, -4.31% led losers.", ["-4.31%", "led losers"], "price"),
        ("Alibaba has a 2.2 percent dividend yield.", ["2.2 percent"], "yield"),
        ("Alibaba is at stand 21.", [], None),
        ("Alibaba has 28 percent.", [], None),
        ("Alibaba has a 28 percent share of the market.", ["28 percent"], "other"),
        ("The 10-year bond traded at 98.10 (1.9 percent).", ["98.10", "1.9 percent"], None),
    ],
)
def test_sums_of_companies_are_figures(
    parser: Parser, text: str, quotes: list[str], metric: str | None
) -> None:
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert [claim.span.of(text) for claim in found] == quotes
    assert metric is None or {claim.metric.value for claim in found} == {metric}
