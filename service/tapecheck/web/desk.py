"""The desk: articles go in, verdicts come out, and nothing is handed out that is not on record."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from msgspec import Struct

from tapecheck.core.nouns import Article
from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.ledger import Ledger
from tapecheck.ledger.records import BatchLine, Entry, Made, Sent
from tapecheck.ledger.writer import ForgottenError
from tapecheck.report.json import named
from tapecheck.web.drafts import Draft, Limits
from tapecheck.web.problems import ProblemError
from tapecheck.web.source import Source
from tapecheck.web.staff import Staff

# To read a draft of so many code points takes less than to hand it over.
_AT_ONCE = 2_000


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
    """Has articles checked beside the event loop, so that other requests are answered meanwhile.

    ``staff`` may be exchanged at any time: a request is answered whole by the one it began with.
    """

    def __init__(self, staff: Staff, ledger: Ledger, limits: Limits, *, listener: Listener) -> None:
        """Take the parts; :mod:`tapecheck.app` puts them together."""
        self.staff = staff
        self.limits = limits
        self.ledger = ledger
        self._listener = listener
        self._beginning: asyncio.Task[None] | None = None

    @property
    def source(self) -> Source:
        """Return what articles are checked with now."""
        return self.staff.source

    async def open(self) -> None:
        """Reach out to the ledger, and call the staff in."""
        await self.ledger.open()
        self.staff.start()
        self._beginning = asyncio.create_task(_begun(self.staff))

    @property
    def has_begun(self) -> bool:
        """Return whether the staff that was called in has come, or tried to."""
        return self._beginning is not None and self._beginning.done()

    async def close(self) -> None:
        """End what still checks, and let the ledger go."""
        if self._beginning is not None:
            self._beginning.cancel()
        self.staff.end()
        await self.ledger.close()

    async def read(self, draft: Draft) -> Article:
        """Return the article of a draft; refuse one that cannot be read."""
        if len(draft.told.text) <= _AT_ONCE:
            return self.source.article(draft)
        with self.staff.held() as staff:
            return await staff.run(Source.article, draft, draft.told.text)

    async def check(self, jobs: Sequence[Job]) -> list[bytes | ProblemError]:
        """Return a document for each job, or why there is none; what is returned is in the ledger.

        A check that the ledger has is answered from there.
        """
        if not jobs:
            return []
        with self.staff.held() as staff:
            return await self._check(jobs, staff)

    async def _check(self, jobs: Sequence[Job], staff: Staff) -> list[bytes | ProblemError]:
        addresses = [staff.source.verifier.address(job.article) for job in jobs]
        sent = [job.sent.under(address) for job, address in zip(jobs, addresses, strict=True)]
        while True:
            found = await self.ledger.find(addresses, sent)
            known = found.documents
            made, failed = await _make(jobs, addresses, known, staff)
            entries = _entries(jobs, addresses, made, failed)
            try:
                await self.ledger.write([each for each in entries if each.adds_to(found.listed)])
            except ForgottenError:
                continue  # Deleted while we looked: make it anew.
            self._note(addresses, made)
            documents = known | {address: each.document for address, each in made.items()}
            return [
                failed.get(address) or named(documents[address], job.article.id)
                for job, address in zip(jobs, addresses, strict=True)
            ]

    def _note(self, addresses: Sequence[Digest], made: Mapping[Digest, Made]) -> None:
        """Tell who listens what was made, and what was known."""
        for each in made.values():
            self._listener.checked(each.counts)
        for _ in range(sum(address not in made for address in addresses)):
            self._listener.remembered()


async def _begun(staff: Staff) -> None:
    """Return when the staff is ready; who cannot come now is called again by the first article."""
    with suppress(ProblemError, EOFError, OSError):
        await staff.ready()


async def _make(
    jobs: Sequence[Job], addresses: Sequence[Digest], known: Container[Digest], staff: Staff
) -> tuple[dict[Digest, Made], dict[Digest, ProblemError]]:
    """Return the checks that are not known yet, and why some could not be made."""
    wanted = {
        address: job.article
        for job, address in zip(jobs, addresses, strict=True)
        if address not in known
    }
    answers = await asyncio.gather(
        *(staff.run(Source.made, article, article.text) for article in wanted.values()),
        return_exceptions=True,
    )
    made: dict[Digest, Made] = {}
    failed: dict[Digest, ProblemError] = {}
    for address, answer in zip(wanted, answers, strict=True):
        if isinstance(answer, Made):
            made[address] = answer
        elif isinstance(answer, ProblemError):
            failed[address] = answer
        else:
            raise answer
    return made, failed


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
