"""Dates as prose writes them; what each stands for was looked up in a calendar by hand."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.grammar.dates import DATE, Day, latest_weekday, read_date

THURSDAY = dt.date(2025, 2, 13)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        # a whole date
        ("Jan. 13, 2024", "2024-01-13"),
        ("January 13, 2024", "2024-01-13"),
        ("Jan 13 2024", "2024-01-13"),
        ("13 January 2024", "2024-01-13"),
        ("13th of January, 2024", "2024-01-13"),
        ("the 1st of March 2019", "2019-03-01"),
        ("Sept. 9, 2008", "2008-09-09"),
        ("2024-01-13", "2024-01-13"),
        ("Monday, Jan. 13, 2025", "2025-01-13"),
        ("Feb. 29, 2024", "2024-02-29"),
        # a day without its year: the latest that is not after publication
        ("Jan. 13", "2025-01-13"),
        ("Feb. 12", "2025-02-12"),
        ("Feb. 13", "2025-02-13"),
        ("Feb. 14", "2024-02-14"),
        ("Dec. 30", "2024-12-30"),
        ("30 December", "2024-12-30"),
        ("Monday, Jan. 13", "2025-01-13"),
        ("Jan. 13 last year", "2024-01-13"),
        # coarser
        ("October 2021", "2021-10"),
        ("Oct. 2021", "2021-10"),
        ("October of 2021", "2021-10"),
        ("October", "2024-10"),
        ("January", "2025-01"),
        ("February", "2025-02"),
        ("March", "2024-03"),
        ("May", "2024-05"),
        ("2021", "2021"),
        ("1996", "1996"),
        ("last year", "2024"),
        ("last month", "2025-01"),
        ("December last year", "2024-12"),
        # an edge of a month or year
        ("the end of 2007", "2007-12-31"),
        ("end of January", "2025-01-31"),
        ("end-January", "2025-01-31"),
        ("the start of March 2024", "2024-03-01"),
        ("the beginning of 2024", "2024-01-01"),
        ("the end of February 2024", "2024-02-29"),
        ("early 2008", "2008"),
        ("mid-June", "2024-06"),
        ("late 2022", "2022"),
        # weekdays: the latest, publication day included
        ("Monday", "2025-02-10"),
        ("Wednesday", "2025-02-12"),
        ("Thursday", "2025-02-13"),
        ("Friday", "2025-02-07"),
        ("last Friday", "2025-02-07"),
        ("Sunday", "2025-02-09"),
    ],
)
def test_a_date_is_as_exact_as_its_words(text: str, means: str) -> None:
    assert re.fullmatch(DATE, text, re.IGNORECASE)
    assert str(read_date(text, THURSDAY)) == means


@pytest.mark.parametrize(
    "text", ["31 June 2024", "June 31", "Feb. 30, 2025", "Feb. 29, 2025", "31 April", "2025-13-01"]
)
def test_a_day_that_its_month_does_not_have_is_no_date(text: str) -> None:
    assert read_date(text, THURSDAY) is None


@pytest.mark.parametrize("text", ["Jan. 13", "October", "Monday", "last year", "last month"])
def test_without_a_day_of_publication_no_year_is_guessed(text: str) -> None:
    assert read_date(text, None) is None


@pytest.mark.parametrize(
    ("text", "means"), [("Jan. 13, 2024", "2024-01-13"), ("2021", "2021"), ("May 2024", "2024-05")]
)
def test_a_date_with_its_year_needs_no_day_of_publication(text: str, means: str) -> None:
    assert str(read_date(text, None)) == means


@pytest.mark.parametrize(
    ("published", "text", "means"),
    [
        ("2025-01-01", "Dec. 31", "2024-12-31"),
        ("2025-01-01", "Jan. 1", "2025-01-01"),
        ("2025-01-01", "Jan. 2", "2024-01-02"),
        ("2025-01-01", "December", "2024-12"),
        ("2025-01-01", "last month", "2024-12"),
        ("2025-01-01", "Tuesday", "2024-12-31"),
        ("2025-01-01", "Thursday", "2024-12-26"),
        ("2024-12-31", "Dec. 31", "2024-12-31"),
        ("2024-12-31", "January", "2024-01"),
        ("2024-03-31", "last month", "2024-02"),
    ],
)
def test_the_turn_of_the_year_is_minded(published: str, text: str, means: str) -> None:
    assert str(read_date(text, dt.date.fromisoformat(published))) == means


@given(today=st.dates(dt.date(1900, 1, 8), dt.date(2099, 12, 31)), weekday=st.integers(0, 6))
def test_the_latest_weekday_is_that_weekday_within_the_last_seven_days(
    today: dt.date, weekday: int
) -> None:
    found = latest_weekday(weekday, today)
    assert found.weekday() == weekday
    assert 0 <= (today - found).days < 7


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_any_day_is_read_back_from_how_it_is_written(day: dt.date) -> None:
    month = f"{day:%B}"
    for text in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", str(day)):
        assert read_date(text, None) == Day.of(day)


@given(
    day=st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)),
    today=st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)),
)
def test_a_day_without_its_year_is_never_after_publication(day: dt.date, today: dt.date) -> None:
    found = read_date(f"{day:%B} {day.day}", today)
    assert found is None or found.last() <= today
    assert found is not None or (day.month, day.day) == (2, 29)
