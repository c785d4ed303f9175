"""Each request gets an id, one line in the log, and its place in the counts."""

from __future__ import annotations

import logging
import re
import secrets
import time
from urllib.parse import quote

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from tapecheck.web.metrics import Metrics

HEADER = "x-request-id"
_SOUND = re.compile(r"[\w.:-]{1,80}", re.ASCII)


class Tracing(ASGIMiddleware):
    """Notes method, path, status, time and sender of each request; never what was in it."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, counts: Metrics) -> None:
        """Take what counts."""
        self._counts = counts

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Carry the request out, and note how it went."""
        id, begun, status = _id(scope), time.perf_counter(), [0]
        structlog.contextvars.bind_contextvars(request_id=id)

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                MutableScopeHeaders.from_message(message)[HEADER] = id
            await send(message)

        try:
            await next_app(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - begun
            self._counts.answered(_operation(scope), status[0], seconds)
            _log(scope, status[0], seconds)
            structlog.contextvars.unbind_contextvars("request_id")


async def trace_unrouted(message: Message, scope: Scope) -> None:
    """Give an id, and a line in the log, to what led nowhere: middleware never sees it."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        if HEADER not in headers:
            headers[HEADER] = _id(scope)
            _log(scope, message["status"], 0.0)


def _id(scope: Scope) -> str:
    """Return the id that came with a request, if it is fit for a log, or a new one."""
    told = next((value for name, value in scope["headers"] if name == HEADER.encode()), b"")
    given = told.decode("latin-1")
    return given if _SOUND.fullmatch(given) else secrets.token_hex(8)


def _operation(scope: Scope) -> str:
    """Return which operation answered: a path would be a count of its own for each check."""
    handler = scope.get("route_handler")
    return str(getattr(handler, "operation_id", None) or "none")


def _log(scope: Scope, status: int, seconds: float) -> None:
    method, path = scope.get("method", ""), quote(scope["path"])
    told = {
        "method": method,
        "path": path,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "sender": scope.get("state", {}).get("sender", ""),
    }
    logging.getLogger("tapecheck.requests").info("%s %s", method, path, extra=told)
