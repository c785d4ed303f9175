"""Articles from files: each kind of file has its reader, imported when one is there."""

from __future__ import annotations

from importlib import import_module

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.article import Reader, read_article

READERS = {
    ".txt": "",
    ".md": "tapecheck.intake.markdown:read_markdown",
    ".markdown": "tapecheck.intake.markdown:read_markdown",
    ".html": "tapecheck.intake.html:read_html",
    ".htm": "tapecheck.intake.html:read_html",
}
BATCH = ".jsonl"


def read_file(text: str, *, id: str, suffix: str, place: str = "") -> Article:
    """Return the article that the text of a file is; bytes that are no UTF-8 are refused.

    They come as lone surrogates (``errors="surrogateescape"``).
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        before = len(text[: error.start].encode())
        what = f"not UTF-8 text: byte {before} cannot be read"
        raise InputError(place or id, what) from None
    return read_article(text, id=id, place=place, reader=_reader(suffix))


def _reader(suffix: str) -> Reader | None:
    """Return how a kind of file is read; None for plain text, and for kinds that nobody knows."""
    module, _, attribute = READERS.get(suffix.lower(), "").partition(":")
    found: Reader | None = getattr(import_module(module), attribute) if module else None
    return found
