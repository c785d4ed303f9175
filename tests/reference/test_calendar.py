from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.reference.calendar import Sessions

# The first sessions of Hong Kong in February 2025, after the year of the snake began.
JAN_28, FEB_3, FEB_4, FEB_5 = (
    dt.date(2025, 1, 28), dt.date(2025, 2, 3), dt.date(2025, 2, 4), dt.date(2025, 2, 5),
)  # fmt: skip
HONG_KONG = Sessions("XHKG", [day.toordinal() for day in (JAN_28, FEB_3, FEB_4, FEB_5)])
HOLIDAY = dt.date(2025, 1, 30)


def test_a_holiday_is_no_session() -> None:
    assert HONG_KONG.is_session(FEB_3)
    assert not HONG_KONG.is_session(HOLIDAY)
    assert HONG_KONG.on_or_before(HOLIDAY) == HONG_KONG.before(HOLIDAY) == JAN_28
    assert HONG_KONG.on_or_after(HOLIDAY) == HONG_KONG.after(HOLIDAY) == FEB_3


def test_a_session_is_not_before_or_after_itself() -> None:
    assert HONG_KONG.on_or_before(FEB_4) == HONG_KONG.on_or_after(FEB_4) == FEB_4
    assert HONG_KONG.before(FEB_4) == FEB_3
    assert HONG_KONG.after(FEB_4) == FEB_5


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (FEB_5, 0, FEB_5), (FEB_5, 1, FEB_4), (FEB_5, 3, JAN_28), (FEB_5, 4, None),
        (HOLIDAY, 0, JAN_28), (HOLIDAY, 1, JAN_28), (HOLIDAY, 2, None),
    ],
)  # fmt: skip
def test_counting_back(day: dt.date, count: int, expected: dt.date | None) -> None:
    assert HONG_KONG.back(day, count) == expected


def test_outside_its_span_a_calendar_knows_nothing() -> None:
    before, after = dt.date(2025, 1, 27), dt.date(2025, 2, 6)
    for ask in (HONG_KONG.on_or_before, HONG_KONG.on_or_after, HONG_KONG.before, HONG_KONG.after):
        assert ask(before) is None
        assert ask(after) is None
    assert not HONG_KONG.covers(before)
    assert HONG_KONG.covers(HOLIDAY)
    assert HONG_KONG.before(JAN_28) is None
    assert HONG_KONG.after(FEB_5) is None


def test_between_takes_both_ends() -> None:
    assert HONG_KONG.between(JAN_28, FEB_4) == (JAN_28, FEB_3, FEB_4)
    assert HONG_KONG.count(HOLIDAY, FEB_5) == 3
    assert HONG_KONG.between(FEB_5, JAN_28) == ()
    assert HONG_KONG.count(FEB_5, JAN_28) == 0


@given(st.sets(st.integers(738_000, 738_060), min_size=1), st.integers(738_000, 738_060))
def test_going_back_from_the_next_session_comes_home(days: set[int], day: int) -> None:
    sessions = Sessions("XNYS", sorted(days))
    asked = dt.date.fromordinal(day)
    after = sessions.after(asked)
    if after is not None and sessions.on_or_before(asked) is not None:
        assert sessions.before(after) == sessions.on_or_before(asked)
