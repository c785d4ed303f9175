"""Sessions, holidays and half days as the exchanges published them; typed by hand."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from exchange_calendars import get_calendar_names  # type: ignore[import-untyped]  # ships no types

from tapecheck.reference.loading.sessions import KEEPS, sessions_of, zone_of

FIRST, LAST = dt.date(2022, 6, 1), dt.date(2025, 6, 30)
# Open and shut days of each exchange: half days and days that a plain weekday calendar gets wrong.
KNOWN = {
    # Thanksgiving Friday and Christmas Eve are half days; Carter's day of mourning; Juneteenth.
    "XNYS": (["2024-11-29", "2024-12-24"], ["2025-01-09", "2022-06-20", "2025-01-20"]),
    "XNAS": (["2024-11-29", "2024-12-24"], ["2025-01-09", "2022-06-20", "2025-01-20"]),
    # Half days before Christmas, New Year and the Year of the Snake; Yagi, Saola and a rainstorm.
    "XHKG": (
        ["2024-12-24", "2024-12-31", "2025-01-28"],
        ["2024-09-06", "2025-01-29", "2023-09-01", "2023-09-08"],
    ),
    # The Queen's funeral, her platinum jubilee, the King's coronation.
    "XLON": (["2024-12-24"], ["2022-09-19", "2022-06-02", "2023-05-08"]),
    # The year ends on 30 December and begins on the 4th of January or later.
    "XTKS": (["2024-12-30", "2025-01-06"], ["2024-12-31", "2025-01-03"]),
    # Muhurat trading and a budget Saturday; Guru Nanak's birthday, Maha Shivaratri, an election.
    "XBOM": (["2024-11-01", "2025-02-01"], ["2024-11-15", "2025-02-26", "2024-05-20"]),
    "XNSE": (["2024-11-01", "2025-02-01"], ["2024-11-15", "2025-02-26", "2024-05-20"]),
    # Australia Day observed, Anzac Day, the day of mourning for the Queen.
    "XASX": (["2024-12-24"], ["2025-01-27", "2025-04-25", "2022-09-22"]),
    # Canada Day and Victoria Day; open on American Thanksgiving.
    "XTSE": (["2024-11-28", "2024-12-24"], ["2024-07-01", "2025-05-19"]),
    # Bastille Day is a session, Labour Day and Good Friday are not.
    "XPAR": (["2023-07-14", "2024-12-24"], ["2025-05-01", "2025-04-18"]),
    # The Day of German Unity is a session, Christmas Eve is not.
    "XETR": (["2024-10-03", "2024-12-30"], ["2024-12-24", "2024-12-31"]),
    # The Year of the Snake and the National Day week.
    "XSHG": (["2025-01-27", "2025-02-05"], ["2025-01-28", "2025-02-04", "2024-10-07"]),
    "XSHE": (["2025-01-27", "2025-02-05"], ["2025-01-28", "2025-02-04", "2024-10-07"]),
    # The Year of the Snake; Typhoons Gaemi and Kong-rey.
    "XTAI": (["2025-01-22", "2025-02-03"], ["2025-01-23", "2024-07-25", "2024-10-31"]),
    # Seollal with the bridge day declared that January; Armed Forces Day 2024; the year's last day.
    "XKRX": (["2025-01-24", "2025-01-31"], ["2025-01-27", "2024-10-01", "2024-12-31"]),
    # Carnival, with a late start on Ash Wednesday; Black Consciousness Day since 2024.
    "BVMF": (["2025-03-05"], ["2025-03-03", "2025-03-04", "2024-11-20"]),
}  # fmt: skip


def bars(*days: dt.date, mic: str = "XNYS") -> pl.DataFrame:
    return pl.DataFrame({"id": [f"{mic}:A"] * len(days), "session": days})


@pytest.mark.parametrize("mic", KNOWN)
def test_an_exchange_keeps_its_own_days(mic: str) -> None:
    table, origins = sessions_of([mic], bars(FIRST, LAST))
    days = {str(day) for day in table.filter(mic=mic)["session"]}
    there, shut = KNOWN[mic]
    assert set(there) <= days
    assert days.isdisjoint(shut)
    assert origins[mic].startswith("exchange_calendars ")


def test_an_exchange_that_keeps_anothers_days_says_so() -> None:
    _, origins = sessions_of(["XNSE", "XBOM"], bars(FIRST, LAST))
    assert origins["XNSE"].endswith(", days of XBOM")
    assert not origins["XBOM"].endswith("XBOM")


def test_only_exchanges_without_a_calendar_keep_the_days_of_one_that_has_one() -> None:
    assert all(zone_of(other) for other in KEEPS.values())
    assert KEEPS.keys().isdisjoint(get_calendar_names())


def test_an_exchange_whose_calendar_breaks_has_the_days_of_its_bars() -> None:
    # The calendar of Athens lacks a method in exchange_calendars 4.13.
    table, origins = sessions_of(["ASEX"], bars(LAST, mic="ASEX"))
    assert origins == {"ASEX": "its bars"}
    assert table["session"].to_list() == [LAST]


@pytest.mark.parametrize(
    ("mic", "zone"),
    [
        ("XNAS", "America/New_York"), ("XHKG", "Asia/Hong_Kong"), ("XNSE", "Asia/Kolkata"),
        ("BVMF", "America/Sao_Paulo"), ("XLON", "Europe/London"), ("XODD", None),
    ],
)  # fmt: skip
def test_an_exchange_has_a_time_zone(mic: str, zone: str | None) -> None:
    assert zone_of(mic) == zone
