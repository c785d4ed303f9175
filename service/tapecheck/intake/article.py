"""Articles from plain text: front matter gives date and title, and its place stays blank.

Nothing is cut out: what is not copy is replaced by blanks, so that an offset in the text that is
checked is an offset in the text as it came.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from tapecheck.core.errors import InputError, nearest
from tapecheck.core.nouns import Article
from tapecheck.intake.markers import find_markers, read_unmarked
from tapecheck.intake.prose import Page

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_NEVER_CLOSED = re.compile(r"\A\ufeff?---[ \t]*\r?\n[A-Za-z_][\w-]*:(?:[ \t]|\r?$)", re.MULTILINE)
_DATES = ("published", "date", "publication_date")
_LONGEST = 20_000  # characters of front matter; nobody writes that much, and YAML is slow to read
_YEARS = range(1800, 3000)  # within these, every window that words can open has its days
_AS_DATE = "write it as 2025-02-13"
_AS_IGNORED = "write it as tapecheck: {ignore: REASON}"
_ZONE_APART = re.compile(r"\s+(?=[-+]\d\d:?\d\d$)")


Reader = Callable[[str], Page]


def read_article(
    text: str, *, id: str, published: dt.date | None = None, title: str = "", place: str = "",
    reader: Reader | None = None,
) -> Article:  # fmt: skip
    """Return the article in ``text``; what is given beats what its front matter says.

    ``place`` is where errors say that the article stands; without one, its id. ``reader`` finds
    the prose in a text with markup; what it finds of title and date comes last.
    """
    front, place = _FRONT.match(text), place or id
    if not front and _NEVER_CLOSED.match(text):
        what = "the front matter never closes"
        raise InputError(f"{place}:1", what, way_out="end it with a line of its own: ---")
    told = _front_matter(front["body"], place) if front else {}
    if front:
        text = blanked(text, 0, front.end())
    markers = find_markers(text)
    reader = reader or (read_unmarked if markers else None)
    page = reader(text) if reader else Page()
    headline = told.get("title")
    article = Article(
        text=text,
        id=id,
        title=title or (headline if isinstance(headline, str) else "") or page.title,
        markup=page.markup,
        prose=page.prose,
        markers=markers,
        ignored=_ignored(told, place),
    )
    return dated(article, published or _told_day(told, place) or _shown_day(page))


def blanked(text: str, start: int, stop: int) -> str:
    """Return the text with blanks in place of a part of it; line ends stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:stop]) + text[stop:]


def _front_matter(body: str, place: str) -> Mapping[str, object]:
    """Return what front matter says, every value as it is written: dates are read here."""
    if len(body) > _LONGEST:
        raise InputError(place, f"the front matter is longer than {_LONGEST:,} characters")
    # Imported here: few articles have front matter, and none should wait for what reads it.
    import yaml

    try:
        told = yaml.load(body, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        raise InputError(f"{place}{line}", "the front matter is not YAML") from error
    if not isinstance(told, dict):
        return {}
    return {str(key).lower(): value for key, value in told.items()}


def _told_day(told: Mapping[str, object], place: str) -> dt.date | None:
    return next((_day(told[key], place) for key in _DATES if told.get(key)), None)


def _shown_day(page: Page) -> dt.date | None:
    """Return the day that a page says it is of; one that is written otherwise is none."""
    try:
        return read_published(page.published, "") if page.published else None
    except InputError:
        return None


def _ignored(told: Mapping[str, object], place: str) -> str:
    """Return why all claims of an article are to be silent: ``tapecheck: {ignore: REASON}``."""
    wanted = told.get("tapecheck")
    if not wanted:
        return ""
    if not isinstance(wanted, dict):
        raise InputError(place, "tapecheck is no table", way_out=_AS_IGNORED)
    for key in wanted:
        if key != "ignore":
            raise InputError(place, f"unknown key {key!r}", way_out=nearest(key, ("ignore",)))
    reason = wanted.get("ignore")
    if not isinstance(reason, str) or not reason.strip():
        raise InputError(place, "ignoring needs a reason", way_out=_AS_IGNORED)
    return " ".join(reason.split())


def _day(value: object, place: str) -> dt.date:
    if not isinstance(value, str):
        raise InputError(place, "the date of publication is a list", way_out=_AS_DATE)
    return read_published(value, place)


def read_published(text: str, place: str) -> dt.date:
    """Return the day of an ISO date or date-time: as a moment where clock and zone are told."""
    try:
        told = dt.datetime.fromisoformat(_ZONE_APART.sub("", text.strip()))
    except ValueError:
        raise InputError(place, f"not a date: {text!r}", way_out=_AS_DATE) from None
    if told.year not in _YEARS:
        what = f"{told.date()} is not between {_YEARS.start} and {_YEARS.stop - 1}"
        raise InputError(place, what)
    return told.date() if told.tzinfo is None else told


def dated(article: Article, published: dt.date | None) -> Article:
    """Return an article with its day of publication, and the moment where that is told."""
    if not isinstance(published, dt.datetime):
        return replace(article, published=published)
    moment = published if published.tzinfo is not None else None
    return replace(article, published=published.date(), moment=moment)
