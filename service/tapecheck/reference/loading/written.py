"""How numbers and dates are written in a file, brought to one way: 1234.5 and 2025-02-13.

A comma may mark decimals or thousands, and so may a point. Every cell that can be read in one way
only is a witness; a file whose witnesses disagree, or that has none for its commas, is refused:
12,345 must never become 12.345 by a guess.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from tapecheck.core.errors import LoadError
from tapecheck.reference.loading.source import LINE, Sheet
from tapecheck.reference.loading.terms import COMMA, POINT, Terms

_WAY_OUT = "say which with --decimal comma or --decimal point"
_FITS = {
    COMMA: r"^[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$",
    POINT: r"^[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?$",
}
_OTHER = {COMMA: POINT, POINT: COMMA}
_SIGNS = {COMMA: ",", POINT: "."}
_ISO = "%Y-%m-%d"


def plainly_written(
    sheet: Sheet, terms: Terms, *, numbers: Iterable[str], days: Iterable[str]
) -> Sheet:
    """Return the sheet with its numbers and dates written plainly; what fits no way stays."""
    texts = {name for name, dtype in sheet.frame.schema.items() if dtype == pl.String}
    counted, dated = sorted(texts.intersection(numbers)), sorted(texts.intersection(days))
    frame = sheet.frame
    if counted:
        mark = _mark(sheet, counted, terms)
        frame = frame.with_columns(_plain_number(each, mark) for each in counted)
    if terms.dates and dated:
        frame = frame.with_columns(plain_day(each, terms.dates) for each in dated)
    return sheet.with_frame(frame)


def plain_day(column: str, pattern: str) -> pl.Expr:
    """Return a column of texts in which the dates of a strptime pattern are written 2025-02-13."""
    day = pl.col(column).str.strip_chars().str.to_date(pattern, strict=False)
    return pl.coalesce(day.dt.strftime(_ISO), column).alias(column)


def _mark(sheet: Sheet, columns: list[str], terms: Terms) -> str:
    """Return the decimal mark of a file: the one that was told, or the one its cells prove."""
    cells = pl.concat(
        [sheet.frame.select(LINE, text=pl.col(each).str.strip_chars()) for each in columns]
    )
    fits = cells.select(
        LINE, "text", **{mark: pl.col("text").str.contains(way) for mark, way in _FITS.items()}
    )
    proof = {mark: fits.filter(pl.col(mark) & ~pl.col(_OTHER[mark])).head(1) for mark in _FITS}
    proven = [mark for mark in _FITS if not proof[mark].is_empty()]
    mark = terms.decimal or (proven[0] if len(proven) == 1 else None)
    wrong = [proof[each] for each in proven if mark is None or each != mark]
    if wrong:
        line, text = wrong[-1].row(0)[:2]
        what = f"{sheet.unit} {line}: {text!r} has another decimal mark than "
        raise LoadError(sheet.file.name, what + ("was told" if terms.decimal else "other cells"))
    return mark or _unproven(sheet, cells)


def _unproven(sheet: Sheet, cells: pl.DataFrame) -> str:
    """Return ``point`` for numbers without a mark; refuse what may be thousands or decimals."""
    doubtful = ",." if sheet.delimiter == ";" else ","
    found = cells.filter(
        pl.col("text").str.contains(f"[{doubtful}]") & pl.col("text").str.contains(_FITS[COMMA])
    )
    if found.is_empty():
        return POINT
    line, text = found.row(0)
    what = f"{sheet.unit} {line}: {text!r} may be decimals or thousands"
    raise LoadError(sheet.file.name, what, way_out=_WAY_OUT)


def _plain_number(column: str, mark: str) -> pl.Expr:
    text = pl.col(column).str.strip_chars()
    bare = text.str.replace_all(_SIGNS[_OTHER[mark]], "", literal=True)
    plain = bare.str.replace(_SIGNS[mark], ".", literal=True)
    return (
        pl.when(text.str.contains(_FITS[mark])).then(plain).otherwise(pl.col(column)).alias(column)
    )
