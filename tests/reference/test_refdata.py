"""What the loader makes of real rows; skipped where they are not at hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from reference.makers import load
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.tape import Tape, open_tape

REFDATA = Path(__file__).parents[3] / "shared" / "refdata"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REFDATA.is_dir(), reason=f"no reference data at {REFDATA}"),
]


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Tape:
    folder = tmp_path_factory.mktemp("refdata") / "tape"
    files = ("bars-us.parquet", "bars-index.parquet", "bars-hk.parquet", "bars-hstech.csv")
    given = Inputs(
        instruments=(REFDATA / "instruments.csv",),
        bars=tuple(REFDATA / file for file in files),
        shares=(REFDATA / "shares.csv",),
        groups=(REFDATA / "groups.csv",),
        ecb=True,
    )
    assert load(given, folder).faults == ()
    return open_tape(folder)


def test_what_is_kept_with_a_caution_is_counted(tape: Tape) -> None:
    assert tape.manifest.notes == {
        "single-price": 26,
        "exchange-shut": 1,
        "adjusted-afterwards": 6,
        "index-open-unknown": 3783,
    }


def test_apple_split_two_for_one(tape: Tape) -> None:
    bars = tape.bars("XNAS:AAPL")
    assert bars is not None
    monday = bars.position(dt.date(2005, 2, 28))
    assert monday is not None
    assert bars.split_factor(monday - 1, monday) == 2
    assert (bars.bar(monday - 1).close, bars.bar(monday).close) == (
        Decimal("88.99"),
        Decimal("44.86"),
    )


@pytest.mark.parametrize(
    ("instrument", "session"),
    [
        ("XNYS:AXP", "2005-10-03"), ("XNYS:MO", "2007-04-02"), ("XNYS:MO", "2008-03-31"),
        ("XNYS:MS", "2007-07-02"), ("XNYS:DIS", "2007-06-13"), ("XNAS:MSFT", "2004-11-15"),
    ],
)  # fmt: skip
def test_spin_offs_and_large_dividends_are_odd_jumps(
    tape: Tape, instrument: str, session: str
) -> None:
    bars = tape.bars(instrument)
    assert bars is not None
    place = bars.position(dt.date.fromisoformat(session))
    assert place is not None
    assert bars.odd_jump(place)


def test_odd_jumps_are_rare(tape: Tape) -> None:
    listed = [tape.bars(each.id) for each in tape.names.instruments]
    odd = sum(len(bars.odd_jumps(0, len(bars) - 1)) for bars in listed if bars is not None)
    assert odd == 16


@pytest.mark.parametrize(
    ("instrument", "session"),
    [
        ("XHKG:9988.HK", "2024-12-24"), ("XHKG:0700.HK", "2024-12-31"),
        ("XHKG:9988.HK", "2024-06-11"), ("XNYS:^VIX", "2026-05-25"),
    ],
)  # fmt: skip
def test_doubtful_rows_are_provisional(tape: Tape, instrument: str, session: str) -> None:
    bars = tape.bars(instrument)
    assert bars is not None
    bar = bars.at(dt.date.fromisoformat(session))
    assert bar is not None
    assert bar.status == "provisional"


def test_the_vix_has_no_volume(tape: Tape) -> None:
    bars = tape.bars("XNYS:^VIX")
    assert bars is not None
    bar = bars.at(dt.date(2018, 2, 5))
    assert bar is not None
    assert (bar.close, bar.volume, bar.status) == (Decimal("37.32"), None, "official")
