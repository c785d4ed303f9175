from __future__ import annotations

import datetime as dt
from decimal import Decimal

from report.checks import check
from tapecheck.core.nouns import Article
from tapecheck.core.verdicts import Outcome
from tapecheck.report.series import Point, Series, series_of
from tapecheck.verify.verifier import Verifier

# Closes of 9988.HK on the sample tape, from bars-alibaba.csv: 77.35 was the low of 13 January.
JANUARY = dt.date(2025, 1, 13)
TUESDAY, WEDNESDAY = dt.date(2025, 2, 11), dt.date(2025, 2, 12)


def drawn(verifier: Verifier, text: str) -> Series | None:
    (verdict,) = check(verifier, text).report.verdicts
    return series_of(verdict, verifier.tape.bars)


def test_a_move_is_drawn_from_its_base_to_its_end(verifier: Verifier) -> None:
    series = drawn(verifier, "Alibaba shares have risen 45.7 percent since Jan. 13.")
    assert series is not None
    assert (series.name, series.unit) == ("Alibaba Group Holding Ltd", "HKD")
    assert series.base == series.low == Point(day=JANUARY, value=Decimal("78.1"))
    assert series.end == series.high == Point(day=WEDNESDAY, value=Decimal("113.8"))


def test_a_move_of_a_day_has_a_month_before_it(verifier: Verifier) -> None:
    series = drawn(verifier, "Alibaba shares rose 8.48 percent on Wednesday.")
    assert series is not None
    assert series.base == Point(day=TUESDAY, value=Decimal("104.9"))
    assert len(series.points) == 22
    assert series.points[-1] == series.end


def test_a_claim_that_no_figure_answers_is_not_drawn(verifier: Verifier) -> None:
    assert drawn(verifier, "Globex shares rose 8.5 percent on Wednesday.") is None


def test_without_bars_the_rows_of_the_evidence_are_drawn(verifier: Verifier) -> None:
    article = Article(
        text="Alibaba shares rose 8.48 percent on Wednesday.", published=dt.date(2025, 2, 13)
    )
    (verdict,) = verifier.check(article).verdicts
    assert verdict.outcome is Outcome.SUPPORTED
    series = series_of(verdict, lambda _: None)
    assert series is not None
    assert series.points == (
        Point(day=TUESDAY, value=Decimal("104.9")),
        Point(day=WEDNESDAY, value=Decimal("113.8")),
    )
    assert (series.name, series.unit) == ("XHKG:9988.HK, close", "HKD")
