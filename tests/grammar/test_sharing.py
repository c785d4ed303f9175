"""What is told once and holds for two clauses; it is Thursday, 13 February 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article
from tapecheck.grammar.parse import Parser


def told(parser: Parser, text: str) -> dict[str, str]:
    """Return window, end and moment of each claim by its words."""
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    return {a.span.of(text): f"{a.when.label} {a.when.end} {a.basis}" for a in found}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Acme shares fell 3 percent and Globex lost 4 percent on Wednesday.",
            {"3 percent": "day 2025-02-12 unspecified", "4 percent": "day 2025-02-12 unspecified"},
            id="a-day-at-the-end-holds-for-both",
        ),
        pytest.param(
            "Acme shares are down 3 percent, and Globex lost 4 percent on Wednesday.",
            {"3 percent": "day 2025-02-13 intraday", "4 percent": "day 2025-02-12 unspecified"},
            id="what-is-so-now-is-of-now",
        ),
        pytest.param(
            "Acme shares fell 3 percent, adding to a 4 percent drop on Wednesday.",
            {"3 percent": "day 2025-02-13 unspecified", "4 percent": "day 2025-02-12 unspecified"},
            id="an-earlier-move-has-its-own-day",
        ),
        pytest.param(
            "Acme shares rose 3 percent in premarket trading while Globex jumped 4 percent.",
            {"3 percent": "day 2025-02-13 premarket", "4 percent": "day 2025-02-13 premarket"},
            id="before-the-opening-both-are",
        ),
        pytest.param(
            "Brent crude was up 32 cents, heading for a 9 percent fall this month.",
            {"32 cents": "day 2025-02-13 intraday", "9 percent": "month_to_date None unspecified"},
            id="where-it-is-heading-is-no-window-of-today",
        ),
        pytest.param(
            "Acme shares rose 3 percent, closing at $41.",
            {"3 percent": "day 2025-02-13 close", "$41": "as_of 2025-02-13 close"},
            id="a-close-ends-the-move-before-it",
        ),
        pytest.param(
            "Acme shares closed up 3 percent, valuing the company at $12 billion.",
            {"3 percent": "day 2025-02-13 close", "$12 billion": "as_of 2025-02-13 close"},
            id="what-it-is-worth-at-that-close",
        ),
        pytest.param(
            "Acme shares rose 3 percent after Globex reported results after Tuesday's close.",
            {"3 percent": "day 2025-02-13 unspecified"},
            id="after-a-close-is-no-moment",
        ),
        pytest.param(
            "The Nasdaq hit a low on Jan. 13. It rose 40 percent from that low; "
            "at Wednesday's close, it was still up 35 percent.",
            {"40 percent": "since None unspecified", "35 percent": "since 2025-02-12 close"},
            id="what-is-still-so-goes-on",
        ),
        pytest.param(
            "As of Wednesday's close, Acme shares are up 8 percent so far this year.",
            {"8 percent": "year_to_date 2025-02-12 close"},
            id="a-close-ends-a-longer-stretch",
        ),
        pytest.param(
            "Acme shares rose to $44 from $42 on Wednesday.",
            {"$44": "as_of 2025-02-12 unspecified", "$42": "as_of 2025-02-11 unspecified"},
            id="a-move-of-a-day-starts-a-session-before",
        ),
        pytest.param(
            "Acme shares have risen to $44 from $42.",
            {"$42": "as_of None unspecified"},
            id="what-has-risen-started-at-some-time",
        ),
        pytest.param(
            "Acme had a market value of $12 billion at Wednesday's close.",
            {"$12 billion": "as_of 2025-02-12 close"},
            id="a-close-may-have-a-day",
        ),
        pytest.param(
            "The Nikkei ended a choppy week 3 percent higher.",
            {"3 percent": "week 2025-02-13 close"},
            id="a-week-that-ends",
        ),
        pytest.param(
            "Acme earned more in 2012, when oil prices were around $95 a barrel.",
            {"around $95 a barrel": "as_of 2012 unspecified"},
            id="when-goes-back-to-a-year",
        ),
        pytest.param(
            "Acme shares fell 2 percent after Globex jumped 8 percent in the previous session.",
            {"2 percent": "day 2025-02-13 unspecified", "8 percent": "day 2025-02-12 unspecified"},
            id="what-went-before-has-its-own-day",
        ),
        pytest.param(
            "The Nikkei was at 9,456 on Thursday, having fallen to a low of 9,436 on Wednesday.",
            {
                "9,456": "as_of 2025-02-13 intraday",
                "fallen": "day 2025-02-12 unspecified",
                "low of": "unspecified 2025-02-12 unspecified",
                "9,436": "as_of 2025-02-12 unspecified",
            },
            id="what-has-fallen-fell-when-it-reached-its-low",
        ),
        pytest.param(
            "On Thursday, the Nikkei was trading at 9,456, up from 9,436 on Wednesday.",
            {
                "9,456": "as_of 2025-02-13 intraday",
                "up": "day 2025-02-13 intraday",
                "9,436": "as_of 2025-02-12 unspecified",
            },
            id="a-day-behind-from-is-another-than-the-one-that-leads",
        ),
        pytest.param(
            "Acme's market value at Wednesday's close was $12 billion.",
            {"$12 billion": "as_of 2025-02-12 close"},
            id="a-close-may-stand-between-a-noun-and-its-verb",
        ),
        pytest.param(
            "Acme shares fell 11 percent during January 8 and January 20.",
            {"11 percent": "range 2025-01-20 unspecified"},
            id="during-two-days-is-between-them",
        ),
        pytest.param(
            "Acme, which last week saw its share price plunge 18 percent, said it was well.",
            {"18 percent": "week 2025-02-07 unspecified"},
            id="what-a-week-saw-happened-then",
        ),
        pytest.param(
            "Through Monday, Acme shares had risen 1 percent this year, compared with a 4 percent "
            "drop in the Nikkei.",
            {
                "1 percent": "year_to_date 2025-02-10 unspecified",
                "4 percent": "year_to_date 2025-02-10 unspecified",
            },
            id="what-is-compared-moved-over-the-same-time",
        ),
        pytest.param(
            "Acme shares extended a decline from Monday when they fell 10 percent.",
            {"10 percent": "day 2025-02-10 unspecified"},
            id="when-goes-back-to-a-weekday",
        ),
        pytest.param(
            "Heavy selling contributed to the drop in stocks on January 8, traders said.",
            {"drop": "day 2025-01-08 unspecified"},
            id="a-move-told-in-passing-has-the-day-behind-it",
        ),
        pytest.param(
            "Acme's bonds due in January 2029 fell to 89 cents.",
            {"fell": "day 2025-02-13 unspecified", "89 cents": "as_of 2025-02-13 unspecified"},
            id="when-a-bond-falls-due-is-no-window",
        ),
        pytest.param(
            "Acme shares plunged 15 percent, extending losses to 30 percent over two days.",
            {
                "15 percent": "day 2025-02-13 unspecified",
                "30 percent": "past 2025-02-13 unspecified",
            },
            id="what-a-move-extends-is-longer-than-the-move",
        ),
        pytest.param(
            "Ahead of a meeting on Friday, Acme shares rose 3 percent.",
            {"3 percent": "day 2025-02-13 unspecified"},
            id="the-day-of-a-meeting-is-its-own",
        ),
        pytest.param(
            "Acme shares rose 2 percent a day before Globex is to report.",
            {"2 percent": "day 2025-02-13 unspecified"},
            id="a-day-before-what-is-to-come-is-no-earlier-day",
        ),
        pytest.param(
            "Acme shares peaked at $200 in 2008 and are down 93 percent from the start "
            "of the year.",
            {"$200": "as_of 2008 intraday", "93 percent": "year_to_date None unspecified"},
            id="a-price-is-reached-at-one-moment-of-a-year",
        ),
        pytest.param(
            "Acme shares closed at $41 on Wednesday, 2 percent higher for the week.",
            {"$41": "as_of 2025-02-12 close", "2 percent": "week 2025-02-13 close"},
            id="a-level-goes-on-with-a-longer-move",
        ),
        pytest.param(
            "Through Tuesday, Acme shares had fallen 6 percent this year.",
            {"6 percent": "year_to_date 2025-02-11 unspecified"},
            id="a-stretch-ends-with-the-day-that-leads",
        ),
        pytest.param(
            "Through Tuesday's close, Acme was down 6 percent this year, outperforming Globex, "
            "which has fallen 9 percent over the same period.",
            {
                "6 percent": "year_to_date 2025-02-11 close",
                "outperforming": "year_to_date 2025-02-11 close",
                "9 percent": "year_to_date 2025-02-11 unspecified",
            },
            id="the-same-period-is-the-stretch-told-before",
        ),
        pytest.param(
            "Acme shares have doubled since starting the year at 76 cents.",
            {
                "doubled": "year_to_date None unspecified",
                "76 cents": "as_of 2025-02-13 unspecified",
            },
            id="a-year-that-starts-opens-the-year-to-date",
        ),
        pytest.param(
            "The Nikkei dropped 0.8 percent at the 3:30 p.m. close.",
            {"0.8 percent": "day 2025-02-13 close"},
            id="a-close-may-have-its-hour",
        ),
        pytest.param(
            "Acme shares tumbled 7 percent, closing at a record low of 97 cents on Wednesday.",
            {
                "7 percent": "day 2025-02-12 close",
                "a record low": "since 2025-02-12 close",
                "97 cents": "as_of 2025-02-12 close",
            },
            id="a-close-dates-the-move-it-ends",
        ),
        pytest.param(
            "The yield on Ruritanian bonds slipped to 2.18 percent from 2.19 percent Wednesday.",
            {
                "slipped": "day 2025-02-13 unspecified",
                "2.18 percent": "as_of 2025-02-13 unspecified",
                "2.19 percent": "as_of 2025-02-12 unspecified",
            },
            id="a-bare-day-behind-from-is-the-starts",
        ),
        pytest.param(
            "On Thursday the Nikkei fell to 9,436 from 9,456 in New York trade Wednesday.",
            {
                "fell": "day 2025-02-13 intraday",
                "9,436": "as_of 2025-02-13 intraday",
                "9,456": "as_of 2025-02-12 unspecified",
            },
            id="a-day-behind-the-trade-of-a-start-is-the-starts",
        ),
        pytest.param(
            "In 2024, the Nikkei rose by 30 percent, the highest annual gain since 2009.",
            {
                "30 percent": "year 2024-12-31 unspecified",
                "highest annual gain since 2009": "since 2024-12-31 unspecified",
            },
            id="how-high-a-gain-of-a-year-is-is-not-its-window",
        ),
        pytest.param(
            "Acme shares rose 3 percent, the most since June.",
            {"3 percent": "day 2025-02-13 unspecified"},
            id="how-rare-a-move-is-is-not-its-window",
        ),
    ],
)
def test_what_is_told_once_may_hold_for_two(
    parser: Parser, text: str, claims: dict[str, str]
) -> None:
    found = told(parser, text)
    assert {quote: found.get(quote) for quote in claims} == claims
