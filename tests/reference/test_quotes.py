"""Prices in pence, cents, agorot and fils; divided exactly."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from reference.makers import inputs, load
from tapecheck.reference.bars import Bars
from tapecheck.reference.faults import BadRowsError, Reason
from tapecheck.reference.tape import open_tape


def bars(folder: Path, rows: str, *, currency: str = "GBX", mic: str = "XLON") -> Bars:
    instruments = f"symbol,name,kind,mic,currency\nBOLT,Bolt plc,equity,{mic},{currency}\n"
    load(inputs(folder, instruments=instruments, bars=rows), folder / "tape")
    found = open_tape(folder / "tape").bars(f"{mic}:BOLT")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "mic", "written", "meant", "whole"),
    [
        ("GBX", "XLON", "609.6", "6.096", "GBP"),
        ("GBp", "XLON", "609.6543", "6.096543", "GBP"),
        ("ZAc", "XJSE", "12345", "123.45", "ZAR"),
        ("ILA", "XODD", "1.5", "0.015", "ILS"),
        ("KWF", "XODD", "612.5", "0.6125", "KWD"),
        ("GBP", "XLON", "6.096", "6.096", "GBP"),
    ],
)
def test_a_part_of_a_currency_is_divided_exactly(
    tmp_path: Path, code: str, mic: str, written: str, meant: str, whole: str
) -> None:
    text = f"symbol,session,close\nBOLT,2025-01-02,{written}\n"
    assert bars(tmp_path, text, currency=code, mic=mic).bar(0).close == Decimal(meant)
    listed = open_tape(tmp_path / "tape").instrument(f"{mic}:BOLT")
    assert listed is not None
    assert listed.currency == whole


def test_noise_of_32_bits_goes_before_the_division(tmp_path: Path) -> None:
    text = "symbol,session,close\nBOLT,2025-01-02,609.59998\n"
    assert bars(tmp_path, text).bar(0).close == Decimal("6.096")


def test_a_row_says_what_it_is_quoted_in(tmp_path: Path) -> None:
    text = "symbol,session,close,currency\nBOLT,2025-01-02,609.6,GBX\nBOLT,2025-01-03,5.85,GBP\n"
    found = bars(tmp_path, text, currency="GBP")
    assert [found.bar(place).close for place in (0, 1)] == [Decimal("6.096"), Decimal("5.85")]


def test_a_dividend_beside_a_price_in_pence_is_in_pence(tmp_path: Path) -> None:
    text = "symbol,session,close,dividend\nBOLT,2025-01-02,600,0\nBOLT,2025-01-03,590,12.5\n"
    (paid,) = bars(tmp_path, text).actions
    assert (paid.ex_date, paid.value) == (dt.date(2025, 1, 3), Decimal("0.125"))


def test_a_row_in_another_currency_is_a_bad_row(tmp_path: Path) -> None:
    with pytest.raises(BadRowsError) as caught:
        bars(tmp_path, "symbol,session,close,currency\nBOLT,2025-01-02,7.1,USD\n")
    (fault,) = caught.value.faults
    assert (fault.line, fault.reason) == (2, Reason.OTHER_CURRENCY)
    assert fault.detail == "prices in USD, but XLON:BOLT trades in GBX"
