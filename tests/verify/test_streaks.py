"""Weeks in a row, and the biggest of weeks.

Each session closes where its week does: at 10 in the week to 3 January 2025, then 9 (down 10
percent), 11 (up 22.2), 12 (up 9.1), 13 (up 8.3), and 12 from Monday, 3 February on.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdicts

SUPPORTED, REFUTED = Outcome.SUPPORTED, Outcome.REFUTED
AMBIGUOUS, UNCHECKED = Outcome.AMBIGUOUS, Outcome.UNCHECKED
CLOSES = {1: 10, 2: 9, 3: 11, 4: 12, 5: 13, 6: 12}  # by week of the year
SHUT = {dt.date(2025, 1, 9), dt.date(2025, 1, 20)}
SATURDAY, TUESDAY = "2025-02-01", "2025-02-04"


def bars(*, without: dt.date | None = None) -> str:
    """Return the bars of each session from 2 January to 4 February."""
    days = [dt.date(2025, 1, 2) + dt.timedelta(days=n) for n in range(34)]
    there = [day for day in days if day.weekday() < 5 and day not in {*SHUT, without}]
    rows = [f"ACME,{day},{CLOSES[day.isocalendar().week]}" for day in there]
    return "\n".join(("symbol,session,close", *rows, ""))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("streaks"), bars=bars())


def of_kind(made: Verifier, text: str, kind: str, published: str) -> Verdict:
    """Return the verdict on the one claim of a kind."""
    (found,) = (v for v in verdicts(made, text, published) if v.assertion.kind == kind)
    return found


@pytest.mark.parametrize(
    ("text", "published", "outcome"),
    [
        ("Acme shares rose for a third straight week.", SATURDAY, SUPPORTED),
        ("Acme shares rose for a second straight week.", SATURDAY, REFUTED),
        ("Acme shares rose for a fourth straight week.", SATURDAY, REFUTED),
        # in the week that runs they fell; of the last whole one it is true
        ("Acme shares rose for a third straight week.", TUESDAY, AMBIGUOUS),
        ("Acme shares rose for a fourth straight week.", TUESDAY, REFUTED),
        ("Acme shares rose for a third straight day.", TUESDAY, REFUTED),
    ],
)
def test_weeks_in_a_row_are_counted_from_friday_to_friday(
    made: Verifier, text: str, published: str, outcome: Outcome
) -> None:
    assert of_kind(made, text, "streak", published).outcome is outcome


def test_what_rose_for_weeks_need_not_rise_on_the_last_day(made: Verifier) -> None:
    # On Friday, 31 January it closed where it did the day before.
    moved = of_kind(made, "Acme shares rose for a third straight week.", "change", SATURDAY)
    assert moved.assertion.when.label == "week"
    assert moved.outcome is SUPPORTED
    dated = "Acme shares rose on Friday for a third straight week."
    assert of_kind(made, dated, "change", SATURDAY).assertion.when.label == "day"


def test_a_week_with_a_session_missing_ends_what_is_known(tmp_path: Path) -> None:
    made = small(tmp_path, bars=bars(without=dt.date(2025, 1, 22)))
    third = "Acme shares rose for a third straight week."
    assert of_kind(made, third, "streak", SATURDAY).outcome is UNCHECKED


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme shares had their smallest weekly gain since Jan. 3.", SUPPORTED),
        ("Acme shares had their biggest weekly gain since Jan. 3.", REFUTED),
        # the week to 24 January counts whole, from the 17th: up 9.1 percent
        ("Acme shares had their biggest weekly gain since Jan. 22.", REFUTED),
        ("Acme shares had their biggest weekly gain since Jan. 24.", SUPPORTED),
    ],
)
def test_the_biggest_of_weeks_is_held_against_whole_weeks(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert of_kind(made, text, "extreme", SATURDAY).outcome is outcome
