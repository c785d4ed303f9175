"""The pages as a part of the service: their addresses, and how they tell of problems."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from litestar import Response, Router

from tapecheck.web import decisions, entering, pages, sending
from tapecheck.web.problems import ProblemOut
from tapecheck.web.refusals import AnyRequest, answer, exception_handlers
from tapecheck.web.rendering import see, shown


def site() -> Router:
    """Return all pages."""
    return Router(
        "/",
        route_handlers=[
            pages.draft, pages.check, pages.checks, pages.comparison, pages.deletion,
            sending.send, sending.replay, decisions.decide, decisions.delete,
            entering.sign_in, entering.enter, entering.leave,
        ],
        exception_handlers=exception_handlers(_page),
        include_in_schema=False,
        opt={"page": True},
    )  # fmt: skip


def told(request: AnyRequest, problem: ProblemOut, headers: Mapping[str, str]) -> Response[bytes]:
    """Return a problem as JSON; a browser that asks where nothing is gets a page all the same."""
    lost = problem.status == HTTPStatus.NOT_FOUND and not request.url.path.startswith("/v1/")
    browser = "text/html" in request.headers.get("accept", "")
    return (_page if lost and browser else answer)(request, problem, headers)


def _page(request: AnyRequest, problem: ProblemOut, headers: Mapping[str, str]) -> Response[bytes]:
    """Return a problem as a page; who has no key is asked for one."""
    if problem.status == HTTPStatus.UNAUTHORIZED and request.url.path != "/sign-in":
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        then = urlencode({"next": there if request.method == "GET" else "/"})
        return see(f"/sign-in?{then}")
    page = shown(request, "problem", status=problem.status, problem=problem)
    page.headers.update({name: value for name, value in headers.items() if name == "retry-after"})
    return page
