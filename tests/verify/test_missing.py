"""What the tape would have needed: from reasons to rows, days and the claims that wait."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tapecheck.core.nouns import Article
from tapecheck.verify.missing import Need, needs_of
from tapecheck.verify.verifier import Verifier
from verify.checking import small

# The made tape has Acme's bars of 2, 3 and 6 January 2025, and of Ninety-Nine and the index none.
PUBLISHED = dt.date(2025, 1, 10)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder: Path = tmp_path_factory.mktemp("missing")
    return small(folder)


def needs(
    verifier: Verifier, *texts: str, published: dt.date | None = PUBLISHED
) -> tuple[Need, ...]:
    """Return what articles a, b, ... would have needed."""
    articles = [
        Article(text=text, published=published, id=chr(ord("a") + place))
        for place, text in enumerate(texts)
    ]
    return needs_of(verifier.check(each) for each in articles)


def test_what_the_tape_has_is_not_missing(made: Verifier) -> None:
    assert needs(made, "Acme shares closed at $10.60 on Monday.") == ()


def test_a_session_without_a_bar_is_missing(made: Verifier) -> None:
    # Published on Friday the 10th: Wednesday is the 8th, after Tuesday the 7th.
    (need,) = needs(made, "Acme shares rose 3 percent on Wednesday.")
    assert (need.table, need.subject) == ("bars", "XNYS:ACME")
    assert (need.first, need.last) == (dt.date(2025, 1, 7), dt.date(2025, 1, 8))
    assert (need.claims, need.articles) == (1, ("a",))


def test_claims_that_wait_for_the_same_are_counted_together(made: Verifier) -> None:
    (need,) = needs(
        made,
        "Acme shares rose 3 percent on Wednesday. Acme shares closed at $12 on Wednesday.",
        "Acme shares fell 2 percent on Tuesday.",
    )
    assert (need.claims, need.articles) == (3, ("a", "b"))
    # Tuesday's move starts from Monday, which the tape has.
    assert (need.first, need.last) == (dt.date(2025, 1, 7), dt.date(2025, 1, 8))


def test_a_listing_without_any_bar_is_missing_for_the_days_of_the_claim(made: Verifier) -> None:
    (need,) = needs(made, "Ninety-Nine shares rose 3 percent on Wednesday.")
    assert (need.table, need.subject) == ("bars", "XHKG:9999.HK")
    assert need.first is not None
    assert need.last is not None
    assert need.first < dt.date(2025, 1, 8) <= need.last <= PUBLISHED


def test_a_stranger_is_missing_as_an_instrument(made: Verifier) -> None:
    (need,) = needs(made, "Shares of Globex Corporation rose 3 percent on Wednesday.")
    assert need.table == "instruments"
    assert "Globex" in need.subject


def test_a_share_count_is_missing(made: Verifier) -> None:
    (need,) = needs(made, "Acme's market value was $50 billion at the close on Monday.")
    assert (need.table, need.subject, need.last) == ("shares", "XNYS:ACME", dt.date(2025, 1, 6))


def test_a_figure_is_missing_with_its_metric(made: Verifier) -> None:
    (need,) = needs(made, "Acme's revenue rose 12 percent from a year earlier.")
    assert (need.table, need.subject, need.metric) == ("figures", "XNYS:ACME", "revenue")


def test_a_look_back_before_the_first_bar_is_missing(made: Verifier) -> None:
    found = needs(made, "Acme shares closed on Jan. 3 at their highest since March 2020.")
    (need,) = [each for each in found if each.table == "bars"]
    assert (need.first, need.last) == (dt.date(2020, 4, 1), dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares will rise 3 percent on Monday, the company said.",
        "Acme shares were down 3 percent before the opening bell on Wednesday.",
    ],
)
def test_what_no_row_could_help_is_not_missing(made: Verifier, text: str) -> None:
    assert needs(made, text) == ()


def test_an_article_without_a_day_waits_for_its_day_not_for_rows(made: Verifier) -> None:
    assert needs(made, "Acme shares rose 3 percent on Wednesday.", published=None) == ()


def test_most_needed_comes_first_in_its_table(made: Verifier) -> None:
    found = needs(
        made,
        "Ninety-Nine shares rose 3 percent on Wednesday.",
        "Acme shares rose 3 percent on Wednesday.",
        "Acme shares fell 2 percent on Tuesday.",
    )
    assert [(each.subject, each.claims) for each in found] == [
        ("XNYS:ACME", 2),
        ("XHKG:9999.HK", 1),
    ]


def test_a_share_count_that_is_too_old_to_decide_is_missing(tmp_path: Path) -> None:
    counts = "symbol,as_of,kind,shares,source\nACME,2024-06-30,issued,1000000000,filing\n"
    # 10.6 billion by that count
    claim = "Acme had a market value of $12 billion on Monday."
    (need,) = needs(small(tmp_path, shares=counts), claim)
    assert (need.table, need.subject, need.last) == ("shares", "XNYS:ACME", dt.date(2025, 1, 6))


def test_a_pair_without_fixings_misses_the_rates_of_both_but_for_the_euro(made: Verifier) -> None:
    found = needs(made, "The euro rose to 1,520 won on Wednesday.")
    assert [(each.table, each.subject) for each in found] == [("rates", "KRW")]


def test_a_bar_without_a_volume_is_missing(tmp_path: Path) -> None:
    made = small(tmp_path, bars="symbol,session,close\nACME,2025-01-03,10\nACME,2025-01-06,11\n")
    (need,) = needs(made, "Acme's trading volume was 2 million shares on Monday.")
    assert (need.table, need.first, need.last) == ("bars", *[dt.date(2025, 1, 6)] * 2)


def test_a_move_from_before_the_calendar_misses_the_bars_up_to_it(made: Verifier) -> None:
    # The calendar begins with the tape's first bar, on 2 January 2025.
    text = "Acme shares have risen 20 percent since January 1975."
    (need,) = needs(made, text)
    assert (need.table, need.subject) == ("bars", "XNYS:ACME")
    assert need.first == dt.date(1975, 1, 1)
    (found,) = made.check(Article(text=text, published=PUBLISHED)).verdicts
    assert found.gap is not None
    assert found.gap.detail.startswith("the tape starts too late")
