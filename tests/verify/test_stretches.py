"""Windows as sessions: which close a move starts from, and which it ends with, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.nouns import Label, When
from tapecheck.core.verdicts import Outcome
from tapecheck.reference.calendar import Sessions
from tapecheck.verify.stretches import Stretch, stretches
from tapecheck.verify.verifier import Verifier
from verify.checking import verdict

# Every weekday from Monday, 2 September 2024, to Friday, 28 February 2025, but Christmas Day, New
# Year's Day, and 29 to 31 January.
SHUT = {
    dt.date(2024, 12, 25),
    dt.date(2025, 1, 1),
    *(dt.date(2025, 1, day) for day in (29, 30, 31)),
}
DAYS = [dt.date(2024, 9, 2) + dt.timedelta(days=n) for n in range(180)]
SESSIONS = Sessions(
    "XTST", [day.toordinal() for day in DAYS if day.weekday() < 5 and day not in SHUT]
)

# A week on either side of Wednesday, 13 November.
WEEKS = ("06", "07", "08", "11", "12", "14", "15", "18", "19", "20")


def told(when: When, published: str, *, closed: bool = False) -> list[str]:
    """Return the stretches of a window in short: base, last, and whether it is primary."""
    found = stretches(when, SESSIONS, dt.date.fromisoformat(published), closed=closed)
    return [_short(each) for each in found]


def _short(stretch: Stretch) -> str:
    kind = ("" if stretch.primary else " alternative") + (" live" if stretch.live else "")
    return f"{stretch.base} {stretch.last}{kind}"


@pytest.mark.parametrize(
    ("when", "published", "expected"),
    [
        # a day that is over, and that the words name
        (
            When(label=Label.DAY, end="2025-02-12", text="on Wednesday"),
            "2025-02-13",
            ["2025-02-11 2025-02-12"],
        ),
        # over a weekend, over New Year's Day, over a longer pause
        (
            When(label=Label.DAY, end="2025-02-10", text="on Monday"),
            "2025-02-13",
            ["2025-02-07 2025-02-10"],
        ),
        (
            When(label=Label.DAY, end="2025-01-02", text="on Thursday"),
            "2025-01-03",
            ["2024-12-31 2025-01-02"],
        ),
        (
            When(label=Label.DAY, end="2025-02-03", text="on Monday"),
            "2025-02-04",
            ["2025-01-28 2025-02-03"],
        ),
        # the day of publication, which the words name, or do not
        (
            When(label=Label.DAY, end="2025-02-13", text="on Thursday"),
            "2025-02-13",
            ["2025-02-12 2025-02-13 live"],
        ),
        (
            When(label=Label.DAY, end="2025-02-13"),
            "2025-02-13",
            ["2025-02-12 2025-02-13 live", "2025-02-11 2025-02-12 alternative"],
        ),
        # undated, and published on a Sunday: the session before
        (When(label=Label.DAY, end="2025-02-16"), "2025-02-16", ["2025-02-13 2025-02-14"]),
        # a named day that is no session is nothing to judge
        (When(label=Label.DAY, end="2025-02-09", text="on Sunday"), "2025-02-13", []),
        (When(label=Label.DAY, text="on Feb. 30"), "2025-02-13", []),
        # weeks: from the Friday before, to their own last session
        (
            When(label=Label.WEEK, start="2025-01-31", end="2025-02-07", text="last week"),
            "2025-02-13",
            ["2025-01-28 2025-02-07"],
        ),
        # published on a Friday, which ends another week than the one told of
        (
            When(label=Label.WEEK, start="2025-01-31", end="2025-02-07", text="last week"),
            "2025-02-14",
            ["2025-01-28 2025-02-07"],
        ),
        (
            When(label=Label.WEEK, start="2025-02-07", end="2025-02-13", text="this week"),
            "2025-02-13",
            ["2025-02-07 2025-02-12", "2025-02-07 2025-02-13"],
        ),
        # months, quarters and years: from the last close before them
        (
            When(label=Label.MONTH, start="2024-12-31", end="2025-01-31", text="in January"),
            "2025-02-13",
            ["2024-12-31 2025-01-28"],
        ),
        (
            When(label=Label.MONTH, start="2024-11-30", end="2024-12-31", text="in December"),
            "2025-02-13",
            ["2024-11-29 2024-12-31"],
        ),
        (
            When(label=Label.QUARTER, start="2024-10-01", end="2024-12-31", text="last quarter"),
            "2025-02-13",
            ["2024-09-30 2024-12-31"],
        ),
        (
            When(label=Label.QUARTER, start="2025-01-01", end="2025-03-31", text="this quarter"),
            "2025-02-13",
            ["2024-12-31 2025-02-12", "2024-12-31 2025-02-13"],
        ),
        # to date
        (
            When(label=Label.YEAR_TO_DATE, start="2024-12-31", text="this year"),
            "2025-02-13",
            ["2024-12-31 2025-02-12", "2024-12-31 2025-02-13 live"],
        ),
        (
            When(label=Label.YEAR_TO_DATE, start="2024-12-31", text="this year"),
            "2025-02-15",
            ["2024-12-31 2025-02-14"],
        ),
        (
            When(label=Label.MONTH_TO_DATE, start="2025-01-31", text="this month"),
            "2025-02-13",
            ["2025-01-28 2025-02-12", "2025-01-28 2025-02-13 live"],
        ),
        # since a session, and since a Sunday: what a date alone lets copy know is the close before
        # it; where an article knows more, that decides (test_known)
        (
            When(label=Label.SINCE, start="2025-01-13", text="since Jan. 13"),
            "2025-02-13",
            ["2025-01-13 2025-02-12", "2025-01-13 2025-02-13 alternative live"],
        ),
        (
            When(label=Label.SINCE, start="2025-01-12", text="since Jan. 12"),
            "2025-02-13",
            ["2025-01-10 2025-02-12", "2025-01-10 2025-02-13 alternative live"],
        ),
        # a span that ends now
        (
            When(label=Label.PAST, sessions=3, end="2025-02-13", text="in three sessions"),
            "2025-02-13",
            ["2025-02-07 2025-02-12", "2025-02-10 2025-02-13 live"],
        ),
        (
            When(label=Label.PAST, start="2025-02-06", end="2025-02-13", text="in a week"),
            "2025-02-13",
            # five sessions before the 12th is the 5th; before the 13th it is the 6th
            [
                "2025-02-06 2025-02-12",
                "2025-02-05 2025-02-12 alternative",
                "2025-02-06 2025-02-13 live",
            ],
        ),
        (
            When(label=Label.PAST, start="2024-11", end="2025-02-13", text="in three months"),
            "2025-02-13",
            [
                "2024-11-13 2025-02-12",
                *(f"2024-11-{day} 2025-02-12 alternative" for day in WEEKS),
                "2024-11-13 2025-02-13 live",
                *(f"2024-11-{day} 2025-02-13 alternative" for day in WEEKS),
            ],
        ),
        # between two dates
        (
            When(label=Label.RANGE, start="2025-01-13", end="2025-02-12", text="from … to …"),
            "2025-02-13",
            ["2025-01-13 2025-02-12"],
        ),
        # what no calendar can tell
        (When(label=Label.RANGE, start="2025-02-12", end="2025-01-13"), "2025-02-13", []),
        (When(label=Label.SINCE, text="since the crisis"), "2025-02-13", []),
        (When(label=Label.SINCE, start="2021", text="since 2021"), "2025-02-13", []),
        (When(label=Label.UNSPECIFIED), "2025-02-13", []),
        (When(label=Label.YEAR_ON_YEAR), "2025-02-13", []),
        # before, after and long after the sessions that are known
        (When(label=Label.DAY, end="2024-09-02", text="on Monday"), "2024-09-03", []),
        (When(label=Label.DAY, end="2024-08-30", text="on Friday"), "2024-09-03", []),
        (When(label=Label.DAY, end="2025-03-03", text="on Monday"), "2025-03-04", []),
        (When(label=Label.DAY, end="2999-12-31"), "2999-12-31", []),
    ],
)
def test_a_window_is_told_in_sessions(when: When, published: str, expected: list[str]) -> None:
    assert told(when, published) == expected


def test_a_span_from_the_31st_of_a_month_starts_with_the_end_of_a_shorter_one() -> None:
    month = When(label=Label.PAST, start="2024-11", end="2024-12-31", text="in a month")
    found = [each for each in told(month, "2024-12-31") if "alternative" not in each]
    assert found == ["2024-11-29 2024-12-30", "2024-11-29 2024-12-31 live"]


def test_a_close_told_without_its_day_is_as_likely_of_the_session_before() -> None:
    undated = When(label=Label.DAY, end="2025-02-13")
    assert told(undated, "2025-02-13", closed=True) == [
        "2025-02-12 2025-02-13 live",
        "2025-02-11 2025-02-12",
    ]


def test_what_was_assumed_is_told() -> None:
    (since, _) = stretches(
        When(label=Label.SINCE, start="2025-01-12"), SESSIONS, dt.date(2025, 2, 13)
    )
    assert since.assumed == (
        "2025-01-12 was no session: took the one before",
        "up to the last close before publication",
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # from the 82.85 of 31 December to 113.80 is +37.36 percent
        ("Alibaba shares have gained 37 percent since January.", Outcome.SUPPORTED),
        # from the 81.30 of 2 January it is +39.98, from the 78.10 of the 13th +45.71
        ("Alibaba shares have gained 40 percent since January.", Outcome.AMBIGUOUS),
        ("Alibaba shares have gained 46 percent since January.", Outcome.AMBIGUOUS),
    ],
)
def test_since_a_month_is_from_before_it_or_from_any_of_its_sessions(
    verifier: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(verifier, text).outcome is outcome
