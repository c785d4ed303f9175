"""The desk: articles go in, verdicts come out, and nothing is handed out that is not on record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Protocol, TypeVar

from msgspec import Struct

from tapecheck.core.nouns import Article
from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome
from tapecheck.grammar.rulebook import Rulebook
from tapecheck.ledger.ledger import Ledger
from tapecheck.ledger.records import BatchLine, Entry, Made, Sent
from tapecheck.ledger.writer import ForgottenError
from tapecheck.reference.summary import Summary, newest_session, summarise
from tapecheck.report.json import checked_document, named, unnamed
from tapecheck.report.shapes import DocumentOut
from tapecheck.verify.verifier import Verifier
from tapecheck.web.catalogue import HealthOut, RulebookOut, rulebook_out
from tapecheck.web.drafts import Draft, Limits, article_of

Given = TypeVar("Given")
Result = TypeVar("Result")

# Checking is pure computing under one interpreter lock: more threads make nothing faster. There are
# two queues, so that a short article does not wait for long ones. 2026-11: 100,000 code points take
# 0.3 s; with one thread on a long article, 95 of 100 health checks are answered within 16 ms.
_LONG = 100_000
_THREADS = 3


class Job(Struct, frozen=True, kw_only=True):
    """An article to be checked, who sent it, and its place in a batch."""

    article: Article
    sent: Sent
    line: BatchLine | None = None


class Source:
    """What articles are checked with: one tape, one rulebook, and what is told of them."""

    def __init__(self, verifier: Verifier, rulebook: Rulebook) -> None:
        """Take the parts; :mod:`tapecheck.app` puts them together."""
        nothing = verifier.check(Article(text=""))
        self.verifier = verifier
        self.health = HealthOut(
            version=nothing.version,
            tape=nothing.tape_name,
            tape_digest=nothing.tape_digest,
            rulebook_digest=nothing.rulebook_digest,
        )
        self.rules: RulebookOut = rulebook_out(rulebook, nothing.rulebook_digest)
        self.newest = newest_session(verifier.tape)
        self._summary: Summary | None = None
        self._lock = Lock()

    def document(self, article: Article) -> DocumentOut:
        """Return the verdicts on one article in public shape; the ledger is not asked."""
        return checked_document(self.verifier.check(article))

    def made(self, article: Article) -> Made:
        """Return the check of an article, fit for the ledger."""
        report = self.verifier.check(article)
        return Made(report=report, document=unnamed(report))

    def tape(self) -> Summary:
        """Return the tape in numbers; they are counted once, when first asked for."""
        with self._lock:
            if self._summary is None:
                self._summary = summarise(self.verifier.tape)
            return self._summary


class Listener(Protocol):
    """Is told what becomes of articles."""

    def checked(self, outcomes: Iterable[Outcome]) -> None:
        """Hear that a check was made, and how its claims came out."""

    def remembered(self) -> None:
        """Hear that an article was answered from the ledger."""


class Desk:
    """Checks articles in threads of its own, so that other requests are answered meanwhile.

    ``source`` may be exchanged at any time: a request is answered whole from the one it began with.
    """

    def __init__(self, source: Source, ledger: Ledger, limits: Limits, listener: Listener) -> None:
        """Take the parts; :mod:`tapecheck.app` puts them together."""
        self._listener = listener
        self.source = source
        self.limits = limits
        self.ledger = ledger
        self._short = ThreadPoolExecutor(_THREADS, thread_name_prefix="desk-short")
        self._long = ThreadPoolExecutor(1, thread_name_prefix="desk-long")

    async def read(self, drafts: Sequence[Draft]) -> list[Article]:
        """Return the article of each draft; refuse them all if one cannot be read."""
        return [await self._queued(article_of, draft, draft.told.text) for draft in drafts]

    async def check(self, jobs: Sequence[Job]) -> list[bytes]:
        """Return a document for each job, in order; all are in the ledger by then.

        A check that the ledger has is answered from there.
        """
        if not jobs:
            return []
        source = self.source
        addresses = [source.verifier.address(job.article) for job in jobs]
        while True:
            known = await self.ledger.documents(addresses)
            made: dict[Digest, Made] = {}
            for job, address in zip(jobs, addresses, strict=True):
                if address not in known and address not in made:
                    made[address] = await self._queued(source.made, job.article, job.article.text)
            try:
                await self.ledger.write(_entries(jobs, addresses, made))
            except ForgottenError:
                continue  # Deleted while we looked: make it anew.
            self._note(addresses, made)
            documents = known | {address: each.document for address, each in made.items()}
            return [
                named(documents[address], job.article.id)
                for job, address in zip(jobs, addresses, strict=True)
            ]

    def _note(self, addresses: Sequence[Digest], made: Mapping[Digest, Made]) -> None:
        """Tell who listens what was made, and what was known."""
        for each in made.values():
            self._listener.checked(verdict.outcome for verdict in each.report.verdicts)
        for _ in range(sum(address not in made for address in addresses)):
            self._listener.remembered()

    async def _queued(self, work: Callable[[Given], Result], given: Given, text: str) -> Result:
        queue = self._long if len(text) > _LONG else self._short
        return await asyncio.get_running_loop().run_in_executor(queue, work, given)


def _entries(
    jobs: Sequence[Job], addresses: Sequence[Digest], made: dict[Digest, Made]
) -> list[Entry]:
    """Return what is to be written down for each job."""
    return [
        Entry(address=address, sent=job.sent, made=made.get(address), line=job.line)
        for job, address in zip(jobs, addresses, strict=True)
    ]
