from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from reference.makers import write
from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import Reason
from tapecheck.reference.loading.source import (
    FILE,
    LINE,
    UNIT,
    Columns,
    Source,
    read_sheet,
    wanted,
)

WANTED = Columns(("symbol", "close"), ("source",))


def read_source(path: Path, columns: Columns) -> Source:
    return wanted(read_sheet(path), columns)


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return read_source(path, WANTED).frame.select("symbol", "close", LINE).rows()


def test_a_csv_keeps_the_line_of_every_row(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", "symbol,close\nA,1\n\nB,2\n")
    assert rows_of(path) == [("A", "1", 2), ("B", "2", 4)]


def test_a_byte_order_mark_and_windows_line_ends_do_not_show(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", "\N{ZERO WIDTH NO-BREAK SPACE}symbol,close\r\nA,1\r\nB,2\r\n")
    assert rows_of(path) == [("A", "1", 2), ("B", "2", 3)]


def test_quotes_hold_commas_and_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", 'symbol,close,source\nA,1,"one, two"\nB,2,"up\ndown"\nC,3,x\n')
    source = read_source(path, WANTED)
    assert source.frame["source"].to_list() == ["one, two", "up\ndown", "x"]
    assert source.frame[LINE].to_list() == [2, 3, 5]


def test_headers_may_be_written_in_capitals(tmp_path: Path) -> None:
    assert rows_of(write(tmp_path, "b.csv", "Symbol, CLOSE \nA,1\n")) == [("A", "1", 2)]


def test_a_column_nobody_asked_for_is_named(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, "b.csv", "symbol,close,adj_close\nA,1,2\n"), WANTED)
    assert source.ignored == ("adj_close",)
    assert "adj_close" not in source.frame.columns


def test_a_row_of_another_length_is_a_fault_with_its_line(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, "b.csv", "symbol,close\nA,1\nB\nC,3,4\nD,5\n"), WANTED)
    assert [(each.line, each.reason) for each in source.faults] == [
        (3, Reason.RAGGED),
        (4, Reason.RAGGED),
    ]
    assert str(source.faults[0]) == "b.csv line 3: has 1 values where the header has 2"
    assert source.frame["symbol"].to_list() == ["A", "D"]


def test_columns_called_line_unit_and_file_are_the_sources_own(tmp_path: Path) -> None:
    path = write(tmp_path, "b.csv", "symbol,close,line,unit,file\nA,1,2,3,4\n")
    source = read_source(path, Columns(("symbol",), ("unit", "line", "file")))
    assert source.frame.select("line", "unit", "file").row(0) == ("2", "3", "4")
    assert source.frame.select(LINE, UNIT, FILE).row(0) == (2, "line", "b.csv")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "b.csv: is empty"),
        ("\n \n", "b.csv: is empty"),
        ("\N{ZERO WIDTH NO-BREAK SPACE}\n", "b.csv: is empty"),
        ("symbol,close\n", "b.csv: has a header but no rows"),
        ("symbol,cloze\nA,1\n", "b.csv: has no column 'close'; did you mean its column 'cloze'?"),
        ("ticker;last\nA;1\n", "ticker, last; name the one with --map symbol=COLUMN"),
        ("<!doctype html>\n<p>Slow down</p>\n", "its columns are <!doctype html>"),
        ("symbol,close,Close\nA,1,2\n", "b.csv: has two columns called 'close'"),
        ('symbol,close\nA,"1\n', "b.csv: is not a CSV: unexpected end of data"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(LoadError) as caught:
        read_source(write(tmp_path, "b.csv", text), WANTED)
    assert says in str(caught.value)


def test_text_that_is_not_utf8_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_bytes(b"symbol,close\nCaf\xe9,1\n")
    with pytest.raises(LoadError, match="not UTF-8 text: byte 16"):
        read_source(path, WANTED)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"none\.csv: cannot be read: No such file"):
        read_source(tmp_path / "none.csv", WANTED)


def test_parquet_counts_rows_from_one(tmp_path: Path) -> None:
    path = tmp_path / "b.parquet"
    pl.DataFrame({"symbol": ["A", "B"], "close": [1.0, 2.0]}).write_parquet(path)
    source = read_source(path, WANTED)
    assert source.frame[LINE].to_list() == [1, 2]
    assert source.frame[UNIT].to_list() == ["row", "row"]


def test_parquet_is_known_by_its_first_bytes_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    pl.DataFrame({"symbol": ["A"], "close": [1.0]}).write_parquet(path)
    assert read_source(path, WANTED).frame.height == 1


def test_text_called_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        LoadError, match=r"b\.parquet: is not a Parquet file; give a CSV the suffix"
    ):
        read_source(write(tmp_path, "b.parquet", "symbol,close\nA,1\n"), WANTED)


def test_a_truncated_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.parquet"
    pl.DataFrame({"symbol": ["A"] * 99, "close": [1.0] * 99}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(LoadError, match=r"b\.parquet: cannot be read as Parquet"):
        read_source(path, WANTED)


def test_a_column_of_lists_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.parquet"
    pl.DataFrame({"symbol": [["A"]], "close": [1.0]}).write_parquet(path)
    with pytest.raises(LoadError, match=r"b\.parquet: has a column 'symbol' of type List"):
        read_source(path, WANTED)
