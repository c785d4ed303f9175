"""One file of reference data: its rows as they stand, each with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

import polars as pl
from msgspec import Struct, structs

from tapecheck.core.errors import LoadError
from tapecheck.reference.faults import Fault, Reason
from tapecheck.reference.manifest import SourceFile, sha256

FILE, UNIT, LINE = PLACE = ("at:file", "at:unit", "at:line")

_MAGIC = b"PAR1"
_MARK = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t", "|")
_PARQUET_SUFFIXES = frozenset({".parquet", ".pq"})


class Columns(Struct, frozen=True):
    """The columns a kind of file must have, and those it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Sheet(Struct, frozen=True, kw_only=True):
    """A file as it stands: rows under the names of its header, in lower case.

    ``frame`` has text if it was a CSV, else the file's types, and the place of each row; ``titles``
    has the names as they were written. ``delimiter`` is that of a CSV.
    """

    file: SourceFile
    frame: pl.DataFrame
    titles: dict[str, str]
    unit: str
    delimiter: str = ""
    faults: tuple[Fault, ...] = ()

    def with_frame(self, frame: pl.DataFrame) -> Sheet:
        """Return the sheet with other rows or columns."""
        return structs.replace(self, frame=frame)

    def renamed(self, names: Mapping[str, str]) -> Sheet:
        """Return the sheet with columns called otherwise; one that had the name gives way."""
        moved = {theirs: ours for theirs, ours in names.items() if theirs in self.frame.columns}
        lost = [ours for ours in moved.values() if ours in self.frame.columns and ours not in moved]
        return self.with_frame(self.frame.drop(lost).rename(moved))


class Source(Struct, frozen=True, kw_only=True):
    """What was wanted of a file; ``ignored`` names the columns nobody asked for."""

    file: SourceFile
    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()


def read_sheet(path: Path, *, name: str | None = None, retrieved_at: str | None = None) -> Sheet:
    """Return the rows of a CSV or Parquet file; the first bytes decide which it is."""
    content = _content(path)
    file = SourceFile(name=name or path.name, sha256=sha256(content), retrieved_at=retrieved_at)
    parquet = content.startswith(_MAGIC)
    if not parquet and path.suffix.lower() in _PARQUET_SUFFIXES:
        raise LoadError(path.name, "is not a Parquet file", way_out="give a CSV the suffix .csv")
    return _parquet(file, content) if parquet else _csv(file, content)


def wanted(sheet: Sheet, columns: Columns) -> Source:
    """Return the columns that a table takes from a sheet, and the place of each row."""
    name, there = sheet.file.name, [each for each in sheet.frame.columns if each not in PLACE]
    for column in columns.required:
        if column not in there:
            raise LoadError(name, f"has no column {column!r}", way_out=_hint(column, there))
    if sheet.frame.is_empty():
        raise LoadError(name, "has a header but no rows")
    asked = (*columns.required, *columns.optional)
    return Source(
        file=sheet.file,
        frame=sheet.frame.select(*(each for each in asked if each in there), *PLACE),
        faults=sheet.faults,
        ignored=tuple(column for column in there if column not in asked),
    )


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LoadError(str(path), f"cannot be read: {error.strerror}") from error
    if not content.removeprefix(_MARK).strip():
        raise LoadError(path.name, "is empty", way_out="it needs a header and rows")
    return content


def _parquet(file: SourceFile, content: bytes) -> Sheet:
    try:
        frame = pl.read_parquet(content)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        cause = str(error).splitlines()[0]
        raise LoadError(file.name, f"cannot be read as Parquet: {cause}") from error
    for column, dtype in frame.schema.items():
        if dtype.is_nested() or dtype in (pl.Binary, pl.Object):
            what = f"has a column {column!r} of type {dtype}"
            raise LoadError(file.name, what, way_out="columns are text, numbers or dates")
    titles = _titles(file.name, frame.columns)
    named = frame.rename(dict(zip(frame.columns, titles, strict=True)))
    lines = named.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE))
    return Sheet(file=file, frame=_placed(lines, file, "row"), titles=titles, unit="row")


def _csv(file: SourceFile, content: bytes) -> Sheet:
    name = file.name
    try:
        text = content.decode("utf-8-sig")
        delimiter = _delimiter(text)
        (_, header), *records = _records(text, delimiter)
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text: byte {error.start} cannot be read"
        raise LoadError(name, what, way_out="save it as UTF-8") from error
    except csv.Error as error:
        raise LoadError(name, f"is not a CSV: {error}") from error
    titles = _titles(name, header)
    width = len(titles)
    whole = [(line, values) for line, values in records if len(values) == width]
    columns = zip(*(values for _, values in whole), strict=True) if whole else [[]] * width
    frame = pl.DataFrame(
        {
            column: pl.Series(values, dtype=pl.String)
            for column, values in zip(titles, columns, strict=True)
        }
        | {LINE: pl.Series([line for line, _ in whole], dtype=pl.Int64)}
    )
    return Sheet(
        file=file,
        frame=_placed(frame, file, "line"),
        titles=titles,
        unit="line",
        delimiter=delimiter,
        faults=tuple(_ragged(name, *each, width) for each in records if len(each[1]) != width),
    )


def _placed(frame: pl.DataFrame, file: SourceFile, unit: str) -> pl.DataFrame:
    return frame.with_columns(pl.lit(file.name).alias(FILE), pl.lit(unit).alias(UNIT))


def _delimiter(text: str) -> str:
    """Return what parts the header into most columns: a comma, a semicolon, a tab or a bar."""
    header = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([header], delimiter=each), ())))


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it starts on; blank lines are none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for values in reader:
        if values:
            yield line, values
        line = reader.line_num + 1


def _ragged(name: str, line: int, values: list[str], width: int) -> Fault:
    detail = f"has {len(values)} values where the header has {width}"
    return Fault(file=name, unit="line", line=line, reason=Reason.RAGGED, detail=detail)


def _titles(name: str, header: list[str]) -> dict[str, str]:
    """Return the column names in lower case, each as written; refuse one that comes twice."""
    written = [column.strip() for column in header]
    titles = {column.lower(): column for column in written}
    if len(titles) < len(written):
        twice = next(each for each in titles if sum(w.lower() == each for w in written) > 1)
        raise LoadError(name, f"has two columns called {twice!r}")
    return titles


def _hint(column: str, there: list[str]) -> str:
    close = get_close_matches(column, there, n=1)
    shown = ", ".join(there[:12])
    if close:
        return f"did you mean its column {close[0]!r}? say so with --map {column}={close[0]}"
    return f"its columns are {shown}; name the one with --map {column}=COLUMN"
