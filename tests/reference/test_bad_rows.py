"""Every kind of bad row is reported with its file and line, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from reference.makers import BARS, INSTRUMENTS, inputs, load
from tapecheck.reference.faults import BadRowsError, Reason

HEADER = "symbol,session,open,high,low,close,volume,dividend,split,status\n"
GOOD = "ACME,2025-01-02,10,10.5,9.8,10.2,1000,0,0,\n"


@pytest.mark.parametrize(
    ("row", "reason", "says"),
    [
        (",2025-01-03,10,11,9,10,1,0,0,", Reason.MISSING, "no symbol"),
        ("ACME,,10,11,9,10,1,0,0,", Reason.MISSING, "no session"),
        ("ACME,2025-01-03,10,11,9,,1,0,0,", Reason.MISSING, "no close"),
        (
            "ACME,03/01/2025,10,11,9,10,1,0,0,",
            Reason.UNREADABLE,
            "cannot read session '03/01/2025'",
        ),
        ("ACME,2025-01-03,10,11,9,N/A,1,0,0,", Reason.UNREADABLE, "cannot read close 'N/A'"),
        ("ACME,2025-01-03,10,11,9,10,many,0,0,", Reason.UNREADABLE, "cannot read volume 'many'"),
        ("ACNE,2025-01-03,10,11,9,10,1,0,0,", Reason.UNKNOWN_SYMBOL, "did you mean 'ACME'?"),
        ("ACME,2025-01-03,10,11,9,0,1,0,0,", Reason.NOT_POSITIVE, "close 0 is no price"),
        ("ACME,2025-01-03,-1,11,9,10,1,0,0,", Reason.NOT_POSITIVE, "open -1 is no price"),
        ("ACME,2025-01-03,10,11,0,10,1,0,0,", Reason.NOT_POSITIVE, "low 0 is no price"),
        ("ACME,2025-01-03,10,11,9,0.0000001,1,0,0,", Reason.NOT_POSITIVE, "close 0.0000001 is no"),
        ("ACME,2025-01-03,10,11,9,10,-5,0,0,", Reason.NOT_POSITIVE, "volume -5 is negative"),
        ("ACME,2025-01-03,10,11,9,10,1,-0.1,0,", Reason.NOT_POSITIVE, "dividend -0.1 is negative"),
        ("ACME,2025-01-03,10,11,9,10,1,0,-2,", Reason.NOT_POSITIVE, "split -2 is negative"),
        ("ACME,2025-01-03,10,9,11,10,1,0,0,", Reason.HIGH_BELOW_LOW, "high 9 is below low 11"),
        (
            "ACME,2025-01-03,10,11,9,11.02,1,0,0,",
            Reason.OUTSIDE_RANGE,
            "close 11.02 lies outside the session's 9 to 11",
        ),
        (
            "ACME,2025-01-03,8.5,11,9,10,1,0,0,",
            Reason.OUTSIDE_RANGE,
            "open 8.5 lies outside the session's 9 to 11",
        ),
        ("ACME,2025-01-02,10,11,9,10,1,0,0,", Reason.DUPLICATE, "second row for ACME 2025-01-02"),
        (
            "ACME,2025-01-03,10,11,9,10,1,0,0,final",
            Reason.UNKNOWN_WORD,
            "unknown status 'final'; known: official, provisional",
        ),
        ("ACME,2025-01-03", Reason.RAGGED, "has 2 values where the header has 10"),
    ],
)
def test_a_bad_bar_is_named(tmp_path: Path, row: str, reason: Reason, says: str) -> None:
    with pytest.raises(BadRowsError) as caught:
        load(inputs(tmp_path, bars=f"{HEADER}{GOOD}{row}\n"), tmp_path / "tape")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.reason) == ("bars.csv", 3, reason)
    assert says in fault.detail
    assert f"bars.csv line 3: {fault.detail}" in str(caught.value)
    assert not (tmp_path / "tape").exists()


@pytest.mark.parametrize(
    ("table", "text", "reason", "says"),
    [
        ("shares", "symbol,as_of,kind,shares,source\nACME,2025-01-02,issued,7,x\n",
         Reason.PLACEHOLDER, "7 shares is a placeholder"),
        ("shares", "symbol,as_of,kind,shares,source\nACME,2025-01-02,sold,70000,x\n",
         Reason.UNKNOWN_WORD, "unknown kind 'sold'; known: issued, outstanding"),
        ("shares", "symbol,as_of,kind,shares,source,known\n"
         "ACME,2025-01-02,issued,70000,x,2024-12-01\n",
         Reason.WRONG_ORDER, "known 2024-12-01 is before as_of 2025-01-02"),
        ("rates", "currency,session,per_eur\nUSD,2025-01-02,0\n",
         Reason.NOT_POSITIVE, "is no rate"),
        ("rates", "currency,session,per_eur\ndollars,2025-01-02,1.03\n",
         Reason.UNREADABLE, "currency 'dollars' is no ISO 4217 code"),
        ("actions", "symbol,ex_date,kind,value\nACME,2025-01-02,merger,1\n",
         Reason.UNKNOWN_WORD, "unknown kind 'merger'"),
        ("actions", "symbol,ex_date,kind,value\nACME,2025-01-02,split,0\n",
         Reason.NOT_POSITIVE, "a split of"),
        ("figures", "subject,metric,period_start,period_end,value,unit,source\n"
         "ACME,revenue,2025-01-01,2024-12-31,5,USD,x\n",
         Reason.WRONG_ORDER, "period_end 2024-12-31 is before period_start 2025-01-01"),
        ("groups", "group,alias,member\nbig,The Bigs,ACNE\n",
         Reason.UNKNOWN_SYMBOL, "unknown symbol 'ACNE'"),
    ],
)  # fmt: skip
def test_a_bad_row_of_another_table_is_named(
    tmp_path: Path, table: str, text: str, reason: Reason, says: str
) -> None:
    with pytest.raises(BadRowsError) as caught:
        load(inputs(tmp_path, **{table: text}), tmp_path / "tape")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.reason) == (f"{table}.csv", 2, reason)
    assert says in fault.detail


@pytest.mark.parametrize(
    ("row", "reason", "says"),
    [
        ("ACME,Acme again,equity,XNYS,USD,", Reason.DUPLICATE, "second row for XNYS:ACME"),
        ("B,Bee,share,XNYS,USD,", Reason.UNKNOWN_WORD, "unknown kind 'share'; known: adr, bond"),
        ("B,Bee,equity,NYSE!,USD,", Reason.UNREADABLE, "mic 'NYSE!' is not four letters"),
        ("B,Bee,equity,XLON,pence,", Reason.UNREADABLE, "currency 'pence' is no ISO 4217 code"),
        ("B,,equity,XLON,GBP,", Reason.MISSING, "no name"),
    ],
)
def test_a_bad_instrument_is_named(tmp_path: Path, row: str, reason: Reason, says: str) -> None:
    with pytest.raises(BadRowsError) as caught:
        load(inputs(tmp_path, instruments=f"{INSTRUMENTS}{row}\n"), tmp_path / "tape")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.reason) == ("instruments.csv", 6, reason)
    assert says in fault.detail


def test_a_symbol_of_two_exchanges_must_say_which(tmp_path: Path) -> None:
    twice = INSTRUMENTS + "ACME,Acme Corp,equity,XLON,GBP,\n"
    with pytest.raises(BadRowsError) as caught:
        load(inputs(tmp_path, instruments=twice), tmp_path / "tape")
    assert {fault.reason for fault in caught.value.faults} == {Reason.AMBIGUOUS}
    assert "'ACME' may be XLON:ACME or XNYS:ACME; add a column mic" in str(caught.value)


@pytest.mark.parametrize(
    "bars",
    [
        "symbol,mic,session,close\nACME,XLON,2025-01-02,10\nACME,XNYS,2025-01-02,11\n",
        "symbol,session,close\nXLON:ACME,2025-01-02,10\nXNYS:ACME,2025-01-02,11\n",
    ],
)
def test_a_mic_tells_two_listings_apart(tmp_path: Path, bars: str) -> None:
    twice = INSTRUMENTS + "ACME,Acme Corp,equity,XLON,GBP,\n"
    loaded = load(inputs(tmp_path, instruments=twice, bars=bars), tmp_path / "tape")
    assert loaded.manifest.tables["bars"].rows == 2


def test_an_alias_belongs_to_one_group(tmp_path: Path) -> None:
    groups = "group,alias,member\nbig,The Bigs,ACME\nlarge,the  bigs,ACME\n"
    with pytest.raises(
        BadRowsError, match=r"groups\.csv line 3: alias 'the  bigs' is already that"
    ):
        load(inputs(tmp_path, groups=groups), tmp_path / "tape")


def test_parquet_rows_are_counted_from_one(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pl.DataFrame({"symbol": ["ACME", "ACME"], "session": ["2025-01-02", "x"], "close": [1.0, 2.0]}
                 ).write_parquet(path)  # fmt: skip
    given = inputs(tmp_path)
    with pytest.raises(BadRowsError, match=r"p\.parquet row 2: cannot read session 'x'"):
        load(type(given)(instruments=given.instruments, bars=(path,)), tmp_path / "tape")


def test_every_bad_row_counts_and_twenty_are_listed(tmp_path: Path) -> None:
    rows = "".join(f"ACME,2025-01-{day:02},0\n" for day in range(1, 26))
    with pytest.raises(BadRowsError) as caught:
        load(inputs(tmp_path, bars=f"symbol,session,close\n{rows}"), tmp_path / "tape")
    said = str(caught.value)
    assert len(caught.value.faults) == 25
    assert said.startswith("25 bad rows (25 not-positive):\n")
    assert said.count("bars.csv line") == 20
    assert "and 5 more; nothing was loaded: mend the rows, or leave them out" in said


def test_skipped_rows_are_counted_by_reason(tmp_path: Path) -> None:
    bad = "ACME,2025-01-07,10,9,11,10,1\nNONE,2025-01-07,1,1,1,1,1\nNONE,2025-01-08,1,1,1,1,1\n"
    loaded = load(inputs(tmp_path, bars=BARS + bad), tmp_path / "tape", skip_bad=True)
    entry = loaded.manifest.tables["bars"]
    assert entry.rows == 3
    assert entry.skipped == {"high-below-low": 1, "unknown-symbol": 2}


def test_the_good_row_of_a_session_counts_when_the_first_is_bad(tmp_path: Path) -> None:
    bars = "symbol,session,close\nACME,2025-01-02,0\nACME,2025-01-02,10\n"
    loaded = load(inputs(tmp_path, bars=bars), tmp_path / "tape", skip_bad=True)
    assert loaded.manifest.tables["bars"].rows == 1
    assert loaded.manifest.tables["bars"].skipped == {"not-positive": 1}


@pytest.mark.parametrize("close", ["11.01", "8.99"])
def test_a_close_a_cent_outside_the_range_is_a_vendors_rounding(tmp_path: Path, close: str) -> None:
    bars = f"symbol,session,high,low,close\nACME,2025-01-02,11,9,{close}\n"
    assert load(inputs(tmp_path, bars=bars), tmp_path / "tape").faults == ()


def test_a_yield_may_be_zero_or_less(tmp_path: Path) -> None:
    bars = "symbol,session,close\nBUND,2025-01-02,-0.5\nBUND,2025-01-03,0\n"
    assert load(inputs(tmp_path, bars=bars), tmp_path / "tape").faults == ()
