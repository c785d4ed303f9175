"""Bodies of requests that are articles: as JSON, or as they are."""

from __future__ import annotations

from typing import Any

from litestar import Request

from tapecheck.core.prose import Markup
from tapecheck.web.articles import ArticleIn, Articles, decode_articles
from tapecheck.web.problems import ProblemError

# The kinds of text that come as they are, and how each is marked up.
TEXTS = {
    "text/plain": Markup.TEXT,
    "text/markdown": Markup.MARKDOWN,
    "text/html": Markup.HTML,
}


class ArticlesRequest(Request[Any, Any, Any]):
    """A request whose body is articles as JSON, or one article as it is."""

    async def body(self) -> bytes:
        """Return the body, if it is declared to be what is taken and is not empty."""
        kind = self.content_type[0].lower()
        if kind not in ("application/json", *TEXTS) and not kind.endswith("+json"):
            told = f"is {kind!r}" if kind else "is missing"
            known = ", ".join(("application/json", *TEXTS))
            raise ProblemError("not-json-type", f"The Content-Type {told}; taken are {known}.")
        if not (body := await super().body()):
            raise ProblemError("not-json", "The body is empty.")
        return body

    async def json(self) -> Articles:
        """Return the articles in the body."""
        markup = TEXTS.get(self.content_type[0].lower())
        if markup is not None:
            return ArticleIn(text=await self._text(), format=markup)
        return decode_articles(await self.body())

    async def _text(self) -> str:
        charset = self.content_type[1].get("charset", "utf-8").lower()
        if charset not in ("utf-8", "us-ascii"):
            raise ProblemError("not-utf-8", f"The charset is {charset[:40]!r}, not utf-8.")
        try:
            return (await self.body()).decode()
        except UnicodeDecodeError as error:
            what = f"The text is not UTF-8: byte {error.start} cannot be read."
            raise ProblemError("not-utf-8", what) from error
