from __future__ import annotations

import datetime as dt
import struct
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapecheck.reference.loading import cells
from tapecheck.reference.loading.source import FILE, LINE, UNIT


def read(cell: cells.Cell, *values: object) -> list[object]:
    """Return what a cell makes of the values of a column."""
    place = {FILE: "f", UNIT: "row", LINE: 1}
    frame = pl.DataFrame({"x": pl.Series(values, strict=False)}).with_columns(
        **{name: pl.lit(value) for name, value in place.items()}
    )
    return cells.typed(frame, {"x": cell})["x"].to_list()


def through_a_float(number: Decimal) -> float:
    """Return what a vendor makes of a price that it keeps in 32 bits."""
    return float(struct.unpack("f", struct.pack("f", float(number)))[0])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("82.349998", "82.35"),
        ("11501.849609", "11501.85"),
        ("419.799988", "419.8"),
        ("0.35", "0.35"),
        ("77.354", "77.354"),
        ("1.142465", "1.142465"),
        ("54426.85", "54426.85"),
        ("1e3", "1000"),
    ],
)
def test_a_price_is_freed_of_the_noise_of_32_bits(written: str, meant: str) -> None:
    assert read(cells.price, written) == [Decimal(meant)]
    assert read(cells.price, float(written)) == [Decimal(meant)]


@given(st.decimals("0.01", "99999.99", places=2))
def test_a_price_in_cents_survives_32_bits_and_six_decimals(price: Decimal) -> None:
    noisy = through_a_float(price)
    assert read(cells.price, noisy) == [price]
    assert read(cells.price, f"{noisy:.6f}") == [price]


@given(st.decimals("0.0001", "99999.9999", places=4))
def test_a_price_in_64_bits_stays_what_it_is(price: Decimal) -> None:
    assert read(cells.price, float(price)) == [price]
    assert read(cells.price, str(price)) == [price]


@pytest.mark.parametrize("written", ["abc", "1,234.5", "1.2.3", "--", "nan", "inf", "1e30", "$5"])
def test_what_is_no_number_is_not_read_as_one(written: str) -> None:
    assert read(cells.price, written) == [None]


def test_nothing_and_not_a_number_are_missing(tmp_path: object) -> None:
    assert read(cells.text, "", "  ", " x ", None) == [None, None, "x", None]
    assert read(cells.price, float("nan"), 1.5) == [None, Decimal("1.5")]


@pytest.mark.parametrize("written", ["2025-13-01", "2025-02-30", "2025-2-3", "20250203", "3 Feb"])
def test_only_whole_iso_dates_are_dates(written: str) -> None:
    assert read(cells.day, written, "2025-02-03") == [None, dt.date(2025, 2, 3)]


def test_a_moment_is_no_date_but_midnight_is() -> None:
    moments = [dt.datetime(2025, 2, 3), dt.datetime(2025, 2, 3, 14, 30)]  # noqa: DTZ001 -- as read
    assert read(cells.day, *moments) == [dt.date(2025, 2, 3), None]


def test_midnight_somewhere_is_no_date() -> None:
    zoned = dt.datetime(2025, 2, 3, tzinfo=dt.UTC)
    assert read(cells.day, zoned) == [None]


def test_a_count_is_whole() -> None:
    assert read(cells.count, "1000", "1000.0", "1000.5", "-3") == [1000, 1000, None, -3]
    assert read(cells.count, 19_254_701_124.0, 2.5) == [19_254_701_124, None]


def test_words_lie_between_semicolons() -> None:
    assert read(cells.words, "Acme; Acme Corp;;Acme", "") == [["Acme", "Acme Corp"], []]
