"""The articles of a task, one after the other; what is wrong with one is said when it is read."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from tapecheck.bulk.plan import FIELDS, Options, Task
from tapecheck.bulk.sources import Form
from tapecheck.core.errors import BulkError, InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.article import dated, read_article, read_published
from tapecheck.intake.batch import read_line
from tapecheck.intake.files import read_file

_BYTES = 4  # that one character takes at most


class Entry(Struct, frozen=True):
    """A place of an input, and how to read the article there: it raises :class:`InputError`."""

    position: int
    read: Callable[[], Article]


def entries(task: Task, options: Options) -> Iterator[Entry]:
    """Yield what stands in the places of a task; blank lines are left out."""
    return _READERS[task.source.form](task, options)


def read_entry(entry: Entry, options: Options) -> Article:
    """Return the article of an entry; raise :class:`InputError` if it is none, or too long."""
    article = entry.read()
    if len(article.text) > options.longest:
        what = f"has {len(article.text):,} characters, and {options.longest:,} are allowed"
        raise InputError(article.id, what, way_out="cut it, or raise --longest")
    if article.published is None and options.published:
        article = dated(article, read_published(options.published, "--published"))
    return article


def _from_lines(task: Task, options: Options) -> Iterator[Entry]:
    with Path(task.source.path).open("rb") as stream:
        stream.seek(task.offset)
        yield from _numbered(stream, task, options)


def _from_packed(task: Task, options: Options) -> Iterator[Entry]:
    at = 0
    try:
        with _unpacked(Path(task.source.path)) as stream:
            for entry in _numbered(stream, task, options):
                at = entry.position
                yield entry
    except (OSError, EOFError, zlib.error) as error:
        # Without a number of the system's it is the content that is damaged.
        if getattr(error, "errno", None) is not None:
            raise
        what = f"cannot be unpacked from here on: {error}"
        yield Entry(at + 1, partial(_refuse, f"{task.source.name}:{at + 1}", what))


def _unpacked(path: Path) -> io.BufferedReader:
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.open(path))
    try:
        # Imported here: only these files need it, and it comes with the extra.
        import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        raise BulkError(
            str(path), "reading *.zst needs pyarrow", way_out="pip install 'tapecheck[bulk]'"
        ) from None
    return io.BufferedReader(pa.input_stream(str(path), compression="zstd"))


def _numbered(stream: IO[bytes], task: Task, options: Options) -> Iterator[Entry]:
    """Yield an entry for each line that is not blank; of one that is too long nothing is held."""
    longest, name = options.longest * _BYTES, task.source.name
    number, end = task.first, None if task.count is None else task.first + task.count
    while number != end and (line := stream.readline(longest)):
        if len(line) == longest and not line.endswith(b"\n"):
            _skip_line(stream, longest)
            yield Entry(number, partial(_refuse, f"{name}:{number}", "the line is too long"))
        elif line.strip():
            yield Entry(number, partial(_from_line, line, number, name))
        number += 1


def _skip_line(stream: IO[bytes], longest: int) -> None:
    while (rest := stream.readline(longest)) and not rest.endswith(b"\n"):
        pass


def _from_line(line: bytes, number: int, name: str) -> Article:
    article = read_line(line.decode("utf-8", "surrogateescape"), number, name)
    return replace(article, line=None)


def _from_rows(task: Task, options: Options) -> Iterator[Entry]:
    count, name = task.count or 1, task.source.name
    try:
        frame = pl.scan_parquet(task.source.path, glob=False)
        held = frame.collect_schema().names()
        columns = {f: options.column(f) for f in FIELDS if options.column(f) in held}
        wanted = [pl.col(column).alias(field) for field, column in columns.items()]
        rows = frame.slice(task.first - 1, count).select(wanted).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        what = f"rows {task.first} to {task.first + count - 1} cannot be read: {error}"
        yield Entry(task.first, partial(_refuse, f"{name}:{task.first}", what.split("\n")[0]))
        return
    for number, row in enumerate(rows.iter_rows(named=True), start=task.first):
        yield Entry(number, partial(article_of, row, number, f"{name}:{number}"))


def article_of(row: Mapping[str, object], number: int, place: str) -> Article:
    """Return the article of a row of a table; raise :class:`InputError` if it holds none."""
    text, id, title = row["text"], row.get("id"), row.get("title")
    if not isinstance(text, str):
        raise InputError(place, f"the text is {_kind(text)}", way_out="it must be a string")
    return read_article(
        text,
        id=str(number if id is None else id),
        published=_day(row.get("published"), place),
        title=title if isinstance(title, str) else "",
        place=place,
    )


def _day(told: object, place: str) -> dt.date | None:
    if told is None or told == "":
        return None
    if isinstance(told, dt.date):
        return read_published(told.isoformat(), place)
    if isinstance(told, str):
        return read_published(told, place)
    raise InputError(place, f"not a date: {told!r}", way_out="write it as 2025-02-13")


def _kind(value: object) -> str:
    return "missing" if value is None else f"of type {type(value).__name__}"


def _from_texts(task: Task, options: Options) -> Iterator[Entry]:
    for number, name in enumerate(task.files, start=task.first):
        path = Path(task.source.path, name)
        yield Entry(number, partial(_from_file, path, name, options.longest * _BYTES))


def _from_file(path: Path, name: str, longest: int) -> Article:
    try:
        with path.open("rb") as stream:
            content = stream.read(longest + 1)
    except OSError as error:
        raise InputError(name, error.strerror or str(error)) from error
    if len(content) > longest:
        raise InputError(name, f"has more than {longest:,} bytes", way_out="raise --longest")
    return read_file(content.decode("utf-8", "surrogateescape"), id=name, suffix=path.suffix)


def _refuse(place: str, what: str) -> Article:
    raise InputError(place, what)


_READERS = {
    Form.LINES: _from_lines,
    Form.PACKED: _from_packed,
    Form.PARQUET: _from_rows,
    Form.TEXTS: _from_texts,
}
