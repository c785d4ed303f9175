"""Figures told beside a high or a low: distances from it, and what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tapecheck.core.verdicts import Outcome, Reason
from tapecheck.verify.verifier import Verifier
from verify.checking import percent, small, verdict

SUPPORTED, REFUTED, UNCHECKED = Outcome.SUPPORTED, Outcome.REFUTED, Outcome.UNCHECKED
INSTRUMENTS = """\
symbol,name,kind,mic,currency,aliases
ACME,Acme Corp,equity,XNYS,USD,Acme
"""
# Highest close 50.00 and highest price 52.00, both on 13 January; lowest close 40.00 on the 7th.
# The close of Tuesday, the 14th, is 45.00: 10 percent below 50, 13.46 below 52, 12.5 above 40.
BARS = """\
symbol,session,open,high,low,close
ACME,2025-01-02,44,44.5,43.5,44.00
ACME,2025-01-03,44,44.5,42.5,43.00
ACME,2025-01-06,43,43.5,41.5,42.00
ACME,2025-01-07,42,42.5,39.0,40.00
ACME,2025-01-08,41,44.5,40.5,44.00
ACME,2025-01-10,44,48.5,43.5,48.00
ACME,2025-01-13,48,52.0,47.5,50.00
ACME,2025-01-14,49,49.5,44.5,45.00
"""
TUESDAY = "2025-01-14"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("peaks"), bars=BARS, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme shares are 10 percent below their one-week high.", "10 percent", SUPPORTED),
        ("Acme shares are 13.5 percent below their one-week high.", "13.5 percent", SUPPORTED),
        ("Acme shares are 12 percent below their one-week high.", "12 percent", REFUTED),
        ("Acme shares closed 10 percent off their one-week high.", "10 percent", SUPPORTED),
        ("Acme shares are 12.5 percent above their one-week low.", "12.5 percent", SUPPORTED),
        ("Acme shares are 10 percent above their one-week low.", "10 percent", REFUTED),
        ("Acme shares are $5 below their one-week high.", "$5", SUPPORTED),
        # the low of 39.00 on the 7th, by price, told before it is called that
        (
            "On Jan. 7 Acme shares fell to $39.00, their lowest point since Jan. 2.",
            "$39.00",
            SUPPORTED,
        ),
        ("On Jan. 7 Acme shares fell to $39.00.", "$39.00", REFUTED),
        # the move of the day, 50 to 45, is told beside a level, not from the high behind the comma
        ("Acme shares fell 10 percent to $45, off a one-week high.", "10 percent", SUPPORTED),
        ("Acme shares fell 10 percent to $45, off a one-week high.", "$45", SUPPORTED),
    ],
)
def test_a_distance_is_measured_from_the_high_or_low_it_names(
    made: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(made, text, quote, TUESDAY).outcome is outcome


def test_a_distance_shows_both_prices(made: Verifier) -> None:
    said = verdict(made, "Acme shares are 10 percent below their one-week high.", "10", TUESDAY)
    assert percent(said) == -10
    assert [(row.field, row.value) for row in said.evidence[0].rows] == [
        ("close", 50),
        ("close", 45),
    ]


@pytest.mark.parametrize(
    ("low", "outcome"), [("$48.00", SUPPORTED), ("$47.90", SUPPORTED), ("$49.60", REFUTED)]
)
def test_the_low_that_a_move_starts_from_is_by_close_or_by_price(
    tmp_path: Path, low: str, outcome: Outcome
) -> None:
    bars = "symbol,session,open,high,low,close\nACME,2025-01-13,49,50.2,48.9,50.00\n"
    bars += "ACME,2025-01-14,50,50.1,47.9,48.00\nACME,2025-01-15,48,50.5,48,50.40\n"
    text = f"Acme shares have climbed 5 percent from their closing low of {low} on Jan. 14."
    said = verdict(small(tmp_path, bars=bars), text, low, "2025-01-16")
    assert said.outcome is outcome


def test_a_high_to_measure_from_was_not_reached(made: Verifier) -> None:
    said = verdict(made, "Acme shares are 12 percent below their one-week high.", "high", TUESDAY)
    assert said.gap is not None
    assert said.gap.reason is Reason.NOT_ASSERTED


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Acme shares are below their one-week high of $52.", SUPPORTED),
        ("Acme shares are below their one-week high of $50.", SUPPORTED),
        ("Acme shares are below their one-week high of $55.", REFUTED),
        ("Acme shares hit a one-week high of $52 on Jan. 13.", SUPPORTED),
        ("Acme shares hit a one-week high of $54 on Jan. 13.", REFUTED),
    ],
)
def test_a_figure_behind_a_high_is_what_the_high_was(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(made, text, "$", TUESDAY).outcome is outcome


def test_a_record_to_measure_from_may_lie_before_the_tape(made: Verifier) -> None:
    said = verdict(made, "Acme shares are 12 percent below their record high.", "12", TUESDAY)
    assert said.gap is not None
    assert said.gap.detail == "the tape of ACME starts on 2025-01-02, not with its first trade"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # 44.00 on the 2nd, 44.00 on the 8th; 43.00 on the 3rd is 2.3 percent from there
        ("Acme shares are flat since Jan. 2.", SUPPORTED),
        ("Acme shares are flat since Jan. 3.", REFUTED),
    ],
)
def test_longer_than_a_day_flat_allows_more(made: Verifier, text: str, outcome: Outcome) -> None:
    assert verdict(made, text, "flat", "2025-01-09").outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        # Tuesday went from 44.50 to 49.50, and closed at 45.00
        ("Acme shares touched a high of $49.50.", SUPPORTED),
        ("Acme shares touched a high of $49.50 on Tuesday.", SUPPORTED),
        ("Acme shares hit a session low of $44.50 on Tuesday.", SUPPORTED),
        ("Acme shares hit an intraday high of $49.50.", SUPPORTED),
        # which it went through, but no farther than it was
        ("Acme shares touched a high of $47.00 on Tuesday.", REFUTED),
        ("Acme shares hit a session low of $45.00 on Tuesday.", REFUTED),
        # the day before, 52.00: a high of the week, which is another reading
        ("Acme shares touched a high of $52.00 on Tuesday.", Outcome.AMBIGUOUS),
        ("Acme shares hit a session high of $52.00 on Tuesday.", REFUTED),
        # of which stretch it is the high, a month does not tell
        ("Acme shares hit a high of $51.00 in January.", UNCHECKED),
    ],
)
def test_a_high_or_low_that_names_no_span_is_that_of_its_session(
    made: Verifier, text: str, outcome: Outcome
) -> None:
    assert verdict(made, text, "$", TUESDAY).outcome is outcome


def test_a_wrong_session_low_is_corrected_by_the_sessions_own(made: Verifier) -> None:
    said = verdict(made, "Acme shares hit a session low of $43.00 on Tuesday.", "$", TUESDAY)
    assert said.correction is not None
    assert said.correction.text == "$44.50"


# A tape that does not begin with the first trade: the highest close of December is 60.00, on the
# 12th; 55.00 on 2 January, 48.00 on the 3rd: 20 percent below 60, and 12.73 percent on the day.
LATER = """\
symbol,session,open,high,low,close
ACME,2024-11-29,50,51.0,49.5,50.00
ACME,2024-12-11,50,58.5,49.5,58.00
ACME,2024-12-12,58,64.0,57.5,60.00
ACME,2024-12-31,59,59.5,56.0,57.00
ACME,2025-01-02,57,57.5,54.5,55.00
ACME,2025-01-03,55,55.5,47.5,48.00
"""


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return small(tmp_path_factory.mktemp("dated"), bars=LATER, instruments=INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "quote", "outcome"),
    [
        ("Acme is down 20 percent from its record close in December.", "20 percent", SUPPORTED),
        ("Acme is down 20 percent from its record close on Dec. 12.", "20 percent", SUPPORTED),
        # from the 64.00 of the session it is 25 percent: a close is none of that
        ("Acme is down 25 percent from its record close in December.", "25 percent", REFUTED),
        ("Acme is down 23 percent from its record close in December.", "23 percent", REFUTED),
        # how far back a record looks that no date tells, the tape does not reach
        ("Acme is down 20 percent from its record close.", "20 percent", UNCHECKED),
    ],
)
def test_a_record_that_a_date_tells_is_measured_from_there(
    dated: Verifier, text: str, quote: str, outcome: Outcome
) -> None:
    assert verdict(dated, text, quote, "2025-01-04").outcome is outcome


@pytest.mark.parametrize(
    ("quote", "text", "outcome"),
    [
        ("12.7", "Acme fell 12.7 percent on Friday, down 20 percent from its record close in "
                 "December.", SUPPORTED),
        ("20 ", "Acme fell 12.7 percent on Friday, down 20 percent from its record close in "
                "December.", SUPPORTED),
        ("20 ", "Acme fell 20 percent on Friday, down 12.7 percent from its record close in "
                "December.", REFUTED),
    ],
)  # fmt: skip
def test_the_days_move_and_the_distance_from_a_record_have_windows_of_their_own(
    dated: Verifier, quote: str, text: str, outcome: Outcome
) -> None:
    assert verdict(dated, text, quote, "2025-01-03").outcome is outcome
