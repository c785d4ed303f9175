"""Signing in on the page with an API key, and leaving again."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from tapecheck.web.access import Gate
from tapecheck.web.browsers import own_path, session_cookie, session_of
from tapecheck.web.clock import now
from tapecheck.web.problems import ProblemError
from tapecheck.web.refusals import AnyRequest
from tapecheck.web.rendering import see, shown


@get("/sign-in")
async def sign_in(
    request: AnyRequest, then: Annotated[str, QueryParameter(name="next")] = "/"
) -> Response[bytes]:
    """Return the page that asks for a key."""
    return shown(request, "sign_in", then=own_path(then), error="")


@post("/sign-in")
async def enter(request: AnyRequest, gate: NamedDependency[Gate]) -> Response[bytes]:
    """Begin a session, and go on to where the browser wanted to go."""
    form = await request.form()
    then = own_path(str(form.get("next", "/")))
    try:
        session, ends = await gate.begin(str(form.get("key", "")).strip())
    except ProblemError as error:
        status = error.out("/sign-in").status
        return shown(request, "sign_in", status=status, then=then, error=error.detail)
    answer = see(then)
    answer.cookies.append(session_cookie(request, session, ends - now()))
    return answer


@post("/sign-out")
async def leave(request: AnyRequest, gate: NamedDependency[Gate]) -> Response[bytes]:
    """End the session."""
    session = session_of(request)
    answer = see("/sign-in")
    if session is not None:
        await gate.end(session)
        answer.cookies.append(session_cookie(request, "", dt.timedelta()))
    return answer
