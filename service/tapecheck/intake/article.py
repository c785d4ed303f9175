"""Articles from plain text: front matter gives date and title, and its place stays blank.

Nothing is cut out: what is not copy is replaced by blanks, so that an offset in the text that is
checked is an offset in the text as it came.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import yaml

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?P<body>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_DATES = ("published", "date", "publication_date")


def read_article(
    text: str, *, id: str, published: dt.date | None = None, title: str = ""
) -> Article:
    """Return the article in ``text``; what is given beats what its front matter says."""
    front = _FRONT.match(text)
    told = _front_matter(front["body"], id) if front else {}
    if front:
        text = blanked(text, 0, front.end())
    return Article(
        text=text,
        id=id,
        published=published or next((_day(told[k], id) for k in _DATES if k in told), None),
        title=title or str(told.get("title") or ""),
    )


def blanked(text: str, start: int, stop: int) -> str:
    """Return the text with blanks in place of a part of it; line ends stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:stop]) + text[stop:]


def _front_matter(body: str, place: str) -> Mapping[str, object]:
    try:
        told = yaml.safe_load(body)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        raise InputError(f"{place}{line}", "the front matter is not YAML") from error
    if not isinstance(told, dict):
        return {}
    return {str(key).lower(): value for key, value in told.items()}


def _day(value: object, place: str) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else read_day(str(value), place)


def read_day(text: str, place: str) -> dt.date:
    """Return the day of an ISO date or date-time; the clock and zone it may carry are left out."""
    try:
        return dt.datetime.fromisoformat(text.strip()).date()
    except ValueError:
        raise InputError(place, f"not a date: {text!r}", way_out="write it as 2025-02-13") from None
