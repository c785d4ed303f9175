from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Article, Assertion, Kind, Label, Metric, Span, When
from tapecheck.core.verdicts import Gap, Outcome, Reason, Verdict

CLAIM = Assertion(
    span=Span(0, 3), kind=Kind.CHANGE, metric=Metric.PRICE, rule="r", when=When(label=Label.DAY)
)
GAP = Gap(reason=Reason.NO_BARS, detail="no bar of ACME on 2025-01-02")


@given(text=st.text(st.characters(), min_size=1), data=st.data())
def test_a_span_points_at_the_code_points_of_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    assert Span(start, stop).of(text) == "".join(list(text)[start:stop])


def test_a_character_outside_the_basic_plane_counts_once() -> None:
    assert Span(2, 6).of("📈 Acme 九九") == "Acme"
    assert Span(7, 9).of("📈 Acme 九九") == "九九"


@pytest.mark.parametrize(("start", "stop"), [(3, 3), (4, 3)])
def test_a_span_always_holds_text(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match=rf"empty span: {start}\.\.{stop}"):
        Span(start, stop)


def test_spans_sort_in_reading_order() -> None:
    assert sorted([Span(4, 9), Span(0, 9), Span(4, 5)]) == [Span(0, 9), Span(4, 5), Span(4, 9)]


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.UNCHECKED])
def test_a_verdict_that_was_reached_names_no_gap(outcome: Outcome) -> None:
    assert Verdict(assertion=CLAIM, outcome=outcome).gap is None
    with pytest.raises(ValueError, match="an unchecked verdict names its gap, and no other does"):
        Verdict(assertion=CLAIM, outcome=outcome, gap=GAP)


def test_an_unchecked_verdict_always_names_its_gap() -> None:
    assert Verdict(assertion=CLAIM, outcome=Outcome.UNCHECKED, gap=GAP).gap == GAP
    with pytest.raises(ValueError, match="an unchecked verdict names its gap"):
        Verdict(assertion=CLAIM, outcome=Outcome.UNCHECKED)


def test_nouns_do_not_change_once_they_are_made() -> None:
    article = Article(text="x", published=dt.date(2025, 2, 13))
    with pytest.raises(AttributeError):
        article.text = "y"  # type: ignore[misc]  # what the test is about
    with pytest.raises(AttributeError):
        CLAIM.span = Span(1, 2)  # type: ignore[misc]  # what the test is about


def test_an_interval_refuses_to_be_read_from_json_back_to_front() -> None:
    with pytest.raises(msgspec.ValidationError, match="ends before it starts"):
        msgspec.convert({"low": Decimal(2), "high": Decimal(1)}, Interval)
