"""Articles from files: each kind of file has its reader, imported when one is there."""

from __future__ import annotations

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.core.prose import Markup
from tapecheck.intake.article import read_article
from tapecheck.intake.readers import reader_of

READERS = {
    ".txt": Markup.TEXT,
    ".md": Markup.MARKDOWN,
    ".markdown": Markup.MARKDOWN,
    ".html": Markup.HTML,
    ".htm": Markup.HTML,
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
    return read_article(text, id=id, place=place, reader=reader_of(markup_of(suffix)))


def markup_of(suffix: str) -> Markup:
    """Return the markup of files with such an ending; of endings that nobody knows, plain text."""
    return READERS.get(suffix.lower(), Markup.TEXT)
