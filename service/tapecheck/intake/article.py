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

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_NEVER_CLOSED = re.compile(r"\A\ufeff?---[ \t]*\r?\n[A-Za-z_][\w-]*:(?:[ \t]|\r?$)", re.MULTILINE)
_DATES = ("published", "date", "publication_date")
_LONGEST = 20_000  # characters of front matter; nobody writes that much, and YAML is slow to read
_YEARS = range(1800, 3000)  # within these, every window that words can open has its days
_AS_DATE = "write it as 2025-02-13"
_ZONE_APART = re.compile(r"\s+(?=[-+]\d\d:?\d\d$)")


def read_article(
    text: str, *, id: str, published: dt.date | None = None, title: str = "", place: str = ""
) -> Article:
    """Return the article in ``text``; what is given beats what its front matter says.

    ``place`` is where errors say that the article stands; without one, its id.
    """
    front, place = _FRONT.match(text), place or id
    if not front and _NEVER_CLOSED.match(text):
        what = "the front matter never closes"
        raise InputError(f"{place}:1", what, way_out="end it with a line of its own: ---")
    told = _front_matter(front["body"], place) if front else {}
    if front:
        text = blanked(text, 0, front.end())
    headline = told.get("title")
    return Article(
        text=text,
        id=id,
        published=published or next((_day(told[k], place) for k in _DATES if told.get(k)), None),
        title=title or (headline if isinstance(headline, str) else ""),
    )


def blanked(text: str, start: int, stop: int) -> str:
    """Return the text with blanks in place of a part of it; line ends stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:stop]) + text[stop:]


def _front_matter(body: str, place: str) -> Mapping[str, object]:
    """Return what front matter says, every value as it is written: dates are read here."""
    if len(body) > _LONGEST:
        raise InputError(place, f"the front matter is longer than {_LONGEST:,} characters")
    try:
        told = yaml.load(body, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        raise InputError(f"{place}{line}", "the front matter is not YAML") from error
    if not isinstance(told, dict):
        return {}
    return {str(key).lower(): value for key, value in told.items()}


def _day(value: object, place: str) -> dt.date:
    if not isinstance(value, str):
        raise InputError(place, "the date of publication is a list", way_out=_AS_DATE)
    return read_day(value, place)


def read_day(text: str, place: str) -> dt.date:
    """Return the day of an ISO date or date-time; the clock and zone it may carry are left out."""
    try:
        day = dt.datetime.fromisoformat(_ZONE_APART.sub("", text.strip())).date()
    except ValueError:
        raise InputError(place, f"not a date: {text!r}", way_out=_AS_DATE) from None
    if day.year not in _YEARS:
        raise InputError(place, f"{day} is not between {_YEARS.start} and {_YEARS.stop - 1}")
    return day
