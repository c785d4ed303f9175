"""Articles from JSON lines: one object a line, ``{"id", "text", "published", "title"}``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tapecheck.core.errors import InputError, nearest
from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article, read_published


class Line(Struct):
    """One line of a batch; fields that are named like none of these are somebody else's."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None


_UNKNOWN = re.compile(r"unknown field `(.*?)`")
_BYTE_ORDER_MARK = "\ufeff"
_decoder = msgspec.json.Decoder(Line)
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_KNOWN = Line.__struct_fields__
_MISSPELT = 0.75


def read_batch(lines: Iterable[str], place: str) -> Iterator[Article | InputError]:
    """Yield the article of each line, or what is wrong with that line; blank ones are skipped."""
    taken: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                article = read_line(line, number, place)
                _refuse_taken(article.id, number, place, taken)
                yield article
            except InputError as error:
                yield error


def read_line(line: str, number: int, place: str) -> Article:
    """Return the article of one line; raise :class:`InputError` for what is none."""
    where = f"{place}:{number}"
    try:
        told = _told(line.lstrip(_BYTE_ORDER_MARK).encode("utf-8", "surrogatepass"))
    except msgspec.MsgspecError as error:
        what = f"not an article: {error}"
        raise InputError(where, what, way_out=nearest_field(str(error), Line)) from error
    except UnicodeDecodeError as error:
        raise InputError(where, f"not UTF-8: {error.reason}") from error
    article = read_article(
        told.text,
        id=str(number) if told.id is None else str(told.id),
        published=read_published(told.published, where) if told.published else None,
        title=told.title or "",
        place=where,
    )
    return replace(article, line=number)


def nearest_field(message: str, shape: type[Struct]) -> str:
    """Return a hint at the field that was meant where msgspec met one that ``shape`` has not."""
    found = _UNKNOWN.search(message)
    return nearest(found[1], shape.__struct_encode_fields__) if found else ""


def _refuse_taken(id: str, number: int, place: str, taken: dict[str, int]) -> None:
    """Refuse an id that an earlier line has: verdicts could not be told apart."""
    first = taken.setdefault(id, number)
    if first != number:
        what = f"id {id!r} is taken by line {first}"
        raise InputError(f"{place}:{number}", what, way_out="give each article an id of its own")


def _told(line: bytes) -> Line:
    """Return a line; refuse a field that is one of ours misspelt, which would go unseen."""
    told = _decoder.decode(line)
    for field in _fields.decode(line).keys() - set(_KNOWN):
        if get_close_matches(field.lower(), _KNOWN, n=1, cutoff=_MISSPELT):
            raise msgspec.ValidationError(f"Object contains unknown field `{field}`")
    return told
