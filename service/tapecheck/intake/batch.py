"""Articles from JSON lines: one object a line, ``{"id", "text", "published", "title"}``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article, read_day


class Line(Struct, forbid_unknown_fields=False):
    """One line of a batch; other keys are left alone."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None


_BYTE_ORDER_MARK = "\ufeff"
_decoder = msgspec.json.Decoder(Line)


def read_batch(lines: Iterable[str], place: str) -> Iterator[Article | InputError]:
    """Yield the article of each line, or what is wrong with that line; blank ones are skipped."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _article(line, number, place)
            except InputError as error:
                yield error


def _article(line: str, number: int, place: str) -> Article:
    where = f"{place}:{number}"
    try:
        told = _decoder.decode(line.lstrip(_BYTE_ORDER_MARK).encode("utf-8", "surrogatepass"))
    except msgspec.MsgspecError as error:
        raise InputError(where, f"not an article: {error}") from error
    except UnicodeDecodeError as error:
        raise InputError(where, f"not UTF-8: {error.reason}") from error
    return read_article(
        told.text,
        id=str(number) if told.id is None else str(told.id),
        published=read_day(told.published, where) if told.published else None,
        title=told.title or "",
        place=where,
    )
