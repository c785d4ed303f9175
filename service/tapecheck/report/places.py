"""Where a claim stands, as code hosts count: lines and UTF-16 columns, both from 1."""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct

from tapecheck.core.nouns import Article, Span


class Place(Struct, frozen=True, kw_only=True):
    """A stretch of a file; ``end_column`` is one past its last character.

    An article of a batch is one line of its file, escaped as JSON: it has no columns there.
    """

    file: str
    line: int
    end_line: int
    column: int | None = None
    end_column: int | None = None


def place_in_file(article: Article, span: Span) -> Place:
    """Return where a span of an article stands in the file that it came from."""
    file = article.file or article.id or "article"
    if article.line is not None:
        return Place(file=file, line=article.line, end_line=article.line)
    line, column = _line_and_column(article.text, span.start)
    end_line, end_column = _line_and_column(article.text, span.stop)
    return Place(file=file, line=line, column=column, end_line=end_line, end_column=end_column)


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, utf16_units(text[begin:offset]) + 1


def utf16_units(text: str) -> int:
    """Return how many UTF-16 code units a text takes: an emoji takes two, most signs take one."""
    return len(text) + sum(char > "\uffff" for char in text)


def uri(file: str) -> str:
    """Return a path as a URI reference: relative ones stay so; slashes and letters are kept."""
    path = quote(file.replace("\\", "/"), safe="/~!$&'()*+,;=@", errors="replace")
    return f"file://{path}" if path.startswith("/") else path
