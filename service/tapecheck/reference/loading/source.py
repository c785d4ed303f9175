"""One file of reference data: its rows as they stand, each with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import polars as pl
from msgspec import Struct

from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import Fault, Reason
from tapecheck.reference.manifest import SourceFile, sha256

FILE, UNIT, LINE = PLACE = ("at:file", "at:unit", "at:line")

_MAGIC = b"PAR1"
_MARK = b"\xef\xbb\xbf"
_PARQUET_SUFFIXES = frozenset({".parquet", ".pq"})


class Columns(Struct, frozen=True):
    """The columns a kind of file must have, and those it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Source(Struct, frozen=True, kw_only=True):
    """A file that was read.

    ``frame`` has the wanted columns (text if it was a CSV, else as typed in the file) and those of
    ``PLACE``; ``ignored`` names the columns nobody asked for.
    """

    file: SourceFile
    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()


def read_source(path: Path, columns: Columns, *, retrieved_at: str | None = None) -> Source:
    """Return the rows of a CSV or Parquet file; the first bytes decide which it is."""
    content = _content(path)
    file = SourceFile(name=path.name, sha256=sha256(content), retrieved_at=retrieved_at)
    parquet = content.startswith(_MAGIC)
    if not parquet and path.suffix.lower() in _PARQUET_SUFFIXES:
        raise LoadError(path.name, "is not a Parquet file", way_out="give a CSV the suffix .csv")
    frame, faults = _parquet(path.name, content) if parquet else _csv(path.name, content)
    wanted, ignored = _wanted(path.name, frame, columns)
    unit = "row" if parquet else "line"
    return Source(
        file=file,
        frame=wanted.with_columns(pl.lit(path.name).alias(FILE), pl.lit(unit).alias(UNIT)),
        faults=faults,
        ignored=ignored,
    )


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LoadError(str(path), f"cannot be read: {error.strerror}") from error
    if not content.removeprefix(_MARK).strip():
        raise LoadError(path.name, "is empty", way_out="it needs a header and rows")
    return content


def _parquet(name: str, content: bytes) -> tuple[pl.DataFrame, tuple[Fault, ...]]:
    try:
        frame = pl.read_parquet(content)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        cause = str(error).splitlines()[0]
        raise LoadError(name, f"cannot be read as Parquet: {cause}") from error
    for column, dtype in frame.schema.items():
        if dtype.is_nested() or dtype in (pl.Binary, pl.Object):
            what = f"has a column {column!r} of type {dtype}"
            raise LoadError(name, what, way_out="columns are text, numbers or dates")
    named = _named(name, frame.columns)
    return frame.rename(dict(zip(frame.columns, named, strict=True))).with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE)
    ), ()


def _csv(name: str, content: bytes) -> tuple[pl.DataFrame, tuple[Fault, ...]]:
    try:
        (_, header), *records = _records(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text: byte {error.start} cannot be read"
        raise LoadError(name, what, way_out="save it as UTF-8") from error
    except csv.Error as error:
        raise LoadError(name, f"is not a CSV: {error}") from error
    named = _named(name, header)
    width = len(named)
    whole = [(line, values) for line, values in records if len(values) == width]
    columns = zip(*(values for _, values in whole), strict=True) if whole else [[]] * width
    frame = pl.DataFrame(
        {
            column: pl.Series(values, dtype=pl.String)
            for column, values in zip(named, columns, strict=True)
        }
        | {LINE: pl.Series([line for line, _ in whole], dtype=pl.Int64)}
    )
    ragged = (_ragged(name, *record, width) for record in records if len(record[1]) != width)
    return frame, tuple(ragged)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it starts on; blank lines are none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for values in reader:
        if values:
            yield line, values
        line = reader.line_num + 1


def _ragged(name: str, line: int, values: list[str], width: int) -> Fault:
    detail = f"has {len(values)} values where the header has {width}"
    return Fault(file=name, unit="line", line=line, reason=Reason.RAGGED, detail=detail)


def _named(name: str, header: list[str]) -> list[str]:
    """Return the column names without blanks and in lower case; refuse one that comes twice."""
    named = [column.strip().lower() for column in header]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise LoadError(name, f"has two columns called {twice[0]!r}")
    return named


def _wanted(
    name: str, frame: pl.DataFrame, columns: Columns
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    there = [column for column in frame.columns if column != LINE]
    for column in columns.required:
        if column not in there:
            raise LoadError(name, f"has no column {column!r}", way_out=_hint(column, there))
    if frame.is_empty():
        raise LoadError(name, "has a header but no rows")
    asked = (*columns.required, *columns.optional)
    ignored = tuple(column for column in there if column not in asked)
    return frame.select(*(column for column in asked if column in there), LINE), ignored


def _hint(column: str, there: list[str]) -> str:
    close = get_close_matches(column, there, n=1)
    shown = ", ".join(there[:12])
    return f"did you mean its column {close[0]!r}?" if close else f"its columns are {shown}"
