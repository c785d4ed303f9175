"""Extremes that the day of publication contradicts, and another time that is told near bears out.

Each session closes where its week does: at 9 in the week to 10 January 2025, then 11, 12 and 13 (up
8.3 percent) to the 31st, and 12 from Monday, 3 February on.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.verdicts import Outcome, Reason, Verdict
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdicts

CLOSES = {1: 10, 2: 9, 3: 11, 4: 12, 5: 13, 6: 12}  # by week of the year
SHUT = {dt.date(2025, 1, 9), dt.date(2025, 1, 20)}
SATURDAY, TUESDAY = "2025-02-01", "2025-02-04"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    days = [dt.date(2025, 1, 2) + dt.timedelta(days=n) for n in range(34)]
    there = [day for day in days if day.weekday() < 5 and day not in SHUT]
    rows = [f"ACME,{day}{4 * f',{CLOSES[day.isocalendar().week]}'}" for day in there]
    bars = "\n".join(("symbol,session,open,high,low,close", *rows, ""))
    return small(tmp_path_factory.mktemp("othertimes"), bars=bars)


def extreme(made: Verifier, text: str, published: str) -> Verdict:
    """Return the verdict on the one extreme of a text."""
    (found,) = (v for v in verdicts(made, text, published) if v.assertion.kind == "extreme")
    return found


@pytest.mark.parametrize(
    ("text", "published", "note"),
    [
        (
            "For the week, Acme shares rose 8.3 percent, their best gain since Jan. 24.",
            SATURDAY,
            "of the week",
        ),
        (
            "On Jan. 31 Acme shares closed at $13. It was a one-month high.",
            TUESDAY,
            "of the session of 2025-01-31",
        ),
    ],
)
def test_an_extreme_that_holds_of_a_time_told_near_is_ambiguous(
    made: Verifier, text: str, published: str, note: str
) -> None:
    found = extreme(made, text, published)
    assert found.outcome is Outcome.AMBIGUOUS
    assert found.diagnosis is not None
    assert (found.diagnosis.code, found.diagnosis.detail) == ("other-time", note)


@pytest.mark.parametrize(
    "text",
    [
        "Acme shares hit a one-month high.",
        "Last week, Acme shares rose 8.3 percent. The stock hit a one-month high.",
    ],
)
def test_an_extreme_that_holds_of_no_time_told_near_is_refuted(made: Verifier, text: str) -> None:
    assert extreme(made, text, TUESDAY).outcome is Outcome.REFUTED


def test_how_rare_a_longer_move_is_no_session_tells(made: Verifier) -> None:
    text = "Acme shares have risen 18.2 percent since Jan. 17, the biggest gain since Jan. 6."
    found = extreme(made, text, SATURDAY)
    assert found.gap is not None
    assert found.gap.reason is Reason.NONE_FITS
