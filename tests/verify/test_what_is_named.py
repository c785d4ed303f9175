"""Days, listings, origins and shares that the words name are the ones that are judged.

The sample tape's closes of Alibaba: 97.55 (5 Feb), 98.55, 100.00 (7 Feb, +1.5 %), 105.50 (10 Feb),
104.90 (11 Feb), 113.80 (12 Feb, +8.5 %), 116.70 (13 Feb, +2.5 %). Tencent made +1.9 % on 7 Feb and
+3.9 % on 12 Feb. The first session is 30 December 2024.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.build import build_verifier
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.settings import Settings
from tapecheck.verify.verifier import Verifier


@pytest.fixture(scope="module")
def sample() -> Verifier:
    return build_verifier(Settings())


def verdicts(sample: Verifier, text: str) -> dict[str, Verdict]:
    article = Article(text=text, id="x", published=dt.date(2025, 2, 13))
    return {v.assertion.span.of(text): v for v in sample.check(article).verdicts}


def outcomes(sample: Verifier, text: str) -> dict[str, Outcome]:
    return {quote: v.outcome for quote, v in verdicts(sample, text).items()}


@pytest.mark.parametrize("day", ["Friday", "Feb. 7"])
def test_a_comparison_is_judged_on_the_day_behind_it(sample: Verifier, day: str) -> None:
    found = outcomes(sample, f"Tencent outperformed Alibaba on {day}.")
    assert found == {"outperformed": Outcome.SUPPORTED}
    found = outcomes(sample, f"Alibaba outperformed Tencent on {day}.")
    assert found == {"outperformed": Outcome.REFUTED}


def test_a_streak_ends_with_the_day_behind_it(sample: Verifier) -> None:
    found = verdicts(sample, "Alibaba shares rose for a third straight session on Monday.")
    assert {v.outcome for v in found.values()} == {Outcome.SUPPORTED}
    assert {v.assertion.when.end for v in found.values()} == {"2025-02-10"}


def test_respectively_gives_each_subject_its_own(sample: Verifier) -> None:
    text = "Alibaba and Tencent rose {} percent and {} percent, respectively, on Wednesday."
    found = outcomes(sample, text.format("8.5", "3.9"))
    assert found == {"8.5 percent": Outcome.SUPPORTED, "3.9 percent": Outcome.SUPPORTED}
    found = outcomes(sample, text.format("3.9", "8.5"))
    assert found == {"3.9 percent": Outcome.REFUTED, "8.5 percent": Outcome.REFUTED}


@pytest.mark.parametrize(
    "text",
    [
        "Alibaba shares rose to HK$113.80 from HK$104.90 on Wednesday.",
        "Alibaba shares rose from HK$104.90 to HK$113.80 on Wednesday.",
    ],
)
def test_where_a_move_came_from_is_not_held_against_its_end(sample: Verifier, text: str) -> None:
    found = outcomes(sample, text)
    assert found["HK$113.80"] is Outcome.SUPPORTED
    assert found["HK$104.90"] is Outcome.SUPPORTED  # Tuesday's close


def test_where_a_move_came_from_may_be_another_time(sample: Verifier) -> None:
    found = outcomes(sample, "Alibaba shares rose to HK$113.80 from HK$99.50 on Wednesday.")
    assert found["HK$99.50"] is Outcome.UNCHECKED


@pytest.mark.parametrize("day", ["Feb. 30", "Sunday", "Saturday"])
def test_a_day_that_is_no_session_accuses_nobody(sample: Verifier, day: str) -> None:
    found = verdicts(sample, f"Alibaba shares rose 5 percent on {day}.")
    assert found["5 percent"].outcome is Outcome.UNCHECKED
    assert found["5 percent"].gap is not None
    assert f"'on {day}'" in found["5 percent"].gap.detail


@pytest.mark.parametrize("whose", ["New York-listed shares", "U.S. shares", "American shares"])
def test_shares_on_another_exchange_are_not_judged_by_this_one(
    sample: Verifier, whose: str
) -> None:
    found = outcomes(sample, f"Alibaba's {whose} rose 3 percent on Wednesday.")
    assert found["3 percent"] is Outcome.UNCHECKED


def test_shares_on_the_exchange_of_the_tape_are(sample: Verifier) -> None:
    found = outcomes(sample, "Alibaba's Hong Kong shares rose 8.5 percent on Wednesday.")
    assert found["8.5 percent"] is Outcome.SUPPORTED


def test_a_fraction_of_a_price_is_a_percentage(sample: Verifier) -> None:
    # 113.8 / 78.1 - 1 = 45.7 %
    found = verdicts(sample, "Alibaba shares have gained nearly half since Jan. 13.")
    (quantity,) = (v.assertion.quantity for v in found.values())
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (50, "percent")
    assert {v.outcome for v in found.values()} == {Outcome.SUPPORTED}


def test_what_is_lost_of_something_else_is_no_move_of_the_price(sample: Verifier) -> None:
    assert outcomes(sample, "Alibaba lost 5 percent of staff on Wednesday.") == {}
    found = outcomes(sample, "Alibaba lost 5 percent of its value on Wednesday.")
    assert found == {"5 percent": Outcome.REFUTED}


def test_a_record_ends_with_the_day_behind_its_figure(sample: Verifier) -> None:
    text = "Alibaba stock closed at a record high of HK$113.80 on Wednesday."
    found = verdicts(sample, text)
    assert found["a record high"].assertion.when.end == "2025-02-12"
    assert found["a record high"].outcome is not Outcome.REFUTED
    assert found["HK$113.80"].outcome is Outcome.SUPPORTED
