"""Parts of an output: written whole or not at all, named by input and first place."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from tapecheck.bulk.schema import TABLES

# The documents come last: where they are, the whole part is.
_ORDER = ("claims", "documents")
_UNFINISHED = ".part-"


def part_file(folder: Path, table: str, input: int, first: int) -> Path:
    """Return the file of one table of a part; sorted by name, parts stand as their inputs do."""
    return folder / f"{table}-{input:05}-{first:012}.parquet"


def is_finished(folder: Path, input: int, first: int) -> bool:
    """Say whether a part is there, with both of its tables, and both can be opened."""
    files = [part_file(folder, table, input, first) for table in reversed(_ORDER)]
    return all(_opens(file) for file in files)


def write_part(folder: Path, input: int, first: int, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write both tables of a part; each gets its name only once all of it is on the disk."""
    for table in _ORDER:
        content = io.BytesIO()
        tables[table].write_parquet(content, compression="zstd")
        _write_whole(part_file(folder, table, input, first), content.getvalue())


def write_file(file: Path, content: bytes) -> None:
    """Write a file of a run beside its parts, whole or not at all."""
    _write_whole(file, content)


def remove_unfinished(folder: Path) -> None:
    """Remove what a run that was killed was writing."""
    for each in folder.glob(f"{_UNFINISHED}*"):
        each.unlink(missing_ok=True)


def table_files(folder: Path, table: str) -> Iterator[Path]:
    """Yield the files of one table of an output, in order."""
    yield from sorted(folder.glob(f"{table}-*.parquet"))


def input_files(folder: Path, table: str, input: int) -> Iterator[Path]:
    """Yield the files of one table that are of one input, in order."""
    yield from sorted(folder.glob(f"{table}-{input:05}-*.parquet"))


def framed(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Return rows as a frame of a table; what a row does not have is null."""
    return pl.from_dicts(rows, schema=TABLES[table]) if rows else TABLES[table].to_frame()


def _opens(file: Path) -> bool:
    try:
        pl.read_parquet_metadata(file)
        pl.scan_parquet(file, glob=False).collect_schema()
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return False
    return True


def _write_whole(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # As other files are: mkstemp makes them for their owner alone.
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
