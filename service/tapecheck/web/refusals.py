"""Answers to requests that are not carried out: every one is a problem detail."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import ClientException, HTTPException
from litestar.types import ExceptionHandlersMap

from tapecheck.core.errors import LedgerError
from tapecheck.report.json import encode
from tapecheck.web.logs import frames_of
from tapecheck.web.problems import PROBLEM_JSON, ProblemError, ProblemOut

AnyRequest = Request[Any, Any, Any]
# What the framework says, as of an error of ours, where a sender goes away.
_GONE = "client disconnected prematurely"

Told = tuple[ProblemOut, Mapping[str, str]]
Show = Callable[[AnyRequest, ProblemOut, Mapping[str, str]], Response[bytes]]


def answer(_: AnyRequest, problem: ProblemOut, headers: Mapping[str, str]) -> Response[bytes]:
    """Return a problem as JSON."""
    return Response(
        encode(problem),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers=dict(headers),
    )


def exception_handlers(show: Show = answer) -> ExceptionHandlersMap:
    """Return who answers which exception: ours, the framework's, and all that nobody foresaw."""

    def answering(tell: Callable[[AnyRequest, Any], Told]) -> Any:
        return lambda request, error: show(request, *tell(request, error))

    return {
        ProblemError: answering(_refused),
        LedgerError: answering(_unavailable),
        HTTPException: answering(_turned_away),
        Exception: answering(_failed),
    }


def _refused(request: AnyRequest, error: ProblemError) -> Told:
    return error.out(_place(request)), error.headers


def _unavailable(request: AnyRequest, error: LedgerError) -> Told:
    """Return that the ledger cannot be reached; where it lies is for the log alone."""
    logging.getLogger("tapecheck.web").error("%s %s: %s", request.method, _place(request), error)
    return _refused(
        request,
        ProblemError(
            "ledger-unavailable", "The ledger does not answer.", headers={"retry-after": "5"}
        ),
    )


def _turned_away(request: AnyRequest, error: HTTPException) -> Told:
    if error.detail == _GONE:
        what = "The connection ended before the request did."
        return _refused(request, ProblemError("bad-request", what))
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _failed(request, error)
    tell = _TOLD.get(error.status_code)
    if tell is not None:
        problem = tell(request, error).out(_place(request))
    else:
        title = HTTPStatus(error.status_code).phrase
        problem = ProblemOut(
            type="about:blank", title=title, status=error.status_code, detail=error.detail,
            instance=_place(request),
        )  # fmt: skip
    return problem, error.headers or {}


def _failed(request: AnyRequest, error: Exception) -> Told:
    """Return the answer to a request that we failed at; note the place, never the message.

    What an exception says may quote the article, and an article is nobody's business in a log.
    """
    logging.getLogger("tapecheck.web").error(
        "%s %s: %s at %s", request.method, _place(request), type(error).__name__, frames_of(error)
    )
    return _refused(request, ProblemError("internal-error", "The request was not carried out."))


def _place(request: AnyRequest) -> str:
    return quote(request.url.path)


def _bad_request(_: AnyRequest, error: HTTPException) -> ProblemError:
    """Return what is wrong; the framework's own words for a parameter name the address alone."""
    extra = error.extra if isinstance(error.extra, list) else []
    wrong = [f"{each.get('key')}: {each.get('message')}" for each in extra]
    return ProblemError("bad-request", f"{'; '.join(wrong)}." if wrong else error.detail)


def _not_found(request: AnyRequest, _: HTTPException) -> ProblemError:
    return ProblemError("not-found", f"Nothing is at {_place(request)}.")


def _method_not_allowed(request: AnyRequest, error: HTTPException) -> ProblemError:
    allowed = (error.headers or {}).get("allow", "")
    return ProblemError(
        "method-not-allowed", f"{_place(request)} does not take {request.method}, only {allowed}."
    )


def _body_too_large(request: AnyRequest, _: HTTPException) -> ProblemError:
    limit = request.route_handler.resolve_request_max_body_size()
    size = _announced(request)
    if size is None or limit is None or size <= limit:
        detail, size = f"The body has more than {limit} bytes.", None
    else:
        detail = f"The body has {size} bytes; at most {limit} are taken."
    return ProblemError("body-too-large", detail, limit=limit, size=size)


def _announced(request: AnyRequest) -> int | None:
    try:
        return request.content_length
    except ClientException:
        return None


_TOLD: dict[int, Callable[[AnyRequest, HTTPException], ProblemError]] = {
    HTTPStatus.BAD_REQUEST: _bad_request,
    HTTPStatus.NOT_FOUND: _not_found,
    HTTPStatus.METHOD_NOT_ALLOWED: _method_not_allowed,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _body_too_large,
}
