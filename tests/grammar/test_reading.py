"""Whole sentences, and every claim they make; the habits are those of the annotation guide.

A claim is written as ``quote | kind | direction | window``, as short as tells it apart. Sentences
are published on Thursday, 13 February 2025. What is not read yet is marked so, with its reason.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion, Basis, Metric, Modality
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
        (
            "Alibaba shares rose 4.3 percent to HK$36.87 on Wednesday.",
            [
                "4.3 percent | change | up | day 2025-02-12",
                "HK$36.87 | level | - | as_of 2025-02-12",
            ],
        ),
        (
            "The Hang Seng Index fell 99.22 points, or 0.6 percent, to close at 16,576.66.",
            [
                "99.22 points | change | down | day 2025-02-13",
                "0.6 percent | change | down | day 2025-02-13",
                "16,576.66 | level | - | as_of 2025-02-13",
            ],
        ),
        (
            "Since the central bank cut its rate in December, Tencent has gained 21 percent.",
            ["21 percent | change | up | since 2024-12"],
        ),
        (
            "The climb over the past two months, during which the Hang Seng gained 10 percent and "
            "Tencent 9 percent, was fast.",
            [
                "10 percent | change | up | past 2024-12..2025-02-13",
                "9 percent | change | up | past 2024-12..2025-02-13",
            ],
        ),
        (
            "The record climb over the past month, in which the Hang Seng gained 10 percent and "
            "Tencent 9 percent, was fast.",
            [
                "10 percent | change | up | past 2025-01..2025-02-13",
                "9 percent | change | up | past 2025-01..2025-02-13",
            ],
        ),
        (
            "Alibaba shares jumped 6.3 percent on Wednesday, taking their weekly advance to 14.1 "
            "percent.",
            [
                "6.3 percent | change | up | day 2025-02-12",
                "14.1 percent | change | up | week 2025-02-07..2025-02-13",
            ],
        ),
        (
            "Tencent fell 2 percent on Wednesday, for a weekly loss of 4 percent.",
            [
                "2 percent | change | down | day 2025-02-12",
                "4 percent | change | down | week 2025-02-07..2025-02-13",
            ],
        ),
        # what a share is off, or far from, is no price of now
        (
            "Tencent is 4 percent off its HK$431 spring high.",
            ["4 percent | change | down | day 2025-02-13"],
        ),
        (
            "Tencent is still far from the HK$700 range it traded at in early 2021.",
            ["far from | comparison | down | day 2025-02-13"],
        ),
        ("Acme posts 51 percent rise in quarterly net", ["51 percent | change | up | quarter"]),
        (
            "Tencent closed at HK$409, up 4.9 percent for the week and up 1.5 percent on the day.",
            [
                "HK$409 | level | - | as_of 2025-02-13",
                "4.9 percent | change | up | week 2025-02-07..2025-02-13",
                "1.5 percent | change | up | day 2025-02-13",
            ],
        ),
        (
            "Tencent rose to HK$409 from HK$402 a day earlier.",
            [
                "rose | change | up | day 2025-02-13",
                "HK$409 | level | - | as_of 2025-02-13",
                "HK$402 | level | - | as_of 2025-02-12",
            ],
        ),
        (
            "Tencent closed at HK$409 on Wednesday, 5 percent below its Jan. 13 close of HK$431.",
            [
                "HK$409 | level | - | as_of 2025-02-12",
                "5 percent | comparison | down | day 2025-02-12",
                "HK$431 | level | - | as_of 2025-01-13",
            ],
        ),
        (
            "Tencent has lost 5 percent since its high of HK$431 in January.",
            [
                "5 percent | change | down | since 2025-01",
                "high of | extreme | up | unspecified 2025-01",
                "HK$431 | level | - | as_of 2025-01",
            ],
        ),
        (
            "It came in a year when the Hang Seng rose 30 percent.",
            ["30 percent | change | up | unspecified"],
        ),
        (
            "Tencent fell 2 percent, retreating after an 8 percent run higher in the past month.",
            [
                "2 percent | change | down | day 2025-02-13",
                "8 percent | change | up | past 2025-01..2025-02-13",
            ],
        ),
        (
            "Tencent, up 9 percent from a 52-week low on Jan. 13, slipped this week.",
            [
                "9 percent | change | up | since 2025-01-13",
                "52-week low | extreme | down | past 2024-01-15..2025-01-13",
                "slipped | change | down | week 2025-02-07..2025-02-13",
            ],
        ),
        (
            "Shares have risen since the Hang Seng hit a 12-year low on Jan. 13.",
            [
                "risen | change | up | since 2025-01-13",
                "12-year low | extreme | down | past 2013-01..2025-01-13",
            ],
        ),
        (
            "Tencent was up HK$6 at HK$415 from Tuesday's closing price in Hong Kong of HK$409.",
            [
                "HK$6 | change | up | day 2025-02-13",
                "HK$415 | level | - | as_of 2025-02-13",
                "HK$409 | level | - | as_of 2025-02-11",
            ],
        ),
        (
            "The Hang Seng has fallen for five straight weeks, losing 15 percent.",
            [
                "for five straight weeks | streak | down | week 2025-02-07..2025-02-13",
                "15 percent | change | down | past 2025-01-09..2025-02-13",
            ],
        ),
        (
            "Tencent closed at $41 on Wednesday, down 1.9 percent for the week.",
            [
                "$41 | level | - | as_of 2025-02-12",
                "1.9 percent | change | down | week 2025-02-07..2025-02-13",
            ],
        ),
        (
            "Tencent ended at $41 on Wednesday, up 58.9 percent since Jan. 13.",
            ["$41 | level | - | as_of 2025-02-12", "58.9 percent | change | up | since 2025-01-13"],
        ),
        (
            "Tencent fell 3 percent on Wednesday, to $41, up 20 percent this year.",
            [
                "3 percent | change | down | day 2025-02-12",
                "$41 | level | - | as_of 2025-02-12",
                "20 percent | change | up | year_to_date 2024-12-31",
            ],
        ),
        (
            "Tencent rose 1 percent on Wednesday, ending 2024 with a gain of 23 percent.",
            [
                "1 percent | change | up | day 2025-02-12",
                "23 percent | change | up | year 2024-01-01..2024-12-31",
            ],
        ),
        (
            "Tencent fell 2 percent on Feb. 3 and has since gained 8 percent.",
            [
                "2 percent | change | down | day 2025-02-03",
                "8 percent | change | up | since 2025-02-03",
            ],
        ),
        (
            "Early this month, Tencent hit an 18-year low.",
            ["18-year low | extreme | down | past 2007-02..2025-02"],
        ),
        (
            "Tencent, which traded above $50 two years ago, closed at $41.",
            ["above $50 | level | - | as_of 2023-02", "$41 | level | - | as_of 2025-02-13"],
        ),
        (
            "Tuesday's rally, in which the Hang Seng gained 379 points, was led by banks.",
            ["379 points | change | up | day 2025-02-11"],
        ),
        (
            "Tencent, up 20 percent this year before Friday, dropped 8 percent.",
            [
                "20 percent | change | up | year_to_date 2024-12-31",
                "8 percent | change | down | day 2025-02-13",
            ],
        ),
        (
            "Tencent rose 1.5 percent on results that were released after Monday's closing bell.",
            ["1.5 percent | change | up | day 2025-02-13"],
        ),
        (
            "Tencent fell 3 percent after Monday's close.",
            ["3 percent | change | down | day 2025-02-10"],
        ),
        (
            "Tencent shares have doubled this year.",
            ["doubled | change | up | year_to_date 2024-12-31"],
        ),
        (
            "Alibaba said sales fell 2 percent in January, but its shares rose 3 percent.",
            [
                "2 percent | change | down | month 2024-12-31..2025-01-31",
                "3 percent | change | up | day 2025-02-13",
            ],
        ),
        (
            "Investors saw Tencent's share price drop 13 percent this year.",
            ["13 percent | change | down | year_to_date 2024-12-31"],
        ),
        (
            "The Nikkei and the Hang Seng both fell about 2 percent on Wednesday.",
            ["about 2 percent | change | down | day 2025-02-12"] * 2,
        ),
        (
            "Tencent shares are up 3 percent this week and 12 percent this year.",
            [
                "3 percent | change | up | week 2025-02-07..2025-02-13",
                "12 percent | change | up | year_to_date 2024-12-31",
            ],
        ),
        (
            "Ahead of the bank's meeting on Wednesday, Tencent shares rose 1 percent.",
            ["1 percent | change | up | day 2025-02-13"],
        ),
        (
            "Tencent shares are HK$7 higher than their 52-week low.",
            [
                "HK$7 | comparison | up | day 2025-02-13",
                "52-week low | extreme | down | past 2024-02-15..2025-02-13",
            ],
        ),
        (
            "The Nikkei closed above 39,000 on Wednesday for the first time since July.",
            [
                "above 39,000 | level | - | as_of 2025-02-12",
                "for the first time since July | extreme | up | since 2024-07..2025-02-12",
            ],
        ),
        (
            "Tencent shares rose for the first time in four days.",
            ["rose | change | up | day 2025-02-13"],
        ),
        (
            "Crude oil topped $100 a barrel on Wednesday.",
            ["$100 a barrel | level | - | as_of 2025-02-12"],
        ),
        (
            "The Nikkei edged up to 39,000 on Wednesday.",
            [
                "edged up | change | up | day 2025-02-12",
                "39,000 | level | - | as_of 2025-02-12",
            ],
        ),
        (
            "Tencent shares trade at a discount of 20 percent to the sector.",
            ["20 percent | comparison | down | day 2025-02-13"],
        ),
        ("Tencent sells its games at a discount of 20 percent.", []),
        (
            "House prices rose for the fourth straight month in January.",
            [
                "rose | change | up | month 2024-12-31..2025-01-31",
                "for the fourth straight month | streak | up | month 2024-12-31..2025-01-31",
            ],
        ),
        (
            "Rivals were cheaper last year; Tencent shares have risen 30 percent this year.",
            ["30 percent | change | up | year_to_date 2024-12-31"],
        ),
        ("Tencent shares fell on Wednesday.", ["fell | change | down | day 2025-02-12"]),
        (
            "Tencent shares jumped to HK$444.20 from HK$427.40.",
            [
                "jumped | change | up | day 2025-02-13",
                "HK$444.20 | level | - | as_of 2025-02-13",
                "HK$427.40 | level | - | as_of 2025-02-12",
            ],
        ),
        (
            "Tencent shares rose nearly 4 percent on Wednesday to the highest close since Jan. 2.",
            [
                "nearly 4 percent | change | up | day 2025-02-12",
                "highest close since Jan. 2 | extreme | up | since 2025-01-02..2025-02-12",
            ],
        ),
        (
            "Alibaba shares have surged 46 percent since hitting a 2025 low on Jan. 13.",
            [
                "46 percent | change | up | since 2025-01-13",
                "2025 low on Jan. 13 | extreme | down | year_to_date 2024-12-31..2025-01-13",
            ],
        ),
        (
            "Baidu was the best performer in China's Big Tech last week.",
            [
                "the best performer in China's Big Tech last week | ranking | up | "
                "week 2025-01-31..2025-02-07"
            ],
        ),
        (
            "The shares of 9988.HK rose 8.5 percent on Wednesday.",
            ["8.5 percent | change | up | day 2025-02-12"],
        ),
        ("Tencent, up 3.9 percent on Wednesday, led the gains.",
         ["3.9 percent | change | up | day 2025-02-12"]),
        # no claims at all
        ("The company was founded in 1998 and has 25 offices.", []),
        ("It will meet on Feb. 20 at 10:30 a.m. in Room 46.", []),
        ("Tencent has 105,309 employees.", []),
        ("Call 555-1234 or write to 12 King Street.", []),
        ("He was 46 years old and 1.8 metres tall.", []),
        ("Tariffs of 10 percent or more, a 25, 50 or even a 100 percent tax.", []),
    ],
)  # fmt: skip
def test_a_sentence_makes_these_claims_and_no_others(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Tencent shares closed at their highest since Jan. 13.",
            ["highest since Jan. 13 | extreme | up | since 2025-01-13..2025-02-13"],
            id="the-phrase-takes-'since'-from-its-date",
        ),
        pytest.param(
            "Tencent shares closed at their highest since October 2021.",
            ["highest since October 2021 | extreme | up | since 2021-10..2025-02-13"],
            id="a-month-after-'highest-since'-is-no-window-of-a-month",
        ),
        pytest.param(
            "Alibaba shares rose for a third straight day on Wednesday.",
            [
                "rose | change | up | day 2025-02-12",
                "third straight day | streak | up | day 2025-02-12",
            ],
            id="a-day-after-a-streak-is-its-last-session",
        ),
        pytest.param(
            "Alibaba shares closed at a record high on Wednesday.",
            ["record high | extreme | up | since 2025-02-12"],
            id="a-day-after-a-record-is-its-day-and-not-its-look-back",
        ),
        pytest.param(
            "Alibaba outperformed Tencent on Wednesday.",
            ["outperformed | comparison | up | day 2025-02-12"],
            id="a-day-after-a-comparison-is-its-window",
        ),
        pytest.param(
            "Alibaba shares fell as low as HK$109.10 on Wednesday.",
            ["as low as HK$109.10 | level | - | as_of 2025-02-12"],
            id="'as-low-as'-tells-a-level",
        ),
        pytest.param(
            "Alibaba shares rose between 8 and 9 percent on Wednesday.",
            ["between 8 and 9 percent | change | up | day 2025-02-12"],
            id="'between'-opens-a-range",
        ),
        pytest.param(
            "Alibaba and Tencent shares rose 3 percent and 2 percent, respectively, on Wednesday.",
            [
                "3 percent | change | up | day 2025-02-12",
                "2 percent | change | up | day 2025-02-12",
            ],
            id="respectively",
        ),
        pytest.param(
            "Tencent is up 40 percent from that low.",
            ["40 percent | change | up | since"],
            id="a-low-is-no-session",
        ),
        pytest.param(
            "Tencent shares rose 2 percent after a drop in third-quarter profit.",
            [
                "2 percent | change | up | day 2025-02-13",
                "drop | change | down | quarter 2024-07-01..2024-09-30",
            ],
            id="a-period-inside-a-figure",
        ),
        pytest.param(
            "The Hang Seng Index was down 600 points before turning to close up 260 points.",
            [
                "600 points | change | down | day 2025-02-13",
                "260 points | change | up | day 2025-02-13",
            ],
            id="closed-the-other-way",
        ),
        pytest.param(
            "The Hang Seng Index recorded 12 new 52-week highs.", [], id="members-are-counted"
        ),
        pytest.param("The Hang Seng Index posted no new 52-week highs.", [], id="or-are-none"),
        pytest.param("Tencent moved up the date of its report.", [], id="a-date-has-no-price"),
        pytest.param(
            "The Hang Seng Index broke above 16,000 for the first time since July 24, with each "
            "index gaining 1 percent.",
            [
                "16,000 | level | - | as_of 2025-02-13",
                "for the first time since July 24 | extreme | up | since 2024-07-24..2025-02-13",
                "1 percent | change | up | day 2025-02-13",
            ],
            id="a-first-time-is-no-window",
        ),
        pytest.param(
            "It was Tencent's worst day since Jan. 13, when its shares fell 7 percent.",
            [
                "worst day since Jan. 13 | extreme | down | since 2025-01-13..2025-02-13",
                "7 percent | change | down | day 2025-01-13",
            ],
            id="when-goes-back-to-its-date",
        ),
        pytest.param(
            "Tencent reported a 22 percent rise in third-quarter profit, sending its stock to a "
            "record high.",
            [
                "22 percent | change | up | quarter 2024-07-01..2024-09-30",
                "record high | extreme | up | since 2025-02-13",
            ],
            id="a-record-has-no-quarter",
        ),
    ],
)
def test_a_day_a_bound_or_a_share_goes_with_its_own_claim(
    parser: Parser, text: str, claims: list[str]
) -> None:
    found = [claim.partition(" | ") for claim in read(parser, text)]
    wanted = [claim.partition(" | ") for claim in claims]
    assert [rest for _, _, rest in found] == [rest for _, _, rest in wanted]
    pairs = zip(found, wanted, strict=True)
    assert all(quote in other or other in quote for (quote, *_), (other, *_) in pairs)


def test_a_code_without_brackets_names_its_listing(parser: Parser) -> None:
    text = "9988.HK rose 8.5 percent on Wednesday."
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.subject is not None
    assert claim.subject.instrument == "XHKG:9988.HK"


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("The Hang Seng Index fell 144 points, or 4.2 percent.", "XHKG:^HSI"),
        ("Hang Seng Index shares fell $1.44, or 4.2 percent.", None),
    ],
)
def test_what_moves_in_money_is_no_index(parser: Parser, text: str, instrument: str | None) -> None:
    claims = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert {claim.subject and claim.subject.instrument for claim in claims} == {instrument}


def test_the_hours_behind_a_noun_belong_to_the_move_before_it(parser: Parser) -> None:
    text = "Tencent shares rose to HK$450 following the results in after-hours trading."
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert {claim.basis for claim in found} == {Basis.AFTER_HOURS}


def test_a_run_of_quarterly_losses_is_of_the_firms_results(parser: Parser) -> None:
    text = "Tencent reported a third straight quarterly loss."
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.metric is Metric.FUNDAMENTAL


@pytest.mark.parametrize(
    ("level", "basis"), [("was trading", Basis.INTRADAY), ("closed", Basis.UNSPECIFIED)]
)
def test_a_move_beside_a_level_of_some_moment_is_of_that_moment(
    parser: Parser, level: str, basis: Basis
) -> None:
    text = f"Tencent {level} at HK$415, a drop of 11 percent."
    _, move = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert move.basis is basis


def test_an_adverb_inside_a_verb_tells_its_moment(parser: Parser) -> None:
    text = "The order helped cause the Hang Seng to briefly plunge 1,000 points in May 2010."
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.basis is Basis.INTRADAY


def test_a_broker_that_rates_a_stock_is_not_the_stock(parser: Parser) -> None:
    text = 'Tencent has a "sell" rating on the stock, which has climbed 4 percent this year.'
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.subject is not None
    assert claim.subject.name != "Tencent Holdings Ltd"


def test_a_firm_that_the_headline_names_in_full_keeps_its_short_name(parser: Parser) -> None:
    title, text = (
        "Globex to buy 35 percent of Tencent Petroleum",
        "Shares of Tencent rose 21 percent.",
    )
    for headline, name in ((title, "Tencent Petroleum"), ("", "Tencent Holdings Ltd")):
        article = Article(text=text, title=headline, published=dt.date(2025, 2, 13))
        (claim,) = parser.parse(article)
        assert claim.subject is not None
        assert claim.subject.name == name


def test_a_loss_that_was_erased_was_one_of_some_moment(parser: Parser) -> None:
    text = "The Hang Seng Index erased a 600-point loss and finished with a gain of 260 points."
    erased, _ = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert erased.basis is Basis.INTRADAY


@pytest.mark.parametrize(
    "text",
    [
        "A 10 percent fall in the Hang Seng would hurt.",
        "Had the Hang Seng closed below 7,000, few would have cared.",
    ],
)
def test_what_is_only_supposed_is_conditional(parser: Parser, text: str) -> None:
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert found
    assert {claim.modality for claim in found} == {Modality.CONDITIONAL}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Tencent said it would cut its dividend, sending its shares down 3 percent.", "asserted"),
        ("Tencent may cut its dividend, sending its shares down 3 percent.", "forecast"),
    ],
)
def test_what_a_report_did_is_no_forecast(parser: Parser, text: str, modality: str) -> None:
    (fell,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert fell.modality.value == modality


def test_the_basis_points_of_a_bond_are_of_its_yield(parser: Parser) -> None:
    text = "The yield on 10-year gilts was 3 basis points higher at 1.89 percent."
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert [claim.metric for claim in found] == [Metric.YIELD, Metric.YIELD]


def test_a_day_that_explains_a_date_leaves_it_sure(parser: Parser) -> None:
    for text, doubtful in (
        ("The Hang Seng scored its lowest close since Jan. 9, the day before the plan.", False),
        ("The Hang Seng fell 2 percent the day before the plan.", True),
    ):
        (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
        assert claim.when.doubtful is doubtful


def test_the_month_of_a_contract_is_not_when_it_moved(parser: Parser) -> None:
    text = "Crude for May fell $1.20 to $42.10."
    assert read(parser, text)[0] == "$1.20 | change | down | day 2025-02-13"


def test_a_move_of_a_dated_figure_is_no_move_of_the_share(parser: Parser) -> None:
    text = "A 12 percent rise in Tencent's 2024 cash flow helped."
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.metric is Metric.FUNDAMENTAL
