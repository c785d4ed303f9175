"""Drafts: articles of one request with an id and a place, held to the limits."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tapecheck.core.errors import InputError
from tapecheck.core.nouns import Article
from tapecheck.intake.article import read_article, read_published
from tapecheck.intake.readers import reader_of
from tapecheck.web.articles import ArticleIn, Articles
from tapecheck.web.problems import ProblemError

_SHOWN = 200


class Limits(Struct, frozen=True, kw_only=True):
    """How much one request may ask for: code points of an article, articles, bytes of a line."""

    article_chars: int
    articles: int
    line_bytes: int


class Draft(Struct, frozen=True, kw_only=True):
    """An article as it came, its id, and its place in the body as a JSON Pointer."""

    told: ArticleIn
    id: str
    pointer: str


def drafts_of(articles: Articles, limits: Limits) -> tuple[Draft, ...]:
    """Return the drafts of a request; refuse what is too much, and ids that come twice."""
    one = isinstance(articles, ArticleIn)
    listed: Sequence[ArticleIn] = [articles] if isinstance(articles, ArticleIn) else articles
    if len(listed) > limits.articles:
        what = f"There are {len(listed)} articles; at most {limits.articles} are taken."
        raise ProblemError("too-many-articles", what, limit=limits.articles, size=len(listed))
    drafts = tuple(
        Draft(
            told=told,
            id=str(place + 1 if told.id is None else told.id),
            pointer="#" if one else f"#/{place}",
        )
        for place, told in enumerate(listed)
    )
    for draft in drafts:
        refuse_too_long(draft, limits)
    _refuse_twice(drafts)
    return drafts


def refuse_too_long(draft: Draft, limits: Limits) -> None:
    """Refuse an article that is longer than the limits allow."""
    size, limit = len(draft.told.text), limits.article_chars
    if size > limit:
        where = f"{draft.pointer}/text"
        what = f"The text at {where} has {size} code points; at most {limit} are taken."
        raise ProblemError("article-too-long", what, pointer=where, limit=limit, size=size)


def _refuse_twice(drafts: Sequence[Draft]) -> None:
    first: dict[str, Draft] = {}
    for draft in drafts:
        if first.setdefault(draft.id, draft) is not draft:
            what = f"The articles {first[draft.id].pointer} and {draft.pointer} have the same id."
            raise ProblemError("duplicate-id", what, pointer=f"{draft.pointer}/id")


def article_of(draft: Draft) -> Article:
    """Return the article to check; refuse a date that is none, and front matter that is no YAML."""
    told, where = draft.told, f"{draft.pointer}/published"
    try:
        published = read_published(told.published, where) if told.published else None
        where = where if published else f"{draft.pointer}/text"
        return read_article(
            told.text, id=draft.id, published=published, title=told.title or "",
            reader=reader_of(told.format),
        )  # fmt: skip
    except InputError as error:
        what = f"{error.what[:_SHOWN]} at {where}; {error.way_out}".removesuffix("; ")
        raise ProblemError("invalid-article", f"{what}.", pointer=where) from error
