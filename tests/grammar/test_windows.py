"""Windows of time: phrase and day of publication to dates, each looked up in a calendar by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Article, Direction, When
from tapecheck.grammar.parse import Parser

THURSDAY = "2025-02-13"


def window(parser: Parser, phrase: str, published: str | None = THURSDAY) -> When:
    """Return the window of the one claim of a sentence that ends with a phrase."""
    day = dt.date.fromisoformat(published) if published else None
    text = f"Tencent shares rose 5 percent {phrase}."
    found = parser.parse(Article(text=text, published=day))
    return next(a.when for a in found if a.span.of(text) == "5 percent")


@pytest.mark.parametrize(
    ("phrase", "label", "start", "end"),
    [
        ("", "day", None, "2025-02-13"),
        ("today", "day", None, "2025-02-13"),
        ("yesterday", "day", None, "2025-02-12"),
        ("on Wednesday", "day", None, "2025-02-12"),
        ("on Thursday", "day", None, "2025-02-13"),
        ("on Friday", "day", None, "2025-02-07"),
        ("last Friday", "day", None, "2025-02-07"),
        ("on Feb. 10", "day", None, "2025-02-10"),
        ("in the previous session", "day", None, "2025-02-12"),
        ("this week", "week", "2025-02-07", "2025-02-13"),
        ("last week", "week", "2025-01-31", "2025-02-07"),
        ("in the week ended Feb. 7", "week", "2025-01-31", "2025-02-07"),
        ("this month", "month_to_date", "2025-01-31", None),
        ("so far this month", "month_to_date", "2025-01-31", None),
        ("last month", "month", "2024-12-31", "2025-01-31"),
        ("in January", "month", "2024-12-31", "2025-01-31"),
        ("in December", "month", "2024-11-30", "2024-12-31"),
        ("in March", "month", "2024-02-29", "2024-03-31"),
        ("in March 2023", "month", "2023-02-28", "2023-03-31"),
        ("this quarter", "quarter", "2025-01-01", "2025-03-31"),
        ("last quarter", "quarter", "2024-10-01", "2024-12-31"),
        ("in the fourth quarter", "quarter", "2024-10-01", "2024-12-31"),
        ("in the third quarter of 2023", "quarter", "2023-07-01", "2023-09-30"),
        ("in Q2 2024", "quarter", "2024-04-01", "2024-06-30"),
        ("in the December quarter", "quarter", "2024-10-01", "2024-12-31"),
        ("in the second half of 2024", "half_year", "2024-07-01", "2024-12-31"),
        ("in the second half", "half_year", "2024-07-01", "2024-12-31"),
        ("this year", "year_to_date", "2024-12-31", None),
        ("so far this year", "year_to_date", "2024-12-31", None),
        ("in the new year", "year_to_date", "2024-12-31", None),
        ("since the start of the year", "year_to_date", "2024-12-31", None),
        ("last year", "year", "2024-01-01", "2024-12-31"),
        ("in 2023", "year", "2023-01-01", "2023-12-31"),
        ("from a year ago", "past", "2024-02", "2025-02-13"),
        ("year on year", "past", "2024-02", "2025-02-13"),
        ("since Jan. 13", "since", "2025-01-13", None),
        ("since October 2021", "since", "2021-10", None),
        ("since 2019", "since", "2019", None),
        ("since the market's 12-year low in early March 2009", "since", "2009-03", None),
        ("in the first nine months of 2024", "range", "2024-01-01", "2024-09-30"),
        ("in the first six months of the year", "half_year", "2024-01-01", "2024-06-30"),
        ("in the last three months of 2024", "quarter", "2024-10-01", "2024-12-31"),
        ("over the past five years", "past", "2020-02", "2025-02-13"),
        ("over the past 12 months", "past", "2024-02", "2025-02-13"),
        ("in the past week", "past", "2025-02-06", "2025-02-13"),
        ("over the last two weeks", "past", "2025-01-30", "2025-02-13"),
        ("between Jan. 13 and Feb. 12", "range", "2025-01-13", "2025-02-12"),
        ("from Jan. 13 to Feb. 12", "range", "2025-01-13", "2025-02-12"),
        ("between January and August 1987", "range", "1987-01", "1987-08"),
        ("from Oct. 9, 2007, to March 9, 2009", "range", "2007-10-09", "2009-03-09"),
        ("from Wednesday", "day", None, "2025-02-13"),
        ("from Monday", "since", "2025-02-10", None),
        ("since Monday's close", "since", "2025-02-10", None),
        ("last Monday", "day", None, "2025-02-03"),
        ("on Monday last week", "day", None, "2025-02-03"),
        ("on Tuesday of last week", "day", None, "2025-02-04"),
        ("three days ago", "day", None, "2025-02-10"),
        ("earlier this year", "unspecified", None, None),
        ("the day following", "unspecified", None, None),
        ("from its peak", "since", None, None),
        ("from its peak two months ago", "since", "2024-12", None),
        ("off its lows", "since", None, None),
        ("from a January low", "since", "2025-01", None),
        ("over the last few days", "past", None, None),
        ("in recent weeks", "past", None, None),
        ("on five years ago", "past", "2020-02", "2025-02-13"),
        ("in the space of a month", "past", "2025-01", "2025-02-13"),
    ],
)
def test_a_phrase_stands_for_a_stretch_of_time(
    parser: Parser, phrase: str, label: str, start: str | None, end: str | None
) -> None:
    when = window(parser, phrase)
    assert (when.label.value, when.start, when.end) == (label, start, end)
    assert when.text == (phrase or None)


@pytest.mark.parametrize(
    ("published", "phrase", "label", "start", "end"),
    [
        # Monday, 6 January 2025: the session before it is Friday's
        ("2025-01-06", "yesterday", "day", None, "2025-01-03"),
        ("2025-01-06", "on Friday", "day", None, "2025-01-03"),
        ("2025-01-06", "this week", "week", "2025-01-03", "2025-01-06"),
        ("2025-01-06", "last week", "week", "2024-12-27", "2025-01-03"),
        ("2025-01-06", "in December", "month", "2024-11-30", "2024-12-31"),
        ("2025-01-06", "last month", "month", "2024-11-30", "2024-12-31"),
        ("2025-01-06", "last quarter", "quarter", "2024-10-01", "2024-12-31"),
        ("2025-01-06", "this year", "year_to_date", "2024-12-31", None),
        # Wednesday, 1 January 2025
        ("2025-01-01", "on Tuesday", "day", None, "2024-12-31"),
        ("2025-01-01", "this week", "week", "2024-12-27", "2025-01-01"),
        ("2025-01-01", "last year", "year", "2024-01-01", "2024-12-31"),
        ("2025-01-01", "in the past month", "past", "2024-12", "2025-01-01"),
        # Saturday, 15 and Sunday, 16 February 2025: the week that just ended
        ("2025-02-15", "this week", "week", "2025-02-07", "2025-02-14"),
        ("2025-02-16", "this week", "week", "2025-02-07", "2025-02-14"),
        ("2025-02-15", "on Friday", "day", None, "2025-02-14"),
        ("2025-02-15", "yesterday", "day", None, "2025-02-14"),
        ("2025-02-16", "yesterday", "day", None, "2025-02-14"),
        # "last Monday" is that of the week before, at a weekend that of the week just over
        ("2025-02-11", "last Monday", "day", None, "2025-02-03"),
        ("2025-02-10", "last Monday", "day", None, "2025-02-03"),
        ("2025-02-10", "last Friday", "day", None, "2025-02-07"),
        ("2025-02-16", "last Wednesday", "day", None, "2025-02-12"),
        # from the close before a weekend it is one session
        ("2025-02-10", "from Friday", "day", None, "2025-02-10"),
        ("2025-02-15", "from Thursday", "day", None, "2025-02-14"),
        # leap days
        ("2024-03-01", "yesterday", "day", None, "2024-02-29"),
        ("2024-03-15", "last month", "month", "2024-01-31", "2024-02-29"),
        ("2024-02-29", "over the past year", "past", "2023-02", "2024-02-29"),
        ("2024-02-29", "on Feb. 29", "day", None, "2024-02-29"),
    ],
)
def test_weekends_and_year_turns_are_minded(
    parser: Parser, published: str, phrase: str, label: str, start: str | None, end: str | None
) -> None:
    when = window(parser, phrase, published)
    assert (when.label.value, when.start, when.end) == (label, start, end)


@pytest.mark.parametrize(
    ("phrase", "event"),
    [
        ("since hitting a 2025 low on Jan. 13", Direction.DOWN),
        ("since touching a low on Jan. 13", Direction.DOWN),
        ("since peaking on Jan. 13", Direction.UP),
        ("from its Jan. 13 high", Direction.UP),
        ("from its low on Jan. 13", Direction.DOWN),
    ],
)
def test_a_window_that_starts_with_a_high_or_low_says_so(
    parser: Parser, phrase: str, event: Direction
) -> None:
    when = window(parser, phrase)
    assert (when.label.value, when.start, when.event) == ("since", "2025-01-13", event)


@pytest.mark.parametrize(
    ("phrase", "count"),
    [("over the past three sessions", 3), ("in the last five days", 5), ("in two sessions", 2)],
)
def test_sessions_are_left_for_the_exchange_to_count(
    parser: Parser, phrase: str, count: int
) -> None:
    when = window(parser, phrase)
    assert (when.label.value, when.start, when.sessions) == ("past", None, count)


@pytest.mark.parametrize(
    ("phrase", "label", "start"),
    [
        ("this week", "week", None),
        ("on Tuesday", "day", None),
        ("this year", "year_to_date", None),
        ("since Jan. 13", "since", None),
        ("since Jan. 13, 2025", "since", "2025-01-13"),
    ],
)
def test_without_a_day_of_publication_only_the_words_own_dates_are_known(
    parser: Parser, phrase: str, label: str, start: str | None
) -> None:
    when = window(parser, phrase, None)
    assert (when.label.value, when.start, when.end) == (label, start, None)


def test_the_same_period_is_the_one_told_before(parser: Parser) -> None:
    text = (
        "Tencent shares have risen 5 percent since Jan. 13, "
        "while Baidu shares fell 2 percent in the same period."
    )
    found = parser.parse(Article(text=text, published=dt.date(2025, 2, 13)))
    windows = {a.span.of(text): (a.when.label.value, a.when.start) for a in found}
    assert windows["2 percent"] == windows["5 percent"] == ("since", "2025-01-13")


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("Tencent shares rose for a third straight week.", "week", "2025-02-07", "2025-02-13"),
        ("Tencent shares rose on Wednesday for a third straight week.", "day", None, "2025-02-12"),
        ("Tencent shares rose for a third straight day.", "day", None, "2025-02-13"),
    ],
)
def test_what_moves_for_weeks_moves_in_the_last_of_them(
    parser: Parser, text: str, label: str, start: str | None, end: str
) -> None:
    found = parser.parse(Article(text=text, published=dt.date.fromisoformat(THURSDAY)))
    when = next(claim.when for claim in found if claim.kind == "change")
    assert (when.label, when.start, when.end) == (label, start, end)


def test_a_close_after_which_something_came_out_dates_no_move(parser: Parser) -> None:
    told = "after a report released after Monday's closing bell"
    assert window(parser, told).end == THURSDAY
    assert window(parser, "at Monday's closing bell").end == "2025-02-10"
