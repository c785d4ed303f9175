"""Reported figures: of their own unit, their own period, and known when the article was written."""

from __future__ import annotations

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import percent, primary, small, verdict

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
FIGURES = """\
subject,metric,period_start,period_end,known,value,unit,source
ACME,revenue,2022-10-01,2022-12-31,2023-02-01,1900000000,USD,filing
ACME,revenue,2023-10-01,2023-12-31,2024-02-01,2000000000,USD,filing
ACME,revenue,2024-10-01,2024-12-31,2025-02-01,2240000000,USD,filing
ACME,profit,2023-10-01,2023-12-31,2024-02-01,-100000000,USD,filing
ACME,profit,2024-10-01,2024-12-31,2025-02-01,50000000,USD,filing
9999.HK,revenue,2024-01-01,2024-12-31,2025-02-20,9000000000,HKD,filing
"""
PUBLISHED = "2025-02-13"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("figures"), figures=FIGURES)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        # 2.24 billion, after 2.00 a year before: up 12 percent, or 240 million
        ("Acme's revenue rose 12 percent from a year earlier.", "12 percent", SUPPORTED),
        ("Acme's revenue rose 21 percent from a year earlier.", "21 percent", REFUTED),
        ("Acme's revenue fell 12 percent from a year earlier.", "12 percent", REFUTED),
        ("Acme posted revenue of $2.24 billion in the fourth quarter.", "$2.24", SUPPORTED),
        ("Acme posted revenue of $2.42 billion in the fourth quarter.", "$2.42", REFUTED),
        ("Acme posted revenue of $2 billion in the fourth quarter of 2023.", "$2 b", SUPPORTED),
    ],
)
def test_a_figure_of_the_tape_decides(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, PUBLISHED).outcome is outcome


def test_growth_is_on_the_same_period_a_year_before(made: Verifier) -> None:
    found = verdict(made, "Acme's revenue rose 12 percent from a year earlier.", "12", PUBLISHED)
    assert percent(found) == 12
    assert primary(found).formula == "2240000000 / 2000000000 - 1"
    assert [str(row.session) for row in primary(found).rows] == ["2023-12-31", "2024-12-31"]


@pytest.mark.parametrize(
    ("text", "quote", "published", "reason", "detail"),
    [
        (
            "Acme posted revenue of 2.24 billion euros in the fourth quarter.",
            "2.24",
            PUBLISHED,
            Reason.NO_MEASURE,
            "the tape has it in USD, not in EUR",
        ),
        (
            "Acme's revenue rose 240 million euros from a year earlier.",
            "240",
            PUBLISHED,
            Reason.NO_MEASURE,
            "the tape has it in USD, not in EUR",
        ),
        (
            "Acme's profit rose 150 percent from a year earlier.",
            "150",
            PUBLISHED,
            Reason.NO_MEASURE,
            "of -100000000 a year before nothing is a percent",
        ),
        (
            "Ninety-Nine posted revenue of HK$9 billion last year.",
            "HK$9",
            PUBLISHED,
            Reason.PUBLISHED_LATER,
            "the figure of 'Ninety-Nine Ltd' is known since 2025-02-20",
        ),
        (
            "Acme posted revenue of $3 billion in the second quarter of 2024.",
            "$3",
            PUBLISHED,
            Reason.NO_FIGURE,
            "the tape has no figure of the period to 2024-06-30",
        ),
        (
            "Initech Corp posted revenue of $3 billion.",
            "$3",
            PUBLISHED,
            Reason.NO_FIGURE,
            "the tape has no figure of 'Initech Corp' for this (fundamental)",
        ),
    ],
)
def test_a_figure_that_cannot_be_held_against_another_says_why(
    made: Verifier, text: str, quote: str, published: str, reason: Reason, detail: str
) -> None:
    found = verdict(made, text, quote, published)
    assert found.outcome is UNCHECKED
    assert found.gap is not None
    assert (found.gap.reason, found.gap.detail) == (reason, detail)


def test_a_figure_counts_from_the_day_it_was_known(made: Verifier) -> None:
    text = "Ninety-Nine posted revenue of HK$9 billion last year."
    assert verdict(made, text, "HK$9", "2025-02-21").outcome is SUPPORTED


def test_the_last_figure_known_is_meant_where_no_period_is_told(made: Verifier) -> None:
    # On 1 January 2025 the last quarter known was that of 2023: 2.00 after 1.90, up 5.3 percent.
    text = "Acme's revenue rose 5.3 percent from a year earlier."
    assert verdict(made, text, "5.3 percent", "2025-01-01").outcome is SUPPORTED


def test_a_year_is_never_held_against_a_quarter(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    both = FIGURES + "ACME,revenue,2024-01-01,2024-12-31,2025-02-01,8000000000,USD,filing\n"
    made = small(tmp_path_factory.mktemp("both"), figures=both)
    quarter = "Acme posted revenue of $2.24 billion in the fourth quarter."
    assert verdict(made, quarter, "$2.24", PUBLISHED).outcome is SUPPORTED
    year = "Acme posted revenue of $8 billion in 2024."
    assert verdict(made, year, "$8", PUBLISHED).outcome is SUPPORTED
    either = "Acme's revenue rose 12 percent from a year earlier."
    found = verdict(made, either, "12 percent", PUBLISHED)
    assert found.gap is not None
    assert found.gap.detail == "more than one period ends on 2024-12-31: which is meant"


def test_points_of_a_rate_are_the_plain_difference(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rates = (
        "subject,metric,period_end,value,unit,source\n"
        "ACME,margin,2023-12-31,20,percent,filing\n"
        "ACME,margin,2024-12-31,21.3,percent,filing\n"
    )
    made = small(tmp_path_factory.mktemp("rates"), figures=rates)
    text = "Acme's margin rose {} from a year earlier."
    for told in ("1.3 percentage points", "130 basis points", "6.5 percent"):
        found = verdict(made, text.format(told), told, PUBLISHED)
        assert found.outcome is SUPPORTED, told
