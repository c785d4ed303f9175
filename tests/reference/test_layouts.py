"""Files as vendors and spreadsheets lay them out, with rows of invented companies."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from reference.makers import inputs, load, write
from tapecheck.core.errors import LoadError
from tapecheck.reference.bars import Bar
from tapecheck.reference.faults import BadRowsError, Reason
from tapecheck.reference.loading.inputs import Inputs
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.tape import Tape, open_tape

INSTRUMENTS = """\
symbol,name,kind,mic,currency
ACME,Acme Corp,equity,XNYS,USD
BOLT.L,Bolt plc,equity,XLON,GBP
9999.HK,Ninety-Nine Ltd,equity,XHKG,HKD
"""
THURSDAY, FRIDAY = dt.date(2025, 1, 2), dt.date(2025, 1, 3)


def loaded(folder: Path, name: str, text: str, terms: Terms | None = None, **more: str) -> Tape:
    """Return the tape made of one file of bars."""
    given = inputs(folder, instruments=INSTRUMENTS, **more)
    bars = (write(folder, name, text),)
    load(
        Inputs(
            instruments=given.instruments, bars=bars, actions=given.actions, terms=terms or Terms()
        ),
        folder / "tape",
    )
    return open_tape(folder / "tape")


def bar(tape: Tape, instrument: str, day: dt.date = THURSDAY) -> Bar:
    bars = tape.bars(instrument)
    assert bars is not None
    found = bars.at(day)
    assert found is not None
    return found


STOOQ = """\
<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
ACME.US,D,20250102,000000,10,10.5,9.8,10.2,1000,0
ACME.US,60,20250102,160000,10,10.5,9.8,10.2,1000,0
BOLT.UK,D,20250102,000000,3,3.1,2.9,3.05,500,0
9999.HK,D,20250102,000000,77,78,76.5,77.5,300,0
"""


def test_a_bulk_file_of_stooq_names_its_exchanges(tmp_path: Path) -> None:
    tape = loaded(tmp_path, "world.txt", STOOQ)
    assert bar(tape, "XNYS:ACME").close == Decimal("10.2")
    assert bar(tape, "XLON:BOLT.L").close == Decimal("3.05")
    assert bar(tape, "XHKG:9999.HK").high == 78
    assert tape.manifest.tables["bars"].rows == 3


def test_prices_that_stooq_adjusted_are_doubted_unless_told_otherwise(tmp_path: Path) -> None:
    doubted = bar(loaded(tmp_path, "world.txt", STOOQ), "XNYS:ACME")
    assert (doubted.status, doubted.volume) == ("provisional", None)
    (tmp_path / "again").mkdir()
    trusted = loaded(tmp_path / "again", "world.txt", STOOQ, Terms(as_traded=True))
    assert (bar(trusted, "XNYS:ACME").status, bar(trusted, "XNYS:ACME").volume) == (
        "official",
        1000,
    )


@pytest.mark.parametrize("name", ["acme.us.csv", "acme_us_d.csv", "ACME.csv", "acme.txt"])
def test_a_file_without_symbols_is_named_after_one(tmp_path: Path, name: str) -> None:
    text = "Date,Open,High,Low,Close,Volume\n2025-01-02,10,10.5,9.8,10.2,1000\n"
    assert bar(loaded(tmp_path, name, text), "XNYS:ACME").close == Decimal("10.2")


def test_a_file_named_after_nobody_is_refused(tmp_path: Path) -> None:
    text = "Date,Open,High,Low,Close,Volume\n2025-01-02,10,10.5,9.8,10.2,1000\n"
    with pytest.raises(LoadError) as caught:
        loaded(tmp_path, "prices.csv", text)
    assert str(caught.value) == (
        "prices.csv: has no column 'symbol', and no instrument is called 'prices'; "
        "add the column, or name the file after the symbol"
    )


def test_an_answer_of_eodhd_has_prices_as_traded(tmp_path: Path) -> None:
    text = (
        "Code,Ex,Date,Open,High,Low,Close,Adjusted_close,Volume\n"
        "ACME,US,2025-01-02,100,105,98,102,51,2000\nBOLT,LSE,2025-01-02,3,3.1,2.9,3.05,3,700\n"
    )
    actions = "symbol,ex_date,kind,value\nACME,2025-01-10,split,2\n"
    tape = loaded(tmp_path, "bulk.csv", text, actions=actions)
    share = bar(tape, "XNYS:ACME")
    # 2,000 shares of after the split are 1,000 of the day.
    assert (share.close, share.volume, share.status) == (102, 1000, "official")
    assert (bar(tape, "XLON:BOLT.L").volume, bar(tape, "XLON:BOLT.L").status) == (None, "official")


YAHOO = """\
Date,Open,High,Low,Close,Adj Close,Volume
2025-01-02,51.0,52.5,50.0,51.5,50.1,2000
2025-01-03,52.0,53.0,51.0,52.5,51.1,4000
"""


def test_splits_are_undone_in_an_export_of_yahoo(tmp_path: Path) -> None:
    actions = "symbol,ex_date,kind,value\nACME,2025-01-03,split,2\nACME,2025-02-03,split,3\n"
    tape = loaded(tmp_path, "ACME.csv", YAHOO, actions=actions)
    # Two splits follow the Thursday, 2 x 3 = 6: 51.5 x 6 = 309; one follows the Friday: 52.5 x 3.
    thursday, friday = bar(tape, "XNYS:ACME"), bar(tape, "XNYS:ACME", FRIDAY)
    assert (thursday.close, thursday.low, thursday.volume) == (309, 300, 333)
    assert (friday.close, friday.volume, friday.status) == (Decimal("157.5"), 1333, "official")


def test_an_export_of_yahoo_is_doubted_where_no_split_is_known(tmp_path: Path) -> None:
    tape = loaded(tmp_path, "ACME.csv", YAHOO)
    share = bar(tape, "XNYS:ACME")
    assert (share.close, share.volume, share.status) == (Decimal("51.5"), None, "provisional")
    assert tape.manifest.notes["splits-unknown"] == 2


def test_splits_and_dividends_may_stand_in_yahoos_own_columns(tmp_path: Path) -> None:
    text = (
        "Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits\n"
        "2025-01-02 00:00:00-05:00,25,26,24,25.5,25,800,0.05,0\n"
        "2025-01-03 00:00:00-05:00,26,27,25,26.5,26,900,0,4\n"
    )
    tape = loaded(tmp_path, "ACME.csv", text)
    bars = tape.bars("XNYS:ACME")
    assert bars is not None
    # 25.5 x 4 = 102; the dividend was 0.05 x 4 = 0.2 a share of that day.
    assert (bars.bar(0).close, bars.bar(0).volume, bars.bar(0).status) == (102, 200, "official")
    assert (bars.bar(1).close, bars.bar(1).volume) == (Decimal("26.5"), 900)
    assert [(each.kind, each.value) for each in bars.actions] == [
        ("dividend", Decimal("0.2")), ("split", 4),
    ]  # fmt: skip


def test_closes_that_are_adjusted_for_dividends_are_refused(tmp_path: Path) -> None:
    text = "Date,Open,High,Low,Close,Volume,Dividends,Stock Splits\n2025-01-02,1,1,1,1,1,0,0\n"
    with pytest.raises(LoadError, match=r"no column 'Adj Close'; export it without auto-adj"):
        loaded(tmp_path, "ACME.csv", text)


def test_a_wide_file_has_a_column_a_symbol(tmp_path: Path) -> None:
    text = "date,ACME,9999.HK,BOLT.L\n2025-01-02,10.2,77.5,\n2025-01-03,10.8,,3.05\n"
    tape = loaded(tmp_path, "closes.csv", text)
    assert bar(tape, "XNYS:ACME", FRIDAY).close == Decimal("10.8")
    assert bar(tape, "XLON:BOLT.L", FRIDAY).close == Decimal("3.05")
    assert tape.manifest.tables["bars"].rows == 4


def test_a_wide_file_may_have_a_column_a_symbol_and_price(tmp_path: Path) -> None:
    text = "session,ACME high,ACME low,ACME close,BOLT.L_close\n2025-01-02,10.5,9.8,10.2,3.05\n"
    tape = loaded(tmp_path, "wide.csv", text)
    share = bar(tape, "XNYS:ACME")
    assert (share.high, share.low, share.close) == (
        Decimal("10.5"),
        Decimal("9.8"),
        Decimal("10.2"),
    )
    assert bar(tape, "XLON:BOLT.L").high is None


def test_a_stranger_in_a_wide_file_is_a_bad_row(tmp_path: Path) -> None:
    text = "session,ACME,ACNE\n2025-01-02,10.2,1\n"
    with pytest.raises(BadRowsError) as caught:
        loaded(tmp_path, "wide.csv", text)
    (fault,) = caught.value.faults
    assert (fault.line, fault.reason) == (2, Reason.UNKNOWN_SYMBOL)
    assert "did you mean 'ACME'?" in fault.detail


def test_a_wide_file_tells_each_price_once(tmp_path: Path) -> None:
    text = "session,ACME,ACME close\n2025-01-02,10.2,10.3\n"
    with pytest.raises(LoadError) as caught:
        loaded(tmp_path, "wide.csv", text)
    assert str(caught.value) == (
        "wide.csv: has two columns for the close of ACME: 'ACME' and 'ACME close'"
    )


def test_a_wide_parquet_file_may_have_gaps_that_are_no_numbers(tmp_path: Path) -> None:
    days, closes = [THURSDAY, FRIDAY], [10.2, float("nan")]
    path = tmp_path / "wide.parquet"
    pl.DataFrame({"date": days, "ACME": closes, "9999.HK": [None, 77.5]}).write_parquet(path)
    given = inputs(tmp_path, instruments=INSTRUMENTS)
    load(Inputs(instruments=given.instruments, bars=(path,)), tmp_path / "tape")
    tape = open_tape(tmp_path / "tape")
    assert bar(tape, "XHKG:9999.HK", FRIDAY).close == Decimal("77.5")
    assert tape.manifest.tables["bars"].rows == 2


def test_a_column_that_was_told_counts_before_a_vendors(tmp_path: Path) -> None:
    text = "Date,Traded,Open,High,Low,Close,Adj Close\n2025-01-09,2025-01-02,10,11,9,10.2,10\n"
    tape = loaded(tmp_path, "ACME.csv", text, Terms(columns={"bars": {"session": "Traded"}}))
    assert bar(tape, "XNYS:ACME").close == Decimal("10.2")


def test_columns_may_be_called_otherwise(tmp_path: Path) -> None:
    text = "Ticker,Day,PX_LAST,close\nACME,2025-01-02,10.2,99\n"
    names = {"bars": {"symbol": "Ticker", "session": "Day", "close": "PX_LAST"}}
    tape = loaded(tmp_path, "terminal.csv", text, Terms(columns=names))
    assert bar(tape, "XNYS:ACME").close == Decimal("10.2")


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ({"cloze": "PX_LAST"}, "--map: bars has no column 'cloze'; did you mean 'close'?"),
        (
            {"close": "PX_LST"},
            "--map: no file of bars has a column 'px_lst'; did you mean 'px_last'?",
        ),
    ],
)
def test_a_column_that_is_not_there_is_refused(
    tmp_path: Path, names: dict[str, str], says: str
) -> None:
    text = "symbol,session,PX_LAST\nACME,2025-01-02,10.2\n"
    with pytest.raises(LoadError) as caught:
        loaded(tmp_path, "terminal.csv", text, Terms(columns={"bars": names}))
    assert str(caught.value) == says
