"""The inputs cut into tasks: always the same ones for the same inputs, whoever does them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
from msgspec import Struct

from tapecheck.bulk.sources import Form, Source, text_files
from tapecheck.core.errors import BulkError, nearest

_READ = 2**22  # bytes of a file of lines that are looked at together
FIELDS = ("text", "id", "published", "title")


class Options(Struct, frozen=True, kw_only=True):
    """What a run may be told of its articles; another choice may give another output.

    ``size`` is how many places of an input one part covers, ``longest`` how many characters an
    article may have, ``columns`` how the columns of Parquet files are called, by field; a ``bare``
    output holds no words of articles and no numbers of the tape.
    """

    published: str | None = None
    size: int = 1000
    longest: int = 1_000_000
    columns: dict[str, str] = {}
    bare: bool = False

    def column(self, field: str) -> str:
        """Return the name of the column that holds a field."""
        return self.columns.get(field, field)


class Task(Struct, frozen=True, kw_only=True):
    """A stretch of an input from place ``first`` on: lines, rows or files, counted from 1.

    ``offset`` is where it starts in a file of lines, in bytes; ``count`` is None for an input
    that can only be read whole; ``files`` are those of a stretch of texts.
    """

    source: Source
    first: int
    count: int | None
    offset: int = 0
    files: tuple[str, ...] = ()


def plan(sources: Iterable[Source], options: Options) -> Iterator[Task]:
    """Yield the tasks that all inputs are made of, in order."""
    for source in sources:
        yield from _CUTS[source.form](source, options)


def _of_lines(source: Source, options: Options) -> Iterator[Task]:
    """Yield a task for each ``size`` lines; no line is held, so none can be too long."""
    offset, first, lines = 0, 1, 0
    with Path(source.path).open("rb") as stream:
        at = 0
        while block := stream.read(_READ):
            start = 0
            while lines + (left := block.count(b"\n", start)) >= options.size:
                for _ in range(options.size - lines):
                    start = block.index(b"\n", start) + 1
                yield Task(source=source, first=first, count=options.size, offset=offset)
                offset, first, lines = at + start, first + options.size, 0
            lines += left
            at += len(block)
    if offset < at:
        yield Task(source=source, first=first, count=options.size, offset=offset)


def _of_rows(source: Source, options: Options) -> Iterator[Task]:
    try:
        frame = pl.scan_parquet(source.path, glob=False)
        names = frame.collect_schema().names()
        rows = int(frame.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        # Whoever does the task meets the same, and says so in a row.
        yield Task(source=source, first=1, count=1)
        return
    _refuse_missing(source, options, names)
    for first in range(1, rows + 1, options.size):
        yield Task(source=source, first=first, count=min(options.size, rows + 1 - first))


def _refuse_missing(source: Source, options: Options, names: list[str]) -> None:
    for field in FIELDS:
        column = options.column(field)
        if column not in names and (field == "text" or field in options.columns):
            way_out = f"name it with --map {field}=COLUMN; {nearest(column, names)}"
            raise BulkError(source.path, f"has no column {column!r}", way_out=way_out)


def _of_texts(source: Source, options: Options) -> Iterator[Task]:
    folder = Path(source.path)
    files = [each.relative_to(folder).as_posix() for each in text_files(folder)]
    for start in range(0, len(files), options.size):
        some = tuple(files[start : start + options.size])
        yield Task(source=source, first=start + 1, count=len(some), files=some)


def _whole(source: Source, _: Options) -> Iterator[Task]:
    yield Task(source=source, first=1, count=None)


_CUTS = {
    Form.LINES: _of_lines,
    Form.PACKED: _whole,
    Form.PARQUET: _of_rows,
    Form.TEXTS: _of_texts,
}
