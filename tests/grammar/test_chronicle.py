"""Of when an article tells where a sentence does not say; days are looked up in a calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Assertion
from tapecheck.grammar.parse import Parser

THURSDAY = "2025-02-13"


def claim(parser: Parser, text: str, quote: str, published: str = THURSDAY) -> Assertion:
    """Return the claim of a text with these words."""
    found = parser.parse(Article(text=text, published=dt.date.fromisoformat(published)))
    return next(each for each in found if each.span.of(text) == quote)


@pytest.mark.parametrize(
    ("text", "published", "end"),
    [
        pytest.param(
            "Acme fell 2 percent on Wednesday. Globex shares lost 3 percent.", THURSDAY,
            "2025-02-12", id="copy-of-the-morning-after",
        ),
        pytest.param(
            "Acme fell 2 percent on Friday. Globex shares lost 3 percent.", "2025-02-17",
            "2025-02-14", id="over-a-weekend",
        ),
        pytest.param(
            "Acme fell 2 percent on Wednesday. Globex shares lost 3 percent. "
            "Results are due on Thursday.", THURSDAY,
            "2025-02-13", id="an-article-that-names-its-own-day",
        ),
        pytest.param(
            "Brent lost 5 cents by 0217 GMT after it settled up $1.31 on Wednesday. "
            "Globex shares lost 3 percent.", THURSDAY,
            "2025-02-13", id="what-was-before-is-not-the-story",
        ),
        pytest.param(
            "Acme fell 2 percent on Monday. Globex shares lost 3 percent.", THURSDAY,
            "2025-02-13", id="a-day-long-over-is-no-story",
        ),
        pytest.param(
            "Acme fell 2 percent on Wednesday. Globex shares have lost 3 percent.", THURSDAY,
            "2025-02-13", id="what-is-so-now",
        ),
        pytest.param(
            "Acme fell 2 percent on Wednesday. Globex shares lost 3 percent in early trade.",
            THURSDAY, "2025-02-13", id="trade-that-goes-on",
        ),
    ],
)  # fmt: skip
def test_copy_of_the_morning_after_tells_of_the_day_before(
    parser: Parser, text: str, published: str, end: str
) -> None:
    assert claim(parser, text, "3 percent", published).when.end == end


@pytest.mark.parametrize(
    ("text", "label", "end"),
    [
        (
            "November 21, 2024 Acme rejects the plan. Its shares fell 3 percent.",
            "day",
            "2024-11-21",
        ),
        ("* Jan. 21: Acme shares fell 3 percent.", "day", "2025-01-21"),
        ("** Jan. 21 \u2013 After a quiet week, Acme shares fell 3 percent.", "day", "2025-01-21"),
        ("\u2022 August 2024: Acme shares fell 3 percent.", "unspecified", "2024-08"),
        ("Feb. 12 - Acme shares fell 3 percent.", "day", "2025-02-13"),
        ("Jan. 21, Acme said, was odd. Its shares fell 3 percent.", "day", "2025-02-13"),
    ],
    ids=["date", "bullet", "dash", "month", "dateline", "no heading"],
)
def test_a_heading_dates_what_stands_under_it(
    parser: Parser, text: str, label: str, end: str
) -> None:
    when = claim(parser, text, "3 percent").when
    assert (when.label.value, when.end) == (label, end)


def test_a_heading_holds_until_the_next(parser: Parser) -> None:
    text = (
        "Nov. 21, 2024: Acme says no. Shares close at $28. Jan. 21, 2025: Acme says yes. "
        "Its shares close at $31."
    )
    assert claim(parser, text, "$28").when.end == "2024-11-21"
    assert claim(parser, text, "$31").when.end == "2025-01-21"


def test_the_hour_that_heads_an_entry_is_the_moment_of_its_figures(parser: Parser) -> None:
    text = "11:55 a.m. Stocks are wavering. The Nasdaq rose 3 percent."
    assert claim(parser, text, "3 percent").basis.value == "intraday"
    closed = "4:10 p.m. Stocks are lower. The Nasdaq fell 3 percent."
    assert claim(parser, closed, "3 percent").basis.value == "unspecified"


@pytest.mark.parametrize(
    "text",
    [
        "In 2008 the Nasdaq fell 40 percent. Acme shares lost 3 percent.",
        "On Jan. 21 the Nasdaq fell 4 percent. Acme shares lost 3 percent.",
        'That was "Black Monday", as the Nasdaq fell. Acme shares lost 3 percent.',
    ],
    ids=["year", "date", "named day"],
)
def test_what_follows_another_time_may_be_of_that_time(parser: Parser, text: str) -> None:
    assert claim(parser, text, "3 percent").when.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "In 2008 the Nasdaq fell 40 percent. Acme shares have lost 3 percent.",
        "In 2008 the Nasdaq fell 40 percent. Acme shares now trade at $5 and lost 3 percent.",
        "On Wednesday the Nasdaq fell 4 percent. Acme shares lost 3 percent on Wednesday.",
        "The Nasdaq had its worst day since 2008. Acme shares lost 3 percent.",
        "In 2008 the Nasdaq fell 40 percent. Gold rose. Silver rose. Acme shares lost 3 percent.",
    ],
    ids=["perfect", "now", "told", "look-back", "long ago in the text"],
)
def test_what_tells_its_own_time_is_of_that(parser: Parser, text: str) -> None:
    assert not claim(parser, text, "3 percent").when.doubtful


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Bank worries have contributed to a slide in Acme shares.", "slide"),
        ("Chip makers are sending the Nasdaq to record highs.", "record highs"),
        ("The Nasdaq began 2025 up 20 percent from its peak.", "20 percent"),
    ],
    ids=["over time", "on several days", "some time ago"],
)
def test_what_tells_no_one_day_is_doubtful(parser: Parser, text: str, quote: str) -> None:
    assert claim(parser, text, quote).when.doubtful


def test_a_spike_is_of_a_moment(parser: Parser) -> None:
    text = "The Nasdaq spiked to 5,300 on Monday."
    assert claim(parser, text, "5,300").basis.value == "intraday"


def test_a_span_told_of_long_ago_does_not_end_today(parser: Parser) -> None:
    text = "In 1962 the Nasdaq fell 25 percent. It had risen 79 percent in the prior four years."
    assert claim(parser, text, "79 percent").when.end is None
