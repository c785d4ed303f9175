"""Files of bars as vendors and spreadsheets lay them out, brought into the tape's columns.

A vendor's file is known by its header. Such files may lack a column for the symbol: then the file
is named after it. A wide file has one column a symbol, and closes below it.

What the vendors' columns hold (see also :mod:`tapecheck.reference.loading.adjusted`):

* Stooq adjusts its prices for splits and dividends; its daily rows say ``D``.
* EODHD's prices are as traded, its volume is adjusted for splits; its adjusted close is never used.
* Yahoo's prices and dividends are adjusted for splits. Where ``Adj Close`` is missing, the closes
  are adjusted for dividends too, and no price return can be had from them: refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl
from msgspec import Struct, field

from tapecheck.core.errors import LoadError
from tapecheck.reference.loading.cells import text
from tapecheck.reference.loading.source import PLACE, Sheet
from tapecheck.reference.loading.symbols import Symbols
from tapecheck.reference.loading.written import plain_day

# Columns of codes, which a Parquet file may hold as numbers.
_CODES = ("<ticker>", "<per>", "<date>", "code", "ex", "symbol")
_PRICES = ("open", "high", "low", "close")
_FIELD = re.compile(r"^(?P<symbol>.+)[ _:](?P<field>open|high|low|close|volume)$", re.IGNORECASE)


class Layout(Struct, frozen=True, kw_only=True):
    """A vendor's file: the columns it is known by, and what they are called here.

    ``suffix`` names the column that stands behind a symbol's point; ``daily`` a column and the
    value that rows of a whole session have in it.
    """

    vendor: str
    header: frozenset[str]
    columns: Mapping[str, str]
    dates: str | None = None
    adjusted: str = "no"
    suffix: str | None = None
    daily: tuple[str, str] | None = None
    refused: str = ""
    only: frozenset[str] = field(default_factory=frozenset)

    def fits(self, columns: Iterable[str]) -> bool:
        """Say whether a file with these columns is laid out so."""
        there = set(columns)
        return self.header <= there and (not self.only or there <= self.only)


_STOOQ = {f"<{each}>": each for each in _PRICES} | {
    "<ticker>": "symbol",
    "<date>": "session",
    "<vol>": "volume",
}
_PLAIN = {"date": "session"}
_YAHOO = _PLAIN | {"dividends": "dividend", "stock splits": "split"}
# The first that fits counts.
LAYOUTS = (
    Layout(
        vendor="Stooq",
        header=frozenset({"<ticker>", "<per>", "<date>", "<close>"}),
        columns=_STOOQ,
        dates="%Y%m%d",
        adjusted="dividends",
        daily=("<per>", "D"),
    ),
    Layout(
        vendor="EODHD",
        header=frozenset({"code", "ex", "date", "close", "adjusted_close"}),
        columns=_PLAIN | {"code": "symbol"},
        adjusted="volume",
        suffix="ex",
    ),
    Layout(
        vendor="EODHD",
        header=frozenset({"date", "close", "adjusted_close"}),
        columns=_PLAIN,
        adjusted="volume",
    ),
    Layout(
        vendor="Yahoo",
        header=frozenset({"date", "close", "adj close"}),
        columns=_YAHOO,
        adjusted="splits",
    ),
    Layout(
        vendor="Yahoo",
        header=frozenset({"date", "close", "dividends", "stock splits"}),
        columns=_YAHOO,
        refused="has closes that are adjusted for dividends, and no column 'Adj Close'",
    ),
    Layout(
        vendor="Stooq",
        header=frozenset({"date", *_PRICES}),
        columns=_PLAIN,
        adjusted="dividends",
        only=frozenset({"date", *_PRICES, "volume"}),
    ),
)


def laid_out(sheet: Sheet, symbols: Symbols) -> Sheet:
    """Return a file of bars in the tape's columns, whoever wrote it."""
    own = [column for column in sheet.frame.columns if column not in PLACE]
    layout = next((each for each in LAYOUTS if each.fits(own)), None)
    if layout is not None:
        sheet = _of_vendor(sheet, layout, symbols)
    elif "session" not in sheet.frame.columns:
        sheet = sheet.renamed(_PLAIN)
    columns = sheet.frame.columns
    if "symbol" in columns or "session" not in columns:
        return sheet
    if "close" in columns:
        named = pl.lit(symbols.of_file(sheet.file.name)).alias("symbol")
        return sheet.with_frame(sheet.frame.with_columns(named))
    return _long(sheet, symbols)


def _of_vendor(sheet: Sheet, layout: Layout, symbols: Symbols) -> Sheet:
    if layout.refused:
        way_out = "export it without auto-adjustment (auto_adjust=False)"
        raise LoadError(sheet.file.name, layout.refused, way_out=way_out)
    codes = [each for each in _CODES if each in sheet.frame.columns]
    frame = sheet.frame.with_columns(_texts(sheet.frame, codes))
    if layout.daily is not None:
        frame = frame.filter(pl.col(layout.daily[0]) == layout.daily[1]).drop(layout.daily[0])
    if layout.suffix is not None:
        code = pl.format("{}.{}", "code", layout.suffix)
        frame = frame.with_columns(code.alias("code")).drop(layout.suffix)
    if "adjusted" not in frame.columns:
        frame = frame.with_columns(adjusted=pl.lit(layout.adjusted))
    if layout.dates is not None:
        day = next(name for name, ours in layout.columns.items() if ours == "session")
        frame = frame.with_columns(plain_day(day, layout.dates))
    free = {name: ours for name, ours in layout.columns.items() if ours not in frame.columns}
    sheet = sheet.with_frame(frame).renamed(free)
    if "symbol" not in sheet.frame.columns:
        return sheet
    known = symbols.of_vendor(sheet.frame["symbol"].unique().drop_nulls())
    return sheet.with_frame(sheet.frame.with_columns(pl.col("symbol").replace(known)))


def _long(sheet: Sheet, symbols: Symbols) -> Sheet:
    """Return a wide file as one row a symbol and session; empty cells are none."""
    across = [each for each in sheet.frame.columns if each not in (*PLACE, "session")]
    named = {each: _named(_title(sheet, each), symbols) for each in across}
    if not any(symbol in symbols for symbol, _ in named.values()):
        return sheet
    _refuse_twice(sheet, named)
    texts = sheet.frame.with_columns(_texts(sheet.frame, across))
    long = texts.unpivot(across, index=["session", *PLACE], variable_name="column")
    told = long.filter(pl.col("value").is_not_null()).with_columns(
        symbol=pl.col("column").replace_strict({each: what[0] for each, what in named.items()}),
        field=pl.col("column").replace_strict({each: what[1] for each, what in named.items()}),
    )
    index = ["symbol", "session", *PLACE]
    return sheet.with_frame(told.pivot("field", index=index, values="value"))


def _refuse_twice(sheet: Sheet, named: Mapping[str, tuple[str, str]]) -> None:
    """Refuse a wide file that has two columns for one price of one symbol."""
    seen: dict[tuple[str, str], str] = {}
    for column, what in named.items():
        if what in seen:
            symbol, price = what
            both = f"{_title(sheet, seen[what])!r} and {_title(sheet, column)!r}"
            raise LoadError(sheet.file.name, f"has two columns for the {price} of {symbol}: {both}")
        seen[what] = column


def _title(sheet: Sheet, column: str) -> str:
    return sheet.titles.get(column, column)


def _texts(frame: pl.DataFrame, columns: Iterable[str]) -> list[pl.Expr]:
    return [text(each, frame.schema[each]).alias(each) for each in columns]


def _named(title: str, symbols: Symbols) -> tuple[str, str]:
    """Return the symbol and the field that a column of a wide file is of."""
    parts = None if title in symbols else _FIELD.match(title)
    return (parts["symbol"], parts["field"].lower()) if parts else (title, "close")
