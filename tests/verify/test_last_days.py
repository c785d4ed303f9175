"""Periods whose last session is the day of publication: they end with its close, not before."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from tapecheck.core.nouns import Label, When
from tapecheck.core.verdicts import Outcome
from tapecheck.reference.calendar import Sessions
from tapecheck.verify.stretches import stretches
from tapecheck.verify.verifier import Verifier
from verify.checking import small, verdict

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
"""
# From the 40.00 of November: 44.00 on the 30th is +10 percent, 42.00 on the 31st is +5 percent.
BARS = """\
symbol,session,open,high,low,close
ACME,2024-11-29,40,40,40,40.00
ACME,2024-12-30,40,44,40,44.00
ACME,2024-12-31,44,44,42,42.00
ACME,2025-01-02,42,42,42,42.00
"""
NEW_YEARS_EVE = "2024-12-31"
# Every weekday from Monday, 2 September 2024, to Friday, 28 February 2025, but New Year's Day.
DAYS = [dt.date(2024, 9, 2) + dt.timedelta(days=n) for n in range(180)]
SESSIONS = Sessions(
    "XTST",
    [day.toordinal() for day in DAYS if day.weekday() < 5 and day != dt.date(2025, 1, 1)],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("last"), bars=BARS, instruments=INSTRUMENTS)


def ends(when: When, published: str, *, running: bool = False) -> list[tuple[str, bool]]:
    """Return the last session of each stretch that a window may mean, and whether it is primary."""
    day = dt.date.fromisoformat(published)
    found = stretches(when, SESSIONS, day, running=running)
    return [(str(each.last), each.primary) for each in found]


@pytest.mark.parametrize(
    "when",
    [
        When(label=Label.MONTH, start="2024-11-30", end="2024-12-31"),
        When(label=Label.MONTH_TO_DATE, start="2024-11-30"),
        When(label=Label.QUARTER, start="2024-10-01", end="2024-12-31"),
        When(label=Label.HALF_YEAR, start="2024-09-30", end="2024-12-31"),
        When(label=Label.YEAR, start="2024-09-30", end="2024-12-31"),
        When(label=Label.YEAR_TO_DATE, start="2024-09-30"),
    ],
)
def test_a_period_that_is_over_ends_with_its_own_close(when: When) -> None:
    assert ends(when, NEW_YEARS_EVE) == [("2024-12-31", True), ("2024-12-30", False)]


def test_a_week_is_over_with_its_friday() -> None:
    week = When(label=Label.WEEK, start="2025-02-07", end="2025-02-14")
    assert ends(week, "2025-02-14") == [("2025-02-14", True), ("2025-02-13", False)]


def test_a_period_that_is_not_over_may_end_on_either_side_of_todays_close() -> None:
    week = When(label=Label.WEEK, start="2025-02-07", end="2025-02-13")
    assert ends(week, "2025-02-13") == [("2025-02-12", True), ("2025-02-13", True)]


def test_copy_of_the_weekend_tells_of_fridays_close_alone() -> None:
    week = When(label=Label.WEEK, start="2025-02-07", end="2025-02-15")
    assert ends(week, "2025-02-15") == [("2025-02-14", True)]


def test_words_of_a_running_session_may_mean_the_close_before_it() -> None:
    month = When(label=Label.MONTH_TO_DATE, start="2024-11-30")
    found = ends(month, NEW_YEARS_EVE, running=True)
    assert found == [("2024-12-30", True), ("2024-12-31", True)]


def test_the_quarter_told_in_its_first_days_may_be_the_one_before() -> None:
    # the quarter since 31 December has one session, that of 2 January
    quarter = When(label=Label.QUARTER, start="2025-01-01", end="2025-03-31", text="in the quarter")
    assert ends(quarter, "2025-01-03") == [
        ("2025-01-02", True),
        ("2025-01-03", True),
        ("2024-12-31", False),
    ]
    this = replace(quarter, text="this quarter")
    assert ends(this, "2025-01-03") == [("2025-01-02", True), ("2025-01-03", True)]
    assert ends(quarter, "2025-02-03") == [("2025-01-31", True), ("2025-02-03", True)]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme shares gained 5.0 percent in December.", Outcome.SUPPORTED),
        ("Acme shares gained 10.0 percent in December.", Outcome.AMBIGUOUS),
        ("Acme shares gained 12.0 percent in December.", Outcome.REFUTED),
    ],
)
def test_a_figure_of_the_close_before_the_last_is_not_the_periods(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(made, text, published=NEW_YEARS_EVE).outcome is outcome


def test_the_correction_is_from_the_periods_own_close(made: Verifier) -> None:
    # 12.0 is nearer to the 10 percent of the day before
    text = "Acme shares gained 12.0 percent in December."
    found = verdict(made, text, published=NEW_YEARS_EVE)
    assert found.correction is not None
    assert found.correction.text == "5.0 percent"
