"""The desk: one verifier behind the whole API, and what it checks with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from tapecheck.core.nouns import Article
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.reference.summary import Summary, summarise
from tapecheck.report.json import checked_document
from tapecheck.report.shapes import DocumentOut
from tapecheck.verify.verifier import Verifier
from tapecheck.web.catalogue import HealthOut, RulebookOut, rulebook_out
from tapecheck.web.drafts import Draft, Limits, article_of

Given = TypeVar("Given")
Made = TypeVar("Made")

# Checking is pure computing under one interpreter lock: more threads make nothing faster. There are
# two queues, so that a short article does not wait for long ones. 2026-11: 100,000 code points take
# 0.3 s; with one thread on a long article, 95 of 100 health checks are answered within 16 ms.
_LONG = 100_000
_THREADS = 3


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
        self._short = ThreadPoolExecutor(_THREADS, thread_name_prefix="desk-short")
        self._long = ThreadPoolExecutor(1, thread_name_prefix="desk-long")
        self._summary: Summary | None = None
        self._lock = Lock()

    async def check(self, drafts: Iterable[Draft]) -> list[DocumentOut]:
        """Return a document for each draft, in order; nothing is checked if one cannot be read."""
        articles = [await self._queued(article_of, draft, draft.told.text) for draft in drafts]
        return [await self._queued(self.document, each, each.text) for each in articles]

    async def _queued(self, work: Callable[[Given], Made], given: Given, text: str) -> Made:
        queue = self._long if len(text) > _LONG else self._short
        return await asyncio.get_running_loop().run_in_executor(queue, work, given)

    def document(self, article: Article) -> DocumentOut:
        """Return the verdicts on one article in public shape."""
        return checked_document(self._verifier.check(article))

    def tape(self) -> Summary:
        """Return the tape in numbers; they are counted once, when first asked for."""
        with self._lock:
            if self._summary is None:
                self._summary = summarise(self._verifier.tape)
            return self._summary
