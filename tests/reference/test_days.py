"""Which session a row is of: time stamps with a zone, the life of a listing, its old symbols."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from reference.makers import inputs, load
from tapecheck.reference.faults import BadRowsError, Fault, Reason
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.tape import open_tape

INSTRUMENTS = """\
symbol,name,kind,mic,currency,valid_from,valid_to,formerly
ACME,Acme Corp,equity,XNYS,USD,,,
9999.HK,Ninety-Nine Ltd,equity,XHKG,HKD,,,
7777.T,Seven Co,equity,XTKS,JPY,,,
ODD,Odd Ltd,equity,XODD,USD,,,
NEW,New Name Inc,equity,XNAS,USD,2012-05-18,,OLD until 2022-06-08
GONE,Gone Inc,equity,XNAS,USD,,2023-03-10,
OLD,Old Again Inc,equity,XNAS,USD,2023-01-03,,
"""


def sessions(folder: Path, bars: str) -> list[tuple[str, str]]:
    """Return the ids and sessions that some rows of bars are of."""
    load(inputs(folder, instruments=INSTRUMENTS, bars=bars), folder / "tape")
    frame = open_tape(folder / "tape").frame("bars").collect()
    return [(listing, str(day)) for listing, day in frame.select("id", "session").iter_rows()]


def faults(folder: Path, bars: str) -> tuple[Fault, ...]:
    with pytest.raises(BadRowsError) as caught:
        sessions(folder, bars)
    return caught.value.faults


@pytest.mark.parametrize(
    ("symbol", "stamp", "day"),
    [
        # The opening bell in New York, and in Hong Kong on the same calendar day.
        ("ACME", "2025-01-02T14:30:00Z", "2025-01-02"),
        ("9999.HK", "2025-01-02T01:30:00Z", "2025-01-02"),
        # The evening in New York is the next day in UTC.
        ("ACME", "2025-01-03T01:00:00Z", "2025-01-02"),
        ("ACME", "2025-01-02 20:00:00-05:00", "2025-01-02"),
        # Midnight in New York is five in the morning in UTC.
        ("ACME", "2025-01-02T00:00:00-05:00", "2025-01-02"),
        ("ACME", "2025-01-02T05:00:00.000+0000", "2025-01-02"),
        # Midnight in Hong Kong is the afternoon of the day before in UTC.
        ("9999.HK", "2025-01-02T00:00+08:00", "2025-01-02"),
        # Midnight in UTC is how vendors write a date.
        ("ACME", "2025-01-02T00:00:00.000Z", "2025-01-02"),
        ("7777.T", "2025-01-06T00:00:00Z", "2025-01-06"),
        ("ACME", "2025-01-02 00:00:00", "2025-01-02"),
        # Summer time in New York: four hours behind.
        ("ACME", "2025-07-03T03:30:00Z", "2025-07-02"),
    ],
)
def test_a_time_stamp_falls_on_a_day_of_its_exchange(
    tmp_path: Path, symbol: str, stamp: str, day: str
) -> None:
    ((_, found),) = sessions(tmp_path, f"symbol,session,close\n{symbol},{stamp},10\n")
    assert found == day


def test_a_zone_in_parquet_counts_like_one_in_text(tmp_path: Path) -> None:
    moments = [dt.datetime(2025, 1, 3, 1, tzinfo=dt.UTC), dt.datetime(2025, 1, 6, tzinfo=dt.UTC)]
    path = tmp_path / "zoned.parquet"
    pl.DataFrame(
        {"symbol": ["ACME", "ACME"], "session": moments, "close": [10.0, 11.0]}
    ).write_parquet(path)
    given = inputs(tmp_path, instruments=INSTRUMENTS)
    load(Inputs(instruments=given.instruments, bars=(path,)), tmp_path / "tape")
    days = open_tape(tmp_path / "tape").frame("bars").collect()["session"]
    assert days.to_list() == [dt.date(2025, 1, 2), dt.date(2025, 1, 6)]


@pytest.mark.parametrize("stamp", ["2025-01-02 16:00:00", "2025-01-02T16:00", "16:00:00Z"])
def test_a_time_of_day_without_a_zone_is_no_session(tmp_path: Path, stamp: str) -> None:
    (fault,) = faults(tmp_path, f"symbol,session,close\nACME,{stamp},10\n")
    assert (fault.reason, fault.detail) == (Reason.UNREADABLE, f"cannot read session '{stamp}'")


def test_an_exchange_without_a_clock_needs_dates(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "symbol,session,close\nODD,2025-01-02T14:30:00Z,10\n")
    assert fault.detail == "no time zone of XODD is known: give the session's date"


def test_two_moments_of_one_session_are_two_rows_for_it(tmp_path: Path) -> None:
    rows = "ACME,2025-01-02T14:30:00Z,10\nACME,2025-01-02T15:30:00Z,11\n"
    (fault,) = faults(tmp_path, f"symbol,session,close\n{rows}")
    assert (fault.line, fault.detail) == (3, "second row for ACME 2025-01-02")


def test_an_old_symbol_means_the_listing_that_had_it_then(tmp_path: Path) -> None:
    bars = (
        "symbol,session,close\nOLD,2022-06-08,190\nNEW,2022-06-09,185\nOLD,2023-01-03,5\n"
        "XNAS:OLD,2022-06-07,195\n"
    )
    assert sessions(tmp_path, bars) == [
        ("XNAS:NEW", "2022-06-07"), ("XNAS:NEW", "2022-06-08"), ("XNAS:NEW", "2022-06-09"),
        ("XNAS:OLD", "2023-01-03"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("GONE,2023-03-13,1", "session 2023-03-13 is after the last day of XNAS:GONE, 2023-03-10"),
        ("NEW,2012-05-17,1", "session 2012-05-17 is before the first day of XNAS:NEW, 2012-05-18"),
        ("OLD,2022-12-30,1", "session 2022-12-30 is before the first day of XNAS:OLD, 2023-01-03"),
    ],
)
def test_a_listing_has_no_bars_outside_its_life(tmp_path: Path, row: str, says: str) -> None:
    (fault,) = faults(tmp_path, f"symbol,session,close\n{row}\n")
    assert (fault.line, fault.reason, fault.detail) == (2, Reason.NOT_LISTED, says)


def test_an_old_symbol_on_a_later_day_tells_whose_it_was(tmp_path: Path) -> None:
    rows = "symbol,session,close\nNEW,2022-06-09,10\nOLD,2022-06-10,10\n"
    others = INSTRUMENTS.replace("OLD,Old Again Inc,equity,XNAS,USD,2023-01-03,,\n", "")
    with pytest.raises(BadRowsError) as caught:
        load(inputs(tmp_path, instruments=others, bars=rows), tmp_path / "tape")
    (fault,) = caught.value.faults
    assert fault.detail == (
        "unknown symbol 'OLD': not among the instruments; "
        "until 2022-06-08 it was the symbol of 'XNAS:NEW'"
    )


def test_an_old_symbol_needs_its_last_day(tmp_path: Path) -> None:
    given = inputs(tmp_path, instruments=INSTRUMENTS.replace("OLD until 2022-06-08", "OLD"))
    with pytest.raises(BadRowsError, match="cannot read formerly 'OLD'; write it as OLD until"):
        load(given, tmp_path / "tape")
