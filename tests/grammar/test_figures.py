"""Figures behind a price, a yield or a profit: what is told of whom, and how firmly.

A claim is written as ``quote | kind metric | subject | direction | window``; the modality follows
where it is not asserted. Texts are published on Thursday, 13 February 2025.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion, Modality
from tapecheck.grammar.parse import Parser


def told(claim: Assertion, text: str) -> str:
    """Return a claim in short."""
    days = "..".join(day for day in (claim.when.start, claim.when.end) if day)
    fields = [
        claim.span.of(text),
        f"{claim.kind.value} {claim.metric.value}",
        claim.subject.text if claim.subject else "",
        claim.direction.value if claim.direction else "-",
        f"{claim.when.label.value} {days}".strip(),
    ]
    if claim.modality is not Modality.ASSERTED:
        fields.append(claim.modality.value)
    return " | ".join(fields)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Harrow Inc earned 39 cents a share, above the average Wall Street forecast of 36 "
            "cents, according to Thomson Reuters I/B/E/S. Its revenue rose 2 percent.",
            [
                "39 cents a share | level fundamental | Harrow Inc | - | as_of 2025-02-13",
                "above the average Wall Street forecast | comparison fundamental | Harrow Inc | "
                "up | day 2025-02-13",
                "36 cents | level fundamental | Harrow Inc | - | as_of 2025-02-13 | attributed",
                "2 percent | change fundamental | Harrow Inc | up | unspecified",
            ],
        ),
        (
            "Harrow's revenue rose 4 percent, according to Globex.",
            ["4 percent | change fundamental | Harrow | up | unspecified | attributed"],
        ),
        (
            "An increase in Harrow's interim dividend to 14 pence a share from 12 pence pleased.",
            [
                "increase | change fundamental | Harrow | up | unspecified",
                "14 pence a share | level fundamental | Harrow | - | as_of 2025-02-13",
                "12 pence | level fundamental | Harrow | - | as_of",
            ],
        ),
        (
            "Ten-year notes rose 9/32 in price to yield 2.19 percent, down from 2.22 percent.",
            [
                "9/32 | change price | Ten-year notes | up | day 2025-02-13",
                "2.19 percent | level yield | Ten-year notes | - | as_of 2025-02-13",
                "down | change yield | Ten-year notes | down | day 2025-02-13",
                "2.22 percent | level yield | Ten-year notes | - | as_of 2025-02-12",
            ],
        ),
        (
            "The Nikkei stood at 38,900, up from 38,400 a week ago.",
            [
                "38,900 | level index | Nikkei | - | as_of 2025-02-13",
                "up | change index | Nikkei | up | since 2025-02-06",
                "38,400 | level index | Nikkei | - | as_of 2025-02-06",
            ],
        ),
        (
            "Harrow Inc, which last week saw its share price plunge 18 percent, said it was sound.",
            ["18 percent | change price | Harrow Inc | down | week 2025-01-31..2025-02-07"],
        ),
        (
            "Harrow shares, up 27 percent on a year ago, were down at 116p, valuing the business "
            "at 960 million pounds.",
            [
                "27 percent | change price | Harrow | up | past 2024-02..2025-02-13",
                "down | change price | Harrow | down | day 2025-02-13",
                "116p | level price | Harrow | - | as_of 2025-02-13",
                "960 million pounds | level market_value | Harrow | - | as_of 2025-02-13",
            ],
        ),
        (
            "Harrow's sales in the United States and Canada rose 6 percent.",
            ["6 percent | change fundamental | Harrow | up | unspecified"],
        ),
        (
            "Bourses climbed, with the CAC in Paris and the German DAX both up 0.8 percent.",
            [
                "climbed | change index | Bourses | up | day 2025-02-13",
                "0.8 percent | change index | CAC | up | day 2025-02-13",
                "0.8 percent | change index | DAX | up | day 2025-02-13",
            ],
        ),
        (
            "Harrow fell 3 percent after a report that warned shares could lose 40 percent.",
            [
                "3 percent | change price | Harrow | down | day 2025-02-13",
                "40 percent | change price | Harrow | down | day 2025-02-13 | forecast",
            ],
        ),
        (
            "Drug maker Harrow Inc said its sales fell 3 percent.",
            ["3 percent | change fundamental | Harrow Inc | down | unspecified"],
        ),
        (
            "Oilfield services firm Harrow Inc lost 3 percent.",
            ["3 percent | change price | Harrow Inc | down | day 2025-02-13"],
        ),
        (
            "Brent crude jumped to $49.79 a barrel on the exchange, a gain of $2.04.",
            [
                "$49.79 a barrel | level price | Brent crude | - | as_of 2025-02-13",
                "$2.04 | change price | Brent crude | up | day 2025-02-13",
            ],
        ),
        (
            "The Nikkei fell on Monday, a loss of 3 percent for the week.",
            [
                "fell | change index | Nikkei | down | day 2025-02-10",
                "3 percent | change index | Nikkei | down | week 2025-02-07..2025-02-13",
            ],
        ),
        (
            "Harrow Inc has lost 40 percent of its market capitalization.",
            ["40 percent | change market_value | Harrow Inc | down | day 2025-02-13"],
        ),
        (
            "Harrow Inc pays well. The yield is 3 percent.",
            ["3 percent | level yield | Harrow Inc | - | as_of 2025-02-13"],
        ),
        (
            "Libor fell to 1.9 percent, beneath the Federal Reserve's target of 2 percent and the "
            "lowest in four years.",
            [
                "fell | change yield | Libor | down | day 2025-02-13",
                "1.9 percent | level yield | Libor | - | as_of 2025-02-13",
                "beneath | comparison yield | Libor | down | day 2025-02-13",
                "2 percent | level yield | Federal Reserve | - | as_of 2025-02-13",
                "lowest in four years | extreme yield | Libor | down | past 2021-02..2025-02-13",
            ],
        ),
        (
            "The Nikkei is about to enter a bear market.",
            ["enter a bear market | comparison index | Nikkei | down | day 2025-02-13 | forecast"],
        ),
        (
            "Harrow Inc is growing. Its profit came in well below analysts' expectations of $57 "
            "million.",
            [
                "well below analysts' expectations | comparison fundamental | Harrow Inc | down | "
                "day 2025-02-13",
                "$57 million | level fundamental | Harrow Inc | - | as_of 2025-02-13 | attributed",
            ],
        ),
        (
            "However, the Nikkei outperformed to rise 0.4 percent.",
            [
                "outperformed | comparison index | Nikkei | up | day 2025-02-13",
                "0.4 percent | change index | Nikkei | up | day 2025-02-13",
            ],
        ),
        (
            "German bund yields are up in sympathy with Treasuries and gold futures are flat.",
            [
                "up | change yield | German bund yields | up | day 2025-02-13",
                "flat | change price | gold futures | flat | day 2025-02-13",
            ],
        ),
        (
            "Harrow shares fell as low as $22.10.",
            ["as low as $22.10 | level price | Harrow | - | as_of 2025-02-13"],
        ),
        (
            "Harrow Inc now expects full-year profit per share of $1.45.",
            ["$1.45 | level fundamental | Harrow Inc | - | as_of 2025-02-13 | forecast"],
        ),
        (
            "Brent crude rose to $102, shattering the high of $101.53 reached in 1980.",
            [
                "rose | change price | Brent crude | up | day 2025-02-13",
                "$102 | level price | Brent crude | - | as_of 2025-02-13",
                "high of | extreme price | Brent crude | up | unspecified 1980",
                "$101.53 | level price | Brent crude | - | as_of 1980",
            ],
        ),
        (
            "Harrow shares remained below the proposed $11 offer price.",
            [
                "below | comparison price | Harrow | down | day 2025-02-13",
                "$11 | level fundamental | Harrow | - | as_of 2025-02-13",
            ],
        ),
        (
            "Harrow Inc raised its full-year outlook, while the Fed cut its forecast for growth.",
            ["raised | change fundamental | Harrow Inc | up | unspecified"],
        ),
        (
            "Harrow Inc's profit doubled. The results topped Wall Street expectations.",
            [
                "doubled | change fundamental | Harrow Inc | up | unspecified",
                "topped Wall Street expectations | comparison fundamental | Harrow Inc | up | "
                "day 2025-02-13",
            ],
        ),
        (
            "Trading was moderate on the NYSE, with about 1.55 billion shares changing hands.",
            ["about 1.55 billion shares | level volume | NYSE | - | as_of 2025-02-13"],
        ),
        (
            "Globex Inc delivered a 23 percent increase in revenue. Harrow Inc was on the up after "
            "Initech Inc lifted its price target on the stock to 2,760p.",
            [
                "23 percent | change fundamental | Globex Inc | up | unspecified",
                "2,760p | level price | Harrow Inc | - | as_of 2025-02-13 | forecast",
            ],
        ),
        (
            "The Institute of Supply Management's index of national factory activity rose to 52.9.",
            [
                "rose | change economic | index of national factory activity | up | unspecified",
                "52.9 | level economic | index of national factory activity | - | as_of 2025-02-13",
            ],
        ),
        (
            "Inflation as measured by the consumer price index rose 2 percent.",
            ["2 percent | change economic | Inflation | up | unspecified"],
        ),
        (
            "Harrow Inc is considering raising up to $3 billion.",
            ["up to $3 billion | level fundamental | Harrow Inc | - | as_of 2025-02-13 | forecast"],
        ),
        (
            "Harrow shares stood at $18.40, down from Wednesday's New York Stock Exchange close of "
            "$18.89.",
            [
                "$18.40 | level price | Harrow | - | as_of 2025-02-13",
                "down | change price | Harrow | down | day 2025-02-13",
                "$18.89 | level price | Harrow | - | as_of 2025-02-12",
            ],
        ),
        (
            "Shares of Ann Lee's Tencent fell 3 percent.",
            ["3 percent | change price | Tencent | down | day 2025-02-13"],
        ),
        (
            "Harrow Inc lost $3 billion, a record for a grocer.",
            [
                "$3 billion | level fundamental | Harrow Inc | - | as_of 2025-02-13",
                "a record | extreme fundamental | Harrow Inc | up | since 2025-02-13",
            ],
        ),
        (
            "The Nikkei climbed 2 percent compared with Monday's close to 38,460.98 points.",
            [
                "2 percent | change index | Nikkei | up | since 2025-02-10",
                "38,460.98 points | level index | Nikkei | - | as_of 2025-02-13",
            ],
        ),
    ],
)
def test_each_figure_is_told_of_whom_it_belongs_to(
    parser: Parser, text: str, claims: list[str]
) -> None:
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert [told(claim, text) for claim in found] == claims
