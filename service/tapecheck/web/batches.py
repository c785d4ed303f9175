"""Batches: articles stream in as JSON lines, verdicts stream out, and little is held between."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.openapi.spec import (
    OpenAPIMediaType,
    OpenAPIType,
    Operation,
    RequestBody,
    Schema,
)
from litestar.params import HeaderParameter
from litestar.response.streaming import ASGIStreamingResponse
from litestar.types import Receive, Send
from msgspec import Meta, Struct

from tapecheck.core.errors import LedgerError
from tapecheck.ledger.keys import Scope
from tapecheck.ledger.records import Answered, BatchLine, Sent
from tapecheck.report.json import encode, named
from tapecheck.report.shapes import DocumentOut
from tapecheck.web.access import sender_of
from tapecheck.web.articles import decode_article
from tapecheck.web.clock import now
from tapecheck.web.desk import Desk, Job
from tapecheck.web.drafts import Draft, refuse_too_long
from tapecheck.web.lines import GoneError, Line, arriving, lines_of
from tapecheck.web.problems import ProblemError, ProblemOut
from tapecheck.web.responses import KEYED, problems

NDJSON = "application/x-ndjson"
_PATH = "/v1/batches"
# So many lines are checked and written down together; as many are held at most.
_AT_ONCE = 32

Key = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key", max_length=200, required=False,
        description="Names the batch: sent again under its key, each line gets the verdicts that "
        "it got before, also after the tape or the rules have changed, and is kept once.",
    ),
]  # fmt: skip


@dataclass
class _BatchOperation(Operation):
    """The operation with its body, which the framework does not see: it is read as a stream."""

    def __post_init__(self) -> None:
        lines = Schema(type=OpenAPIType.STRING, description="One `ArticleIn` as JSON a line.")
        self.request_body = RequestBody(
            content={NDJSON: OpenAPIMediaType(schema=lines)}, required=True
        )


class LineProblemOut(Struct, frozen=True, kw_only=True):
    """What stands in the place of a document where a line cannot be checked."""

    line: Annotated[int, Meta(description="The line of the batch, from 1.")]
    problem: ProblemOut


# Litestar takes a union, but its type says so only where pydantic is not installed.
_LINE: Any = DocumentOut | LineProblemOut


class _Duplex(ASGIStreamingResponse):
    """An answer that is sent while the request still comes in.

    The framework's own would listen for a disconnect meanwhile, and so take the request's body.
    """

    async def send_body(self, send: Send, receive: Receive) -> None:
        with suppress(GoneError):
            await self._stream(send)


@post(
    _PATH,
    operation_id="batch",
    opt={"scope": Scope.CHECK},
    summary="Check a batch of any size",
    description="Takes JSON lines, one article a line, and answers with JSON lines, one document a "
    "line in the same order, while the batch still comes in; blank lines are skipped. A line that "
    "cannot be checked is answered with its number and a problem, and does not stop the rest. What "
    "was answered is in the ledger: a batch that was cut off can be sent again.",
    tags=["checks"],
    status_code=200,
    responses={
        200: ResponseSpec(
            _LINE,
            generate_examples=False,
            media_type=NDJSON,
            description="One line for each line that is not blank.",
        )
    }
    | problems(*KEYED, "bad-request", "not-ndjson-type"),
    operation_class=_BatchOperation,
    request_max_body_size=None,
)
async def batch(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], key: Key = None
) -> ASGIStreamingResponse:
    """Return the verdicts on the articles of a batch as they are made."""
    kind = request.content_type[0].lower()
    if kind != NDJSON:
        raise ProblemError("not-ndjson-type", f"The Content-Type is {kind!r}, not {NDJSON}.")
    answers = Batch(desk, sender_of(request), key).answers(
        lines_of(arriving(request), desk.limits.line_bytes)
    )
    return _Duplex(iterator=answers, media_type=NDJSON)


class Batch:
    """One batch: who sends it, and the key under which it may be sent again."""

    def __init__(self, desk: Desk, sender: str, key: str | None) -> None:
        """Take the desk that checks."""
        self._desk = desk
        self._sender = sender
        self._key = key

    async def answers(self, groups: AsyncIterator[Sequence[Line]]) -> AsyncIterator[bytes]:
        """Yield the answers to lines, some at a time; end where the ledger fails, and say so."""
        async for group in groups:
            for start in range(0, len(group), _AT_ONCE):
                lines = group[start : start + _AT_ONCE]
                try:
                    answers = await self._answer(lines)
                except LedgerError:
                    problem = ProblemError("ledger-unavailable", "The ledger does not answer.")
                    yield _refused(lines[0].number, problem)
                    return
                yield b"".join(answers[line.number] for line in lines)

    async def _answer(self, lines: Sequence[Line]) -> dict[int, bytes]:
        """Return the answer to each line, by its number."""
        answers: dict[int, bytes] = {}
        before = await self._before(lines)
        jobs: dict[int, Job] = {}
        for line in lines:
            try:
                jobs[line.number] = await self._job(line, before.get(line.number))
            except ProblemError as problem:
                answers[line.number] = _refused(line.number, problem)
        same = {number: before[number].address for number in jobs if number in before}
        kept = await self._desk.ledger.documents(same.values())
        for number, address in same.items():
            if address in kept:
                job = jobs.pop(number)
                answers[number] = named(kept[address], job.article.id) + b"\n"
        documents = await self._desk.check(list(jobs.values()))
        for number, told in zip(jobs, documents, strict=True):
            answers[number] = _told(number, told)
        return answers

    async def _before(self, lines: Sequence[Line]) -> dict[int, Answered]:
        """Return what these lines were answered with when the batch was sent before."""
        if self._key is None:
            return {}
        first, last = lines[0].number, lines[-1].number
        return await self._desk.ledger.answered(self._sender, self._key, first, last)

    async def _job(self, line: Line, before: Answered | None) -> Job:
        if line.text is None:
            limit = self._desk.limits.line_bytes
            what = f"The line has more than {limit} bytes."
            raise ProblemError("line-too-long", what, limit=limit)
        digest = hashlib.sha256(line.text).hexdigest()
        if before is not None and before.sent != digest:
            what = f"Line {line.number} of the batch {self._key!r} was another article before."
            raise ProblemError("idempotency-key-reused", what)
        told = decode_article(line.text)
        id = str(line.number if told.id is None else told.id)
        draft = Draft(told=told, id=id, pointer="#")
        refuse_too_long(draft, self._desk.limits)
        return Job(
            article=await self._desk.read(draft),
            sent=Sent(sender=self._sender, article=id, at=now()),
            line=BatchLine(key=self._key, line=line.number, sent=digest) if self._key else None,
        )


def _told(line: int, answer: bytes | ProblemError) -> bytes:
    return _refused(line, answer) if isinstance(answer, ProblemError) else answer + b"\n"


def _refused(line: int, problem: ProblemError) -> bytes:
    return encode(LineProblemOut(line=line, problem=problem.out(_PATH))) + b"\n"
