from __future__ import annotations

import datetime as dt
from pathlib import Path

from reference.makers import inputs, load
from tapecheck.reference.coverage import Coverage, Year, coverage
from tapecheck.reference.tape import open_tape


def test_bars_are_counted_by_year_beside_the_sessions_of_the_exchange(tmp_path: Path) -> None:
    bars = (
        "symbol,session,close\nACME,2023-12-28,9\nACME,2023-12-29,9\nACME,2024-01-02,9\n"
        "9999.HK,2025-01-02,77.5\n"
    )
    load(inputs(tmp_path, bars=bars), tmp_path / "tape")
    hong_kong, new_york = coverage(open_tape(tmp_path / "tape"))
    assert (hong_kong.instrument, hong_kong.bars, hong_kong.first) == (
        "XHKG:9999.HK", 1, dt.date(2025, 1, 2),
    )  # fmt: skip
    # New York had 250 sessions in 2023 and 252 in 2024.
    assert new_york == Coverage(
        instrument="XNYS:ACME", name="Acme Corp", bars=3,
        first=dt.date(2023, 12, 28), last=dt.date(2024, 1, 2),
        years=(Year(year=2023, bars=2, sessions=250), Year(year=2024, bars=1, sessions=252)),
    )  # fmt: skip


def test_an_instrument_without_bars_is_not_listed(tmp_path: Path) -> None:
    load(inputs(tmp_path), tmp_path / "tape")
    assert [each.instrument for each in coverage(open_tape(tmp_path / "tape"))] == ["XNYS:ACME"]
