"""Every outcome and every reason in words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tapecheck.core.interval import Interval
from tapecheck.core.nouns import Assertion, Direction, Kind, Label, Metric, Quantity, Span, When
from tapecheck.core.verdicts import Diagnosis, Evidence, Gap, Outcome, Reading, Reason, Verdict
from tapecheck.report.wording import interval_text, number_text, summary

D = Decimal


def claim(
    quantity: str | None = "8.5", unit: str = "percent", kind: Kind = Kind.CHANGE
) -> Assertion:
    """Return a claim of a rise."""
    number = Quantity(value=D(quantity), unit=unit, step=D("0.1")) if quantity else None
    return Assertion(
        span=Span(0, 1), kind=kind, metric=Metric.PRICE, rule="r", when=When(label=Label.DAY),
        direction=Direction.UP, quantity=number,
    )  # fmt: skip


def evidence(
    observed: Interval | None = None, *, name: str = "close-to-close", primary: bool = True,
    holds: bool | None = None, formula: str = "113.8 / 104.9 - 1", claimed: Interval | None = None,
) -> Evidence:  # fmt: skip
    """Return evidence for or against it."""
    reading = Reading(
        name=name, instrument="XHKG:9988.HK", measure="return", base=None, last=None,
        claimed=claimed, unit="percent", primary=primary,
    )  # fmt: skip
    return Evidence(reading=reading, observed=observed, holds=holds, formula=formula)


SEEN = Interval(D("8.4843"), D("8.4843"))
ALLOWED = Interval(D("8.45"), D("8.55"))


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.SUPPORTED, "The tape says 8.48 %; the words allow 8.45 to 8.55 %."),
        (
            Outcome.AMBIGUOUS,
            "The tape leaves it open: 8.48 % (close-to-close); the words allow 8.45 to 8.55 %.",
        ),
        (
            Outcome.IMPRECISE,
            "Close, but not so: the tape says 8.48 %, the words allow 8.45 to 8.55 % "
            "(digits were cut off).",
        ),
        (Outcome.REFUTED, "The tape says 8.48 %, not 8.45 to 8.55 %: digits were cut off."),
    ],
)
def test_both_numbers_stand_side_by_side(outcome: Outcome, sentence: str) -> None:
    verdict = Verdict(
        assertion=claim(), outcome=outcome, evidence=(evidence(SEEN, claimed=ALLOWED),),
        diagnosis=Diagnosis(code="truncated", detail="digits were cut off"),
    )  # fmt: skip
    assert summary(verdict) == sentence


@pytest.mark.parametrize(
    ("outcome", "holds", "sentence"),
    [
        (Outcome.SUPPORTED, True, "So it is: lowest close of 27 sessions."),
        (Outcome.AMBIGUOUS, True, "It holds only in one reading (by-close): lowest close of 27"
                                  " sessions."),
        (Outcome.REFUTED, False, "It is not so: lowest close of 27 sessions."),
        (Outcome.IMPRECISE, False, "Not quite: lowest close of 27 sessions."),
    ],
)  # fmt: skip
def test_a_claim_without_a_number_is_told_by_its_formula(
    outcome: Outcome, *, holds: bool, sentence: str
) -> None:
    seen = evidence(name="by-close", holds=holds, formula="lowest close of 27 sessions")
    found = Verdict(assertion=claim(None, kind=Kind.EXTREME), outcome=outcome, evidence=(seen,))
    assert summary(found) == sentence


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words_and_says_what_is_missing(reason: Reason) -> None:
    gap = Gap(reason=reason, detail="no bar of ACME on 2025-01-02")
    sentence = summary(Verdict(assertion=claim(), outcome=Outcome.UNCHECKED, gap=gap))
    words, _, detail = sentence.partition(": ")
    assert detail == "no bar of ACME on 2025-01-02."
    assert re.fullmatch(r"[A-Z][a-z' ]+", words), words


def test_no_two_reasons_say_the_same() -> None:
    said = {
        summary(
            Verdict(assertion=claim(), outcome=Outcome.UNCHECKED, gap=Gap(reason=each, detail="x"))
        )
        for each in Reason
    }
    assert len(said) == len(Reason)


def test_the_reading_that_fits_is_the_one_that_is_told() -> None:
    far = evidence(Interval(D(2), D(2)), claimed=ALLOWED)
    near = evidence(SEEN, name="event-price-to-close", primary=False, claimed=ALLOWED)
    verdict = Verdict(assertion=claim(), outcome=Outcome.AMBIGUOUS, evidence=(far, near))
    assert summary(verdict).startswith("The tape leaves it open: 8.48 % (event-price-to-close)")


def test_a_direction_alone_is_told_as_a_move() -> None:
    seen = evidence(Interval(D("-1.5142"), D("-1.5142")), claimed=Interval(low=D("0.000001")))
    verdict = Verdict(assertion=claim(None), outcome=Outcome.REFUTED, evidence=(seen,))
    assert summary(verdict) == "The tape says -1.51 %, not a move up: the figure is another one."


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        ("45.5", "46.5", "percent", "45.5 to 46.5 %"),
        ("45.710627", "45.710627", "percent", "45.71 %"),
        ("-46.5", "-45.5", "percent", "-46.5 to -45.5 %"),
        ("12050.405", "12050.415", "point", "12,050.405 to 12,050.415 points"),
        ("113.795", "113.805", "HKD", "113.795 to 113.805 HKD"),
        ("85345678901", "87736543210", "USD", "85.35 to 87.74 billion USD"),
        ("82650000000", "87000000000", "USD", "82.65 to 87 billion USD"),
        ("2175000000000", "2185000000000", "HKD", "2.175 to 2.185 trillion HKD"),
        ("995000000", "1005000000", "USD", "995 million to 1.005 billion USD"),
        ("0.00001234", "0.00001235", "percent", "0.000012 to 0.000012 %"),
        ("3", None, "percent", "3 % or more"),
        (None, "3", "percent", "3 % or less"),
        (None, None, "percent", "any number"),
    ],
)
def test_an_interval_is_told_with_the_digits_it_takes(
    low: str | None, high: str | None, unit: str, text: str
) -> None:
    interval = Interval(None if low is None else D(low), None if high is None else D(high))
    assert interval_text(interval, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("46", "percent", "46 %"),
        ("46.00", "percent", "46 %"),
        ("100", "percent", "100 %"),
        ("0.525840", "percent", "0.5258 %"),
        ("1.3", "percentage_point", "1.3 percentage points"),
        ("25", "basis_point", "25 basis points"),
        ("-63.69", "point", "-63.69 points"),
        ("2", "ratio", "2 times"),
        ("5", "count", "5"),
        ("19141607724", "shares", "19.14 billion shares"),
        ("113.8", "HKD", "113.8 HKD"),
        ("1234.5", "HKD", "1,234.5 HKD"),
        ("1234567", "USD", "1.23 million USD"),
        ("2112345678901", "USD", "2.11 trillion USD"),
        ("16576.66", "point", "16,576.66 points"),
        ("5000000", "point", "5,000,000 points"),
        ("-87000000000", "USD", "-87 billion USD"),
        ("0", "percent", "0 %"),
    ],
)
def test_a_number_is_told_with_its_unit(value: str, unit: str, text: str) -> None:
    assert number_text(D(value), unit) == text


def test_what_was_observed_is_told_to_the_last_digit_of_the_claim() -> None:
    told = Quantity(value=D("1.0478"), unit="USD", step=D("0.0001"))
    seen = evidence(
        Interval(D("1.0478"), D("1.0478")), claimed=Interval(D("1.04775"), D("1.04785"))
    )
    verdict = Verdict(
        assertion=replace(claim(), quantity=told), outcome=Outcome.SUPPORTED, evidence=(seen,)
    )
    assert summary(verdict) == "The tape says 1.0478 USD; the words allow 1.04775 to 1.04785 USD."
