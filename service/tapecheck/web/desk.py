"""The desk: one verifier behind the whole API, and what it checks with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from tapecheck.core.nouns import Article
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.reference.summary import Summary, summarise
from tapecheck.report.json import DocumentOut, checked_document
from tapecheck.verify.verifier import Verifier
from tapecheck.web.catalogue import HealthOut, RulebookOut, rulebook_out
from tapecheck.web.drafts import Draft, Limits, article_of

# Checking is pure computing under one interpreter lock: more threads make nothing faster, and one
# alone would let a short article wait for a long one.
_THREADS = 4


class Desk:
    """Checks articles in threads of its own, so that other requests are answered meanwhile."""

    def __init__(self, verifier: Verifier, rulebook: Rulebook, limits: Limits) -> None:
        """Take the parts; :mod:`tapecheck.app` puts them together."""
        nothing = verifier.check(Article(text=""))
        self.limits = limits
        self.health = HealthOut(
            version=nothing.version,
            tape=nothing.tape_name,
            tape_digest=nothing.tape_digest,
            rulebook_digest=nothing.rulebook_digest,
        )
        self.rules: RulebookOut = rulebook_out(rulebook, nothing.rulebook_digest)
        self._verifier = verifier
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="desk")
        self._summary: Summary | None = None
        self._lock = Lock()

    async def check(self, drafts: Iterable[Draft]) -> list[DocumentOut]:
        """Return a document for each draft, in order; nothing is checked if one cannot be read."""
        loop = asyncio.get_running_loop()
        articles = await loop.run_in_executor(self._threads, _articles, tuple(drafts))
        return [
            await loop.run_in_executor(self._threads, self.document, article)
            for article in articles
        ]

    def document(self, article: Article) -> DocumentOut:
        """Return the verdicts on one article in public shape."""
        return checked_document(self._verifier.check(article))

    def tape(self) -> Summary:
        """Return the tape in numbers; they are counted once, when first asked for."""
        with self._lock:
            if self._summary is None:
                self._summary = summarise(self._verifier.tape)
            return self._summary


def _articles(drafts: Iterable[Draft]) -> tuple[Article, ...]:
    return tuple(map(article_of, drafts))
