"""Articles as they come in over HTTP: JSON to articles, or a problem that names the place."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from tapecheck.core.prose import Markup
from tapecheck.intake.batch import nearest_field
from tapecheck.web.problems import ProblemError


class ArticleIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to check, and when it was published."""

    text: Annotated[
        str,
        Meta(
            description="The article. Front matter between two lines of three dashes may tell "
            "`published` and `title`; what stands beside the text beats it."
        ),
    ]
    id: Annotated[
        str | int | None,
        Meta(description="Names the article in the answer; by default its place, from 1."),
    ] = None
    published: Annotated[
        str | None,
        Meta(
            description="When it was published, as an ISO 8601 date or date-time. `Today` is that "
            "day as written; without one, what hangs on the day stays unchecked.",
            examples=["2025-02-13", "2025-02-13T09:30:00+08:00"],
        ),
    ] = None
    title: Annotated[str | None, Meta(description="Comes back in the answer.")] = None
    format: Annotated[
        Markup,
        Meta(description="How the text is marked up; offsets are those of the text as sent."),
    ] = Markup.TEXT


Articles = ArticleIn | list[ArticleIn]
Told = TypeVar("Told")


def with_told(articles: Articles, told: ArticleIn) -> Articles:
    """Return an article with what is told beside it; what it says itself counts first.

    A list has its ids, titles and days in it: to tell them beside it is a mistake.
    """
    beside = {name: getattr(told, name) for name in ("id", "title", "published")}
    beside = {name: value for name, value in beside.items() if value is not None}
    if isinstance(articles, ArticleIn):
        own = {name: getattr(articles, name) for name in beside}
        return replace(
            articles, **(beside | {name: value for name, value in own.items() if value is not None})
        )
    if beside:
        what = f"{' and '.join(beside)} in the query are of one article, and the body is a list."
        raise ProblemError("bad-request", what)
    return articles


# Half a character in a JSON escape: a high half without a low one after it, or a low one alone.
_HALF = re.compile(
    rb"(?<!\\)(?:\\\\)*(?P<half>\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
_AT = re.compile(r"(?P<what>.*) - at `(?P<path>\$.*)`", re.DOTALL)
_STEP = re.compile(r"\[(\d+)\]|\.(\w+)")
_SHOWN = 200
_articles: msgspec.json.Decoder[Articles] = msgspec.json.Decoder(Articles)
_article = msgspec.json.Decoder(ArticleIn)


def decode_articles(body: bytes) -> Articles:
    """Return the articles in some JSON; raise :class:`ProblemError` if there is none."""
    return _decoded(_articles, body)


def decode_article(line: bytes) -> ArticleIn:
    """Return the one article in some JSON; raise :class:`ProblemError` if there is none."""
    return _decoded(_article, line)


def _decoded(decoder: msgspec.json.Decoder[Told], body: bytes) -> Told:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        found = _AT.fullmatch(str(error))
        what, path = (found["what"], found["path"]) if found else (str(error), "$")
        pointer = "#" + "".join(f"/{a or b}" for a, b in _STEP.findall(path))
        hint = nearest_field(what, ArticleIn)
        what = f"{what[:_SHOWN]} at {pointer}{'; ' if hint else ''}{hint.removesuffix('?')}."
        raise ProblemError("invalid-article", what, pointer=pointer) from error
    except msgspec.DecodeError as error:
        half = _HALF.search(body)
        what = str(error)
        if half is not None:
            what = f"{half['half'].decode()} at byte {half.start('half')} is half a character"
        raise ProblemError("not-json", f"{what}.") from error
    except UnicodeDecodeError as error:
        what = f"The body is not UTF-8: {error.reason}."
        raise ProblemError("not-json", what) from error
