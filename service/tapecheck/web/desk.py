"""The desk: articles go in, verdicts come out, and nothing is handed out that is not on record."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from msgspec import Struct

from tapecheck.core.nouns import Article
from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.ledger import Ledger
from tapecheck.ledger.records import BatchLine, Entry, Made, Sent
from tapecheck.ledger.writer import ForgottenError
from tapecheck.report.json import named
from tapecheck.web.aside import Aside, Given, Result, Work
from tapecheck.web.drafts import Draft, Limits
from tapecheck.web.problems import ProblemError
from tapecheck.web.source import Source

# Checking is pure computing under one interpreter lock: more threads make nothing faster. An
# article up to `_LONG` code points is checked within half a second whatever it says (2026-11: the
# worst, numbers without end, takes 0.5 s; copy takes 0.1 s). Longer ones are made in a process of
# their own, which can be ended. To read a draft of `_AT_ONCE` takes less than to change threads.
_LONG = 20_000
_AT_ONCE = 2_000
_THREADS = 2


class Job(Struct, frozen=True, kw_only=True):
    """An article to be checked, who sent it, and its place in a batch."""

    article: Article
    sent: Sent
    line: BatchLine | None = None


class Listener(Protocol):
    """Is told what becomes of articles."""

    def checked(self, outcomes: Mapping[Outcome, int]) -> None:
        """Hear that a check was made, and how its claims came out."""

    def remembered(self) -> None:
        """Hear that an article was answered from the ledger."""


class Desk:
    """Checks articles beside the event loop, so that other requests are answered meanwhile.

    ``source`` may be exchanged at any time: a request is answered whole from the one it began with.
    """

    def __init__(
        self, source: Source, ledger: Ledger, limits: Limits, *, listener: Listener, aside: Aside
    ) -> None:
        """Take the parts; :mod:`tapecheck.app` puts them together."""
        self.source = source
        self.limits = limits
        self.ledger = ledger
        self._listener = listener
        self._aside = aside
        self._short = ThreadPoolExecutor(_THREADS, thread_name_prefix="desk-short")
        self._long = ThreadPoolExecutor(1, thread_name_prefix="desk-long")

    async def close(self) -> None:
        """End what still checks, and let the ledger go."""
        self._long.shutdown(wait=False, cancel_futures=True)
        self._aside.end()
        self._short.shutdown(cancel_futures=True)
        await self.ledger.close()

    async def read(self, draft: Draft) -> Article:
        """Return the article of a draft; refuse one that cannot be read."""
        if len(draft.told.text) <= _AT_ONCE:
            return self.source.article(draft)
        return await self._done(Source.article, draft, draft.told.text, self.source)

    async def check(self, jobs: Sequence[Job]) -> list[bytes | ProblemError]:
        """Return a document for each job, or why there is none; what is returned is in the ledger.

        A check that the ledger has is answered from there.
        """
        if not jobs:
            return []
        source = self.source
        addresses = [source.verifier.address(job.article) for job in jobs]
        while True:
            known = await self.ledger.documents(addresses)
            made, failed = await self._make(jobs, addresses, known, source)
            try:
                await self.ledger.write(_entries(jobs, addresses, made, failed))
            except ForgottenError:
                continue  # Deleted while we looked: make it anew.
            self._note(addresses, made)
            documents = known | {address: each.document for address, each in made.items()}
            return [
                failed.get(address) or named(documents[address], job.article.id)
                for job, address in zip(jobs, addresses, strict=True)
            ]

    async def _make(
        self, jobs: Sequence[Job], addresses: Sequence[Digest], known: Container[Digest],
        source: Source,
    ) -> tuple[dict[Digest, Made], dict[Digest, ProblemError]]:  # fmt: skip
        """Return the checks that are not known yet, and why some could not be made."""
        made: dict[Digest, Made] = {}
        failed: dict[Digest, ProblemError] = {}
        for job, address in zip(jobs, addresses, strict=True):
            if address in known or address in made or address in failed:
                continue
            try:
                article = job.article
                made[address] = await self._done(Source.made, article, article.text, source)
            except ProblemError as problem:
                failed[address] = problem
        return made, failed

    def _note(self, addresses: Sequence[Digest], made: Mapping[Digest, Made]) -> None:
        """Tell who listens what was made, and what was known."""
        for each in made.values():
            self._listener.checked(each.counts)
        for _ in range(sum(address not in made for address in addresses)):
            self._listener.remembered()

    async def _done(
        self, work: Work[Given, Result], given: Given, text: str, source: Source
    ) -> Result:
        loop = asyncio.get_running_loop()
        if len(text) > _LONG:
            return await loop.run_in_executor(self._long, self._aside.run, work, given, source)
        return await loop.run_in_executor(self._short, work, source, given)


def _entries(
    jobs: Sequence[Job], addresses: Sequence[Digest], made: Mapping[Digest, Made],
    failed: Container[Digest],
) -> list[Entry]:  # fmt: skip
    """Return what is to be written down for each job that there is a check for."""
    return [
        Entry(address=address, sent=job.sent, made=made.get(address), line=job.line)
        for job, address in zip(jobs, addresses, strict=True)
        if address not in failed
    ]
