"""Whose claim it is: each figure with the subject that it is told of.

A claim is written as ``quote | subject``. Names are invented, but for currencies, commodities and
indexes; the tape of these tests knows none of the companies.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Metric, Modality
from tapecheck.grammar.parse import Parser


def told(parser: Parser, text: str, title: str = "") -> list[str]:
    """Return the figures of a text with their subjects, in reading order."""
    found = parser.parse(Article(text=text, title=title, published=dt.date(2025, 2, 13)))
    return [f"{c.span.of(text)} | {c.subject.text}" for c in found if c.quantity is not None]


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        (
            "",
            "Harrow has a market value of $8 billion, nearly three times the size of rival Ledger.",
            ["$8 billion | Harrow", "nearly three times | Harrow"],
        ),
        (
            "",
            "Harrow shares fell 4 percent. Shares of European banks fell 3 percent.",
            ["4 percent | Harrow", "3 percent | European banks"],
        ),
        (
            "",
            "Harrow shares fell 4 percent. Shares of airlines fell 3 percent.",
            ["4 percent | Harrow", "3 percent | airlines"],
        ),
        (
            "",
            "Harrow shares fell 4 percent. Shares of the airline fell 3 percent on Monday.",
            ["4 percent | Harrow", "3 percent | Harrow"],
        ),
        (
            "",
            "The dollar fell while a rise in crude oil prices above $60 a barrel hurt demand.",
            ["above $60 a barrel | crude oil prices"],
        ),
        (
            "",
            "Harrow fell. The Anglo-Dutch maker of Sunny shampoo, Gull soap and Knox soups posted "
            "sales growth of 3.4 percent.",
            ["3.4 percent | Harrow"],
        ),
        (
            "",
            "The offer price is below Harrow's 52-week high of $85.69.",
            ["$85.69 | Harrow"],
        ),
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
            "Three Reasons to Love Bargain Shops",
            "Harrow said sales grew. The stock rose 3 percent.",
            ["3 percent | Harrow"],
        ),
        (
            "Harrow Inc: Three Reasons to Love Its Shops",
            "The stock rose 3 percent.",
            ["3 percent | Harrow Inc"],
        ),
        (
            "Harrow leads stocks higher",
            "The Nikkei rose 1 percent. The stock index is up 3 percent this year.",
            ["1 percent | Nikkei", "3 percent | Nikkei"],
        ),
        (
            "",
            "Harrow shares rose 3 percent. Technology shares fell 2 percent.",
            ["3 percent | Harrow", "2 percent | Technology shares"],
        ),
        (
            "",
            "Technology shares rose 3 percent as Harrow, the biggest lender, gave its view. "
            "The stock fell 2 percent.",
            ["3 percent | Technology shares", "2 percent | Harrow"],
        ),
        (
            "",
            "Harrow Inc trails Brill Inc, which makes soap, and Globex. Its stock rose 3 percent.",
            ["3 percent | Harrow Inc"],
        ),
        (
            "",
            "More gains came from Harrow Inc, which makes soap. Its stock rose 3 percent.",
            ["3 percent | Harrow Inc"],
        ),
        (
            "",
            "Harrow Inc cut its rating on Brill Inc to hold. The stock fell 3 percent.",
            ["3 percent | Brill Inc"],
        ),
        (
            "",
            "Harrow Inc said investors should buy Brill Inc (BRI.O). The stock rose 3 percent.",
            ["3 percent | Brill Inc"],
        ),
        (
            "",
            "Harrow Inc will pay $9 for each share of Brill Inc; the stock was up 3 percent.",
            ["3 percent | Brill Inc"],
        ),
        (
            "",
            "The Nikkei closed. Prices fell in the towns of the index, S&P said. "
            "The index fell 3 percent.",
            ["3 percent | Nikkei"],
        ),
        (
            "",
            "Rivals envy Harings. Harings shares rose 3 percent.",
            ["3 percent | Harings"],
        ),
        (
            "",
            "Harrow, a maker of soap, brushes and brooms, rose 3 percent.",
            ["3 percent | Harrow"],
        ),
        (
            "",
            "Harrow fell 2 percent, and soap rose 3 percent.",
            ["2 percent | Harrow", "3 percent | soap"],
        ),
        (
            "Harrow to cut jobs",
            "Harrow lost its chief. The Lodi, California-based company's shares fell 3 percent.",
            ["3 percent | Harrow"],
        ),
        ("", "Lodi, California-based Harrow rose 3 percent.", ["3 percent | Harrow"]),
        (
            "",
            "Shares in British hedge fund manager Harrow Group fell 6 percent.",
            ["6 percent | Harrow Group"],
        ),
        (
            "",
            "Harrow repeated its forecast for net profit to rise 10 percent.",
            ["10 percent | Harrow"],
        ),
        (
            "",
            "Harrow Inc posted a 61 percent rise in quarterly profit on sales of Brill soap.",
            ["61 percent | Harrow Inc"],
        ),
        (
            "",
            "The house price index excluding flats and cottages rose 0.1 percent.",
            ["0.1 percent | house price index"],
        ),
        (
            "",
            "Harrow led drugmakers lower, such as Brill (-4.4 percent) and Ostrand (-3 percent).",
            ["-4.4 percent | Brill", "-3 percent | Ostrand"],
        ),
        (
            "",
            "The Nikkei and the Hang Seng were respectively 14 and 24 points lower.",
            ["14 | Nikkei", "24 points | Hang Seng"],
        ),
        (
            "",
            "On the Nasdaq, 1.7 billion shares traded, below last year's average of 2.1 billion.",
            ["1.7 billion shares | Nasdaq", "2.1 billion | Nasdaq"],
        ),
        (
            "FACTBOX: What Harrow sells",
            "Its current market value is $3 billion.",
            ["$3 billion | Harrow"],
        ),
        ("How Harrow won", "Its shares rose 2 percent.", ["2 percent | Harrow"]),
        ("Why Harrow won", "Its shares rose 2 percent.", ["2 percent | Harrow"]),
        (
            "",
            "Globex shares fell 4 percent. Harrow (HRW.L) fared better, with shares up 2 percent.",
            ["4 percent | Globex", "2 percent | Harrow"],
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
            "HarrowPoint plans name change",
            "HarrowPoint will hold a vote on the name Initech Inc. The company's shares "
            "rose 2 percent.",
            ["2 percent | HarrowPoint"],
        ),
        (
            "Harrows wins case",
            "Harrows shares rose 1 percent. On NSE, the shares rose 2 percent.",
            ["1 percent | Harrows", "2 percent | Harrows"],
        ),
        (
            "",
            "Harrow sold a shop in Minnesota before the Brexit vote. The stock rose 2 percent.",
            ["2 percent | Harrow"],
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
    "text",
    [
        "Harrow posted sales growth of 3.4 percent.",
        "Harrow shares fell as it reported a profit decline of 3.4 percent.",
        "Harrow saw same-store sales growth of 3.4 percent.",
        "Harrow grew 3.4 percent in China.",
        "Harrow gained 3.4 percentage points of the market.",
    ],
)
def test_a_figure_that_grows_is_no_price(parser: Parser, text: str) -> None:
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    (grown,) = (claim for claim in found if claim.quantity is not None)
    assert (grown.subject.text, grown.metric) == ("Harrow", Metric.FUNDAMENTAL)


def test_what_is_behind_earnings_is_of_them(parser: Parser) -> None:
    text = "Harrow earned 55 cents a share, up 8 percent. Harrow lost 4 percent to $5 a share."
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    reported, price = Metric.FUNDAMENTAL, Metric.PRICE
    assert [claim.metric for claim in found] == [reported, reported, price, price]


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
        ("Harrow shares rose. Bank shares fell 2 percent.", ["2 percent | Bank shares"]),
        ("The S&P 500 unofficially ended up 9 points.", ["9 points | S&P 500"]),
        ("Globex had a 4 percent drop by Harrow in view.", ["4 percent | Harrow"]),
        (
            "Harrow's stock rose after a fall of 30 percent in response to a fall in metal prices.",
            ["30 percent | Harrow"],
        ),
        (
            "Harrow and Globex fared worst, with their stock prices falling 2.3% and 1.2%.",
            ["2.3% | Harrow", "1.2% | Globex"],
        ),
        (
            "Copper rebounded, although an 8 percent drop in Globex shares showed fear.",
            ["8 percent | Globex"],
        ),
        ("The U.S. crude October contract lost 14 cents.", ["14 cents | U.S. crude"]),
        (
            "Harrow was the top gainer in the DAX 30 share index, which was up 0.1 percent.",
            ["0.1 percent | DAX 30"],
        ),
        ("Dow component Harrow rose 2 percent.", ["2 percent | Harrow"]),
        (
            "Tokyo's machinery index .IXYZ.T fell 2 percent.",
            ["2 percent | Tokyo's machinery index"],
        ),
        (
            "The winners were led by Harrow and Globex, which rose 4 percent and 3 percent.",
            ["4 percent | Harrow", "3 percent | Globex"],
        ),
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The S&P retail index fell 3 percent.", "S&P retail index"),
        ("The S&P financial index .SPF fell 3 percent.", "S&P financial index"),
        ("The S&P 500 technology sector fell 3 percent.", "S&P 500 technology sector"),
        (
            "The Dow Jones U.S. Home Builders Index fell 3 percent.",
            "Dow Jones U.S. Home Builders Index",
        ),
        ("The Nasdaq bank index fell 3 percent.", "Nasdaq bank index"),
        ("The Hang Seng Tech Index fell 3 percent.", "Hang Seng TECH Index"),
        ("The Hang Seng Tech suppliers index fell 3 percent.", "Hang Seng Tech suppliers index"),
        ("The Tencent Suppliers Index fell 3 percent.", "Tencent Suppliers Index"),
        ("The NYSE Arca oil index fell 3 percent.", "NYSE Arca oil index"),
        ("The S&P index of bank shares .SPB fell 3 percent.", "S&P index of bank shares"),
        ("MSCI's all-country stock index fell 3 percent.", "MSCI's all-country stock index"),
        ("China's stock market fell 3 percent.", "China's stock market"),
        ("The S&P 500 index of big companies fell 3 percent.", "S&P 500"),
        ("The FTSE index of leading shares fell 3 percent.", "FTSE 100"),
        ("The S&P 500 stock index fell 3 percent.", "S&P 500"),
        ("The blue-chip FTSE 100 share index .FTSE fell 3 percent.", "FTSE 100"),
        ("The tech-heavy Nasdaq composite index fell 3 percent.", "Nasdaq Composite"),
        ("The Nikkei share average fell 3 percent.", "Nikkei 225"),
    ],
)
def test_an_index_whose_name_begins_like_another_is_not_that_other(
    parser: Parser, text: str, name: str
) -> None:
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.subject is not None
    assert claim.subject.name == name
    assert claim.metric is Metric.INDEX


def test_shares_listed_elsewhere_are_no_listing_of_the_tape(parser: Parser) -> None:
    text = "The U.S.-listed shares of Tencent fell 3 percent."
    (claim,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert claim.subject is not None
    assert claim.subject.text == "Tencent"
    assert claim.subject.instrument is None


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Harrow said sales fell. The maker of Brill soap, Crisp paste and Dandy food earned "
            "$493 million.",
            ["$493 million | Harrow"],
        ),
        ("The index of factory activity rose to 50.2.", ["50.2 | index of factory activity"]),
        (
            "The Institute for Supply Management said its index of factory activity rose to 50.2.",
            ["50.2 | index of factory activity"],
        ),
        (
            "The FTSEurofirst 300 index of top European shares was down 0.6 percent.",
            ["0.6 percent | FTSEurofirst 300"],
        ),
        (
            "Yields on 10-year notes rose 3 basis points to 2.14 percent.",
            ["3 basis points | 10-year notes", "2.14 percent | 10-year notes"],
        ),
        (
            "The 10-year note fell 8/32. The yield was at 2.14 percent.",
            ["8/32 | 10-year note", "2.14 percent | 10-year note"],
        ),
    ],
)
def test_a_head_keeps_what_it_is_of(parser: Parser, text: str, claims: list[str]) -> None:
    assert told(parser, text) == claims


def test_a_bond_that_stands_at_a_percentage_yields_it(parser: Parser) -> None:
    text = "The benchmark 10-year Treasury note fell 8/32 in price to yield 2.14 percent."
    fall, level = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert (fall.metric, level.metric) == (Metric.PRICE, Metric.YIELD)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Harrow and Brill were the biggest drags, falling 3.6 percent to $75.10 and 3 percent "
            "to $69.69, respectively.",
            ["3.6 percent | Harrow", "3 percent | Brill", "$75.10 | Harrow", "$69.69 | Brill"],
        ),
        (
            "Harrow, Brill and Globex rose 1 percent, 2 percent and 3 percent, respectively.",
            ["1 percent | Harrow", "2 percent | Brill", "3 percent | Globex"],
        ),
        (
            "Shares of Harrow, Brill, Globex and Initech rose 3 percent.",
            [
                "3 percent | Harrow",
                "3 percent | Brill",
                "3 percent | Globex",
                "3 percent | Initech",
            ],
        ),
        (
            "Harrow, a maker of soap and brushes, rose 1 percent.",
            ["1 percent | Harrow"],
        ),
        (
            "A slide in Harrow shares kept the Nikkei under water, dragging it to 9,790.",
            ["9,790 | Nikkei"],
        ),
        (
            "Harrow shares were at $97.24 (Brill shares fell 3 percent), up from $97.19.",
            ["$97.24 | Harrow", "3 percent | Brill", "$97.19 | Harrow"],
        ),
        (
            "Harrow shares fell 26 percent, compared with the Nikkei's .N225 decline of 2 percent.",
            ["26 percent | Harrow", "2 percent | Nikkei"],
        ),
        (
            "The two weakest Nikkei stocks were Harrow, down 2 percent, and Brill, down 3 percent.",
            ["2 percent | Harrow", "3 percent | Brill"],
        ),
        (
            "U.S. shares of Harrow fell 2 percent.",
            ["2 percent | Harrow"],
        ),
        (
            "Shares of paint maker and Globex supplier Harrow Corp fell 2 percent.",
            ["2 percent | Harrow Corp"],
        ),
        (
            "Heavy equipment maker Harrow, whose stock fell 2 percent, opened a shop.",
            ["2 percent | Harrow"],
        ),
        (
            "Harrow rose 3 percent after Globex lifted its price target on the stock to $41.",
            ["3 percent | Harrow", "$41 | Harrow"],
        ),
        (
            "The Nikkei fell 1 percent on market turmoil. The index is up 9 percent this year.",
            ["1 percent | Nikkei", "9 percent | Nikkei"],
        ),
        (
            "Shares of Harrow Brothers, Inc. fell 2 percent.",
            ["2 percent | Harrow Brothers, Inc"],
        ),
        (
            "Harrow boss Ann Lee has seen the company's shares fall 2 percent.",
            ["2 percent | Harrow"],
        ),
        (
            "European shares were mixed with the CAC in Paris and the DAX both up 2 percent.",
            ["2 percent | CAC", "2 percent | DAX"],
        ),
        (
            "Brent October crude fell 2 percent.",
            ["2 percent | Brent"],
        ),
        (
            "Harrow shares rose 1 percent on BSE. On NSE, the shares were up 2 percent.",
            ["1 percent | Harrow", "2 percent | Harrow"],
        ),
        (
            "Harrow rose 3 percent. It was the sixth straight day of gains for the Nikkei.",
            ["3 percent | Harrow", "the sixth straight day of gains | Nikkei"],
        ),
    ],
)
def test_each_figure_goes_to_whom_the_words_give_it(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert sorted(told(parser, text)) == sorted(claims)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Against the yen, the dollar was at 109.20.", ["109.20 | dollar/yen"]),
        (
            "The euro lost a cent, slipping to $1.1109.",
            ["a cent | euro/dollar", "$1.1109 | euro/dollar"],
        ),
        ("The rupee ended at 66.20 per dollar.", ["66.20 | rupee/dollar"]),
        (
            "The dollar rose 1 percent against the yen and 0.3 percent against the euro.",
            ["1 percent | dollar/yen", "0.3 percent | dollar/euro"],
        ),
        ("The won fell 0.3 percent.", ["0.3 percent | won"]),
        (
            "Talk of a hike is boosting the dollar against the euro, which fell 0.4 percent.",
            ["0.4 percent | euro"],
        ),
        (
            "The dollar was down 0.2 percent against its Japanese counterpart at 119.73 yen.",
            [
                "0.2 percent | dollar/Japanese counterpart",
                "119.73 yen | dollar/Japanese counterpart",
            ],
        ),
    ],
)
def test_a_currency_is_told_of_as_a_pair(parser: Parser, text: str, claims: list[str]) -> None:
    assert told(parser, text) == claims


def test_a_low_of_a_currency_is_told_of_its_pair(parser: Parser) -> None:
    text = "The euro rose to $1.1182 from a three-week low."
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert {claim.subject.text for claim in found if claim.subject} == {"euro/dollar"}


def test_a_nickname_of_a_currency_has_the_name_that_all_know(parser: Parser) -> None:
    text = "The greenback rose to 109.20 yen."
    *_, level = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert level.subject is not None
    assert (level.subject.text, level.subject.name) == ("greenback/yen", "dollar/yen")


def test_a_level_per_dollar_counts_the_other_currency(parser: Parser) -> None:
    text = "The rupee ended at 66.20 per dollar."
    (level,) = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    assert level.quantity is not None
    assert level.quantity.unit == "INR"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Copper and gold miner Harrow Inc rose 3 percent.",
            ["3 percent | gold miner Harrow Inc"],
        ),
        (
            "The index fell, with cell-phone chip and network supplier Harrow Inc down 3 percent.",
            ["3 percent | Harrow Inc"],
        ),
        (
            "Copper and Harrow Inc rose 3 percent.",
            ["3 percent | Copper", "3 percent | Harrow Inc"],
        ),
        (
            "Copper miners and gold miner Harrow Inc rose 3 percent.",
            ["3 percent | Copper miners", "3 percent | gold miner Harrow Inc"],
        ),
    ],
)
def test_what_a_firm_makes_is_no_subject_beside_it(
    parser: Parser, text: str, claims: list[str]
) -> None:
    assert told(parser, text) == claims


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        (
            "",
            "The bureau said the producer price index -- a measure of costs at the gate and a sign "
            "of the trend -- declined 5.9 percent.",
            ["5.9 percent | producer price index"],
        ),
        (
            "",
            "Harrow said its margin, which had been shrinking for a year, grew 2 percent.",
            ["2 percent | Harrow"],
        ),
        ("", "Barrow's rose 3 percent to $21.", ["3 percent | Barrow's", "$21 | Barrow's"]),
        ("", "Barrow's said Harrow Corp shares fell 3 percent.", ["3 percent | Harrow Corp"]),
        ("", "Leap shares fell 3 percent.", ["3 percent | Leap"]),
        (
            "",
            "Harrow shares rose 4 percent, compared with a 2 percent gain in the broker sector.",
            ["4 percent | Harrow", "2 percent | broker sector"],
        ),
        (
            "Globex opens a mill",
            "With sales of $3 billion and a market value of $12 billion, Harrow was not short.",
            ["$3 billion | Harrow", "$12 billion | Harrow"],
        ),
        (
            "",
            "The oil and gas index fell 2 percent. Banks and insurance stocks rose 3 percent.",
            ["2 percent | oil and gas index", "3 percent | Banks and insurance stocks"],
        ),
        ("", "Oil and the Nikkei rose 2 percent.", ["2 percent | Oil", "2 percent | Nikkei"]),
        (
            "",
            "The Nasdaq rose 1 percent. The mining-heavy index lost 2 percent on Monday.",
            ["1 percent | Nasdaq", "2 percent | Nasdaq"],
        ),
        (
            "",
            "Harrow Inc's competitors include Globex Corp (GBX.N) and Initech Co (INI.N). "
            "The company's shares fell 3 percent.",
            ["3 percent | Harrow Inc"],
        ),
        (
            "",
            "Shares of Tencent supplier Harrow Corp fell 12 percent.",
            ["12 percent | Harrow Corp"],
        ),
        (
            "",
            "Tencent's rival Harrow gained 3 percent, while Tencent slipped 1 percent.",
            ["3 percent | Harrow", "1 percent | Tencent"],
        ),
        ("", "Futures on the Nikkei rose 50 points.", ["50 points | Nikkei futures"]),
        (
            "",
            "Tencent offered a third more than Harrow's closing price of $19.18.",
            ["$19.18 | Harrow"],
        ),
        (
            "",
            "Harrow fell 2.79 percent despite the price of oil rising 1.1 percent.",
            ["2.79 percent | Harrow", "1.1 percent | oil"],
        ),
        ("Globex-Backed Harrow sells shares", "The stock rose 3 percent.", ["3 percent | Harrow"]),
        ("INSTANT VIEW 4 - Harrow to sell", "Its shares fell 3 percent.", ["3 percent | Harrow"]),
        ("UPDATE 2-Harrow to sell mill", "Its shares fell 3 percent.", ["3 percent | Harrow"]),
    ],
)
def test_who_is_told_of_is_neither_who_says_it_nor_who_owns_it(
    parser: Parser, title: str, text: str, claims: list[str]
) -> None:
    assert told(parser, text, title) == claims


def test_a_future_on_an_index_has_a_price(parser: Parser) -> None:
    (claim,) = parser.parse(Article(text="S&P 500 futures were down 0.4 point.", id="x"))
    assert claim.metric is Metric.PRICE
    assert claim.subject is not None
    assert claim.subject.instrument is None


def test_the_index_of_a_survey_is_not_what_a_market_report_goes_on_with(parser: Parser) -> None:
    text = (
        "The Nikkei rose 1 percent. The ISM index fell 2 points. The index has gained 4 percent "
        "this year."
    )
    assert told(parser, text)[-1] == "4 percent | Nikkei"


def test_what_a_clause_tells_of_a_firm_in_passing_is_nobodys_report(parser: Parser) -> None:
    text = "Harrow, which has a market value of $6 billion, is for sale, according to the report."
    (claim,) = parser.parse(Article(text=text, id="x"))
    assert claim.modality is Modality.ASSERTED


def test_what_a_firm_owns_is_not_its_share(parser: Parser) -> None:
    (claim,) = parser.parse(Article(text="Tencent's chip unit grew 12 percent.", id="x"))
    assert claim.metric is Metric.FUNDAMENTAL


@pytest.mark.parametrize("rank", ["the third-biggest U.S. bank", "the No. 3 U.S. bank"])
def test_whose_stock_is_that_of_the_firm_right_before(parser: Parser, rank: str) -> None:
    text = (
        "Globex shares fell 6 percent on the New York Stock Exchange, followed by Harrow Inc, "
        f"{rank}, whose stock ended down 4 percent."
    )
    assert told(parser, text) == ["6 percent | Globex", "4 percent | Harrow Inc"]


def test_an_exchange_is_no_firm_whose_stock_is_spoken_of(parser: Parser) -> None:
    text = "Globex shares fell 3 percent on the New York Stock Exchange. The stock was at $9.38."
    assert told(parser, text) == ["3 percent | Globex", "$9.38 | Globex"]
