"""The HTTP API: checks, and what they are made with."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody, PathParameter

from tapecheck.reference.summary import Summary
from tapecheck.report.shapes import DocumentOut
from tapecheck.web.articles import ArticleIn, ArticlesRequest
from tapecheck.web.catalogue import HealthOut, RulebookOut
from tapecheck.web.desk import Desk
from tapecheck.web.drafts import drafts_of
from tapecheck.web.problems import KINDS, PROBLEM_JSON, ProblemError, ProblemOut


def problems(*codes: str) -> dict[int, ResponseSpec]:
    """Return what an operation may answer instead, by status, from the codes of its problems."""
    by_status: dict[int, list[str]] = {}
    for code in (*codes, "internal-error"):
        by_status.setdefault(KINDS[code].status, []).append(code)
    return {
        status: ResponseSpec(
            ProblemOut,
            generate_examples=False,
            media_type=PROBLEM_JSON,
            description=" ".join(f"`{code}`: {KINDS[code].title}." for code in alike),
        )
        for status, alike in by_status.items()
    }


@post(
    "/v1/checks",
    operation_id="check",
    summary="Check articles",
    description="Answers with a verdict on every market claim of one article, or of each article "
    "of a list, in its order. The same article, rules, tape and version give the same bytes, and "
    "the same as one line of `tapecheck check --format jsonl`. Offsets count Unicode code points. "
    "If one article of a list cannot be read, none is checked.",
    tags=["checks"],
    status_code=200,
    response_description="The verdicts: a document for an article, a list for a list.",
    responses=problems(
        "not-json", "body-too-large", "too-many-articles", "article-too-long", "not-json-type",
        "invalid-article", "duplicate-id",
    ),
    request_class=ArticlesRequest,
)  # fmt: skip
async def check(
    data: JSONBody[ArticleIn | list[ArticleIn]], desk: NamedDependency[Desk]
) -> DocumentOut | list[DocumentOut]:
    """Return the verdicts on every claim of the articles."""
    documents = await desk.check(drafts_of(data, desk.limits))
    return documents[0] if isinstance(data, ArticleIn) else documents


@get(
    "/v1/health",
    operation_id="health",
    summary="Ask whether the service answers",
    description="Answers at once, also while long articles are being checked.",
    tags=["service"],
    response_description="It does, and with what it checks.",
    responses=problems(),
    sync_to_thread=False,
)
def health(desk: NamedDependency[Desk]) -> HealthOut:
    """Return that the service answers."""
    return desk.health


@get(
    "/v1/rules",
    operation_id="rules",
    summary="List the claim rules",
    description="Answers with every rule in force and the digest of the rulebook.",
    tags=["service"],
    response_description="The claim rules.",
    responses=problems(),
    sync_to_thread=False,
)
def rules(desk: NamedDependency[Desk]) -> RulebookOut:
    """Return the claim rules in force."""
    return desk.rules


@get(
    "/v1/tape",
    operation_id="tape",
    summary="Show what is on the tape",
    description="Answers with the tape's tables, spans, instruments, calendars, oddities and "
    "sources, as `tapecheck tape show --format json` does.",
    tags=["service"],
    response_description="The tape in numbers.",
    responses=problems(),
    sync_to_thread=True,
)
def tape(desk: NamedDependency[Desk]) -> Summary:
    """Return the tape in numbers."""
    return desk.tape()


@get(
    "/problems/{code:str}",
    operation_id="problem",
    summary="Explain a kind of problem",
    description="Answers with what to do about a problem; `type` of a problem leads here.",
    tags=["service"],
    media_type=MediaType.TEXT,
    response_description="What it means and what to do about it.",
    responses=problems("bad-request", "not-found"),
    sync_to_thread=False,
)
def problem(
    code: Annotated[str, PathParameter(description="The last part of a problem's `type`.")],
) -> str:
    """Return what to do about a kind of problem."""
    if code not in KINDS:
        raise ProblemError("not-found", f"There is no problem {code[:40]!r}.")
    return KINDS[code].told()
