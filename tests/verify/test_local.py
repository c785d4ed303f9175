"""The moment of publication: which session an exchange had begun by then."""

from __future__ import annotations

import datetime as dt

import pytest

from tapecheck.core.verdicts import Outcome, Verdict
from tapecheck.intake.article import read_article, read_published
from tapecheck.reference.opening import There, day_there
from tapecheck.verify.verifier import Verifier
from verify.checking import primary, small

INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
"""
# Tuesday 40.00, Wednesday 42.00 (+5 percent), Thursday 42.84 (+2 percent)
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-13,40,40,40,40.00
ACME,2025-01-14,40,40,40,40.00
ACME,2025-01-15,40,42,40,42.00
ACME,2025-01-16,42,43,42,42.84
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("local"), bars=BARS, instruments=INSTRUMENTS)


def said(made: Verifier, text: str, published: str) -> Verdict:
    """Return the verdict on a text with the moment of its publication."""
    told = read_published(published, "test")
    (verdict,) = made.check(read_article(text, id="test", published=told)).verdicts
    return verdict


@pytest.mark.parametrize(
    ("moment", "day", "over"),
    [
        # Taipei is thirteen hours ahead of New York in winter: half past eight in the evening
        ("2025-01-16T09:30:00+08:00", "2025-01-15", True),
        ("2025-01-16T09:30:00-05:00", "2025-01-16", False),
        # before the opening bell the last session was the day before
        ("2025-01-16T09:29:00-05:00", "2025-01-15", True),
        ("2025-01-16T16:00:00-05:00", "2025-01-16", True),
        # in summer it is twelve hours: 22:00 in Taipei is 10:00 in New York
        ("2025-07-16T22:00:00+08:00", "2025-07-16", False),
        ("2025-01-16T22:00:00+08:00", "2025-01-15", True),
        ("2025-01-16T14:30:00Z", "2025-01-16", False),
    ],
)
def test_a_moment_is_in_a_day_of_the_exchange(moment: str, day: str, *, over: bool) -> None:
    there = day_there("XNYS:ACME", dt.datetime.fromisoformat(moment))
    assert there == There(dt.date.fromisoformat(day), over)


def test_hours_that_are_not_known_tell_no_day() -> None:
    assert day_there("XXXX:ACME", dt.datetime.fromisoformat("2025-01-16T14:30:00Z")) is None


def test_words_without_a_day_are_of_the_session_that_had_begun(made: Verifier) -> None:
    # in Taipei's morning of Thursday: Wednesday's session, 42 / 40 - 1
    found = said(made, "Acme shares rose 5 percent.", "2025-01-16T09:30:00+08:00")
    assert found.outcome is Outcome.SUPPORTED
    assert primary(found).reading.last == dt.date(2025, 1, 15)
    # Thursday's in New York's afternoon: 42.84 / 42 - 1 is 2 percent
    found = said(made, "Acme shares rose 2 percent.", "2025-01-16T16:30:00-05:00")
    assert found.outcome is Outcome.SUPPORTED
    assert primary(found).reading.last == dt.date(2025, 1, 16)


def test_words_with_a_day_mean_that_day(made: Verifier) -> None:
    found = said(made, "Acme shares rose 5 percent on Wednesday.", "2025-01-16T09:30:00+08:00")
    assert found.outcome is Outcome.SUPPORTED
    found = said(made, "Acme shares rose 5 percent on Tuesday.", "2025-01-16T09:30:00+08:00")
    assert found.outcome is Outcome.REFUTED


def test_a_year_to_date_ends_with_a_session_that_had_begun(made: Verifier) -> None:
    text = "Acme shares have risen 7.1 percent since Jan. 13."  # 42.84 / 40 - 1, on Thursday
    assert said(made, text, "2025-01-16T09:30:00+08:00").outcome is Outcome.REFUTED
    # after the bell the close of the day is the last one known
    assert said(made, text, "2025-01-16T16:30:00-05:00").outcome is Outcome.SUPPORTED
    assert said(made, text, "2025-01-16T15:30:00-05:00").outcome is Outcome.AMBIGUOUS
    # copy of the day itself may be older than its close: 42 / 40 - 1, on Wednesday
    text = "Acme shares have risen 5 percent since Jan. 13."
    assert said(made, text, "2025-01-16T09:30:00+08:00").outcome is Outcome.SUPPORTED
    assert said(made, text, "2025-01-16T16:30:00-05:00").outcome is Outcome.SUPPORTED


def test_the_claim_keeps_the_articles_own_day(made: Verifier) -> None:
    found = said(made, "Acme shares rose 5 percent.", "2025-01-16T09:30:00+08:00")
    assert found.assertion.when.end == "2025-01-16"


def test_the_moment_is_part_of_the_address(made: Verifier) -> None:
    morning, evening, day = (
        read_article("Acme rose.", id="a", published=read_published(told, "test"))
        for told in ("2025-01-16T09:30:00+08:00", "2025-01-16T21:30:00+08:00", "2025-01-16")
    )
    assert morning.published == evening.published == day.published
    assert len({made.address(each) for each in (morning, evening, day)}) == 3


@pytest.mark.parametrize(
    "published",
    ["2025-01-16T08:00:00+08:00", "2025-01-16"],
    ids=["in the morning of Taipei", "at no time that is told"],
)
def test_overnight_is_the_session_that_ended_while_the_reader_slept(
    made: Verifier, published: str
) -> None:
    assert said(made, "Acme shares rose 5 percent overnight.", published).outcome is (
        Outcome.SUPPORTED
    )
    assert said(made, "Acme shares rose 9 percent overnight.", published).outcome is (
        Outcome.REFUTED
    )


def test_overnight_is_no_session_that_had_yet_to_open(made: Verifier) -> None:
    ahead = said(made, "Acme closed at $42.84 overnight.", "2025-01-16T08:00:00+08:00")
    assert ahead.outcome is Outcome.REFUTED


def test_a_wrong_move_of_the_night_is_mended_by_the_session_that_had_ended(made: Verifier) -> None:
    # Wednesday's 5 percent, not Thursday's 2
    verdict = said(made, "Acme shares rose 9 percent overnight.", "2025-01-16")
    assert verdict.correction is not None
    assert verdict.correction.text == "5 percent"
