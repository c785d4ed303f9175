"""Decimal commas, thousands and dates: 12,345 never becomes 12.345 by a guess."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.makers import write
from tapecheck.core.errors import LoadError
from tapecheck.reference.loading.source import read_sheet
from tapecheck.reference.loading.terms import Terms
from tapecheck.reference.loading.written import plainly_written


def read(folder: Path, text: str, terms: Terms | None = None) -> list[str]:
    """Return the numbers in the column ``close`` of a file, as they come out."""
    sheet = read_sheet(write(folder, "b.csv", text))
    plain = plainly_written(sheet, terms or Terms(), numbers=["close"], days=["session"])
    return plain.frame["close"].to_list()


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        ("12,5\n13\n", ["12.5", "13"]),
        ("1.234,50\n987,6\n", ["1234.50", "987.6"]),
        ("1.234.567\n12,345\n", ["1234567", "12.345"]),
        ("12,3456\n12,345\n", ["12.3456", "12.345"]),
        ("0,123\n", ["0.123"]),
        ("-0,5\n", ["-0.5"]),
        ("12.5\n13\n", ["12.5", "13"]),
        ("1,234.50\n12,345\n", ["1234.50", "12345"]),
        ("12.5\n12.345\n", ["12.5", "12.345"]),
        ("17\n1e3\n", ["17", "1e3"]),
        ("12,5\nn/a\n", ["12.5", "n/a"]),
    ],
)
def test_one_cell_tells_what_the_marks_of_a_file_mean(
    tmp_path: Path, cells: str, meant: list[str]
) -> None:
    rows = "".join(f"A;{cell}\n" for cell in cells.split())
    assert read(tmp_path, f"symbol;close\n{rows}") == meant


@pytest.mark.parametrize("cell", ["12,345", "12.345", "1,234"])
def test_thousands_or_decimals_are_never_guessed_in_a_semicolon_file(
    tmp_path: Path, cell: str
) -> None:
    with pytest.raises(LoadError) as caught:
        read(tmp_path, f"symbol;close\nA;17\nA;{cell}\n")
    assert str(caught.value) == (
        f"b.csv: line 3: '{cell}' may be decimals or thousands; "
        "say which with --decimal comma or --decimal point"
    )


@pytest.mark.parametrize(
    ("decimal", "meant"), [("comma", ["12.345", "1234"]), ("point", ["12345", "1.234"])]
)
def test_who_says_which_mark_it_is_is_believed(
    tmp_path: Path, decimal: str, meant: list[str]
) -> None:
    text = "symbol;close\nA;12,345\nA;1.234\n"
    assert read(tmp_path, text, Terms(decimal=decimal)) == meant


def test_a_file_that_mixes_marks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="has another decimal mark than other cells"):
        read(tmp_path, "symbol;close\nA;12,5\nA;12.5\n")
    with pytest.raises(LoadError, match=r"line 3: '12\.5' has another decimal mark than was told"):
        read(tmp_path, "symbol;close\nA;17\nA;12.5\n", Terms(decimal="comma"))


def test_a_point_in_a_comma_file_is_a_decimal_point(tmp_path: Path) -> None:
    assert read(tmp_path, "symbol,close\nA,12.345\n") == ["12.345"]


def test_a_quoted_decimal_comma_is_read_too(tmp_path: Path) -> None:
    assert read(tmp_path, 'symbol,close\nA,"12,5"\n') == ["12.5"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_columns_may_be_parted_otherwise(tmp_path: Path, delimiter: str) -> None:
    assert read(tmp_path, f"symbol{delimiter}close\nA{delimiter}12,5\n") == ["12.5"]


@given(st.decimals("0.01", "9999999.99", places=2), st.sampled_from([",", "."]))
def test_a_price_in_cents_survives_either_mark(price: object, thousands: str) -> None:
    english = f"{price:,}"
    written = english if thousands == "," else english.translate(str.maketrans(",.", ".,"))
    with TemporaryDirectory() as folder:
        assert read(Path(folder), f"symbol;close\nA;{written}\n") == [str(price)]


def test_dates_may_be_written_otherwise(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path, "b.csv", "session;close\n03.02.2025;1\n2025-02-04;1\n"))
    plain = plainly_written(sheet, Terms(dates="%d.%m.%Y"), numbers=[], days=["session"])
    assert plain.frame["session"].to_list() == ["2025-02-03", "2025-02-04"]
