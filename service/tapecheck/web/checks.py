"""The HTTP API of checks: make them, find them, decide on them, delete them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Meta

from tapecheck.core.units import Digest
from tapecheck.core.verdicts import Outcome
from tapecheck.ledger.keys import Scope
from tapecheck.ledger.records import Sent, Wanted
from tapecheck.report.shapes import DocumentOut
from tapecheck.web.access import sender_of
from tapecheck.web.articles import ArticleIn, with_told
from tapecheck.web.bodies import ArticlesRequest
from tapecheck.web.clock import now
from tapecheck.web.desk import Desk, Job
from tapecheck.web.drafts import drafts_of
from tapecheck.web.forms import form_named
from tapecheck.web.kept import ADDRESS, decided, document_of, has_claim, kept_check, no_check
from tapecheck.web.records import (
    DecisionIn,
    DecisionOut,
    SubmissionsOut,
    decision_out,
    submission_out,
)
from tapecheck.web.refusals import AnyRequest
from tapecheck.web.responses import KEYED, problems

_TAGS = ["checks"]
# Litestar takes a union, but its type says so only where pydantic is not installed.
_ANSWER: Any = DocumentOut | list[DocumentOut]
_PAGE = 50
_LONGEST_PAGE = 500
# What a column of the ledger holds.
_Number = Annotated[int, Meta(ge=0, lt=2**63)]
_Address = Annotated[Digest, Meta(pattern="^[0-9a-f]{64}$")]

Place = Annotated[
    str, PathParameter(description="The address of a check: `digests.check` of its document.")
]


@post(
    "/v1/checks",
    operation_id="check",
    opt={"scope": Scope.CHECK},
    summary="Check articles",
    description="Answers with a verdict on every market claim of one article, or of each article "
    "of a list, in its order. An article that is sent as it is, as text, markdown or HTML, has its "
    "`id`, `title` and `published` in the query. The same article, rules, tape and version give "
    "the same bytes, and the same as one line of `tapecheck check --format jsonl`; an article that "
    "was checked before is answered from the ledger. Offsets count Unicode code points. If one "
    "article of a list cannot be read, none is checked.",
    tags=_TAGS,
    status_code=200,
    responses={
        200: ResponseSpec(
            _ANSWER,
            generate_examples=False,
            description="The verdicts: a document for an article, a list for a list.",
        )
    }
    | problems(
        *KEYED, "bad-request", "not-json", "not-utf-8", "body-too-large", "too-many-articles",
        "article-too-long", "not-json-type", "invalid-article", "duplicate-id",
        "ledger-unavailable", "took-too-long", "interrupted",
    ),
    request_class=ArticlesRequest,
)  # fmt: skip
async def check(
    request: AnyRequest,
    data: JSONBody[ArticleIn | list[ArticleIn]],
    desk: NamedDependency[Desk],
    article: Annotated[
        str | None, QueryParameter(name="id", description="The id of one article.")
    ] = None,
    title: Annotated[str | None, QueryParameter(description="The title of one article.")] = None,
    published: Annotated[
        str | None, QueryParameter(description="The day of publication of one article.")
    ] = None,
) -> Response[bytes]:
    """Return the verdicts on every claim of the articles."""
    data = with_told(data, ArticleIn(text="", id=article, title=title, published=published))
    articles = [await desk.read(draft) for draft in drafts_of(data, desk.limits)]
    sender, at = sender_of(request), now()
    answers = await desk.check(
        [
            Job(article=article, sent=Sent(sender=sender, article=article.id, at=at))
            for article in articles
        ]
    )
    documents = list(map(document_of, answers))
    one = isinstance(data, ArticleIn)
    return Response(
        documents[0] if one else b"[" + b",".join(documents) + b"]", media_type=MediaType.JSON
    )


@get(
    "/v1/checks",
    operation_id="checks",
    opt={"scope": Scope.READ},
    summary="List what was checked",
    description="Answers with the articles that were sent, newest first, a page at a time: give "
    "`next` of an answer as `cursor` to go on. An article that was sent again unchanged is listed "
    "once.",
    tags=_TAGS,
    response_description="One page.",
    responses=problems(*KEYED, "bad-request", "ledger-unavailable"),
)
async def checks(
    desk: NamedDependency[Desk],
    article: Annotated[
        str | None, QueryParameter(name="id", description="Only the article with this id.")
    ] = None,
    outcome: Annotated[
        Outcome | None, QueryParameter(description="Only where a claim came out so.")
    ] = None,
    published_from: Annotated[
        dt.date | None, QueryParameter(description="Only published on this day or later.")
    ] = None,
    published_to: Annotated[
        dt.date | None, QueryParameter(description="Only published on this day or before.")
    ] = None,
    tape: Annotated[
        _Address | None, QueryParameter(description="Only against the tape with this digest.")
    ] = None,
    cursor: Annotated[
        _Number | None, QueryParameter(description="Where to go on: `next` of a page.")
    ] = None,
    limit: Annotated[
        int, QueryParameter(ge=1, le=_LONGEST_PAGE, description="How many to list at most.")
    ] = _PAGE,
) -> SubmissionsOut:
    """Return a page of what was sent."""
    found = await desk.ledger.submissions(
        Wanted(
            article=article, outcome=outcome, published_from=published_from,
            published_to=published_to, tape=tape, before=cursor, limit=limit + 1,
        )
    )  # fmt: skip
    shown = found[:limit]
    return SubmissionsOut(
        checks=tuple(map(submission_out, shown)),
        next=str(shown[-1].number) if len(found) > limit else None,
    )


@get(
    "/v1/checks/{address:str}",
    operation_id="read_check",
    opt={"scope": Scope.READ, "page": True},
    summary="Read a check",
    description="Answers with the document as it was first answered. With an ending behind the "
    "address it comes in another form: `.json` (this one), `.sarif`, `.html` (the text marked), "
    "`.svg` (charts).",
    tags=_TAGS,
    responses={200: ResponseSpec(DocumentOut, generate_examples=False, description="The verdicts.")}
    | problems(*KEYED, "bad-request", "no-check", "no-claim", "no-form", "ledger-unavailable"),
)
async def read_check(
    address: Place,
    desk: NamedDependency[Desk],
    claim: Annotated[
        _Number | None, QueryParameter(description="With `.svg`: only the chart of this claim.")
    ] = None,
) -> Response[bytes]:
    """Return a check."""
    address, _, form = address.partition(".")
    exported = form_named(form or "json")
    kept = await kept_check(desk, address)
    has_claim(kept, claim)
    return exported(kept, desk.source.verifier, claim)


@delete(
    "/v1/checks/{address:str}",
    operation_id="delete_check",
    opt={"scope": Scope.DELETE},
    summary="Delete a check",
    description="Deletes the text, the verdicts, and who sent it when. Checked again, it is made "
    "anew.",
    tags=_TAGS,
    responses=problems(*KEYED, "bad-request", "no-check", "ledger-unavailable"),
)
async def delete_check(address: Place, desk: NamedDependency[Desk]) -> None:
    """Forget a check."""
    if not (ADDRESS.fullmatch(address) and await desk.ledger.forget(address)):
        raise no_check(address)


@post(
    "/v1/checks/{address:str}/decisions",
    operation_id="decide",
    opt={"scope": Scope.DECIDE},
    summary="Decide on a verdict",
    description="Writes down that a person accepts or overrules a verdict. Decisions are kept, "
    "not replaced: the last one counts.",
    tags=_TAGS,
    response_description="What was written down.",
    responses=problems(
        *KEYED,
        "bad-request",
        "not-json",
        "no-check",
        "not-json-type",
        "invalid-decision",
        "ledger-unavailable",
    ),
)
async def decide(
    request: AnyRequest, address: Place, data: JSONBody[DecisionIn], desk: NamedDependency[Desk]
) -> DecisionOut:
    """Write down a decision."""
    return decision_out(await decided(desk, address, data, sender_of(request)))


@get(
    "/v1/checks/{address:str}/decisions",
    operation_id="decisions",
    opt={"scope": Scope.READ},
    summary="List the decisions on a check",
    description="Answers with what people decided on its verdicts, oldest first.",
    tags=_TAGS,
    response_description="The decisions.",
    responses=problems(*KEYED, "bad-request", "no-check", "ledger-unavailable"),
)
async def decisions(address: Place, desk: NamedDependency[Desk]) -> list[DecisionOut]:
    """Return the decisions on a check."""
    await kept_check(desk, address)
    return [decision_out(decision) for decision in await desk.ledger.decisions(address)]
