"""Whatever a file holds, it ends in a sound tape or in one error, and the latter leaves nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from reference.makers import inputs, load, write
from tapecheck.core.errors import LoadError
from tapecheck.reference.audit import audit
from tapecheck.reference.loading.terms import Terms

NUMBER = st.sampled_from(
    ["10", "10.5", "0", "-1", "", "1e3", "NaN", "x", "82.349998", "9999999999999"]
)
ROW = st.tuples(
    st.sampled_from(["ACME", "IDX", "9999.HK", "BUND", "", "ACNE", "XNYS:ACME"]),
    st.sampled_from(["2025-01-02", "2025-01-03", "2025-01-04", "", "2025-02-30", "3000-01-01"]),
    *[NUMBER] * 7,
    st.sampled_from(["", "official", "provisional", "final"]),
).map(",".join)
HEADER = "symbol,session,open,high,low,close,volume,dividend,split,status"


@settings(max_examples=60)
@given(rows=st.lists(ROW, max_size=8), skip=st.booleans())
def test_any_rows_end_in_a_sound_tape_or_in_one_error(rows: list[str], skip: bool) -> None:  # noqa: FBT001 -- drawn
    with TemporaryDirectory() as name:
        folder = Path(name)
        given_rows = inputs(folder, bars="\n".join([HEADER, *rows]))
        try:
            load(given_rows, folder / "tape", skip_bad=skip)
        except LoadError:
            assert {each.suffix for each in folder.iterdir()} == {".csv"}
        else:
            assert audit(folder / "tape") == ()


@settings(max_examples=60)
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_one_error_or_bad_rows(content: bytes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        given_rows = inputs(folder)
        (folder / "bars.csv").write_bytes(content)
        try:
            load(given_rows, folder / "tape", skip_bad=True)
        except LoadError:
            assert not (folder / "tape").exists()


TITLE = st.sampled_from(
    ["symbol", "session", "Date", "open", "high", "low", "close", "volume", "split", "currency",
     "adjusted", "Adj Close", "Code", "Ex", "<PER>", "ACME", "ACME close", "9999.HK", "ACNE", "PX"]
)  # fmt: skip
HEADERS = st.lists(TITLE, min_size=1, max_size=8, unique=True) | st.sampled_from(
    [
        ["Date", "Open", "High", "Low", "Close", "Volume"],
        [
            "Date",
            "Open",
            "High",
            "Low",
            "Close",
            "Adj Close",
            "Volume",
            "Dividends",
            "Stock Splits",
        ],
        ["Code", "Ex", "Date", "Open", "High", "Low", "Close", "Adjusted_close", "Volume"],
        ["<TICKER>", "<PER>", "<DATE>", "<OPEN>", "<HIGH>", "<LOW>", "<CLOSE>", "<VOL>"],
        ["date", "ACME", "9999.HK"],
        ["symbol", "session", "close", "currency", "adjusted", "split", "dividend"],
    ]
)
WORDS = st.sampled_from(
    ["ACME", "ACME.US", "US", "9999", "D", "20250102", "2025-01-02", "2025-01-03T14:30:00Z",
     "9999-12-31T23:59:59Z", "10", "10,5", "10.5", "1.234,5", "12,345", "0", "-1", "", "NaN",
     "1e30", "GBX", "USD", "splits", "dividends", "official", "XNYS", "03.02.2025"]
)  # fmt: skip
TERMS = st.builds(
    Terms,
    decimal=st.sampled_from([None, "comma", "point"]),
    dates=st.sampled_from([None, "%d.%m.%Y"]),
    columns=st.sampled_from([{}, {"bars": {"close": "PX"}}, {"bars": {"symbol": "Code"}}]),
    as_traded=st.booleans(),
)
NAMES = st.sampled_from(["prices", "acme.us", "9999.HK", "idx_d"])
VALUES = st.sampled_from(
    [
        st.integers(-1, 20_250_103),
        st.floats(),
        st.dates(dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
        st.datetimes(timezones=st.just(dt.UTC)),
        WORDS,
    ]
)


def ends_well(folder: Path, file: Path, terms: Terms, *, skip: bool) -> None:
    """Load one file of bars, and hold what comes of it against what a load promises."""
    actions = write(folder, "actions.csv", "symbol,ex_date,kind,value\nACME,2025-01-03,split,2\n")
    given = structs.replace(inputs(folder), bars=(file,), actions=(actions,), terms=terms)
    try:
        load(given, folder / "tape", skip_bad=skip)
    except LoadError:
        assert not (folder / "tape").exists()
    else:
        assert audit(folder / "tape") == ()


@settings(max_examples=30)
@given(st.data(), HEADERS, st.sampled_from([",", ";"]), NAMES, TERMS, st.booleans())
def test_any_layout_ends_in_a_sound_tape_or_in_one_error(
    data: st.DataObject, header: list[str], delimiter: str, name: str, terms: Terms,
    skip: bool,  # noqa: FBT001 -- drawn
) -> None:  # fmt: skip
    row = st.lists(WORDS, min_size=len(header), max_size=len(header))
    rows = [header, *data.draw(st.lists(row, max_size=5))]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    with TemporaryDirectory() as place:
        folder = Path(place)
        ends_well(folder, write(folder, f"{name}.csv", text), terms, skip=skip)


@settings(max_examples=30)
@given(st.data(), HEADERS, NAMES, TERMS, st.booleans())
def test_any_parquet_ends_in_a_sound_tape_or_in_one_error(
    data: st.DataObject, header: list[str], name: str, terms: Terms,
    skip: bool,  # noqa: FBT001 -- drawn
) -> None:  # fmt: skip
    columns = {
        title: data.draw(st.lists(data.draw(VALUES) | st.none(), min_size=3, max_size=3))
        for title in header
    }
    with TemporaryDirectory() as place:
        file = Path(place) / f"{name}.parquet"
        pl.DataFrame(columns, strict=False).write_parquet(file)
        ends_well(Path(place), file, terms, skip=skip)
