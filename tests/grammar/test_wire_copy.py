"""What wire copy says beyond the plain move: every field of every claim in a sentence.

A claim is written as ``quote | kind metric | subject | direction | basis | window``; the modality
follows where it is not asserted. Texts are published on Thursday, 13 February 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion, Modality
from tapecheck.grammar.parse import Parser


def told(claim: Assertion, text: str) -> str:
    """Return all that a claim says, in short."""
    when, way = claim.when, claim.direction
    days = "..".join(day for day in (when.start, when.end) if day)
    fields = [
        claim.span.of(text),
        f"{claim.kind.value} {claim.metric.value}",
        claim.subject.text if claim.subject else "",
        way.value if way else "-",
        claim.basis.value,
        f"{when.label.value} {days}".strip(),
    ]
    if claim.modality is not Modality.ASSERTED:
        fields.append(claim.modality.value)
    return " | ".join(fields)


def read(parser: Parser, text: str) -> list[str]:
    """Return every claim of a text, in reading order."""
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    return [told(claim, text) for claim in found]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "With crude at $70 a barrel and Harrow shares at $26.26, the offer is worth less.",
            [
                "$70 a barrel | level price | crude | - | unspecified | as_of 2025-02-13",
                "$26.26 | level price | Harrow | - | unspecified | as_of 2025-02-13",
            ],
        ),
        (
            "Harrow shares closed at 29.94 euros after hitting 29.96.",
            [
                "29.94 euros | level price | Harrow | - | close | as_of 2025-02-13",
                "29.96 | level price | Harrow | - | intraday | as_of 2025-02-13",
            ],
        ),
        (
            "Ruritanian stocks have lost more than $1 trillion in value since early May.",
            [
                "more than $1 trillion | change market_value | Ruritanian stocks | down"
                " | unspecified | since 2024-05"
            ],
        ),
        (
            "The S&P 500 Health Care sector fell 2.7 percent on Wednesday.",
            [
                "2.7 percent | change index | S&P 500 Health Care sector | down | unspecified"
                " | day 2025-02-12",
            ],
        ),
        (
            "The offshore yuan was 0.48 percent weaker than the onshore spot.",
            [
                "0.48 percent | comparison exchange_rate | offshore yuan | down | unspecified"
                " | day 2025-02-13"
            ],
        ),
        (
            "The yield on Ruritanian bonds fell as far as 4.30 percent.",
            [
                "fell | change yield | Ruritanian bonds | down | unspecified | day 2025-02-13",
                "as far as 4.30 percent | level yield | Ruritanian bonds | - | intraday"
                " | as_of 2025-02-13",
            ],
        ),
        (
            "Harrow shares have stayed below the offer price of 31.75 pence.",
            [
                "below | comparison price | Harrow | down | unspecified | day 2025-02-13",
                "31.75 pence | level fundamental | Harrow | - | unspecified | as_of 2025-02-13",
            ],
        ),
        (
            "Harrow shares rose by their daily limit of 500 yen, or 11 percent.",
            [
                "500 yen | change price | Harrow | up | unspecified | day 2025-02-13",
                "11 percent | change price | Harrow | up | unspecified | day 2025-02-13",
            ],
        ),
        (
            "Harrow shares stand at $2.60 -- 97 percent down from their peak.",
            [
                "$2.60 | level price | Harrow | - | unspecified | as_of 2025-02-13",
                "97 percent | change price | Harrow | down | unspecified | since",
            ],
        ),
        (
            "Harrow is buying Globex in a deal valued at $732 million.",
            ["$732 million | level fundamental | Harrow | - | unspecified | as_of 2025-02-13"],
        ),
        (
            "Globex shares fell. Investors hope for Harrow's sagging stock.",
            [
                "fell | change price | Globex | down | unspecified | day 2025-02-13",
                "sagging | change price | Harrow | down | unspecified | day 2025-02-13",
            ],
        ),
        (
            "Globex sold after Harrow's 54 percent share price rise in the last 12 months.",
            [
                "54 percent | change price | Harrow | up | unspecified | past 2024-02..2025-02-13",
            ],
        ),
        (
            "Harrow's share price soared, as high as 80p.",
            [
                "soared | change price | Harrow | up | unspecified | day 2025-02-13",
                "as high as 80p | level price | Harrow | - | intraday | as_of 2025-02-13",
            ],
        ),
        (
            "Harrow shares have lost 250p in value, or 26 percent.",
            [
                "250p | change price | Harrow | down | unspecified | day 2025-02-13",
                "26 percent | change price | Harrow | down | unspecified | day 2025-02-13",
            ],
        ),
        (
            "Harrow shares are down an eye-popping 20 percent.",
            ["20 percent | change price | Harrow | down | intraday | day 2025-02-13"],
        ),
        (
            "However, Harrow outperformed to rise 0.4 percent.",
            [
                "outperformed | comparison price | Harrow | up | unspecified | day 2025-02-13",
                "0.4 percent | change price | Harrow | up | unspecified | day 2025-02-13",
            ],
        ),
        (
            "Globex has a buy rating on Harrow with a target of Rs 469.",
            ["Rs 469 | level price | Harrow | - | unspecified | as_of 2025-02-13 | forecast"],
        ),
        (
            "Globex keeps its target price of Rs 469 on Harrow.",
            ["Rs 469 | level price | Harrow | - | unspecified | as_of 2025-02-13 | forecast"],
        ),
        (
            "Exports grew despite a 15pc to 20pc fall in the pound this year.",
            [
                "grew | change economic | Exports | up | unspecified | unspecified",
                "15pc to 20pc | change exchange_rate | pound | down | unspecified"
                " | year_to_date 2024-12-31",
            ],
        ),
        (
            "In London, $48 billion was wiped off the value of Britain's leading companies.",
            [
                "$48 billion | change market_value | Britain's leading companies | down"
                " | unspecified | day 2025-02-13",
            ],
        ),
        (
            "World stocks as measured by MSCI were down 0.5 percent.",
            ["0.5 percent | change index | World stocks | down | intraday | day 2025-02-13"],
        ),
        (
            "The Nikkei slid 2 percent, bringing the fall for the year to 50 percent.",
            [
                "2 percent | change index | Nikkei | down | unspecified | day 2025-02-13",
                "50 percent | change index | Nikkei | down | unspecified | year_to_date 2024-12-31",
            ],
        ),
        (
            "Harrow shares rose to $25.25 from their Wednesday close of $24.84.",
            [
                "rose | change price | Harrow | up | unspecified | day 2025-02-13",
                "$25.25 | level price | Harrow | - | unspecified | as_of 2025-02-13",
                "$24.84 | level price | Harrow | - | close | as_of 2025-02-12",
            ],
        ),
        (
            "The two-year Treasury paper yielded 1.491 percent.",
            [
                "1.491 percent | level yield | two-year Treasury paper | - | unspecified"
                " | as_of 2025-02-13",
            ],
        ),
        (
            "The euro rose to a 20-month high around $1.3180.",
            [
                "rose | change exchange_rate | euro/dollar | up | unspecified | day 2025-02-13",
                "20-month high | extreme exchange_rate | euro/dollar | up | unspecified"
                " | past 2023-06..2025-02-13",
                "around $1.3180 | level exchange_rate | euro/dollar | - | unspecified"
                " | as_of 2025-02-13",
            ],
        ),
        (
            "The core consumer-price index fell 0.1 percent, while U.S. crude stocks rose.",
            [
                "0.1 percent | change economic | core consumer-price index | down | unspecified"
                " | unspecified",
                "rose | change economic | U.S. crude stocks | up | unspecified | unspecified",
            ],
        ),
        (
            "Harrow is valued at $2 billion at a recent share price of $41.",
            [
                "$2 billion | level market_value | Harrow | - | unspecified | as_of 2025-02-13",
                "$41 | level price | Harrow | - | unspecified | as_of 2025-02-13",
            ],
        ),
        (
            "Ruritanian stocks have erased $7 trillion in value.",
            [
                "$7 trillion | change market_value | Ruritanian stocks | down | unspecified"
                " | day 2025-02-13",
            ],
        ),
        (
            "Oil prices are down 11 percent from last August.",
            ["11 percent | change price | Oil prices | down | unspecified | since 2024-08"],
        ),
        (
            "Harrow has a market share near 22 percent.",
            ["near 22 percent | share fundamental | Harrow | - | unspecified | as_of 2025-02-13"],
        ),
        (
            "The rally was helped by output growth at 4.2 percent.",
            ["4.2 percent | change economic | output | up | unspecified | unspecified"],
        ),
        (
            "Harrow shares were up 6.9 percent, lifting its market value over $22 billion.",
            [
                "6.9 percent | change price | Harrow | up | intraday | day 2025-02-13",
                "over $22 billion | level market_value | Harrow | - | intraday | as_of 2025-02-13",
            ],
        ),
        (
            "The news has helped drive up Harrow's shares by a sharp 33.82% over the past year.",
            ["33.82% | change price | Harrow | up | unspecified | past 2024-02..2025-02-13"],
        ),
        (
            "However, having risen by 18 percent this year, Harrow shares look dear.",
            ["18 percent | change price | Harrow | up | unspecified | year_to_date 2024-12-31"],
        ),
        (
            "Its order caused the Nikkei to briefly plunge 1,000 points in May 2020.",
            [
                "1,000 points | change index | Nikkei | down | intraday | "
                "month 2020-04-30..2020-05-31"
            ],
        ),
        (
            "Volatile Chinese shares closed 4.8 percent higher.",
            ["4.8 percent | change index | Volatile Chinese shares | up | close | day 2025-02-13"],
        ),
        (
            "The MSCI index of Asian stocks .MIAPJ0000PUS climbed 1.6 percent.",
            [
                "1.6 percent | change index | MSCI index of Asian stocks | up | unspecified | "
                "day 2025-02-13"
            ],
        ),
        (
            "Harrow dividends are due to rise by 2.4 percent.",
            [
                "2.4 percent | change fundamental | Harrow | up | unspecified | unspecified | "
                "forecast"
            ],
        ),
        (
            "Harrow shares opened down 30 percent on Wednesday morning.",
            ["30 percent | change price | Harrow | down | open | day 2025-02-12"],
        ),
        (
            "Harrow said sales at stores open at least a year, a key retail gauge, fell 2 percent, "
            "sending its shares up 6.9 percent.",
            [
                "2 percent | change fundamental | Harrow | down | unspecified | unspecified",
                "6.9 percent | change price | Harrow | up | unspecified | day 2025-02-13",
            ],
        ),
        (
            "Harrow said sales fell 2 percent in January, sending its shares up 6.9 percent.",
            [
                "2 percent | change fundamental | Harrow | down | unspecified | "
                "month 2024-12-31..2025-01-31",
                "6.9 percent | change price | Harrow | up | unspecified | day 2025-02-13",
            ],
        ),
        (
            "Shares in Leeds favourite Harrow fell 3 percent.",
            ["3 percent | change price | Harrow | down | unspecified | day 2025-02-13"],
        ),
        (
            "Harrow and Sons: The shares of the company were trading 1.48 per cent down.",
            ["1.48 per cent | change price | Harrow and Sons | down | intraday | day 2025-02-13"],
        ),
        (
            "Harrow fell the most - 7.54 percent.",
            ["7.54 percent | change price | Harrow | down | unspecified | day 2025-02-13"],
        ),
        (
            "Harrow's profit rose 4 percent, while Globex's fell 2 percent.",
            [
                "4 percent | change fundamental | Harrow | up | unspecified | unspecified",
                "2 percent | change fundamental | Globex | down | unspecified | unspecified",
            ],
        ),
        (
            "Harrow gained 4 percent in the third quarter. Globex gained 5 percent in the same "
            "period.",
            [
                "4 percent | change price | Harrow | up | unspecified | "
                "quarter 2024-07-01..2024-09-30",
                "5 percent | change price | Globex | up | unspecified | "
                "quarter 2024-07-01..2024-09-30",
            ],
        ),
        (
            "The pound fell to its lowest against the dollar in six years.",
            [
                "fell | change exchange_rate | pound/dollar | down | unspecified | day 2025-02-13",
                "lowest against the dollar in six years | extreme exchange_rate | pound/dollar | "
                "down | unspecified | past 2019-02..2025-02-13",
            ],
        ),
        (
            "Harrow posted a 61 percent rise in quarterly profit on Thursday.",
            ["61 percent | change fundamental | Harrow | up | unspecified | quarter"],
        ),
        (
            "Stock prices could have fallen another 20 percent.",
            [
                "20 percent | change index | Stock prices | down | unspecified | day 2025-02-13 | "
                "conditional"
            ],
        ),
        (
            "Harrow expects sales to rise 1 percent to 3 percent.",
            [
                "1 percent to 3 percent | change fundamental | Harrow | up | unspecified | "
                "unspecified | forecast"
            ],
        ),
        (
            "Harrow expects revenue to be about $3 billion.",
            [
                "about $3 billion | level fundamental | Harrow | - | unspecified | "
                "as_of 2025-02-13 | forecast"
            ],
        ),
        (
            "Harrow has a market value of $8 billion, more than twice that of Globex.",
            ["$8 billion | level market_value | Harrow | - | unspecified | as_of 2025-02-13"],
        ),
        (
            "The shares trade a quarter below Globex's offer of $12.20 per share.",
            [
                "a quarter | comparison price | shares | down | intraday | day 2025-02-13",
                "$12.20 per share | level fundamental | Globex | - | unspecified | "
                "as_of 2025-02-13",
            ],
        ),
        (
            "Harrow trades on a price-to-earnings (P/E) ratio of 19.7.",
            ["19.7 | level fundamental | Harrow | - | unspecified | as_of 2025-02-13"],
        ),
        (
            "Average forecasts were for 6 percent profit growth.",
            ["6 percent | change fundamental | profit | up | unspecified | unspecified | forecast"],
        ),
        (
            "Harrow's own forecast is for a 27 percent drop to 1.25 trillion yen.",
            [
                "27 percent | change fundamental | Harrow | down | unspecified | unspecified | "
                "forecast",
                "1.25 trillion yen | level fundamental | Harrow | - | unspecified | "
                "as_of 2025-02-13 | forecast",
            ],
        ),
        (
            "Crude extended its rise to more than 40 percent since late December.",
            ["more than 40 percent | change price | Crude | up | unspecified | since 2024-12"],
        ),
        (
            "Harrow gained 2 percent, just ahead of the Nikkei's 1.7 percent.",
            [
                "2 percent | change price | Harrow | up | unspecified | day 2025-02-13",
                "1.7 percent | change index | Nikkei | up | unspecified | day 2025-02-13",
            ],
        ),
        (
            "UNCERTAINTY But the main Nikkei share index, which had opened higher, ended 2 percent "
            "lower.",
            [
                "opened higher | change index | Nikkei | up | open | day 2025-02-13",
                "2 percent | change index | Nikkei | down | close | day 2025-02-13",
            ],
        ),
        (
            "Harrow sees growth slowing after its 2024 profit fell 5 percent to 10.8 billion yen.",
            [
                "5 percent | change fundamental | Harrow | down | unspecified | "
                "year 2024-01-01..2024-12-31",
                "10.8 billion yen | level fundamental | Harrow | - | unspecified | "
                "year 2024-01-01..2024-12-31",
            ],
        ),
        (
            "The rise valued Globex at $3 billion.",
            ["$3 billion | level market_value | Globex | - | unspecified | as_of 2025-02-13"],
        ),
        (
            "China's stock markets have slumped 40 percent since hitting a June 12 peak.",
            [
                "40 percent | change index | China's stock markets | down | unspecified | "
                "since 2024-06-12"
            ],
        ),
        (
            "Harrow shares fell 32 cents to close Thursday's trading at $23.50.",
            [
                "32 cents | change price | Harrow | down | close | day 2025-02-13",
                "$23.50 | level price | Harrow | - | close | as_of 2025-02-13",
            ],
        ),
        (
            "Demand lifted the Nikkei from a low of 27,180 in October to 45,704 on Friday.",
            [
                "low of | extreme index | Nikkei | down | unspecified | unspecified 2024-10",
                "27,180 | level index | Nikkei | - | unspecified | as_of 2024-10-31",
                "45,704 | level index | Nikkei | - | unspecified | as_of 2025-02-07",
            ],
        ),
        (
            "Harrow has plummeted 70 percent from its 12-month high of $21 in April 2024 to $6 on "
            "Friday.",
            [
                "70 percent | change price | Harrow | down | unspecified | since 2024-04",
                "12-month high | extreme price | Harrow | up | unspecified | past 2023-04..2024-04",
                "$21 | level price | Harrow | - | unspecified | as_of 2024-04-30",
                "$6 | level price | Harrow | - | unspecified | as_of 2025-02-07",
            ],
        ),
        (
            "Shares of Harrow rose 3 percent on Monday, the most since May 2023.",
            [
                "3 percent | change price | Harrow | up | unspecified | day 2025-02-10",
                "the most since May 2023 | extreme price | Harrow | up | unspecified | "
                "since 2023-05..2025-02-10",
            ],
        ),
        (
            "Oil surged to near an all-time record over $78 a barrel.",
            [
                "surged | change price | Oil | up | unspecified | day 2025-02-13",
                "an all-time record | extreme price | Oil | up | unspecified | since 2025-02-13",
                "over $78 a barrel | level price | Oil | - | unspecified | as_of 2025-02-13",
            ],
        ),
        (
            "Income at Harrow fell to $2.38 billion from $5.51 billion a year earlier.",
            [
                "fell | change fundamental | Harrow | down | unspecified | year_on_year",
                "$2.38 billion | level fundamental | Harrow | - | unspecified | as_of 2025-02-13",
                "$5.51 billion | level fundamental | Harrow | - | unspecified | as_of",
            ],
        ),
        (
            "U.S. crude was 21 cents higher, on course to end February down 7 percent.",
            [
                "21 cents | change price | U.S. crude | up | intraday | day 2025-02-13",
                "7 percent | change price | U.S. crude | down | close | "
                "month_to_date 2025-01-31 | forecast",
            ],
        ),
        (
            "Harrow said it was on track to break even in 2027, sending its shares up 9 percent.",
            ["9 percent | change price | Harrow | up | unspecified | day 2025-02-13"],
        ),
        (
            "Harrow shares were up nearly 5 percent at $9.92 in post market trading.",
            [
                "nearly 5 percent | change price | Harrow | up | after_hours | day 2025-02-13",
                "$9.92 | level price | Harrow | - | after_hours | as_of 2025-02-13",
            ],
        ),
        (
            "The Nikkei lost 3.5 percent over the three previous trading sessions.",
            ["3.5 percent | change index | Nikkei | down | unspecified | past 2025-02-13"],
        ),
        (
            "Brent oil popped back up close to $48.",
            [
                "popped | change price | Brent oil | up | unspecified | day 2025-02-13",
                "close to $48 | level price | Brent oil | - | unspecified | as_of 2025-02-13",
            ],
        ),
        (
            "The note was down 7/32, with the yield at 3.93 percent, up from 3.81 percent the "
            "previous day.",
            [
                "7/32 | change price | note | down | intraday | day 2025-02-13",
                "3.93 percent | level yield | note | - | unspecified | as_of 2025-02-13",
                "3.81 percent | level yield | note | - | unspecified | as_of 2025-02-12",
            ],
        ),
        (
            "Harrow shares fell to 116.2p, valuing the business at around 960 million pounds.",
            [
                "fell | change price | Harrow | down | unspecified | day 2025-02-13",
                "116.2p | level price | Harrow | - | unspecified | as_of 2025-02-13",
                "around 960 million pounds | level market_value | Harrow | - | unspecified | "
                "as_of 2025-02-13",
            ],
        ),
        (
            "Harrow Corp, the new firm trading under ticker 9434 in Tokyo, fell 14.5 percent.",
            ["14.5 percent | change price | Harrow Corp | down | unspecified | day 2025-02-13"],
        ),
        (
            "Harrow shares rose 2 percent after results released after Monday's closing bell.",
            ["2 percent | change price | Harrow | up | unspecified | day 2025-02-13"],
        ),
        (
            "The rupee weakened to 66.54 against the dollar.",
            [
                "weakened | change exchange_rate | rupee/dollar | down | unspecified | "
                "day 2025-02-13",
                "66.54 | level exchange_rate | rupee/dollar | - | unspecified | as_of 2025-02-13",
            ],
        ),
        (
            "Sterling was flat against the dollar and up 0.3% against the euro.",
            [
                "flat | change exchange_rate | Sterling/dollar | flat | intraday | day 2025-02-13",
                "0.3% | change exchange_rate | Sterling/euro | up | intraday | day 2025-02-13",
            ],
        ),
        (
            "Harrow Corp. HRW, -1.20% has lost 12% this year.",
            [
                "-1.20% | change price | Harrow Corp. HRW | down | unspecified | day",
                "12% | change price | Harrow Corp. HRW | down | unspecified | "
                "year_to_date 2024-12-31",
            ],
        ),
        (
            "Globex swung to a third-quarter profit of $3.2 million.",
            [
                "$3.2 million | level fundamental | Globex | - | unspecified | "
                "quarter 2024-07-01..2024-09-30",
            ],
        ),
        (
            "The Nikkei closed above the 38,000 mark.",
            ["38,000 | level index | Nikkei | - | close | as_of 2025-02-13"],
        ),
        (
            "Harrow shares fell 38 percent in one day.",
            ["38 percent | change price | Harrow | down | unspecified | day 2025-02-13"],
        ),
        (
            "A key index tracking property companies edged up 0.3 percent.",
            ["0.3 percent | change index | key index | up | unspecified | day 2025-02-13"],
        ),
    ],
)
def test_each_claim_is_read_whole(parser: Parser, text: str, claims: list[str]) -> None:
    assert read(parser, text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The fall is due to rises in costs, and the shop is due to open on 5 May.",
        "Recessions have led to an average drop in the Nikkei of 16 percent.",
        "The road climbed above the 2,000 metre mark and the plant hired above the 300 mark.",
        "The stocks you&#39;re following were not found.",
        "Mary Fuller of Leeds, a town with 2,000 houses at 3 crossings, was 45.",
    ],
)
def test_what_only_looks_like_a_claim_stays_quiet(parser: Parser, text: str) -> None:
    assert read(parser, text) == []


def test_a_level_of_a_currency_below_the_dollar_counts_that_currency(parser: Parser) -> None:
    text = "The rupee weakened to 66.54 against the dollar."
    _, level = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert level.quantity is not None
    assert level.quantity.unit == "INR"
