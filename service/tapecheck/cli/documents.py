"""What the commands take: files, folders, ``-`` and JSON lines."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

import click
from msgspec.structs import replace

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.article import dated, read_published
from tapecheck.intake.batch import read_batch
from tapecheck.intake.files import BATCH, READERS, read_file

_OBJECT = re.compile(r'\ufeff?\s*\{\s*"')

SOURCES = click.argument("sources", nargs=-1, type=str, metavar="[FILE|FOLDER|-]...")
PUBLISHED = click.option(
    "--published", metavar="DATE", help="Publication date of articles that do not tell their own."
)


def read_sources(sources: Iterable[str], published: str | None) -> Iterator[Article | InputError]:
    """Yield every article of files, folders and standard input, or what is wrong with one."""
    day = read_published(published, "--published") if published else None
    for source in sources or ("-",):
        if source == "-":
            yield from _from_stream(sys.stdin.buffer, "-", day)
        else:
            yield from _from_path(Path(source), day)


def _from_path(path: Path, day: dt.date | None) -> Iterator[Article | InputError]:
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in {*READERS, BATCH})
        if not found:
            yield InputError(str(path), "no articles in it", way_out=f"known: {_known()}")
        for inner in found:
            yield from _from_path(inner, day)
        return
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() == BATCH:
                for each in _dated(read_batch(_lines(stream), str(path)), day):
                    yield _from_file(each, path)
            else:
                yield _from_file(
                    _article("".join(_lines(stream)), str(path), day, path.suffix), path
                )
    except FileNotFoundError:
        yield InputError(str(path), "no such file")
    except OSError as error:
        yield InputError(str(path), error.strerror or str(error))


def _from_stream(
    stream: IO[bytes], place: str, day: dt.date | None
) -> Iterator[Article | InputError]:
    """Take standard input as JSON lines if it starts like them, else as one article."""
    lines, head = _lines(stream), []
    for line in lines:
        head.append(line)
        if line.strip():
            break
    if head and _OBJECT.match(head[-1]):
        yield from _dated(read_batch(chain(head, lines), place), day)
    else:
        yield _article("".join(chain(head, lines)), place, day)


def _lines(stream: IO[bytes]) -> Iterator[str]:
    """Yield lines with their ends as they are; bytes that are no UTF-8 become lone surrogates.

    So one of them spoils its own line of a batch, and offsets are those of the file.
    """
    for line in stream:
        yield line.decode("utf-8", "surrogateescape")


def _article(text: str, place: str, day: dt.date | None, suffix: str = "") -> Article | InputError:
    try:
        return _with_day(read_file(text, id=place, suffix=suffix), day)
    except InputError as error:
        return error


def _dated(
    found: Iterator[Article | InputError], day: dt.date | None
) -> Iterator[Article | InputError]:
    for article in found:
        yield article if isinstance(article, InputError) else _with_day(article, day)


def _with_day(article: Article, day: dt.date | None) -> Article:
    if article.published is not None or day is None:
        return article
    return dated(article, day)


def _from_file(article: Article | InputError, path: Path) -> Article | InputError:
    """Note the file, as seen from here: code hosts know no path of this machine."""
    if isinstance(article, InputError):
        return article
    here = Path.cwd()
    whole = Path(os.path.normpath(here / path))
    told = whole.relative_to(here) if whole.is_relative_to(here) else whole
    return replace(article, file=told.as_posix())


def _known() -> str:
    return ", ".join(sorted({*READERS, BATCH}))
